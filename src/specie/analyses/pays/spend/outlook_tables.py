"""Tables about limits: where they stand, and what could be cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.spend.cap import breach_month
from specie.analyses.pays.spend.limit_findings import chance, limit_name
from specie.analyses.pays.spend.totals import shown
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from specie.analyses.pays.spend.assessed import Assessed
    from specie.analyses.pays.spend.cap import Cap
    from specie.model import Cell


def limit_table(found: Assessed) -> Table:
    """Every limit with what is booked, what is forecast, and when it is passed."""
    columns = (
        Column("limit", say("Limit")),
        Column("amount", say("In money")),
        Column("booked", say("Booked so far")),
        Column("chance", say("Chance of passing it this fiscal year")),
        Column("when", say("When")),
    )
    rows = tuple(
        (
            limit_name(cap),
            found.scope.money(cap.limit),
            found.scope.money(cap.booked),
            _chance(cap),
            breach_month(found.scope, cap),
        )
        for cap in found.caps
        if cap.limit is not None
    )
    text = say("Within the fiscal year that ends on {day}.", day=found.scope.fiscal[1])
    return Table("limits", say("Limits and when they are passed"), columns, rows, text)


def _chance(cap: Cap) -> Cell:
    if cap.breached_on is not None:
        return say("passed")
    return chance(cap) if cap.probability is not None else None


def what_to_cut(found: Assessed) -> Table:
    """Lines that are not in production, by what they would still cost this fiscal year."""
    columns = (
        Column("initiative", say("Initiative")),
        Column("stage", say("Stage now")),
        Column("monthly", say("A month, lately")),
        Column("rest", say("Rest of the fiscal year")),
        Column("cumulative", say("Added up")),
        Column("covers", say("Enough to stay within the limit")),
    )
    if found.cuts is None:
        return Table("cuts", say("What could be cut"), columns, ())
    cap, lists = found.cuts
    money = found.scope.money
    rows = tuple(
        (
            shown(found.scope, "initiative", line.initiative_id),
            Term(line.stage or "not stated"),
            money(line.monthly),
            money(line.rest),
            money(line.cumulative),
            Term("yes" if line.cumulative >= lists.excess else "no"),
        )
        for line in lists.lines
    )
    text = say(
        "For {what}, with {months} of the fiscal year left at the average of the last three complete months."
        " Arithmetic only: nothing here says what a line is worth.",
        what=limit_name(cap), months=Quantity(lists.months, "months"),
    )  # fmt: skip
    return Table("cuts", say("What could be cut"), columns, rows, text)
