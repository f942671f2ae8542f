"""A table of the text against its sentences: 12.5 in the row of the third quarter, 13.5 in the prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model import say
from specie.model.claim import Kind
from specie.text.measures import measure_mentions
from specie.text.rules.interval import derived
from specie.text.rules.tables.grid import Cell, Grid, grids, raw, size_of
from specie.text.rules.tables.labels import is_period, names_label, overlap
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_KINDS = frozenset({Kind.MONEY, Kind.COUNT, Kind.SHARE})
_CUT = re.compile(r"[;；。]|[.!?](?:\s|$)")
_DATED = re.compile(
    r"[a-z ]{0,24}?(?:in|for|during|of|at the end of) (?:the )?((?:[a-z]+ )?(?:(?:19|20)\d\d|quarter|half|[a-z]+))(?![a-z])"  # noqa: E501
)
_ENOUGH = 0.5
_BEFORE, _BEHIND = 1500, 4000
"""How far from a table a sentence still speaks of it."""
_SCALES = tuple(Decimal(10) ** n for n in (0, 3, 4, 6, 8, 9, 12))
_CLOSE = Decimal("0.34")


@dataclass(frozen=True, slots=True)
class _Named:
    """A cell with the labels of its row and column."""

    cell: Cell
    row: str
    column: str


def prose(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence names one row and one column of the text's own table and another value.

    The row is the one named last before the figure (or the only one of its clause); the column must be named
    by most of its words, or by its period. Abstains where the figure is any other number of the table, where
    it is a change, for each, a part or a plan, where it measures something that neither the table nor the
    words around it name, and where another table stands between.
    """
    found = grids(reading.document.text)
    edges = [0, *(grid.span.end for grid in found), len(reading.document.text)]
    for at, grid in enumerate(found):
        end = found[at + 1].span.start if at + 1 < len(found) else edges[-1]
        things = _things(reading, grid, edges[at])
        start, end = max(edges[at], grid.span.start - _BEFORE), min(end, grid.span.end + _BEHIND)
        for claim in reading.inside(start, end):
            outside = not grid.span.start <= claim.span.start < grid.span.end
            if outside and claim.kind in _KINDS and claim.value is not None:
                named = _spoken_of(reading, grid, claim, things)
                money = claim.kind is Kind.MONEY
                if named is not None and money == _of_money(reading, grid, named, edges[at]):
                    size = _size(reading, grid, named, edges[at]) if money else Decimal(1)
                    yield from _compared(grid, claim, named, size)


def _things(reading: Reading, grid: Grid, start: int) -> frozenset[str]:
    """Return the measures that the words above a table and its labels name."""
    low = max(start, grid.span.start - 200)
    names = {m.name for m in measure_mentions(reading.folded, low, grid.span.end)}
    return frozenset(names)


def _spoken_of(reading: Reading, grid: Grid, claim: Claim, things: frozenset[str]) -> _Named | None:
    """Return the only cell of which a clause names the row and the column."""
    clause, at = _clause(reading, claim)
    before, behind = clause[:at], clause[at + len(claim.text) :]
    blocked = (
        _search("not_before", _tail(before)) or _match("not_behind", behind) or _search("not_at_all", clause)
    )
    if blocked or claim.about.role == "change" or claim.about.horizon:
        return None
    if claim.about.measure and claim.about.measure not in things and not _words_in(grid, clause):
        return None
    row = _row(grid.labels, before, behind)
    column = _row(grid.heads, before, behind) if row is None or not is_period(row) else None
    near = _beside(reading, claim, before, behind)
    column = (
        column or _column(grid, near, row) or _column(grid, clause, row) or _only(grid, claim, row, things)
    )
    if row is None or column is None:
        return None
    cell = grid.rows[grid.labels.index(row)][grid.heads.index(column)]
    fits = cell is not None and cell.percent == (claim.unit == "fraction")
    return _Named(cell, row, column) if fits and cell is not None else None


def _clause(reading: Reading, claim: Claim) -> tuple[str, int]:
    """Return the part of the sentence between semicolons around a figure, and where the figure is in it."""
    text = reading.folded
    start, end = claim.sentence.start, claim.sentence.end
    cuts = [m.end() for m in _CUT.finditer(text, start, claim.span.start)]
    ends = [m.start() for m in _CUT.finditer(text, claim.span.end, end)]
    low = cuts[-1] if cuts else start
    return text[low : ends[0] if ends else end], claim.span.start - low


def _tail(before: str) -> str:
    return re.split(r"[,，。、]", before)[-1]


def _beside(reading: Reading, claim: Claim, before: str, behind: str) -> str:
    """Return the words around a figure up to the next comma or figure."""
    near = reading.inside(claim.span.start - len(before), claim.span.end + len(behind))
    lead = max((c.span.end for c in near if c.span.end <= claim.span.start and c.kind in _KINDS), default=0)
    last = min(
        (c.span.start for c in near if c.span.start >= claim.span.end and c.kind in _KINDS), default=10**9
    )
    back = _tail(before[-max(claim.span.start - lead, 1) :])
    return f"{back} {re.split(r'[,，。、]', behind[: last - claim.span.end])[0]} {claim.unit}"


def _words_in(grid: Grid, clause: str) -> bool:
    return any(
        overlap(label, clause) >= _ENOUGH for label in (*grid.heads, *grid.labels) if not is_period(label)
    )


def _row(labels: tuple[str, ...], before: str, behind: str) -> str | None:
    """Return the period right behind a figure, else the label named last before it, else the only one behind."""  # noqa: E501
    if len(set(labels)) != len(labels):
        return None
    dated = _DATED.match(behind)
    own = [
        label
        for label in labels
        if dated is not None and is_period(label) and names_label(label, dated[1]) >= 0
    ]
    if own:
        return own[0] if len(own) == 1 else None
    places = [(names_label(label, before), label) for label in labels]
    named = [(place, label) for place, label in places if place >= 0]
    if named:
        last = max(named)
        return last[1] if sum(place == last[0] for place, _ in named) == 1 else None
    near = re.split(r"[,，。；;]", behind)[0]
    close = [label for label in labels if names_label(label, near) >= 0]
    return close[0] if len(close) == 1 else None


def _column(grid: Grid, clause: str, row: str | None) -> str | None:
    """Return the heading that a clause names best, where one is named better than all others."""
    if row is None:
        return None
    scored = sorted(((overlap(head, clause), head) for head in grid.heads), reverse=True)
    if not scored or scored[0][0] < _ENOUGH:
        return None
    return scored[0][1] if len(scored) == 1 or scored[0][0] > scored[1][0] else None


def _only(grid: Grid, claim: Claim, row: str | None, things: frozenset[str]) -> str | None:
    """Return the only column of amounts, for money of which the words name the row and nothing else."""
    if (
        row is None
        or is_period(row)
        or claim.kind is not Kind.MONEY
        or claim.about.measure not in ("", *things)
    ):
        return None
    heads = [
        head
        for at, head in enumerate(grid.heads)
        if all(cell is not None and not cell.percent for cell in grid.column(at))
    ]
    return heads[0] if len(heads) == 1 else None


def _search(name: str, text: str) -> bool:
    return re.search(str(raw()[name]).replace("\n", ""), text) is not None


def _match(name: str, text: str) -> bool:
    return re.match(str(raw()[name]).replace("\n", ""), text) is not None


def _compared(grid: Grid, claim: Claim, named: _Named, size: Decimal | None) -> Iterator[Outcome]:
    said = derived(claim)
    if said is None or claim.value is None:
        return
    scales = (size,) if size is not None else _SCALES if claim.kind is Kind.MONEY else (Decimal(1),)
    cells = [cell for row in grid.rows for cell in row if cell is not None]
    if any(said.meets(named.cell.room.scaled(by)) for by in scales):
        yield from holds(say("{figure} is what the table has", figure=claim.text), claim, named.cell.span)
        return
    sizes = [named.cell.value * named.cell.size * by for by in scales]
    near = any(value and _CLOSE < claim.value / value < 1 / _CLOSE for value in sizes)
    if near and not any(said.meets(c.room.scaled(by)) for c in cells for by in scales):
        message = say(
            "the text says {figure} where its table has {cell} for {row}, {column}",
            figure=claim.text, cell=named.cell.text, row=named.row, column=named.column,
        )  # fmt: skip
        yield from fails("TXT203", message, claim, named.cell.span)


def _size(reading: Reading, grid: Grid, named: _Named, start: int) -> Decimal | None:
    """Return what the line above a table multiplies its numbers with; None where nothing says it."""
    if named.cell.size != 1 or named.cell.percent:
        return Decimal(1)
    above = reading.folded[max(start, grid.span.start - 160) : grid.span.start]
    size = size_of(above)
    return size if size != 1 else None


def _of_money(reading: Reading, grid: Grid, named: _Named, start: int) -> bool:
    """Tell whether the labels of a cell, or the words above its table, speak of money."""
    above = reading.folded[max(start, grid.span.start - 160) : grid.span.start]
    labels = f"{named.row} {named.column}".lower()
    return _search("money", labels) or (
        not _search("counted", labels) and _search("money", above) and "(" not in labels
    )
