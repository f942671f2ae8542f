"""Money and duties between companies on a day: shipped deals and the user's own, in one shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from specie.companies.own_rows import sql
from specie.companies.record import Vouch
from specie.companies.span import Span
from specie.kernel.growth import Bounds, bounds_of
from specie.model import Grade, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from specie.book import Book
    from specie.facts import Fact, Facts

FIRM = ("closed", "committed", "confirmed")
"""A deal of these states binds; rumours, letters of intent and what has lapsed do not."""
MONEY = ("equity", "warrant")
"""Money for a part of the firm."""
FUNDING = (*MONEY, "debt")
SUPPLY = ("compute_contract", "purchase", "revenue_share")
"""Money for goods and services."""


@dataclass(frozen=True, slots=True)
class Deal:
    """One deal; ``giver`` hands out the money or carries the duty to pay."""

    id: str
    giver: str
    taker: str
    amount: float | None
    bound: str
    instrument: str
    signed: Span | None
    status: str
    vouch: Vouch
    begins: Span | None = None
    ends: Span | None = None
    """Days between which it runs, where they were told."""

    @property
    def firm(self) -> bool:
        """It binds."""
        return self.status in FIRM

    @property
    def bounds(self) -> Bounds:
        """What the money may be; without a figure it is only not negative."""
        if self.amount is None:
            return Bounds(np.float64(0.0), np.float64(np.inf))
        return bounds_of(self.amount, self.bound)

    @property
    def grade(self) -> Grade:
        """Company where a party's own page says so, rumour by status, press otherwise."""
        if self.status == "rumour":
            return Grade.RUMOUR
        return Grade.COMPANY if self.vouch.quality == "primary" else Grade.PRESS


def read_deals(book: Book, facts: Facts) -> tuple[Deal, ...]:
    """Read every deal signed by the book's date, the user's own last; an own row replaces one of its id."""
    own = tuple(_own(book))
    replaced = {deal.id for deal in own}
    every = (*(d for d in _shipped(facts, book.as_of) if d.id not in replaced), *own)
    return tuple(deal for deal in every if _known(deal, book.as_of))


def _known(deal: Deal, day: date) -> bool:
    """Signed by the day; where the day of signing is not known, told by then."""
    return deal.vouch.as_of <= day if deal.signed is None else deal.signed.end <= day


def _shipped(facts: Facts, as_of: date) -> Iterator[Deal]:
    for fact in facts.rows("deals"):
        yield Deal(
            fact.text("deal_id"),
            fact.text("from_id"),
            fact.text("to_id"),
            fact.number("amount_usd"),
            fact.text("amount_bound") or "=",
            fact.text("instrument"),
            _span(fact, "signed"),
            fact.text("status"),
            _vouch(fact, as_of),
            _span(fact, "start"),
            _span(fact, "end"),
        )


def _vouch(fact: Fact, as_of: date) -> Vouch:
    note = fact.remark if fact.note else ""
    return Vouch(fact.origin, fact.quality, fact.marks, note, fact.as_of, False, fact.stale(as_of))


def _span(fact: Fact, column: str) -> Span | None:
    start, end = fact.start(column), fact.end(column)
    return None if start is None or end is None else Span(start, end, fact.text(column))


def _own(book: Book) -> Iterator[Deal]:
    for row in book.select(sql("own_deals")):
        yield Deal(
            row["deal_id"],
            row["from_id"],
            row["to_id"],
            None if row["amount_usd"] is None else float(row["amount_usd"]),
            row["amount_bound"] or "=",
            row["instrument"],
            _own_span(row, "signed"),
            row["status"],
            _own_vouch(row, book),
            _own_span(row, "start"),
            _own_span(row, "end"),
        )


def _own_span(row: dict[str, Any], column: str) -> Span | None:
    start, end = row[f"{column}_start"], row[f"{column}_end"]
    return None if start is None or end is None else Span(start, end, str(row[column]))


def _own_vouch(row: dict[str, Any], book: Book) -> Vouch:
    origin = Origin(row["_file"], f"row {row['_row']}", as_of=row["as_of"], url=row["source"] or "")
    stale = (book.as_of - row["as_of"]).days > 180
    return Vouch(origin, row["source_quality"] or "", (), row["note"] or "", row["as_of"], True, stale)
