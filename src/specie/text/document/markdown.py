"""Where the blocks of a Markdown text start; the text itself stays as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specie.text.document.plain import cells, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.text.document.plain import Line

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s+|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")
_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_LEAD = re.compile(r"(?:\s|>)*(?:#{1,6}\s+|(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?")
_ITEM = re.compile(r"(?:\s|>)*(?:[-*+]|\d{1,9}[.)])\s+\S")
_HARD = re.compile(r"(?: {2,}|\\)$")
_BAR = re.compile(r"(?<!\\)\|")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:")
_QUOTE = re.compile(r" {0,3}>")


def blocks(text: str) -> list[int]:
    """Return the offsets at which headings, paragraphs, items, cells and lines of code start."""
    return sorted(set(_starts(lines_of(text))))


def _starts(lines: list[Line]) -> Iterator[int]:
    verbatim = ""
    open_block = False
    table = _table_lines([line for _, line in lines])
    for number, (offset, line) in enumerate(lines):
        verbatim, inside = _fenced(verbatim, line, number)
        if inside or number in table:
            yield from _row(offset, line) if number in table else [offset]
            open_block = False
        elif "\t" in line.strip():
            yield from (offset, *cells(offset, line))
            open_block = False
        elif not line.strip():
            open_block = False
        elif _is_start(lines, number, open_block=open_block):
            yield offset + _lead(line)
            open_block = not _HEADING.match(line)
        elif _UNDERLINE.fullmatch(line):
            open_block = False


def _lead(line: str) -> int:
    """Count the characters of quote and list marks before the words."""
    found = _LEAD.match(line)
    return found.end() if found else 0


def _fenced(verbatim: str, line: str, number: int) -> tuple[str, bool]:
    """Return the fence that is open after a line, and whether the line is not prose: code or front matter."""
    if number == 0 and line.rstrip() == "---":
        return "---", True
    if verbatim == "---":
        return ("" if line.rstrip() in ("---", "...") else verbatim), True
    fence = _FENCE.match(line)
    if verbatim:
        closes = fence is not None and fence[1].startswith(verbatim)
        return ("" if closes else verbatim), True
    return (fence[1], True) if fence else ("", False)


def _is_start(lines: list[Line], number: int, *, open_block: bool) -> bool:
    line = lines[number][1]
    if not open_block or _HEADING.match(line) or _ITEM.match(line) or _FOOTNOTE.match(line):
        return True
    before = lines[number - 1][1]
    return _HARD.search(before) is not None or bool(_QUOTE.match(line)) != bool(_QUOTE.match(before))


def _table_lines(lines: list[str]) -> set[int]:
    """Return the numbers of the lines that are rows of tables: around a divider, with bars."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if "|" in line and "-" in line and _DIVIDER.fullmatch(line) and number and "|" in lines[number - 1]:
            found |= {number - 1, number}
            following = number + 1
            while following < len(lines) and "|" in lines[following]:
                found.add(following)
                following += 1
    return found


def _row(offset: int, line: str) -> Iterator[int]:
    yield offset
    yield from (offset + bar.end() for bar in _BAR.finditer(line))
