"""Tables of use, seats and roll-out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from specie.analyses.pays.adoption.depth import depth_estimates
from specie.analyses.pays.adoption.use import KINDS, quantity, share_of
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.pays.adoption.depth import Depth
    from specie.analyses.pays.adoption.rollouts import Rollout
    from specie.analyses.pays.adoption.scope import Scope
    from specie.analyses.pays.adoption.seats import Seats
    from specie.analyses.pays.adoption.use import Use
    from specie.model import Cell, Estimate, Window

    Known = Mapping[tuple[str, str, str], Estimate]


NOW = ("seats_paid", "seats_in_use", "seats_busiest_day", "seat_use")
YEAR = ("seat_money", "idle_seat_money", "money_per_seat_in_use")
"""Columns of the table of seats: of the recent days, and of twelve months."""


def use_table(scope: Scope, use: Use) -> Table:
    """Official, general-purpose and outside, side by side."""
    whats = use.whats()
    titles = {
        "requests": say("Requests"),
        "tokens": say("Tokens"),
        "seats": say("Seat-days"),
        "money": say("Money"),
    }
    columns = [Column("kind", say("Use"))]
    for what in whats:
        columns += [Column(what, titles[what]), Column(f"{what}_share", say("Share"))]
    rows = tuple((Term(kind), *_use_cells(scope, use, whats, kind)) for kind in KINDS)
    note = say(
        "Twelve months. General-purpose: {names}.", names=", ".join(r.name for r in use.general) or "-"
    )
    return Table("use", say("Use by official and by general-purpose tools"), tuple(columns), rows, note)


def _use_cells(scope: Scope, use: Use, whats: Sequence[str], kind: str) -> Iterator[Cell]:
    for what in whats:
        yield quantity(scope, use.counts.get((what, kind), Decimal(0)), what)
        yield share_of(scope, use, what, kind)


def seats_table(scope: Scope, found: Sequence[Seats], known: Known) -> Table:
    """Paid, in use and idle, initiative by initiative."""
    columns = (
        Column("initiative", say("Initiative")),
        Column("tools", say("Tools")),
        Column("seats_paid", say("Paid seats")),
        Column("seats_in_use", say("In use, average day")),
        Column("seats_busiest_day", say("In use, busiest day")),
        Column("seat_use", say("Share in use")),
        Column("seat_money", say("Money in twelve months")),
        Column("idle_seat_money", say("Of it not in use")),
        Column("money_per_seat_in_use", say("A month for each seat in use")),
    )
    rows = tuple(
        (
            seats.subject,
            seats.tools,
            *(_told(known, measure, seats, scope.recent) for measure in NOW),
            *(_told(known, measure, seats, scope.year) for measure in YEAR),
        )
        for seats in found
    )  # fmt: skip
    note = say(
        "Seats: last {days}. Money: twelve months. A seat used by different people on different days is in"
        " use"
        " on each of them.",
        days=Quantity(scope.recent.days, "days"),
    )
    return Table("seats", say("Paid seats and seats in use"), columns, rows, note)


def _told(known: Known, measure: str, seats: Seats, window: Window) -> Cell:
    return known.get((measure, seats.subject.id, window.period)) or say("not known")


def rollout_table(scope: Scope, found: Sequence[Rollout], known: Known) -> Table:
    """How far each initiative has come."""
    columns = (
        Column("initiative", say("Initiative")),
        Column("stage", say("Stage")),
        Column("units", say("Units listed")),
        Column("using", say("Using it")),
        Column("reach", say("Reach")),
        Column("reach_3_months", say("After 3 months")),
        Column("reach_6_months", say("After 6 months")),
        Column("reach_12_months", say("After 12 months")),
        Column("last", say("Last start")),
        Column("given_up", say("Stopped using it")),
        Column("waiting", say("Not planned")),
    )
    rows = tuple(
        (
            rollout.initiative,
            Term(rollout.stage) if rollout.stage else None,
            rollout.units,
            rollout.using,
            known.get(("reach", rollout.initiative.id, scope.today)),
            *(
                known.get((measure, rollout.initiative.id, scope.today)) or say("not yet")
                for measure in ("reach_3_months", "reach_6_months", "reach_12_months")
            ),
            rollout.starts[-1] if rollout.starts else None,
            len(rollout.ends),
            rollout.waiting,
        )
        for rollout in sorted(found, key=lambda r: (r.reach, r.initiative.id))
    )
    note = say(
        "Of the units listed in rollout. After 3, 6 and 12 months: counted from the first unit's start."
    )
    return Table("rollout", say("How far each roll-out has come"), columns, rows, note)


def depth_table(scope: Scope, found: Sequence[Depth]) -> Table:
    """Breadth against depth, then and now."""
    columns = (
        Column("initiative", say("Initiative")),
        Column("reach", say("Reach")),
        Column("depth", say("Use of one unit in a week")),
        Column("depth_change", say("Change")),
        Column("breadth_change", say("Change of units using it")),
        Column("moved", say("Moved")),
    )
    rows = tuple(
        (
            depth.initiative,
            Quantity(depth.reach, "fraction"),
            *depth_estimates(scope, (depth,)),
            Term(depth.moved(scope.settings.change)),
        )
        for depth in sorted(found, key=lambda d: d.change)
    )
    note = say(
        "Last {days} against as many before. A move below {least} counts as none. Units differ in size:"
        " compare"
        " an initiative with itself.",
        days=Quantity(scope.recent.days, "days"),
        least=Quantity(scope.settings.change, "fraction"),
    )
    return Table("depth", say("Adoption against depth"), columns, rows, note)
