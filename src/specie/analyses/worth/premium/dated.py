"""Every dated price, of all shares or of one, with the earnings of its time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.basis import LAST_DAYS, PER_YEAR
from specie.companies.comparable import chains, comparables
from specie.companies.record import weaker
from specie.companies.span import Span
from specie.kernel.growth import Bounds
from specie.model import Grade, Origin, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.book import Book
    from specie.companies.comparable import Comparable
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Reported
    from specie.model import Message

TAX = 0.25
"""Rate by which an operating result is turned into one after tax."""
READINGS = {
    "net_income": (0, Term("net result"), 1.0),
    "operating_income": (1, Term("operating result after tax"), 1 - TAX),
}
LATER_DAYS = 92
"""A result that ends later than this after a price is of another time."""
PER_SHARE = "earnings_per_share"


@dataclass(frozen=True, slots=True)
class DatedPrice:
    """A price of all shares or of one share on a day."""

    company: Company
    on: Span
    bounds: Bounds
    stated: float | None
    grade: Grade
    origins: tuple[Origin, ...]
    name: Term | str
    a_share: bool = False


@dataclass(frozen=True, slots=True)
class Earnings:
    """What a firm earned a year at about that time."""

    bounds: Bounds
    """US dollars a year, for all shares or for one; may lie on either side of zero."""
    reading: Term
    figures: tuple[Reported, ...]
    gap_days: int

    @property
    def grade(self) -> Grade:
        """As good as its weakest figure."""
        return weaker(*(figure.grade for figure in self.figures))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Rows behind it."""
        return tuple(dict.fromkeys(figure.vouch.origin for figure in self.figures))

    @property
    def note(self) -> Message:
        """What it is made of."""
        figure = self.figures[0]
        return say(
            "{reading} of the {period} to {date}, a year of it; {gap} from the price",
            reading=self.reading,
            period=Term(figure.period),
            date=figure.end.shown,
            gap=Quantity(self.gap_days, "days"),
        )


def dated_prices(ledger: Ledger, book: Book) -> tuple[DatedPrice, ...]:
    """Return prices of all shares from rounds and market values, and closes of one share a quarter."""
    whole = (_whole(ledger, price) for chain in chains(comparables(ledger)[0]).values() for price in chain)
    return (*whole, *_closes(ledger, book))


def _whole(ledger: Ledger, price: Comparable) -> DatedPrice:
    return DatedPrice(
        ledger.company(price.company),
        price.on,
        price.bounds,
        price.stated,
        price.grade,
        price.origins,
        price.price.named,
    )


def _closes(ledger: Ledger, book: Book) -> Iterator[DatedPrice]:
    """The last close of each quarter of a listed company that has earnings a share."""
    by_ticker = {c.listed: c for c in ledger.companies.values() if c.listed}
    with_earnings = {f.company for f in ledger.others if f.metric == PER_SHARE}
    for row in book.select(_sql("quarterly_closes")):
        company = by_ticker.get(row["ticker"])
        if company is not None and company.id in with_earnings and row["close"] > 0:
            close, day = np.float64(row["close"]), row["date"]
            origin = Origin(row["_file"], f"row {row['_row']}", as_of=day)
            on = Span(day, day, day.isoformat())
            bounds = Bounds(close, close)
            yield DatedPrice(
                company, on, bounds, float(close), Grade.RECORDED, (origin,), row["ticker"], a_share=True
            )


def earnings_at(price: DatedPrice, ledger: Ledger) -> Earnings | None:
    """Match the result of a year, else of a shorter period, that lies nearest to the price."""
    wanted = {PER_SHARE} if price.a_share else set(READINGS)
    near = [
        f
        for f in ledger.others
        if f.company == price.company.id
        and f.metric in wanted
        and f.period in PER_YEAR
        and f.end.gap_days(price.on) <= (LATER_DAYS if f.end.start > price.on.end else LAST_DAYS)
    ]
    if not near:
        return None
    best = min(near, key=lambda f: _order(f, price))
    same = tuple(
        f for f in near if (f.metric, f.period, f.end.text) == (best.metric, best.period, best.end.text)
    )
    _, reading, kept = (0, Term("earnings a share"), 1.0) if price.a_share else READINGS[best.metric]
    factor = PER_YEAR[best.period]
    ends = [np.array(f.bounds, dtype=np.float64) * factor for f in same]
    after_tax = [np.where(end > 0, end * kept, end) for end in ends]
    low, high = min(float(end[0]) for end in after_tax), max(float(end[1]) for end in after_tax)
    return Earnings(Bounds(np.float64(low), np.float64(high)), reading, same, best.end.gap_days(price.on))


def _order(figure: Reported, price: DatedPrice) -> tuple[int, bool, int, int]:
    """A net result before an operating one, known at the time before later, nearest, the longer period."""
    rank = 0 if price.a_share else READINGS[figure.metric][0]
    later = figure.end.start > price.on.end
    return rank, later, figure.end.gap_days(price.on), round(PER_YEAR[figure.period])


def companies_in_order(prices: Sequence[DatedPrice], ledger: Ledger) -> tuple[Company, ...]:
    """Companies of the book first, then the dearest."""
    priced = {p.company.id: p.company for p in prices}
    newest = {p.company.id: p.stated or float(p.bounds.low) for p in prices if not p.a_share}
    focus = [c for c in ledger.focus if c.id in priced]
    rest = sorted(priced.values(), key=lambda c: (-newest.get(c.id, 0.0), c.id))
    return tuple({c.id: c for c in (*focus, *rest)}.values())


@cache
def _sql(name: str) -> str:
    return (files("specie.analyses.worth.premium") / f"{name}.sql").read_text("utf-8")
