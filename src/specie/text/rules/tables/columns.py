"""A column of percentages against the columns it comes from: a share of two, or the change between them."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.text.rules.interval import Interval
from specie.text.rules.tables.grid import Cell, Grid, grids
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_Row = tuple[Cell, Cell, Cell]


def columns(reading: Reading) -> Iterator[Outcome]:
    """Fire where a column of percentages is the ratio or the change of two others in all rows but one.

    At least two rows must show which of the two it is, and of which columns. Abstains where no pair of
    columns gives the percentages, and where more than one row differs.
    """
    for grid in grids(reading.document.text):
        for at in range(len(grid.heads)):
            if any(cell is not None and cell.percent for cell in grid.column(at)):
                yield from _explained(grid, at)


def _explained(grid: Grid, at: int) -> Iterator[Outcome]:
    others = [i for i in range(len(grid.heads)) if i != at]
    for one, other in permutations(others, 2):
        rows = _rows(grid, one, other, at)
        for less in (0, 1):
            right = [row for row in rows if _ratio(row, less).meets(row[2].bare)]
            wrong = [row for row in rows if row not in right]
            if len(right) >= 2 and len(wrong) <= 1:
                yield from _told(right, wrong, less)
                return


def _rows(grid: Grid, one: int, other: int, at: int) -> list[_Row]:
    found: list[_Row] = []
    for row in grid.rows:
        a, b, share = row[one], row[other], row[at]
        if a is None or b is None or share is None or a.percent or b.percent or not share.percent:
            continue
        if a.value > 0 and b.value > 0:
            found.append((a, b, share))
    return found


def _ratio(row: _Row, less: int) -> Interval:
    return row[0].bare.over(row[1].bare).shifted(Decimal(-less))


def _told(right: list[_Row], wrong: list[_Row], less: int) -> Iterator[Outcome]:
    spans = [cell.span for row in right for cell in row]
    yield from holds(say("the percentages of the table follow from its columns"), *spans)
    for row in wrong:
        result = row[0].value / row[1].value - less
        message = say(
            "{part} and {whole} give {result}, not {share}",
            part=row[0].text, whole=row[1].text, share=row[2].text, result=Quantity(result, "fraction"),
        )  # fmt: skip
        yield from fails("TXT110", message, *(cell.span for cell in row))
