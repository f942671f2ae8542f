"""A listed firm by its share price: what its equity says of the value and risk of what it owns (Merton)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from specie.companies.basis import LAST_DAYS
from specie.companies.outlook.start import balance
from specie.companies.record import weaker
from specie.companies.survival.chance import HORIZONS, SHARE_PRICE, Chance, Lack, ends_of
from specie.companies.survival.declared import declared, volatility_of
from specie.companies.survival.queries import query
from specie.kernel.credit.merton import default_probability, distance_to_default, solve_assets
from specie.kernel.credit.merton_series import MIN_DATES, iterate_assets
from specie.kernel.growth import Bounds
from specie.model import Grade, Origin, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from specie.book import Book
    from specie.companies.ledger import Ledger
    from specie.companies.outlook.start import Known
    from specie.companies.record import Company, Price
    from specie.companies.survival.chance import Floats
    from specie.model import Message

YEARS = np.array(HORIZONS) / 12
TRADING_DAYS = 252
CLOSES_DAYS = 366
"""Days of closes that are read: a year."""
NEAR_DAYS = 10
"""A close so near to a market value belongs to it."""
FRESH_CLOSE = 30
"""Days after which a last close is too old for the iterated form."""
DUE = 1.0
"""Years to the day the debt is taken to be due when assets are solved for."""


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
class Market:
    """A chance by the share price, and by how many standard deviations assets stand above debt."""

    chance: Chance
    distance: tuple[float, float]
    iterated: bool


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


def by_share_price(ledger: Ledger, company: Company, known: Closely, level: float) -> Market | Lack:
    """Return the chance that assets end below debt; what is missing otherwise.

    With a year of daily closes the iterated form gives the assets, their volatility and its error; without,
    both of Merton's equations are solved with a declared volatility. Drift is declared, since a year of
    prices says little about growth; the bounds are those over every corner of what is known.
    """
    worth = _worth(ledger, company, known)
    debt = balance(ledger, company, "total_debt")
    missing = [name for name, found in (("market_cap", worth), ("total_debt", debt)) if found is None]
    if worth is None or debt is None:
        why = say("missing of the last year: {items}", items=", ".join(missing))
        return Lack(SHARE_PRICE, why)
    if float(debt.bounds.high) <= 0:
        return Lack(SHARE_PRICE, say("it owes nothing: a share price says nothing of a default"), "")
    return _solve(company, worth, debt, level)


def _worth(ledger: Ledger, company: Company, known: Closely) -> Worth | None:
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


def _solve(company: Company, worth: Worth, debt: Known, level: float) -> Market:
    owed, floor = _owed(debt)
    drift = declared()["growth.drift"].ends
    riskless = declared()["growth.riskless"].low
    equity = tuple(dict.fromkeys((float(worth.value.low), float(worth.value.high))))
    if worth.series is None:
        equity = tuple(e for e in equity if np.isfinite(e) and e > 0)
        sigma = volatility_of(company.kind)
        e, s, d, mu = _corners(equity, sigma.ends, owed, drift)
        assets = solve_assets(e, s, d, riskless, DUE)
        value, risk = assets.value, assets.volatility
        assumed = say(
            "no daily prices: a volatility of the share between {low} and {high} a year",
            low=Quantity(sigma.low, "fraction"),
            high=Quantity(sigma.high, "fraction"),
        )
        more, used_level = (sigma.origin,), 1.0
    else:
        value, risk, d, mu = _iterated(worth, equity, owed, drift, riskless, level)
        assumed = say("volatility from {days} closes", days=Quantity(worth.series.size, "count"))
        more, used_level = (), level
    chance = default_probability(value, risk, d, mu, YEARS[:, None])
    low, high = ends_of(chance)
    far = distance_to_default(value, risk, d, mu, DUE)
    assumptions = (
        assumed,
        say(
            "assets grow between {low} and {high} a year, and all debt is due in a year",
            low=Quantity(drift[0], "fraction"),
            high=Quantity(drift[1], "fraction"),
        ),
        *((say("the debt known is a floor: the chance may be higher"),) if floor else ()),
    )
    rests = say("{worth}; total debt of {date}", worth=worth.text, date=debt.figures[0].end.shown)
    origins = (*worth.origins, *debt.origins, *more, declared()["growth.drift"].origin)
    grade = weaker(Grade.MODELLED, worth.grade, debt.grade)
    found = Chance(
        SHARE_PRICE, low, high, grade, tuple(dict.fromkeys(origins)), rests, assumptions,
        level=used_level, figures=debt.figures,
    )  # fmt: skip
    return Market(found, (float(np.min(far)), float(np.max(far))), worth.series is not None)


def _owed(debt: Known) -> tuple[tuple[float, ...], bool]:
    """Ends of the debt; a floor without a ceiling is taken as it stands, and said to be one."""
    low, high = float(debt.bounds.low), float(debt.bounds.high)
    floor = bool(np.isinf(high))
    top = low if floor else high
    bottom = low if np.isfinite(low) and low >= 0 else 0.0
    return tuple(dict.fromkeys((bottom, top))), floor


def _iterated(
    worth: Worth,
    equity: Sequence[float],
    owed: Sequence[float],
    drift: Sequence[float],
    riskless: float,
    level: float,
) -> tuple[Floats, Floats, Floats, Floats]:
    """Assets, volatility within its error, debt and drift at every corner."""
    assert worth.series is not None
    e, d = _corners(equity, owed)
    paths = worth.series / worth.series[-1] * e[:, None]
    found = iterate_assets(paths, d[:, None], riskless, TRADING_DAYS, DUE)
    z = float(ndtri(0.5 + level / 2))
    value, risk, debt, mu = [], [], [], []
    for at, (side, growth) in product(range(e.size), product((-1.0, 1.0), drift)):
        spread = side * z * float(found.volatility_error[at])
        value.append(float(found.value[at, -1]))
        risk.append(max(float(found.volatility[at]) + spread, 1e-6))
        debt.append(float(d[at]))
        mu.append(growth)
    return np.array(value), np.array(risk), np.array(debt), np.array(mu)


def _corners(*ends: Sequence[float]) -> tuple[Floats, ...]:
    """Every combination of ends, one array per input."""
    every = np.array(list(product(*ends)), dtype=np.float64)
    return tuple(every.T)
