"""Tables of growth: price against revenue, margins between prices, capital against sales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.companies.margin import GROSS, OPERATING
from specie.model import Column, Estimate, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.rounds.gap import Gap, MarginMove
    from specie.analyses.worth.rounds.survey import Valued
    from specie.analyses.worth.rounds.view import View
    from specie.companies.margin import Margin
    from specie.model import Cell, Message

UNKNOWN = Term("not known")
CAPITAL = {"capex": Term("capital spending")}


def growth_gaps(view: View) -> Table:
    """One row per pair of prices and basis of revenue: which of the two grew faster, and by how much."""
    rows = tuple(row for valued in view.survey.ordered for row in _gap_rows(valued))
    return Table(
        "growth_gap",
        say("Growth of the price against growth of revenue"),
        (
            Column("company", say("Company")),
            Column("before", say("From")),
            Column("after", say("To")),
            Column("basis", say("Basis of revenue")),
            Column("gap", say("Growth gap a year")),
            Column("price_growth", say("Growth of the price a year")),
            Column("revenue_growth", say("Growth of revenue a year")),
            Column("change", say("Price to sales, times the one before")),
            Column("gross", say("Gross margin moved by")),
            Column("operating", say("Operating margin moved by")),
            Column("first", say("Revenue from")),
            Column("last", say("Revenue to")),
        ),
        rows,
        say(
            "Revenue of one basis near both prices, each growth over its own dates. A gap above zero: the "
            "price grew faster. A floor on either revenue leaves a side open. Margins are differences, in "
            "points of revenue."
        ),
    )


def _gap_rows(valued: Valued) -> Iterator[tuple[Cell, ...]]:
    for gap in reversed(valued.gaps):
        yield (
            valued.company.ref,
            gap.first.price.on.shown,
            gap.last.price.on.shown,
            gap.basis.label,
            _or_short(gap, gap.gap),
            gap.price_growth,
            gap.revenue_growth,
            gap.change or say("could be anything: both only known from below"),
            _moved(valued.moves, gap, GROSS),
            _moved(valued.moves, gap, OPERATING),
            gap.first.match.figures[0].end.shown,
            gap.last.match.figures[0].end.shown,
        )


def _or_short(gap: Gap, estimate: Estimate | None) -> Cell:
    if estimate is not None:
        return estimate
    if gap.price_growth is None and gap.revenue_growth is None:
        return say("too short to annualise")
    return say("could be anything: both only known from below")


def _moved(moves: Sequence[MarginMove], gap: Gap, measure: str) -> Cell:
    for move in moves:
        same = (move.before, move.after) == (gap.first.price, gap.last.price)
        if same and move.measure == measure and move.estimate is not None:
            return move.estimate
    return UNKNOWN


def margins_between(view: View) -> Table:
    """One row per pair of prices and margin of which both ends are known."""
    rows: list[tuple[Cell, ...]] = [
        (
            valued.company.ref,
            move.before.on.shown,
            move.after.on.shown,
            Term(move.measure),
            _shown(move.first),
            _shown(move.last),
            move.estimate,
            Term(move.estimate.grade) if move.estimate else None,
        )
        for valued in view.survey.ordered
        for move in reversed(valued.moves)
    ]
    return Table(
        "margins",
        say("Margins near two prices, and how far they moved"),
        (
            Column("company", say("Company")),
            Column("before", say("Price of")),
            Column("after", say("Later price of")),
            Column("margin", say("Margin")),
            Column("first", say("Near the first price")),
            Column("last", say("Near the later price")),
            Column("change", say("Moved by")),
            Column("grade", say("Grade")),
        ),
        tuple(rows),
        say(
            "Figures of one date that differ make a range, and so does their difference. Guidance is left "
            "out."
        ),
    )


def _shown(taken: Sequence[Margin]) -> Message:
    low = min(float(m.bounds.low) for m in taken)
    high = max(float(m.bounds.high) for m in taken)
    date = taken[0].end.shown
    if low == high:
        return say("{value} ({date})", value=Quantity(low, "fraction"), date=date)
    return say(
        "{low} to {high} ({date})", low=Quantity(low, "fraction"), high=Quantity(high, "fraction"), date=date
    )


def capital_gauge(view: View) -> Table:
    """Money raised and capital spending over sales a year; what cannot be divided with the reason."""
    return Table(
        "capital",
        say("Capital against sales"),
        (
            Column("company", say("Company")),
            Column("kind", say("Capital")),
            Column("amount", say("Amount")),
            Column("sales", say("Sales a year, or of the period")),
            Column("ratio", say("Capital over sales")),
        ),
        tuple(
            (
                gauge.company.ref,
                CAPITAL.get(gauge.kind) or say("raised, {status}", status=Term(gauge.kind)),
                gauge.capital,
                gauge.revenue or UNKNOWN,
                gauge.estimate or gauge.why or say("could be anything: both only known from below"),
            )
            for gauge in view.gauges
        ),
        say(
            "Money raised, by status, over the sales of the newest quarter that is known, a year: all bases "
            "as one range. Capital spending over revenue of exactly the same period. Money that was raised "
            "need not be spent."
        ),
    )
