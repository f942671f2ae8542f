"""A figure quoted with its sentence: only as much as a line or two, the figures marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model.claim import Span
from specie.report.language import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model.claim import Document, TextCheck

AROUND = 110
"""Characters that are kept before and after a figure of a long sentence."""
_BLANKS = re.compile(r"\s+")
_END = re.compile(r"[.!?](?=\s)|[。！？]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a quotation, marked or not."""

    text: str
    is_marked: bool


class Quoter:
    """Quotes from one document; knows the sentence of every figure."""

    def __init__(self, check: TextCheck) -> None:
        self._document = check.document
        self._sentences = {claim.span: claim.sentence for claim in check.claims}

    def quotations(self, spans: Sequence[Span], most: int = 3) -> list[tuple[Span, list[Piece]]]:
        """Quote the sentences of some figures, each once with all of them; the first ``most``."""
        quoted: dict[Span, list[Span]] = {}
        for span in spans:
            sentence = self._sentence(span)
            known = next((other for other in quoted if other.meets(sentence)), sentence)
            if known not in quoted and len(quoted) == most:
                break
            quoted.setdefault(known, []).append(span)
        text = self._document.text
        return [(inside[0], list(_pieces(text, around, inside))) for around, inside in quoted.items()]

    def _sentence(self, span: Span) -> Span:
        return _whole_row(self._document, self._sentences.get(span) or _sentence(self._document, span))


def _sentence(document: Document, span: Span) -> Span:
    """Return the sentence around a place, within its block."""
    at = bisect_right(document.breaks, span.start)
    first = document.breaks[at - 1] if at else 0
    last = document.breaks[at] if at < len(document.breaks) else len(document.text)
    ends = [first + match.end() for match in _END.finditer(document.text[first:last])]
    start = max((end for end in ends if end <= span.start), default=first)
    return Span(start, min((end for end in ends if end >= span.end), default=last))


def _whole_row(document: Document, sentence: Span) -> Span:
    """Return the row of a table, without the bars at its ends, instead of one cell of it."""
    text = document.text
    start = max(text.rfind(end, 0, sentence.start) for end in "\r\n") + 1
    words = text[start : sentence.end].rstrip()
    ends = [at for end in "\r\n" if (at := text.find(end, start + len(words))) >= 0]
    line = text[start : min(ends, default=len(text))]
    inside = bisect_left(document.breaks, start + len(line)) - bisect_right(document.breaks, start)
    if not inside or "\n" in words or not {"|", "\t"} & set(line):
        return sentence
    bare = line.strip("| \t")
    start += line.index(bare)
    return Span(min(start, sentence.start), max(start + len(bare), sentence.start))


def _pieces(text: str, sentence: Span, spans: Sequence[Span]) -> Iterator[Piece]:
    inside = sorted(spans)
    start = min(max(sentence.start, inside[0].start - AROUND), inside[0].start)
    end = max(min(sentence.end, inside[-1].end + AROUND), inside[-1].end)
    if start > sentence.start:
        yield Piece("… ", is_marked=False)
    at = start
    for span in inside:
        yield from _part(text[at : span.start], is_marked=False, first=at == start)
        yield from _part(text[max(at, span.start) : span.end], is_marked=True)
        at = max(at, span.end)
    yield from _part(text[at:end].rstrip(), is_marked=False)
    if end < len(text[: sentence.end].rstrip()):
        yield Piece(" …", is_marked=False)


def _part(text: str, *, is_marked: bool, first: bool = False) -> Iterator[Piece]:
    shown = visible(_BLANKS.sub(" ", text))
    shown = shown.lstrip() if first else shown
    if shown:
        yield Piece(shown, is_marked)
