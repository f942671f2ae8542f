"""The total row of a table against the rows above it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.text.rules.interval import Interval, point
from specie.text.rules.tables.grid import Cell, Grid, grids, raw
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


def totals(reading: Reading) -> Iterator[Outcome]:
    """Fire where the last row of a table is called a total and a column above it does not add up to it.

    Abstains where the total could be no sum of the column: below its largest value, half or double of the
    sum, or equal to its last value (a level at the end of the period), and where a row has no number.
    """
    for grid in grids(reading.document.text):
        if re.search(raw()["total"], grid.labels[-1], re.IGNORECASE) and len(grid.rows) >= 3:
            for at in range(len(grid.heads)):
                yield from _column(grid, at)


def _column(grid: Grid, at: int) -> Iterator[Outcome]:
    cells = grid.column(at)
    parts = [cell for cell in cells[:-1] if cell is not None and not cell.percent]
    total = cells[-1]
    if total is None or total.percent or len(parts) != len(cells) - 1 or not _may_be_sum(parts, total):
        return
    summed = _sum(parts)
    if summed.meets(total.bare):
        message = say("the column {column} adds up to {total}", column=grid.heads[at], total=total.text)
        yield from holds(message, total.span, *(part.span for part in parts))
        return
    value = sum((part.value for part in parts), Decimal(0))
    message = say(
        "the column {column} adds up to {sum}, not to {total}",
        column=grid.heads[at], sum=Quantity(value, "index"), total=total.text,
    )  # fmt: skip
    yield from fails("TXT104", message, total.span, *(part.span for part in parts))


def _may_be_sum(parts: list[Cell], total: Cell) -> bool:
    value = sum((part.value for part in parts), Decimal(0))
    largest = max(part.value for part in parts)
    level = total.value == parts[-1].value or min(part.value for part in parts) < 0
    return not level and total.value > largest and value / 2 < total.value < value * 2


def _sum(parts: list[Cell]) -> Interval:
    total = point(0)
    for part in parts:
        total = total.plus(part.bare)
    return total
