"""The sales that all prices of one kind of firm need together, and how they stand to forecasts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.market.names import name_of, ref_of
from specie.companies.comparable import chains, comparables
from specie.companies.evidence import between
from specie.companies.record import weaker
from specie.kernel.capital import implied_revenue
from specie.kernel.growth import Bounds, annualised, divide_bounds
from specie.model import Grade, Quantity, Ref, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specie.analyses.worth.market.series import Point, Series
    from specie.analyses.worth.market.settings import Settings
    from specie.companies.comparable import Comparable
    from specie.companies.ledger import Ledger
    from specie.model import Estimate

FORECASTS = ("revenue", "market size")
"""Definitions that speak of what sellers take in; spending of buyers holds hardware and labour as well."""
NEAR = 3
"""A forecast whose points end farther from the horizon than this says little about it."""
NO_FORECAST = ("ai_revenue_needed_bain", "ai_revenue_outside_estimate")
"""Series of revenue that say what is needed or what was, not what is foreseen."""


@dataclass(frozen=True, slots=True)
class Need:
    """What the newest comparable prices of one kind of firm need."""

    kind: str
    prices: tuple[Comparable, ...]
    bounds: Bounds
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Against:
    """A need over one forecast, carried to the horizon."""

    need: Need
    forecast: Forecast
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a series foresees for the horizon."""

    series: Series
    estimate: Estimate
    bounds: Bounds


def needs(ledger: Ledger, settings: Settings) -> tuple[tuple[Need, ...], int]:
    """Return the needs by kind of firm, the largest first, and how many prices were too old."""
    newest = [chain[-1] for chain in chains(comparables(ledger)[0]).values()]
    fresh = [c for c in newest if (ledger.as_of - c.on.end).days <= settings.most_days]
    grouped: dict[str, list[Comparable]] = {}
    for price in fresh:
        grouped.setdefault(ledger.company(price.company).kind or "not known", []).append(price)
    found = [_need(kind, prices, settings) for kind, prices in grouped.items() if len(prices) > 1]
    ordered = sorted(filter(None, found), key=lambda need: -(need.estimate.low or 0.0))
    return tuple(ordered), len(newest) - len(fresh)


def _need(kind: str, prices: Sequence[Comparable], settings: Settings) -> Need | None:
    each = [
        implied_revenue(price.bounds, _years(price, settings), settings.holders_return, settings.multiple)
        for price in prices
    ]
    bounds = Bounds(np.float64(sum(b.low for b in each)), np.float64(sum(b.high for b in each)))
    estimate = between(
        "implied_sales",
        Ref("market", _sold_by(kind)),
        settings.horizon.text,
        bounds,
        None,
        unit="USD",
        method="big_market",
        grade=weaker(Grade.MODELLED, *(price.grade for price in prices)),
        origins=tuple(origin for price in prices for origin in price.origins),
        denominator=say("sum of {firms} firms with a comparable price", firms=Quantity(len(prices), "count")),
        assumptions=settings.on_prices,
    )
    return Need(kind, tuple(prices), bounds, estimate) if estimate else None


def _years(price: Comparable, settings: Settings) -> Bounds:
    low, high = price.on.years_to(settings.horizon)
    return Bounds(np.maximum(low, 0.0), np.maximum(high, 0.0))


def _sold_by(kind: str) -> str:
    return _MARKETS.get(kind, Term("firms of another kind")).id


_MARKETS = {
    "lab": Term("model developers"),
    "application": Term("makers of AI applications"),
    "neocloud": Term("AI clouds"),
    "chipmaker": Term("chip makers"),
    "cloud": Term("clouds"),
}


def against(needed: Iterable[Need], foreseen: Sequence[Forecast]) -> tuple[Against, ...]:
    """Hold every need against every forecast of what sellers take in, at the horizon."""
    found = [
        Against(need, forecast, estimate)
        for need in needed
        for forecast in foreseen
        if (estimate := _ratio(need, forecast)) is not None
    ]
    return tuple(found)


def forecasts(series: Mapping[str, Series], settings: Settings) -> tuple[Forecast, ...]:
    """Every usable forecast of revenue or market size that reaches near the horizon."""
    found = (
        _at_horizon(one, settings)
        for one in series.values()
        if one.definition in FORECASTS and one.usable and one.yearly and one.id not in NO_FORECAST
    )
    return tuple(forecast for forecast in found if forecast is not None)


def _at_horizon(series: Series, settings: Settings) -> Forecast | None:
    """Carry the last point to the horizon at the growth between first and last; None where it is too far."""
    first, last = series.points[0], series.points[-1]
    away = settings.horizon.end.year - last.on.end.year
    if abs(away) > NEAR or (away and first is last):
        return None
    bounds = _carried(first, last, away) if away else last.bounds
    estimate = between(
        "market_at_horizon",
        ref_of(series.id),
        settings.horizon.text,
        bounds,
        last.stated if not away else None,
        unit=series.unit,
        method="compound_growth" if away else "as_stated",
        grade=Grade.MODELLED,
        origins=(first.origins if away else ()) + last.origins,
        denominator=say("{definition}, from the figure for {year}", definition=Term(series.definition),
                        year=last.on.text),
    )  # fmt: skip
    return Forecast(series, estimate, bounds) if estimate else None


def _carried(first: Point, last: Point, away: int) -> Bounds:
    length = np.float64(last.on.end.year - first.on.end.year)
    growth = annualised(divide_bounds(last.bounds, first.bounds), Bounds(length, length))
    ends = [figure * (1 + rate) ** away for figure in last.bounds for rate in growth]
    return Bounds(np.float64(min(ends)), np.float64(max(ends)))


def _ratio(need: Need, forecast: Forecast) -> Estimate | None:
    return between(
        "implied_to_forecast",
        need.estimate.subject,
        f"{need.estimate.period} / {name_of(forecast.series.id).id}",
        divide_bounds(need.bounds, forecast.bounds),
        None,
        unit="x",
        method="big_market",
        grade=need.estimate.grade,
        origins=need.estimate.origins + forecast.estimate.origins,
        denominator=say(
            "{series}: {definition}",
            series=name_of(forecast.series.id),
            definition=Term(forecast.series.definition),
        ),
        assumptions=need.estimate.assumptions,
    )
