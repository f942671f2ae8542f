"""Every number that leaves the analysis, with its interval, grade, origins and what it rests on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.evidence import between
from specie.companies.record import weaker
from specie.companies.survival.chance import BASE_RATE, CASH, HORIZONS
from specie.kernel.concentration import POINTS
from specie.kernel.growth import Bounds
from specie.model import Estimate, Grade, Quantity, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.companies.survival.assess import Survival
    from specie.companies.survival.cash import Cash
    from specie.companies.survival.chance import Chance
    from specie.facts import Fact
    from specie.model import Message

PERIODS = {12: "next 12 months", 24: "next 24 months", 36: "next 36 months"}
LEAST = -1e30
"""Below any figure: an end there is information."""


def estimates(survival: Survival, day: str) -> Iterator[Estimate]:
    """Yield every number of one company."""
    if survival.failed is not None:
        yield from _event(survival, survival.failed)
    if survival.chance is not None:
        yield from chances(survival, survival.chance, "failure_probability")
    for window in survival.windows:
        yield from chances(survival, window, f"failure_{window.window}")
    if survival.base is not None:
        yield from chances(survival, survival.base, "failure_base_rate")
    yield from _market(survival, day)
    yield from _cash(survival, day)
    yield from _around(survival, day)


def _event(survival: Survival, fact: Fact) -> Iterator[Estimate]:
    """Yield certainty: what has happened has no chance any more."""
    for period in PERIODS.values():
        yield exact(
            "failure_probability", survival.company.ref, period, 1.0, "fraction", "event", (fact.origin,),
            grade=Grade.PRESS, denominator=fact.message("severity_basis"),
        )  # fmt: skip


def chances(survival: Survival, chance: Chance, measure: str) -> Iterator[Estimate]:
    """Yield one chance at every horizon."""
    error = (
        (say("Monte Carlo error {error}, twice in the range", error=Quantity(chance.error, "fraction", 2)),)
        if chance.error
        else ()
    )
    for months, low, high in zip(HORIZONS, chance.low, chance.high, strict=True):
        yield Estimate(
            measure, survival.company.ref, PERIODS[months], low if low == high else None, low, high,
            chance.level, "fraction", method_of(survival, chance), chance.grade, chance.origins,
            chance.rests, (*chance.assumptions, *error),
        )  # fmt: skip


def method_of(survival: Survival, chance: Chance) -> str:
    """Name the method behind a chance."""
    if chance.basis == BASE_RATE:
        return "class_rate"
    if chance.basis == CASH:
        return "cash_paths" if chance.error else "first_passage"
    return "merton_series" if survival.market is not None and survival.market.iterated else "merton"


def _market(survival: Survival, day: str) -> Iterator[Estimate]:
    market = survival.market
    if market is None or not all(map(math.isfinite, market.distance)):
        return
    chance = market.chance
    low, high = market.distance
    yield Estimate(
        "default_distance", survival.company.ref, day, None, low, high, chance.level, "index",
        method_of(survival, chance), chance.grade, chance.origins, chance.rests, chance.assumptions,
    )  # fmt: skip


def _cash(survival: Survival, day: str) -> Iterator[Estimate]:
    cash = survival.cash
    if cash is None:
        return
    for measure, bounds, unit, of in (
        ("cash_now", cash.now, "USD", cash.text),
        ("burn_month", cash.burn.bounds, "USD", cash.burn.text),
        ("cash_months", cash.months, "months", _of_both(cash)),
    ):
        made = between(
            measure, survival.company.ref, day, bounds, None, unit=unit, method="interval", grade=cash.grade,
            origins=cash.origins, denominator=of, open_low=LEAST,
        )  # fmt: skip
        if made is not None and not (made.low is not None and math.isinf(made.low)):
            yield made


def _of_both(cash: Cash) -> Message:
    return say("{cash}; {burn}", cash=cash.text, burn=cash.burn.text)


def _around(survival: Survival, day: str) -> Iterator[Estimate]:
    ref = survival.company.ref
    if (health := survival.health) is not None:
        yield Estimate(
            "altman_z", ref, day, health.low if health.low == health.high else None, health.low, health.high,
            1.0, "index", "altman", health.grade, health.origins, health.rests,
        )  # fmt: skip
    if (customers := survival.customers) is not None:
        made = between(
            "largest_customer", ref, day, customers.share, None, unit="fraction", method="interval",
            grade=customers.grade, origins=customers.origins, denominator=customers.of, open_low=LEAST,
        )  # fmt: skip
        yield from () if made is None else (made,)
    yield from _funding(survival, day)
    if (path := survival.path) is not None:
        margin = path.newest
        made = between(
            "operating_margin", ref, margin.end.text, margin.bounds, None, unit="fraction", method="interval",
            grade=margin.grade, origins=margin.origins, open_low=LEAST,
            denominator=say("of revenue to {date}", date=margin.end.shown),
        )  # fmt: skip
        yield from () if made is None else (made,)
    if (burned := survival.burned) is not None:
        made = between(
            "burn_multiple", ref, burned.end.text, burned.bounds, None, unit="x", method="interval",
            grade=weaker(*(f.grade for f in burned.figures)), denominator=burned.text,
            origins=tuple(dict.fromkeys(f.vouch.origin for f in burned.figures)),
        )  # fmt: skip
        yield from () if made is None else (made,)


def _funding(survival: Survival, day: str) -> Iterator[Estimate]:
    backing = survival.backing
    if backing is None:
        return
    ref, hhi, strategic = survival.company.ref, backing.concentration, backing.strategic
    if hhi is not None and hhi.low and hhi.high:
        made = between(
            "funders", ref, day, Bounds(np.float64(POINTS / hhi.high), np.float64(POINTS / hhi.low)), None,
            unit="index", method="hhi_bounds", grade=hhi.grade, origins=hhi.origins,
            denominator=hhi.denominator or say("of its rounds"), assumptions=hhi.assumptions,
        )  # fmt: skip
        yield from () if made is None else (made,)
    if strategic is not None:
        yield Estimate(
            "strategic_share", ref, day, strategic.point, strategic.low, strategic.high, strategic.level,
            "fraction", "interval", strategic.grade, strategic.origins, strategic.denominator,
            strategic.assumptions, strategic.bound, strategic.exact,
        )  # fmt: skip


def widest_first(found: tuple[Survival, ...]) -> tuple[Survival, ...]:
    """Order companies by the upper end of their chance within 12 months, the highest first."""
    told = [s for s in found if s.chance is not None]
    return tuple(sorted(told, key=lambda s: (-(s.chance.high[0] if s.chance else 0.0), s.company.id)))
