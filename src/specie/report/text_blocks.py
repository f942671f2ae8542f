"""A text cut into what a page sets as paragraphs, headings and tables, with its figures marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from specie.model.claim import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model.claim import Document
    from specie.report.text_view import Mark

_LEAD = re.compile(r"[ \t>]*(?:#{1,6}|[-*+]|\d{1,9}[.)])?[ \t]*(?:\[[ xX]\][ \t]+)?")
_DIVIDER = re.compile(r"[\s|:-]+")
_HEADING = re.compile(r" {0,3}#{1,6}\s")
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind: bare, or of one mark, which may start or end here."""

    text: str
    mark: Mark | None = None
    first: bool = True
    last: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """One element of the page: ``kind`` is paragraph, head or row; a row has several cells."""

    kind: str
    cells: tuple[tuple[Run, ...], ...]
    page: int = 0
    """Number of the page that starts here, 0 where none does."""


def sections(document: Document, marks: Sequence[Mark]) -> Iterator[tuple[str, list[Block]]]:
    """Yield the blocks, rows of one table together."""
    for is_row, members in groupby(_blocks(document, marks), key=lambda block: block.kind == "row"):
        if is_row:
            yield "table", list(members)
        else:
            yield from ((block.kind, [block]) for block in members)


def _blocks(document: Document, marks: Sequence[Mark]) -> Iterator[Block]:
    cutter = _Cutter(document.text, marks)
    page = 0
    for cells in _lines(document):
        reached = bisect_right(document.pages, cells[0].start)
        started, page = reached if reached > page else 0, reached
        kind, kept = _kind(document, cells)
        runs = tuple(cutter.runs(cell) for cell in kept)
        if any(run.text.strip() for cell in runs for run in cell):
            yield Block(kind, runs, started)


def _kind(document: Document, cells: list[Span]) -> tuple[str, list[Span]]:
    """Tell what a block is, and which parts of it are shown: marks of headings and tables are not."""
    text, first = document.text, cells[0]
    if document.format == "markdown":
        heading = _HEADING.match(text, first.start)
        if heading is not None:
            return "head", [Span(heading.end(), cells[-1].end)]
        if len(cells) > 1 and "|" in text[first.start : cells[-1].end]:
            return "row", _between_bars(text, cells)
    return ("row", cells) if len(cells) > 1 else ("paragraph", cells)


def _between_bars(text: str, cells: list[Span]) -> list[Span]:
    """Return the cells of a Markdown row without their bars; nothing of the line under the heads."""
    if _DIVIDER.fullmatch(text[cells[0].start : cells[-1].end]):
        return []
    ends = [len(text[cell.start : cell.end].rstrip("| \t\r\n")) for cell in cells]
    bare = [Span(cell.start, cell.start + end) for cell, end in zip(cells, ends, strict=True)]
    inner = bare[1:] if bare[0].start == bare[0].end else bare
    return inner[:-1] if inner and not text[inner[-1].start : cells[-1].end].strip() else inner


def _lines(document: Document) -> Iterator[list[Span]]:
    """Yield the cells of each block; the first begins where its line does, list marks included."""
    text = document.text
    cells: list[int] = []
    for start in sorted({0, *document.breaks}):
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        if cells and line <= cells[0]:
            if not _is_lead(text, cells, start):
                cells.append(start)
            continue
        if cells:
            yield _spans(cells, line)
        cells = [line]
    if cells:
        yield _spans(cells, len(text))


def _is_lead(text: str, cells: list[int], start: int) -> bool:
    """Tell whether a break only parts the marks of a list, quote or heading from their words."""
    return len(cells) == 1 and _LEAD.fullmatch(text[cells[0] : start]) is not None


def _spans(starts: list[int], end: int) -> list[Span]:
    return [Span(start, stop) for start, stop in zip(starts, [*starts[1:], end], strict=True)]


class _Cutter:
    """Cuts pieces of a text at its marks."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._marks = sorted(marks, key=lambda mark: mark.span)
        self._ends = [mark.span.end for mark in self._marks]

    def runs(self, cell: Span) -> tuple[Run, ...]:
        """Return the runs of a piece; line ends at its end go away."""
        end = cell.start + len(self._text[cell.start : cell.end].rstrip())
        return tuple(run for run in self._cut(cell.start, end) if run.text)

    def _cut(self, start: int, end: int) -> Iterator[Run]:
        at = start
        first = bisect_left(self._ends, start + 1)
        for mark in self._marks[first:]:
            if mark.span.start >= end:
                break
            yield Run(self._lines(at, mark.span.start))
            begins = max(mark.span.start, start)
            at = min(mark.span.end, end)
            yield Run(self._lines(begins, at), mark, begins == mark.span.start, at == mark.span.end)
        yield Run(self._lines(at, end))

    def _lines(self, start: int, end: int) -> str:
        return _LINE_END.sub("\n", self._text[start:end])
