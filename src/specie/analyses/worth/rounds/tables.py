"""Tables of what stands behind a price: multiples by basis, conflicts, money by status, round trips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.rounds.multiple import sales_shown
from specie.companies.basis import FRESH_DAYS, LAST_DAYS
from specie.model import Column, Quantity, Table, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.rounds.money import Raised, RoundTrip
    from specie.analyses.worth.rounds.survey import Survey, Valued
    from specie.companies.conflict import Conflict
    from specie.model import Cell

SHIPPED, OWN = Term("shipped"), Term("your own")


def every_multiple(survey: Survey) -> Table:
    """One row per price and basis: what was divided by what, and what it is."""
    rows = tuple(row for valued in survey.ordered for row in _multiple_rows(valued))
    return Table(
        "multiples",
        say("Price to sales under every revenue basis"),
        (
            Column("company", say("Company")),
            Column("date", say("Price of")),
            Column("price", say("Price for all shares")),
            Column("basis", say("Basis of revenue")),
            Column("revenue_date", say("Revenue of")),
            Column("sales", say("Revenue a year")),
            Column("multiple", say("Price to sales")),
            Column("grade", say("Grade")),
            Column("gap", say("Apart")),
            Column("stale", say("Stale")),
            Column("whose", say("Whose row")),
            Column("note", say("Note on the source")),
        ),
        rows,
        say(
            "Per basis the figure nearest to the price is used. Up to {fresh} apart it counts as matched, "
            "up to "
            "{last} it is marked stale, beyond that it is not used. A floor on revenue makes the multiple a "
            "ceiling. A quarter is multiplied by 4, a half by 2, nine months by 4/3, a month by 12.",
            fresh=Quantity(FRESH_DAYS, "days"),
            last=Quantity(LAST_DAYS, "days"),
        ),
    )


def _multiple_rows(valued: Valued) -> Iterator[tuple[Cell, ...]]:
    for multiple in sorted(valued.multiples, key=lambda m: (-m.price.on.end.toordinal(), m.stated)):
        match = multiple.match
        notes = [*dict.fromkeys(figure.vouch.note for figure in match.figures if figure.vouch.note)]
        own = any(figure.vouch.own for figure in match.figures) or multiple.price.price.vouch.own
        yield (
            valued.company.ref,
            multiple.price.on.shown,
            Quantity(multiple.price.price.post or 0.0, "USD"),
            match.basis.label,
            match.figures[0].end.shown,
            sales_shown(match),
            multiple.estimate if multiple.estimate else say("could be anything: both only known from below"),
            Term(multiple.estimate.grade) if multiple.estimate else None,
            Quantity(match.gap_days, "days"),
            Term("yes") if match.stale else Term("no"),
            OWN if own else SHIPPED,
            listed(notes, "slash") if notes else None,
        )


def every_conflict(survey: Survey, found: Sequence[Conflict]) -> Table:
    """Figures that exclude each other, side by side."""
    return Table(
        "conflicts",
        say("Figures that exclude each other"),
        (
            Column("company", say("Company")),
            Column("measure", say("Figure")),
            Column("date", say("Date")),
            Column("range", say("From lowest to highest")),
            Column("factor", say("Highest over lowest")),
            Column("why", say("Why they differ")),
            Column("note", say("Note on the source")),
        ),
        tuple(
            (
                survey.ledger.company(c.company).ref,
                Term(c.measure),
                c.on.shown,
                c.range,
                Quantity(c.factor, "x"),
                c.why,
                listed(c.notes, "slash") if c.notes else None,
            )
            for c in found
        ),
    )


def money_by_status(totals: Sequence[Raised]) -> Table:
    """What the companies of the book raised, by status; never one sum across statuses."""
    return Table(
        "raised",
        say("Money raised, by status"),
        (
            Column("company", say("Company")),
            Column("status", say("Status")),
            Column("amount", say("Amount")),
            Column("rounds", say("Rounds counted")),
            Column("unknown", say("Without an amount")),
            Column("repeated", say("Left out: money of another row")),
            Column("strategic", say("Of it strategic or convertible")),
        ),
        tuple(
            (
                total.company.ref,
                Term(total.status),
                total.estimate,
                len(total.rows),
                total.unknown,
                total.repeated,
                Quantity(total.strategic, "USD"),
            )
            for total in totals
        ),
        say("Totals are by status only: adding rumours to closed money counts hopes as cash."),
    )


def supplier_investors(survey: Survey, trips: Sequence[RoundTrip]) -> Table:
    """Deals by deal: firms that fund a company and sell to it."""
    rows: list[tuple[Cell, ...]] = [
        (
            trip.company,
            trip.partner,
            survey.ledger.company(deal.giver).ref,
            Term(deal.instrument),
            None if deal.amount is None else Quantity(deal.amount, "USD"),
            None if deal.amount is None else deal.bound,
            None if deal.signed is None else deal.signed.text,
            Term(deal.status),
            deal.vouch.note,
        )
        for trip in trips
        for deal in trip.deals
    ]
    return Table(
        "round_trips",
        say("Firms that put money into a company and sell to it"),
        (
            Column("company", say("Company")),
            Column("partner", say("Investor and supplier")),
            Column("payer", say("Who pays")),
            Column("instrument", say("Form")),
            Column("amount", say("Amount")),
            Column("bound", say("Bound")),
            Column("signed", say("Signed")),
            Column("status", say("Status")),
            Column("note", say("Note on the source")),
        ),
        tuple(rows),
        say(
            "Closed and committed deals only. The amounts are promises over different years: they are not "
            "added. A "
            "price set by a supplier or customer says less than one set by an investor who only wants a "
            "return."
        ),
    )
