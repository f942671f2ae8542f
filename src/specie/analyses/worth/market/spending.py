"""Capital spending against the revenue that it needs and the revenue that is estimated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.market.names import name_of, ref_of
from specie.companies.evidence import between
from specie.companies.record import weaker
from specie.kernel.capital import revenue_needed
from specie.kernel.growth import Bounds, divide_bounds
from specie.model import Grade, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.worth.market.series import Point, Series
    from specie.analyses.worth.market.settings import Settings
    from specie.model import Estimate, Message

TOGETHER = ("ai_capex_goldman", "capex_big_four_us", "capex_top_nine_cloud")
"""Series that speak of many firms at once; single firms stand in their table, not in a sum."""
FOR_AI = ("ai_capex_goldman",)
"""Series that count spending for AI alone."""
EARNED = "ai_revenue_outside_estimate"


@dataclass(frozen=True, slots=True)
class Carried:
    """The sales a year that the spending of one year needs, and how they stand to what is estimated."""

    series: Series
    point: Point
    needed: Estimate
    over: Estimate | None


def carried(series: Mapping[str, Series], settings: Settings) -> tuple[Carried, ...]:
    """Work out the sales needed by the newest year of every series of many firms."""
    return tuple(_all(series, settings))


def _all(series: Mapping[str, Series], settings: Settings) -> Iterator[Carried]:
    earned = series.get(EARNED)
    for id_ in TOGETHER:
        if (one := series.get(id_)) is None:
            continue
        point = one.points[-1]
        bounds = _needed(one, point, settings)
        estimate = _estimate(one, point, bounds, settings)
        if estimate is not None:
            over = _over(estimate, bounds, earned.points[-1]) if earned else None
            yield Carried(one, point, estimate, over)


def _needed(series: Series, point: Point, settings: Settings) -> Bounds:
    whole = Bounds(np.float64(1), np.float64(1))
    share = whole if series.id in FOR_AI else settings.ai_share
    spent = Bounds(point.bounds.low * share.low, point.bounds.high * share.high)
    return revenue_needed(spent, settings.life, settings.capital, settings.margin)


def _estimate(series: Series, point: Point, bounds: Bounds, settings: Settings) -> Estimate | None:
    return between(
        "sales_for_capital",
        ref_of(series.id),
        point.on.text,
        bounds,
        None,
        unit="USD",
        method="annuity",
        grade=weaker(Grade.MODELLED, point.grade),
        origins=point.origins,
        denominator=say("sales a year, for the spending of {year} alone", year=point.on.text),
        assumptions=(*settings.on_capital, *_share(series, settings)),
    )


def _share(series: Series, settings: Settings) -> Iterator[Message]:
    if series.id not in FOR_AI:
        yield say(
            "{low} to {high} of it is for AI",
            low=Quantity(float(settings.ai_share.low), "fraction"),
            high=Quantity(float(settings.ai_share.high), "fraction"),
        )


def _over(needed: Estimate, bounds: Bounds, earned: Point) -> Estimate | None:
    return between(
        "capital_to_sales",
        needed.subject,
        f"{needed.period}/{earned.on.text}",
        divide_bounds(bounds, earned.bounds),
        None,
        unit="x",
        method="annuity",
        grade=needed.grade,
        origins=needed.origins + earned.origins,
        denominator=say("{series} of {year}", series=name_of(EARNED), year=earned.on.text),
        assumptions=needed.assumptions,
    )
