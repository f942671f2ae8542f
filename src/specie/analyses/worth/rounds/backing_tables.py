"""Tables of who funds a company, and of money that goes round."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from specie.analyses.worth.rounds.view import focus_of
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.rounds.circles import Circle
    from specie.analyses.worth.rounds.view import View
    from specie.companies.backing import Investor
    from specie.companies.deal import Deal
    from specie.model import Cell, Message, Ref


def concentration(view: View) -> Table:
    """One row per company: how concentrated the lead is, and how much of it trades with the company."""
    return Table(
        "backing",
        say("Who sets the prices"),
        (
            Column("company", say("Company")),
            Column("rounds", say("Rounds counted")),
            Column("amount", say("Amount")),
            Column("unnamed", say("Without a named lead")),
            Column("hhi", say("Concentration of the lead (HHI)")),
            Column("strategic", say("Led by suppliers or customers")),
        ),
        tuple(
            (
                b.company.ref,
                len(b.rounds),
                Quantity(b.total, "USD"),
                Quantity(b.unnamed, "USD"),
                b.concentration or Term("not known"),
                b.strategic or Term("not known"),
            )
            for b in view.backings
        ),
        say(
            "Rounds that are closed, confirmed or reported, each money once; tenders and secondary sales "
            "left out. Led is not paid: joint leads may have led any part, and money without a named lead "
            "may be anybody's, so both are ranges that nothing is assumed for."
        ),
    )


def investors(view: View) -> Table:
    """One row per company and investor who led a round or funds it by a firm deal."""
    return Table(
        "investors",
        say("Investors, and whether they trade with the company"),
        (
            Column("company", say("Company")),
            Column("investor", say("Investor")),
            Column("role", say("Beside the money")),
            Column("led", say("Rounds led")),
            Column("alone", say("Money of rounds led alone")),
            Column("together", say("Money of rounds led with others")),
            Column("deals", say("Firm deals for a part of the company")),
        ),
        tuple(
            (
                b.company.ref,
                view.survey.ledger.company(i.company).ref if i.company else i.name,
                Term(i.role),
                len(i.led),
                Quantity(i.alone, "USD") if i.alone else None,
                Quantity(i.together, "USD") if i.together else None,
                _deals(i),
            )
            for b in view.backings
            for i in sorted(b.investors, key=lambda i: -(i.alone + i.together))
        ),
        say(
            "A role comes from firm deals only: who sells to the company is its supplier, who buys from it "
            "its customer. No trade known is not the same as none."
        ),
    )


def _deals(investor: Investor) -> Cell:
    stated = [d for d in investor.deals if d.amount]
    if not investor.deals:
        return None
    count = Quantity(len(investor.deals), "count")
    if not stated:
        return say("{deals}, amounts not stated", deals=count)
    largest = max(stated, key=lambda d: d.amount or 0.0)
    amount = Quantity(largest.amount or 0.0, "USD")
    match largest.bound:
        case "<=":
            return say("{deals}, the largest at most {amount}", deals=count, amount=amount)
        case ">=":
            return say("{deals}, the largest at least {amount}", deals=count, amount=amount)
        case _:
            return say("{deals}, the largest {amount}", deals=count, amount=amount)


def ways_round(view: View) -> Table:
    """One row per way round in the graph of deals that passes a company of the book."""
    return Table(
        "circles",
        say("Money that goes round"),
        (
            Column("company", say("Company")),
            Column("way", say("Way of the money")),
            Column("steps", say("Steps")),
            Column("forms", say("Form of each step")),
            Column("most", say("Most that can go round")),
            Column("status", say("Status")),
        ),
        tuple(_rows(view)),
        say(
            "Each step is a closed or committed deal in which the one pays the next; at least one step "
            "funds and another pays for supply. The narrowest step limits what can go round. It says who "
            "depends on whom, not that the same dollar went round."
        ),
    )


def _rows(view: View) -> Iterator[tuple[Cell, ...]]:
    ledger = view.survey.ledger
    for circle in view.circles:
        company = focus_of(view, circle.companies) or ledger.company(circle.companies[0])
        steps = _from(circle, company.id)
        yield (
            company.ref,
            way(view, circle, company.id),
            len(steps),
            _chain([Term(step[0].instrument) for step in steps]),
            Quantity(circle.most, "USD") if math.isfinite(circle.most) else Term("not known"),
            Term(circle.status),
        )


def way(view: View, circle: Circle, company: str) -> Message:
    """Name the companies of a way round from one of them back to it."""
    ledger = view.survey.ledger
    return _chain([ledger.company(id_).ref for id_ in circle.through(company)])


def _from(circle: Circle, company: str) -> list[tuple[Deal, ...]]:
    by_pair = {(step[0].giver, step[0].taker): step for step in circle.steps}
    return [by_pair[pair] for pair in pairwise(circle.through(company))]


def _chain(parts: Sequence[Ref | Term]) -> Message:
    chained = say("{first}", first=parts[0])
    for part in parts[1:]:
        chained = say("{way} → {next}", way=chained, next=part)
    return chained
