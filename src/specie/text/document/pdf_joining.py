"""From the lines of pages to paragraphs: broken lines and words are joined, running heads left out."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.text.document.wrapping import ITEM, ends_sentence, glue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.text.document.flow import Flow
    from specie.text.document.pdf_line import Line

SAME_SIZE = 0.08
WIDEST_LEADING = 2.1
INDENT = 0.9
RUNNING_AT_LEAST = 3
HYPHENS = "\u2010\u00ad"
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page|p\.|第)?\s*\d{1,4}\s*(?:頁|/\s*\d{1,4}|of\s+\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_BROKEN_WORD = re.compile("([A-Za-zÀ-ÿ]+)[-\u2010\u00ad]$")


@dataclass(slots=True)
class Joiner:
    """Writes pages into a flow."""

    flow: Flow
    left_out: int = 0

    def write(self, pages: Sequence[Sequence[Line]]) -> None:
        """Write all pages; a paragraph may go over the end of a page."""
        running = _running(pages)
        last: Line | None = None
        for lines in pages:
            kept = [line for place, line in enumerate(lines) if not _is_running(lines, place, running)]
            self.left_out += len(lines) - len(kept)
            self._page(kept, last)
            last = kept[-1] if kept else None

    def _page(self, lines: Sequence[Line], last: Line | None) -> None:
        goes_on = last is not None and bool(lines) and _over_the_page(last, lines[0])
        if goes_on and last is not None:
            self._join(last, lines[0])
            self.flow.pages.append(self.flow.size)
            self._add(lines[0])
        else:
            self.flow.page()
        blocks = _blocks(lines)
        for block in blocks:
            right = max(line.right for line in block)
            left = min(line.left for line in block)
            for number, line in enumerate(block):
                if goes_on:
                    goes_on = False
                elif number and _continues(block[number - 1], line, left, right):
                    self._join(block[number - 1], line)
                    self._add(line)
                else:
                    self.flow.part()
                    self._add(line)

    def _join(self, before: Line, line: Line) -> None:
        text = before.text.rstrip()
        broken = _BROKEN_WORD.search(text)
        if broken and line.text[:1].islower() and broken[1].lower() not in _compounds():
            self.flow.drop_last()
        elif text[-1] in HYPHENS:
            self.flow.drop_last()
            self.flow.add("-")
        elif text[-1] not in "-–—/":
            self.flow.add(glue(text, line.text))

    def _add(self, line: Line) -> None:
        for number, cell in enumerate(line.text.split("\t")):
            if number:
                self.flow.part("\t")
            self.flow.add(cell)


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Part a page into runs of lines of one size and leading, one under the other."""
    found: list[list[Line]] = []
    for line in lines:
        if found and _is_below(found[-1][-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _is_below(before: Line, line: Line) -> bool:
    drop = before.base - line.base
    overlap = min(before.right, line.right) - max(before.left, line.left)
    return (
        0 < drop <= WIDEST_LEADING * max(before.size, line.size)
        and _same_size(before, line)
        and overlap > 0
        and "\t" not in before.text
        and "\t" not in line.text
    )


def _same_size(before: Line, line: Line) -> bool:
    return abs(before.size - line.size) <= SAME_SIZE * max(before.size, line.size)


def _continues(before: Line, line: Line, left: float, right: float) -> bool:
    """Tell whether a line is the rest of the one above: its first word had no room there."""
    if ITEM.match(line.text) or (line.left - left > INDENT * line.size and line.left > before.left):
        return False
    if before.text[-1] in "-" + HYPHENS and line.text[:1].isalnum():
        return True
    return before.right + line.word + 0.2 * line.size > right


def _over_the_page(last: Line, line: Line) -> bool:
    """Tell whether a paragraph goes on after the end of a page: nothing ended, and the next starts small."""
    if "\t" in last.text + line.text or ends_sentence(last.text) or not _same_size(last, line):
        return False
    first = line.text[:1]
    return not ITEM.match(line.text) and (first.islower() or first.isdigit() or "\u4e00" <= first <= "\u9fff")


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Find the texts that stand first or last on several pages, numbers apart."""
    seen = Counter(
        text for lines in pages for text in {_DIGITS.sub("#", lines[place].text) for place in _edges(lines)}
    )
    least = max(RUNNING_AT_LEAST, len(pages) // 3)
    return frozenset(text for text, count in seen.items() if count >= least)


def _edges(lines: Sequence[Line]) -> set[int]:
    """Return the places of the first two and the last two lines."""
    return {place for place in (0, 1, len(lines) - 2, len(lines) - 1) if 0 <= place < len(lines)}


def _is_running(lines: Sequence[Line], place: int, running: frozenset[str]) -> bool:
    text = lines[place].text
    if place not in _edges(lines) or len(lines) < 3:
        return False
    at_end = place in (0, len(lines) - 1)
    return _DIGITS.sub("#", text) in running or (at_end and _PAGE_NUMBER.fullmatch(text) is not None)


@cache
def _compounds() -> frozenset[str]:
    data = tomllib.loads((files("specie.text.document") / "compounds.toml").read_text("utf-8"))
    return frozenset(data["keep"])
