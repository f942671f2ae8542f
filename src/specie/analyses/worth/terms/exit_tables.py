"""Tables of exits and of positions: where sharing changes, and what the user's own shares are worth."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from specie.analyses.worth.terms.cap_table import share_classes_of
from specie.analyses.worth.terms.holder import class_name
from specie.kernel.terms.waterfall import sale
from specie.model import Column, Quantity, Table, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.terms.holder import Position
    from specie.analyses.worth.terms.report import Told
    from specie.model import Cell


def breakpoints(told: Sequence[Told]) -> Table:
    """Who takes how much of each further dollar of a sale, breakpoint by breakpoint."""
    return Table(
        "breakpoints",
        say("Who gets the next dollar of a sale"),
        (
            Column("company", say("Company")),
            Column("from", say("Sold for at least")),
            Column("to", say("and below")),
            Column("shares", say("Part of each further dollar")),
        ),
        tuple(row for t in told if t.appraisal.table.own for row in _breakpoints(t)),
        say("Dividends that run up with time are as of the newest round."),
    )


def _breakpoints(told: Told) -> Iterator[tuple[Cell, ...]]:
    table = told.appraisal.table
    waterfall = sale(share_classes_of(table, told.appraisal.case.terms))
    ends = [*pairwise(waterfall.at), (waterfall.at[-1], None)]
    for (start, end), parts in zip(ends, waterfall.slopes, strict=True):
        named = [
            say("{series} {part}", series=share_class.name, part=Quantity(float(part), "fraction"))
            for share_class, part in zip(table.classes, parts, strict=True)
            if part > 1e-9
        ]
        yield (
            table.company.ref,
            Quantity(float(start), "USD"),
            None if end is None else Quantity(float(end), "USD"),
            listed(named),
        )


def holder(positions: Sequence[Position]) -> Table:
    """The user's positions at the headline and at their fair value."""
    return Table(
        "holder",
        say("Your holdings by class"),
        (
            Column("holding", say("Holding")),
            Column("company", say("Company")),
            Column("series", say("Class")),
            Column("quantity", say("Shares")),
            Column("headline", say("At the newest price")),
            Column("fair", say("At fair value")),
        ),
        tuple(
            (
                p.id,
                p.appraisal.table.company.ref,
                class_name(p),
                Quantity(p.quantity, "count"),
                p.headline,
                p.fair,
            )
            for p in positions
        ),
        say(
            "As of the newest round, before taxes and costs; a value in the model, not a price anybody "
            "offers."
        ),
    )
