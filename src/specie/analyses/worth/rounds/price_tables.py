"""Tables of prices: the newest, the steps between them, and every row with its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.rounds.words import DOCUMENT, sold
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from specie.analyses.worth.rounds.survey import Survey, Valued
    from specie.analyses.worth.rounds.words import DOCUMENT, sold
    from specie.companies.record import Price
from specie.model import Cell

SHIPPED, OWN = Term("shipped"), Term("your own")


def newest(survey: Survey) -> Table:
    """One row per company: newest comparable price, step, and the range of its multiples."""
    return Table(
        "newest",
        say("Newest comparable price of each company"),
        (
            Column("company", say("Company")),
            Column("date", say("Date")),
            Column("price", say("Price for all shares")),
            Column("kind", say("Sold")),
            Column("status", say("Status")),
            Column("grade", say("Grade")),
            Column("age", say("Age")),
            Column("multiple", say("Multiple of the price before")),
            Column("growth", say("Growth a year since the first price")),
            Column("sales", say("Price to sales, lowest to highest basis")),
            Column("bases", say("Bases")),
        ),
        tuple(_newest_row(survey, valued) for valued in survey.ordered),
        say(
            "Companies your vendors and holdings point to come first. Prices are of different dates and "
            "kinds of "
            "shares: a tender, a new round and a listing are not the same good."
        ),
    )


def _newest_row(survey: Survey, valued: Valued) -> tuple[Cell, ...]:
    price = valued.latest.price
    growth = valued.whole.growth if valued.whole else valued.steps[-1].growth if valued.steps else None
    return (
        valued.company.ref,
        price.on.shown,
        valued.prices[-1] if valued.prices else None,
        sold(price.kind),
        Term(price.status),
        Term(valued.latest.grade),
        Quantity((survey.ledger.as_of - price.on.end).days, "days"),
        valued.steps[-1].multiple if valued.steps else None,
        growth,
        valued.spread,
        len(valued.fresh),
    )


def every_step(survey: Survey) -> Table:
    """One row per step from a comparable price to the next."""
    rows: list[tuple[Cell, ...]] = []
    for valued in survey.ordered:
        rows += [
            (
                valued.company.ref,
                s.before.on.shown,
                s.after.on.shown,
                say("{before} to {after}", before=sold(s.before.price.kind), after=sold(s.after.price.kind)),
                s.multiple,
                s.growth if s.growth else say("too short to annualise"),
                Term("yes") if s.needs_unit_check else Term("no"),
                Term("yes") if s.other_entity else Term("no"),
            )
            for s in reversed(valued.steps)
        ]
    return Table(
        "steps",
        say("From one comparable price to the next"),
        (
            Column("company", say("Company")),
            Column("before", say("From")),
            Column("after", say("To")),
            Column("kind", say("Sold")),
            Column("multiple", say("Multiple")),
            Column("growth", say("Growth a year")),
            Column("unit_check", say("Check the unit")),
            Column("other_entity", say("Merger in between")),
        ),
        tuple(rows),
        say(
            "Where only the month is known the growth a year is a range over the days it may mean. A "
            "floor on the "
            "earlier price is a ceiling on the multiple."
        ),
    )


def every_row(survey: Survey) -> Table:
    """Every round up to the book's date with its status, and why it is not compared."""
    grounds = {refusal.price: refusal.why for refusal in survey.refused}
    focus = {company.id: place for place, company in enumerate(survey.focus)}
    prices = sorted(
        survey.ledger.prices,
        key=lambda p: (focus.get(p.company, len(focus)), p.company, -p.on.start.toordinal()),
    )
    return Table(
        "rounds",
        say("Every round, sale and listing up to the date of the book"),
        (
            Column("company", say("Company")),
            Column("date", say("Date")),
            Column("series", say("Name")),
            Column("amount", say("Amount")),
            Column("price", say("Price for all shares")),
            Column("kind", say("Sold")),
            Column("status", say("Status")),
            Column("compared", say("Compared")),
            Column("quality", say("Document")),
            Column("stale", say("Stale")),
            Column("whose", say("Whose row")),
            Column("note", say("Note on the source")),
        ),
        tuple(_row(survey, price, grounds.get(price)) for price in prices),
    )


def _row(survey: Survey, price: Price, why: Cell) -> tuple[Cell, ...]:
    stated = price.post is not None
    return (
        survey.ledger.company(price.company).ref,
        price.on.shown,
        price.named,
        None if price.amount is None else Quantity(price.amount, "USD"),
        _price_shown(price) if stated else None,
        sold(price.kind),
        Term(price.status),
        why or (Term("yes") if stated else say("no price stated")),
        DOCUMENT.get(price.vouch.quality),
        Term("yes") if price.vouch.stale else Term("no"),
        OWN if price.vouch.own else SHIPPED,
        price.vouch.note,
    )


def _price_shown(price: Price) -> Cell:
    value = Quantity(price.post or 0.0, "USD")
    match price.bound:
        case ">=":
            return say("at least {value}", value=value)
        case "<=":
            return say("at most {value}", value=value)
        case _:
            return value
