"""A table of the text against its sentences: 12.5 in the row of the third quarter, 13.5 in the prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from specie.model import say
from specie.model.claim import Kind
from specie.text.rules.interval import derived
from specie.text.rules.tables.grid import Cell, Grid, grids, raw
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


@dataclass(frozen=True, slots=True)
class _Named:
    """A cell with the words of its row and column."""

    cell: Cell
    row: str
    column: str
    row_word: str
    column_word: str


def prose(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence names one period and one heading of the text's own table and another value.

    The sentence must name exactly one row and one column of the table, a period on one side and a heading on
    the other, and the figure must be money or a count. Abstains where the figure is any other number of that
    row or column, where it is a change, and where another table stands between.
    """
    found = grids(reading.document.text)
    edges = [0, *(grid.span.end for grid in found), len(reading.document.text)]
    for at, grid in enumerate(found):
        cells = _cells(grid)
        headings = frozenset(word for c in cells for word in (c.row_word, c.column_word) if word)
        end = found[at + 1].span.start if at + 1 < len(found) else edges[-1]
        for claim in reading.inside(edges[at], end):
            outside = not grid.span.start <= claim.span.start < grid.span.end
            if claim.kind in (Kind.MONEY, Kind.COUNT) and outside:
                named = _spoken_of(reading, claim, cells, headings)
                if named is not None:
                    yield from _compared(claim, named, cells)


def _cells(grid: Grid) -> tuple[_Named, ...]:
    return tuple(
        _Named(cell, label, head, _first_word(label), _first_word(head))
        for label, row in zip(grid.labels, grid.rows, strict=True)
        for head, cell in zip(grid.heads, row, strict=True)
        if cell is not None and not cell.percent
    )


def _spoken_of(
    reading: Reading, claim: Claim, cells: tuple[_Named, ...], headings: frozenset[str]
) -> _Named | None:
    """Return the only cell whose period and heading the clause of a figure names."""
    text = reading.document.text
    start, end = _clauses(text, claim)
    near = _near(text, claim, start)
    if not any(word in near for word in headings):
        return None
    if re.search(raw()["change"], text[max(claim.span.start - 25, 0) : claim.span.start], re.IGNORECASE):
        return None
    words = text[start:end].lower()
    periods = {label for c in cells for label in (c.row, c.column) if names_period(label, words)}
    if len(periods) != 1:
        return None
    period = periods.pop()
    found = [c for c in cells if period in (c.row, c.column) and _heading(c, period) in near]
    return found[0] if len(found) == 1 else None


def _near(text: str, claim: Claim, start: int) -> str:
    """Return the words of the clause before a figure, and those that follow it directly."""
    before = text[max(claim.span.start - 40, start) : claim.span.start]
    cut = max(before.rfind(mark) for mark in "，。、；")
    behind = re.split("[，。、；,;]", text[claim.span.end : claim.span.end + 15])[0]
    return f"{before[cut + 1 :]} {behind}".lower()


def _clauses(text: str, claim: Claim) -> tuple[int, int]:
    """Return the part of a sentence between semicolons around a figure."""
    start = max(text.rfind(mark, claim.sentence.start, claim.span.start) for mark in ";；")
    ends = [at for mark in ";；" if (at := text.find(mark, claim.span.end, claim.sentence.end)) >= 0]
    return max(start + 1, claim.sentence.start), min(ends, default=claim.sentence.end)


def _heading(named: _Named, period: str) -> str:
    """Return the first word of the label that is not the period."""
    return (named.column_word if period == named.row else named.row_word) or "\0"


def _first_word(label: str) -> str:
    found = re.match(r"[a-z]{4,}|[\u4e00-\u9fff]{2,}", label.lower())
    return found[0] if found else ""


def names_period(label: str, words: str) -> bool:
    """Tell whether a label of a table is a period and the words name it."""
    names = _periods().get(label.lower())
    if names is not None:
        return any(re.search(name, words) for name in names)
    month = re.fullmatch(r"(1[0-2]|[1-9]) ?月", label)
    if month is not None:
        return re.search(rf"(?<!\d){month[1]} ?月(?! ?\d{{1,2}} ?日)", words) is not None
    year = re.match(r"((?:19|20)\d\d)(?!\d)", label)
    return year is not None and year[1] in words


def _compared(claim: Claim, named: _Named, cells: tuple[_Named, ...]) -> Iterator[Outcome]:
    said = derived(claim)
    if said is None:
        return
    near = [c for c in cells if c.row == named.row or c.column == named.column]
    if said.meets(named.cell.room):
        yield from holds(say("{figure} is what the table has", figure=claim.text), claim, named.cell.span)
    elif not any(said.meets(c.cell.room) for c in near):
        message = say(
            "the text says {figure} where its table has {cell} for {row}, {column}",
            figure=claim.text, cell=named.cell.text, row=named.row, column=named.column,
        )  # fmt: skip
        yield from fails("TXT203", message, claim, named.cell.span)


@cache
def _periods() -> dict[str, list[str]]:
    return {label: names for labels, names in raw()["periods"].items() for label in labels.split("|")}
