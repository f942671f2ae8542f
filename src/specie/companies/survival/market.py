"""A listed firm by its share price: what its equity says of the value and risk of what it owns (Merton)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from specie.companies.outlook.start import balance
from specie.companies.record import weaker
from specie.companies.survival.chance import HORIZONS, SHARE_PRICE, Chance, Lack, ends_of
from specie.companies.survival.declared import declared, volatility_of
from specie.companies.survival.quotes import Closely, Worth, worth_of
from specie.kernel.credit.merton import default_probability, distance_to_default, solve_assets
from specie.kernel.credit.merton_series import iterate_assets
from specie.model import Grade, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.companies.ledger import Ledger
    from specie.companies.outlook.start import Known
    from specie.companies.record import Company
    from specie.companies.survival.chance import Floats

YEARS = np.array(HORIZONS) / 12
TRADING_DAYS = 252
DUE = 1.0
"""Years to the day the debt is taken to be due when assets are solved for."""


@dataclass(frozen=True, slots=True)
class Market:
    """A chance by the share price, and by how many standard deviations assets stand above debt."""

    chance: Chance
    distance: tuple[float, float]
    iterated: bool


def by_share_price(ledger: Ledger, company: Company, known: Closely, level: float) -> Market | Lack:
    """Return the chance that assets end below debt; what is missing otherwise.

    With a year of daily closes the iterated form gives the assets, their volatility and its error; without,
    both of Merton's equations are solved with a declared volatility. Drift is declared, since a year of
    prices says little about growth; the bounds are those over every corner of what is known.
    """
    worth = worth_of(ledger, company, known)
    debt = balance(ledger, company, "total_debt")
    missing = [name for name, found in (("market_cap", worth), ("total_debt", debt)) if found is None]
    if worth is None or debt is None:
        why = say("missing of the last year: {items}", items=", ".join(missing))
        return Lack(SHARE_PRICE, why)
    if float(debt.bounds.high) <= 0:
        return Lack(SHARE_PRICE, say("it owes nothing: a share price says nothing of a default"), "")
    return _solve(company, worth, debt, level)


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
