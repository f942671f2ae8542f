"""The lines of a PDF page with their place: what the page says, before it is joined into paragraphs."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from specie.text.document.raised import raised
from specie.text.document.wrapping import first_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CELL_GAP = 1.6
"""A gap between words that is wider than this many times the size of the letters parts two cells."""
STRETCHED_ALIKE = 1.3
RAISED_SIZE = 0.9
RAISED_BY = 0.18
LOST = "\ufffd"
HYPHEN = "\u2010"
BROKEN = (0x02, 0xFFFE, 0x2010)
"""What pdfium gives for the hyphen of a broken word."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: text with a tab between cells, its left, right and base in points, size of its letters."""

    text: str
    left: float
    right: float
    base: float
    size: float
    word: float
    """Width of what cannot be broken at its start."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a character stands."""

    left: float
    right: float
    bottom: float


class Characters:
    """The characters of one page as pdfium finds them, one index each."""

    def __init__(self, textpage: Any) -> None:
        self.raw = textpage.raw
        self.text = "".join(map(_letter, self._codes()))
        self._place = [ctypes.c_double() for _ in range(4)]

    def _codes(self) -> Iterator[int]:
        for index in range(pdfium.FPDFText_CountChars(self.raw)):
            yield pdfium.FPDFText_GetUnicode(self.raw, index)

    def box(self, index: int) -> Box:
        """Return where a character stands."""
        left, right, bottom, top = self._place
        pdfium.FPDFText_GetCharBox(self.raw, index, *map(ctypes.byref, (left, right, bottom, top)))
        return Box(left.value, right.value, bottom.value)

    def base(self, index: int) -> float:
        """Return the height of the line that a character stands on."""
        x, y = self._place[:2]
        pdfium.FPDFText_GetCharOrigin(self.raw, index, ctypes.byref(x), ctypes.byref(y))
        return y.value

    def size(self, index: int) -> float:
        """Return the size of a character in points."""
        return pdfium.FPDFText_GetFontSize(self.raw, index)


def _letter(code: int) -> str:
    """Return a character; halves of characters, and what no font explains, are lost letters."""
    if code in BROKEN:
        return HYPHEN
    return LOST if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def lines_of(textpage: Any) -> Iterator[Line]:
    """Yield the lines of a page in the order in which the page was written.

    pdfium runs a word that is broken at the end of a line together and leaves a mark: the line ends there.
    """
    page = Characters(textpage)
    start = 0
    for index in range(len(page.text) + 1):
        at_end = index == len(page.text)
        broken = not at_end and page.text[index] == HYPHEN
        if at_end or broken or page.text[index] in "\r\n":
            line = _line(page, start, index + broken)
            if line is not None:
                yield line
            start = index + 1


def _line(page: Characters, start: int, end: int) -> Line | None:
    while start < end and page.text[start].isspace():
        start += 1
    while end > start and page.text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    size = _usual_size(page, start, end)
    base = page.base(_first_of_size(page, start, end, size))
    first, last = page.box(start), page.box(end - 1)
    line = Line("", first.left, last.right, base, size, _first_width(page, start, end, first.left))
    return replace(line, text=_written(page, start, end, line))


def _usual_size(page: Characters, start: int, end: int) -> float:
    """Return the size of most letters, from up to nine of them."""
    step = max(1, (end - start) // 9)
    sizes = sorted(page.size(i) for i in range(start, end, step) if not page.text[i].isspace())
    return sizes[len(sizes) // 2] or 1.0


def _first_of_size(page: Characters, start: int, end: int, size: float) -> int:
    return next((i for i in range(start, end) if page.size(i) == size), start)


def _first_width(page: Characters, start: int, end: int, left: float) -> float:
    word = first_word(page.text[start:end])
    return page.box(start + max(len(word), 1) - 1).right - left


def _written(page: Characters, start: int, end: int, line: Line) -> str:
    gaps = {i: _gap(page, i, start, end) / line.size for i in range(start, end) if page.text[i].isspace()}
    widest = CELL_GAP if not _is_stretched(gaps, page.text[start:end]) else math.inf
    parts: list[str] = []
    for index in range(start, end):
        char = page.text[index]
        if index in gaps:
            char = "\t" if gaps[index] > widest else " "
        elif char.isdecimal() and index > start and _is_raised(page, index, line):
            char = raised(char)
        parts.append(char)
    return "".join(parts)


def _is_stretched(gaps: Mapping[int, float], text: str) -> bool:
    """Tell whether a line of words was spread to the full width: its gaps are wide, but all alike."""
    wide = list(gaps.values())
    words = sum(word.isalpha() for word in text.split())
    return len(wide) > 1 and max(wide) < STRETCHED_ALIKE * min(wide) and 2 * words > len(wide)


def _gap(page: Characters, index: int, start: int, end: int) -> float:
    """Measure the distance of the letters on both sides of a blank."""
    before, after = index - 1, index + 1
    while before > start and page.text[before].isspace():
        before -= 1
    while after < end - 1 and page.text[after].isspace():
        after += 1
    return page.box(after).left - page.box(before).right


def _is_raised(page: Characters, index: int, line: Line) -> bool:
    size = page.size(index)
    return size < RAISED_SIZE * line.size and page.base(index) - line.base > RAISED_BY * line.size
