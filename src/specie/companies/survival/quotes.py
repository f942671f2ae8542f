"""What all shares of a listed firm are worth, and the daily closes they move with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.basis import LAST_DAYS
from specie.companies.survival.queries import query
from specie.kernel.credit.merton_series import MIN_DATES
from specie.kernel.growth import Bounds
from specie.model import Grade, Origin, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from specie.book import Book
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Price
    from specie.companies.survival.chance import Floats
    from specie.model import Message

CLOSES_DAYS = 366
"""Days of closes that are read: a year."""
NEAR_DAYS = 10
"""A close so near to a market value belongs to it."""
FRESH_CLOSE = 30
"""Days after which a last close is too old for the iterated form."""


@dataclass(frozen=True, slots=True)
class Closes:
    """Daily closes of one company, oldest first."""

    days: tuple[date, ...]
    prices: Floats
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Worth:
    """What all shares are worth, and the closes it moves with where they are known."""

    value: Bounds
    grade: Grade
    origins: tuple[Origin, ...]
    text: Message
    series: Floats | None = None
    """Market value at each close, up to a factor; shape (days,)."""


@dataclass(frozen=True, slots=True)
class Closely:
    """Closes by company and counts of shares, read once for all companies."""

    closes: Mapping[str, Closes]
    shares: Mapping[str, tuple[float, Origin]]


def read_closes(book: Book, companies: Sequence[Company]) -> Closely:
    """Read daily closes of companies by their own tickers and by those of positions."""
    owner = {c.listed: c.id for c in companies if c.listed}
    owner |= {row["ticker"]: row["company_id"] for row in book.select(query("tickers"))}
    shares = {
        row["company_id"]: (
            float(row["value"]),
            Origin(row["_file"], f"row {row['_row']}", as_of=row["as_of"], url=row["source"] or ""),
        )
        for row in book.select(query("shares"), as_of=book.as_of)
    }
    if not book.has("prices") or not owner:
        return Closely({}, shares)
    since = book.as_of - timedelta(days=CLOSES_DAYS)
    rows = book.select(query("closes"), tickers=list(owner), since=since, until=book.as_of)
    by_company: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_company.setdefault(owner[row["ticker"]], []).append(row)
    origins = book.origins("prices")
    return Closely(
        {
            company: Closes(
                tuple(r["date"] for r in found), np.array([float(r["close"]) for r in found]), origins
            )
            for company, found in by_company.items()
        },
        shares,
    )


def worth_of(ledger: Ledger, company: Company, known: Closely) -> Worth | None:
    """Return what all shares are worth: their count times the last close, else a market value carried on."""
    closes = known.closes.get(company.id)
    if closes is not None and not _usable(closes, ledger.as_of):
        closes = None
    price = _market_value(ledger, company)
    count = known.shares.get(company.id)
    if closes is not None and count is not None and "." not in company.listed:
        value = np.float64(count[0] * closes.prices[-1])
        text = say("shares times the close of {date}", date=closes.days[-1])
        return Worth(
            Bounds(value, value), Grade.PRESS, (count[1], *closes.origins), text, closes.prices * count[0]
        )
    if price is None:
        return None
    text = say("market value of {date}", date=price.on.shown)
    if closes is None or (factors := _factors(price, closes)) is None:
        return Worth(price.bounds, price.grade, (price.vouch.origin,), text)
    last = closes.prices[-1]
    value = Bounds(np.float64(factors[0] * last), np.float64(factors[1] * last))
    text = say("market value of {date}, carried on by closes up to {day}",
               date=price.on.shown, day=closes.days[-1])  # fmt: skip
    return Worth(value, price.grade, (price.vouch.origin, *closes.origins), text, closes.prices * factors[0])


def _usable(closes: Closes, as_of: date) -> bool:
    """Enough of them, the last one recent, all of them real prices that move."""
    enough = len(closes.days) >= MIN_DATES and (as_of - closes.days[-1]).days <= FRESH_CLOSE
    return enough and bool(np.all(closes.prices > 0)) and bool(np.ptp(closes.prices) > 0)


def _market_value(ledger: Ledger, company: Company) -> Price | None:
    """Return the newest market value of the last year; one that is not above zero is none."""
    found = [
        p
        for p in ledger.prices
        if p.company == company.id
        and p.kind == "market"
        and p.post is not None
        and p.post > 0
        and p.bound == "="
        and (ledger.as_of - p.on.end).days <= LAST_DAYS
    ]
    return max(found, key=lambda p: (p.on.end, p.vouch.own), default=None)


def _factors(price: Price, closes: Closes) -> tuple[float, float] | None:
    """Market value per close: over all closes of the days the value may be of, else of the one before."""
    first, last = price.on.start, price.on.end
    within = [float(p) for d, p in zip(closes.days, closes.prices, strict=True) if first <= d <= last]
    if not within:
        before = [
            float(p)
            for d, p in zip(closes.days, closes.prices, strict=True)
            if first - timedelta(days=NEAR_DAYS) <= d < first
        ]
        within = before[-1:]
    if not within or price.post is None:
        return None
    return price.post / max(within), price.post / min(within)
