"""The tables of the spend analysis: every row most important first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.spend.bill_tables import bill_tables
from specie.analyses.pays.spend.months import named
from specie.analyses.pays.spend.outlook import band
from specie.analyses.pays.spend.outlook_tables import limit_table, what_to_cut
from specie.analyses.pays.spend.totals import shown, sums
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.spend.assessed import Assessed
    from specie.analyses.pays.spend.scope import Scope
    from specie.model import Cell, Message


def tables(found: Assessed) -> tuple[Table, ...]:
    """Make every table that has rows."""
    made = (
        *_dimensions(found.scope),
        *bill_tables(found),
        _months(found),
        limit_table(found),
        what_to_cut(found),
        _movers(found),
    )
    return tuple(table for table in made if table.rows)


def _titles(kind: str) -> tuple[Message, Message]:
    return {
        "function": (say("Spending by function"), say("Function")),
        "stage": (say("Spending by stage"), say("Stage on the day of the cost")),
        "vendor": (say("Spending by supplier"), say("Supplier")),
        "cost_type": (say("Spending by cost type"), say("Cost type")),
        "initiative": (say("Spending by initiative"), say("Initiative")),
    }[kind]


def _dimensions(scope: Scope) -> Iterator[Table]:
    for kind in ("function", "initiative", "vendor", "cost_type", "stage"):
        title, head = _titles(kind)
        columns = (
            Column(kind, head),
            Column("amount", say("Last 12 complete months")),
            Column("share", say("Share")),
            Column("all", say("Whole book")),
        )
        recent, ever = sums(scope, kind, scope.year), sums(scope, kind, scope.everything)
        order = sorted(ever, key=lambda key: (-recent.get(key, 0), -ever[key], str(key)))
        rows = tuple(
            (
                shown(scope, kind, key),
                scope.money(recent.get(key, 0)),
                Quantity(recent.get(key, 0) / scope.year.total, "fraction") if scope.year.total > 0 else None,
                scope.money(ever[key]),
            )
            for key in order
        )
        yield Table(f"by_{kind}", title, columns, rows if set(ever) != {None} else (), _note(scope))


def _note(scope: Scope) -> Message:
    return say(
        "Shares are of {total}, all AI spending from {start} to {end}.",
        total=scope.money(scope.year.total), start=scope.year.start, end=scope.year.end,
    )  # fmt: skip


def _months(found: Assessed) -> Table:
    scope = found.scope
    columns = (
        Column("month", say("Month")),
        Column("amount", say("Spending")),
        Column("low", say("At least")),
        Column("high", say("At most")),
        Column("state", say("State")),
    )
    ahead: list[tuple[Cell, ...]] = []
    if found.outlook is not None:
        ahead = [
            (named(month), scope.money(middle), scope.money(low), scope.money(high), Term("forecast"))
            for month, low, middle, high in band(scope, found.outlook)
        ]
    past: list[tuple[Cell, ...]] = [
        (named(month), scope.money(amount), None, None, Term("booked"))
        for month, amount in scope.monthly().items()
    ]
    text = say(
        "Forecast months carry the {level} interval; a month that is not over is not used.",
        level=Quantity(scope.settings.level, "fraction", 0),
    )
    return Table("months", say("Month by month"), columns, (*past, *ahead), text)


def _movers(found: Assessed) -> Table:
    scope = found.scope
    columns = (
        Column("kind", say("Kind")),
        Column("what", say("What")),
        Column("now", say("Last three months")),
        Column("before", say("The three before")),
        Column("change", say("Change")),
    )
    rows = tuple(
        (
            Term(move.kind),
            shown(scope, move.kind, move.key),
            scope.money(move.now),
            scope.money(move.before),
            scope.money(move.change),
        )
        for move in found.moves[:30]
        if move.change
    )
    return Table("movers", say("What moved most"), columns, rows, say("Complete months only."))
