"""Return, payback and present value, each between its ends."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.roi.months import DAYS_IN_MONTH, days_within, month_of, months_between
from specie.kernel.money import Range, certain, minus, over
from specie.kernel.money_flows import accrued, payback_months, present_value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from numpy.typing import NDArray

    from specie.analyses.pays.roi.cost import Cost
    from specie.analyses.pays.roi.records import Initiative
    from specie.analyses.pays.roi.worth import Sum
    from specie.model import Window

    Floats = NDArray[np.float64]

LONGEST = 120
"""Months after the date of the book beyond which a payback is not looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Benefit less cost by month from the first cost on: months that are over, then months continued.

    Each array is (M,): the unlucky, the likely and the lucky course; None where that end is open.
    """

    months: tuple[date, ...]
    low: Floats | None
    point: Floats
    high: Floats | None

    @property
    def past(self) -> int:
        """Months up to the date of the book."""
        return len(self.months)


def roi(benefit: Range, cost: Range) -> Range | None:
    """Net over cost, benefit / cost - 1; None where nothing was spent, or less than nothing.

    Where the cost is a floor nobody knows the return, only what it is at most.
    """
    if cost.high <= 0 or cost.low < 0:
        return None
    found = minus(over(benefit, cost), certain(1.0))
    return Range(-math.inf, None, found.high) if math.isinf(cost.high) else found


def curves(initiative: Initiative, cost: Cost, hard: Sum, year: Window, horizon: int) -> Curves | None:
    """Lay benefit and cost out by month; None without use, cost from its start or a likely benefit.

    Benefits accrue evenly within the last twelve months and evenly before them. The months ahead
    (``horizon``, or as many as a payback is looked for) continue the last twelve: the benefit by day of use,
    the cost that is not spent only once by month of use. A stopped initiative has none.
    """
    start, whole, recent = initiative.started_on, hard.to_date, hard.year
    if start is None or start > year.end or not cost.months:
        return None
    if whole is None or whole.point is None or recent.point is None or cost.unseen_from is not None:
        return None
    ahead = 0 if initiative.stopped_on is not None else max(horizon, LONGEST)
    months = months_between(min(*cost.months, month_of(start)), month_of(year.end))
    days = _days(months, initiative, year)
    spent = _spent(months, cost.months, cost.running, initiative, year, ahead)
    beyond = _spent(months, cost.reach, cost.reach, initiative, year, ahead)
    most = None if cost.unpriced else spent + beyond
    return Curves(
        months,
        _course(whole.low, recent.low, days, most),
        _gained(whole.point, recent.point, days, ahead) - spent,
        _course(whole.high, recent.high, days, spent),
    )


def value_now(found: Curves, rate: float, ahead: int) -> Range:
    """Net present value at the first month, over the months so far and some that continue the last twelve."""
    upto = found.past + ahead
    point = present_value(found.point[:upto], rate)
    low = -math.inf if found.low is None else present_value(found.low[:upto], rate)
    high = math.inf if found.high is None else present_value(found.high[:upto], rate)
    return Range(min(low, point), point, max(high, point))


def payback(found: Curves) -> Range | None:
    """Months from the first cost until the benefit has made up for it; None where even luck never does."""
    earliest = 0.0 if found.high is None else payback_months(found.high)
    likely = payback_months(found.point)
    latest = None if found.low is None else payback_months(found.low)
    known = [months for months in (earliest, likely, latest) if months is not None]
    if not known:
        return None
    return Range(min(known), likely, math.inf if latest is None else max(known))


def _course(whole: float, recent: float, days: tuple[Floats, Floats], costs: Floats | None) -> Floats | None:
    if costs is None or math.isinf(whole) or math.isinf(recent):
        return None
    return _gained(whole, recent, days, costs.size - days[0].size) - costs


def _gained(whole: float, recent: float, days: tuple[Floats, Floats], ahead: int) -> Floats:
    """Benefit by month, and the daily benefit of the last twelve continued."""
    used = days[1].sum()
    daily = recent / used if used else 0.0
    return np.concatenate([accrued(whole, recent, *days), np.full(ahead, daily * DAYS_IN_MONTH)])


def _days(months: tuple[date, ...], initiative: Initiative, year: Window) -> tuple[Floats, Floats]:
    """Days of use of each month before and within the last twelve months."""
    start = initiative.started_on or year.end
    end = min(initiative.stopped_on or year.end, year.end)
    within = np.array([days_within(m, max(start, year.start), end) for m in months], dtype=np.float64)
    every = np.array([days_within(m, start, end) for m in months], dtype=np.float64)
    return every - within, within


def _spent(
    months: tuple[date, ...],
    costs: Mapping[date, Decimal],
    running: Mapping[date, Decimal],
    initiative: Initiative,
    year: Window,
    ahead: int,
) -> Floats:
    """Cost by month, and for the months ahead the mean running cost in use among the last twelve."""
    booked = np.array([float(costs.get(month, 0)) for month in months])
    since = month_of(max(initiative.started_on or year.start, year.start))
    used = [float(running.get(month, 0)) for month in months if month >= since]
    return np.concatenate([booked, np.full(ahead, sum(used) / len(used) if used else 0.0)])
