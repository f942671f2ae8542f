"""The tables of a text as numbers: lines of as many cells, set apart by bars, tabs or commas."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from specie.model.claim import Span
from specie.text.rules.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(r"([+−-]?)\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(%?)")
_LINE: Final = re.compile(r"[^\n]+")
_POINT: Final = re.compile(
    r"(?P<label>(?:19|20)\d\d(?: ?年)?|Q[1-4](?: (?:19|20)\d\d)?|第[一二三四]季|(?:1[0-2]|[1-9]) ?月|[A-Z][a-z]{2,8})"  # noqa: E501
    r"\s*[:：=]?\s*(?P<value>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?)(?![\d年月])"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_CELL: Final = 30
"""The longest text between commas that is taken for a cell, not for a part of a sentence."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table: what is printed, what it may be in full, and its place."""

    text: str
    value: Decimal
    step: Decimal
    percent: bool
    size: Decimal
    span: Span

    @property
    def room(self) -> Interval:
        """Everything that rounds to what is printed, in the size that its heading names."""
        half = self.step * self.size / 2
        return Interval(self.value * self.size - half, self.value * self.size + half)

    @property
    def bare(self) -> Interval:
        """Everything that rounds to what is printed, as printed."""
        return Interval(self.value - self.step / 2, self.value + self.step / 2)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: headings of the columns, labels of the rows, and the numbers, None where there is none."""

    heads: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    span: Span

    def column(self, at: int) -> tuple[Cell | None, ...]:
        """Return the cells of a column, from the top."""
        return tuple(row[at] for row in self.rows)


@lru_cache(maxsize=2)
def grids(text: str) -> tuple[Grid, ...]:
    """Return the tables of a text, in order."""
    found: list[Grid] = []
    for block in _blocks(text):
        grid = _grid(block)
        if grid is not None:
            found.append(grid)
    found += _series(text, [grid.span for grid in found])
    return tuple(sorted(found, key=lambda grid: grid.span))


def _series(text: str, taken: list[Span]) -> Iterator[Grid]:
    """Yield the series of a chart that is written out in a line: Orders, in millions: 2023 41, 2024 52, 2025 67."""  # noqa: E501
    for line in _LINE.finditer(text):
        pairs = list(_POINT.finditer(text, line.start(), line.end()))
        span = Span(line.start(), line.end())
        if len(pairs) < 3 or any(span.meets(other) for other in taken):
            continue
        head = text[line.start() : pairs[0].start()].strip(" #*-:：,，(（")
        apart = [text[a.end() : b.start()] for a, b in pairwise(pairs)]
        cells = [_cell(m["label"], head, m.start("value"), m["value"]) for m in pairs]
        if head and all(len(gap) <= 4 for gap in apart) and all(cells):
            labels = tuple(m["label"].strip() for m in pairs)
            yield Grid((head,), labels, tuple((cell,) for cell in cells), span)


_Line = list[tuple[int, str]]


def _blocks(text: str) -> Iterator[list[_Line]]:
    at = 0
    block: list[_Line] = []
    for line in (*text.splitlines(keepends=True), ""):
        row = _split(line, at)
        if block and (not row or len(row) != len(block[0])):
            yield block
            block = []
        if row:
            block.append(row)
        at += len(line)


def _split(line: str, at: int) -> _Line:
    """Return the cells of a line with their offsets; none where the line is no row of a table."""
    bare = line.rstrip("\r\n")
    for mark in ("|", "\t", ","):
        pieces = bare.split(mark)
        if len(pieces) >= (4 if mark == "|" else 3) and (mark != "," or all(len(p) <= _CELL for p in pieces)):
            offsets = [at]
            for piece in pieces[:-1]:
                offsets.append(offsets[-1] + len(piece) + 1)
            kept = list(zip(offsets, pieces, strict=True))
            framed = mark == "|" and not pieces[0].strip() and not pieces[-1].strip()
            return kept[1:-1] if framed else kept
    return []


def _grid(block: list[_Line]) -> Grid | None:
    heads = [piece.strip() for _, piece in block[0]]
    body = [row for row in block[1:] if not all(set(piece.strip()) <= set("-: ") for _, piece in row)]
    if len(body) < 2 or any(_number(head) is not None and not _YEAR.fullmatch(head) for head in heads[1:]):
        return None
    rows = tuple(tuple(_cell(row[0][1], head, *piece) for head, piece in zip(heads[1:], row[1:], strict=True))
                 for row in body)  # fmt: skip
    if not any(cell is not None for row in rows for cell in row):
        return None
    end = body[-1][-1][0] + len(body[-1][-1][1])
    return Grid(tuple(heads[1:]), tuple(row[0][1].strip() for row in body), rows, Span(block[0][0][0], end))


def _cell(label: str, head: str, at: int, piece: str) -> Cell | None:
    found = _number(piece)
    if found is None:
        return None
    value, step, percent = found
    lead = len(piece) - len(piece.lstrip())
    size = Decimal(1) if percent else size_of(head) * size_of(label)
    span = Span(at + lead, at + lead + len(piece.strip()))
    return Cell(piece.strip(), value, step, percent, size, span)


def _number(piece: str) -> tuple[Decimal, Decimal, bool] | None:
    """Return value, unit of the last digit, and whether it is a percentage (then as a fraction)."""
    found = _NUMBER.fullmatch(piece.strip())
    if found is None:
        return None
    value = Decimal(found[2].replace(",", "")) * (-1 if found[1] in ("−", "-") else 1)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return (value / 100, step / 100, True) if found[3] else (value, step, False)


def size_of(head: str) -> Decimal:
    """Return what a heading multiplies its numbers with: (USD m), 億元."""
    for pattern, size in raw()["sizes"].items():
        if re.search(pattern, head, re.IGNORECASE):
            return Decimal(size)
    return Decimal(1)


@cache
def raw() -> dict[str, Any]:
    """Return the words of tables."""
    return tomllib.loads((files("specie.text.rules") / "patterns" / "tables.toml").read_text("utf-8"))
