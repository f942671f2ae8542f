"""Where sentences start and end, in both languages; none reaches over a break of the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from specie.model.claim import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.model.claim import Document

LONGEST = 800
"""A longer run without an end (a table, a hostile file) is cut, so that the work stays linear."""

_CLOSING = "”’\"'」』）)】\\]*_"
_END = re.compile(
    rf"[。！？][{_CLOSING}]*|[!?]+[{_CLOSING}]*(?=\s|$)|\.(?<!\d\.)[{_CLOSING}]*(?=\s+[“\"'‘「『(\[*_]*[A-Z0-9\u3400-\u9fff$€£]|\s*$)"
    rf"|\.(?<=\d\.)[{_CLOSING}]*(?=\s+[“\"'‘「『(]*[A-Z\u3400-\u9fff]|\s*$)|\n[ \t]*\n"
)
_ABBREVIATION = re.compile(
    r"(?:(?<![A-Za-z])(?:[A-Z]|U\.S|U\.K|E\.U|Inc|Corp|Ltd|Co|Mr|Mrs|Ms|Dr|Prof|St|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|No|Nos|Fig|Figs|Vol|est|cf|e\.g|i\.e|a\.m|p\.m|al|Sen|Gen|Gov|Rep|ca))\.\Z"
)
_BEFORE = 12


def sentences(document: Document) -> tuple[Span, ...]:
    """Return the sentences of a document in order; they cover all of its text."""
    text = document.text
    cuts = {0, len(text), *(at for at in document.breaks if 0 <= at <= len(text))}
    cuts.update(found.end() for found in _END.finditer(text) if not _goes_on(text, found))
    ordered = sorted(cuts)
    return tuple(piece for start, end in pairwise(ordered) for piece in _short(text, start, end))


def sentence_at(found: Sequence[Span], starts: Sequence[int], pos: int) -> Span:
    """Return the sentence in which a place lies."""
    return found[max(0, bisect_right(starts, pos) - 1)]


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Tell whether a full stop belongs to an abbreviation: Inc., Sept., U.S."""
    if text[found.start()] != ".":
        return False
    abbreviated = _ABBREVIATION.search(text, max(0, found.start() - _BEFORE), found.start() + 1)
    return bool(abbreviated) and bool(text[found.end() : found.end() + 3].strip())


def _short(text: str, start: int, end: int) -> list[Span]:
    """Cut a run that is too long, at a space or comma where there is one."""
    pieces: list[Span] = []
    while end - start > LONGEST:
        at = max(text.rfind(sign, start + LONGEST // 2, start + LONGEST) for sign in " ,，、;；\n")
        at = start + LONGEST if at < 0 else at + 1
        pieces.append(Span(start, at))
        start = at
    return [*pieces, Span(start, end)] if end > start else pieces
