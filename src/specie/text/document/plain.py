"""Where the blocks of a plain text start; the text itself stays as it is."""

from __future__ import annotations

import re
from itertools import pairwise

from specie.text.document.wrapping import ITEM, columns, ends_sentence, first_word

WIDEST_WRAPPED = 120
NARROWEST_WRAPPED = 48
LEAST_FILLED = 3
"""Lines that must end near the margin before a text counts as wrapped by hand."""
_CELL = re.compile(r"\t+|(?<=\S) {2,}(?=\S)|(?<=\S)\u3000{2,}(?=\S)")
_RULE = re.compile(r"\s*[-=_*~─━═]{3,}\s*")

Line = tuple[int, str]
"""Offset and text, without its end."""


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text with their offsets, kept apart only at real line ends."""
    found = list(re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text))
    return [(m.start(), m[0].rstrip("\r\n")) for m in found if m[0] or m.start() < len(text)]


def blocks(text: str) -> list[int]:
    """Return the offsets at which paragraphs, list items and cells of pasted tables start."""
    lines = lines_of(text)
    margin = _margin([line for _, line in lines])
    starts: list[int] = []
    before = ""
    for offset, line in lines:
        if line.strip():
            if not before.strip() or not _goes_on(before, line, margin):
                starts.append(offset + len(line) - len(line.lstrip()))
            starts += cells(offset, line)
        before = line
    return starts


def cells(offset: int, line: str) -> list[int]:
    """Return the offsets of the cells after the first in a line of a pasted table."""
    return [offset + gap.end() for gap in _CELL.finditer(line)]


def _goes_on(before: str, line: str, margin: int | None) -> bool:
    """Tell whether a line is the rest of the one before."""
    if margin is None or ITEM.match(line) or _RULE.fullmatch(line) or _RULE.fullmatch(before):
        return False
    if _CELL.search(before.strip()) or _CELL.search(line.strip()):
        return False
    indented = columns(line) - columns(line.lstrip()) > columns(before) - columns(before.lstrip())
    if indented and not ITEM.match(before):
        return False
    return columns(before.rstrip()) + 1 + columns(first_word(line)) > margin


def _margin(lines: list[str]) -> int | None:
    """Return the column at which a text was wrapped by hand; None where each line is a paragraph."""
    widths = [columns(line.rstrip()) for line in lines]
    margin = max(widths, default=0)
    if not NARROWEST_WRAPPED <= margin <= WIDEST_WRAPPED:
        return None
    filled = sum(
        width + 1 + columns(first_word(following)) > margin and not ends_sentence(line)
        for (line, following), width in zip(pairwise(lines), widths, strict=False)
        if following.strip()
    )
    return margin if filled >= LEAST_FILLED else None
