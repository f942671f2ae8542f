r"""How long cash lasts when only some months of it were seen.

Money that leaves in a month is taken as normal with mean :math:`m` and spread :math:`s`, estimated from
:math:`n` months with the intervals of Student and of the chi-square law. Cash above a floor then runs out by
the first-passage law of :mod:`specie.kernel.credit.first_passage`. What is told is outward of both: half of
the error that the level allows goes to mean and spread, half to the path (Bonferroni).

A floor of :math:`k` months of outflow moves with the outflow: cash :math:`c` reaches it after having fallen
by :math:`c - k m`.

References
----------
Giner, G. and Smyth, G. K. (2016). statmod: probability calculations for the inverse Gaussian distribution.
The R Journal 8(1), 339-351. doi:10.32614/RJ-2016-024
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import chdtri, stdtrit

from specie.kernel.credit.first_passage import expected_time, run_out_probability, run_out_quantile
from specie.kernel.money import ZERO, Range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_HALVINGS = 50
FAR = 1_200.0
"""Months beyond which the least is not told: a hundred years."""


class Burn(NamedTuple):
    """Money that leaves in a month, as far as some months tell."""

    mean: float
    low: float
    high: float
    spread: float
    spread_low: float
    spread_high: float
    months: int

    def plus(self, added: Range) -> Burn:
        """Add money a month that is known as a range with a point."""
        middle = added.point if added.point is not None else (added.low + added.high) / 2
        return self._replace(mean=self.mean + middle, low=self.low + added.low, high=self.high + added.high)


def burn_of(outflow: Sequence[float], level: float) -> Burn:
    """Estimate mean and spread of what leaves in a month, each with its interval.

    Parameters
    ----------
    outflow : sequence of float, at least 3
        Money that left, month by month; below zero where more came in.
    level : float
        Coverage of each of the two intervals.
    """
    months = np.asarray(outflow, dtype=np.float64)
    n = months.size
    if n < 3 or not np.all(np.isfinite(months)) or not 0 < level < 1:
        raise ValueError("a spread needs at least three finite months and a level between 0 and 1")
    mean, spread, tail = float(months.mean()), float(months.std(ddof=1)), (1 - level) / 2
    reach = float(stdtrit(n - 1, 1 - tail)) * spread / math.sqrt(n)
    # chdtri takes the chance above.
    low, high = (spread * math.sqrt((n - 1) / float(chdtri(n - 1, p))) for p in (tail, 1 - tail))
    return Burn(mean, mean - reach, mean + reach, spread, low, high, n)


def joint_level(level: float) -> float:
    """Coverage of each of two parts so that both hold together at a level."""
    return 1 - (1 - level) / 2


class Case(NamedTuple):
    """Bounds of cash and of the mean that leaves it, over which the time to the floor is bounded."""

    cash_low: float
    cash_high: float
    mean_low: float
    mean_high: float
    floor_months: float = 0.0


def case_of(cash: float, burn: Burn, floor_months: float = 0.0) -> Case:
    """Make the case of known cash and an estimated outflow."""
    return Case(cash, cash, burn.low, burn.high, floor_months)


def months_bounds(cases: Sequence[Case], burn: Burn, level: float) -> list[tuple[float, float]]:
    """Return the least and the greatest months until cash reaches a floor, for each case.

    They hold mean, spread and path together at the level, given that the intervals of ``burn`` hold at
    :func:`joint_level`. An end is infinite where cash may never get there. All cases are solved at once.
    """
    tail = (1 - level) / 4
    spreads = np.array(_spreads(burn))[:, None]
    low = np.array([(_above(c.cash_low, c.mean_high, c.floor_months), -c.mean_high) for c in cases]).T
    high = np.array([(_above(c.cash_high, c.mean_low, c.floor_months), -c.mean_low) for c in cases]).T
    ends = run_out_quantile(
        np.stack([low[0], high[0]])[:, None, :],
        np.stack([low[1], high[1]])[:, None, :],
        spreads,
        np.array([tail, 1 - tail])[:, None, None],
    )
    least = np.minimum(ends[0].min(axis=0), FAR)
    return list(zip(least.tolist(), ends[1].max(axis=0).tolist(), strict=True))


def months_left(cash: float, burn: Burn, level: float, floor_months: float = 0.0) -> Range:
    """Return the months until cash reaches a floor: the mean of the law between its bounds."""
    ((low, high),) = months_bounds([case_of(cash, burn, floor_months)], burn, level)
    point = float(expected_time(_above(cash, burn.mean, floor_months), -burn.mean))
    return Range(min(low, point), point, max(high, point)) if math.isfinite(point) else Range(low, None, high)


def chance_by(cash: float, burn: Burn, months: float, floor_months: float = 0.0) -> Range:
    """Return the chance that cash has reached the floor by some months, over the intervals of ``burn``."""
    means = np.array([burn.low, burn.high, burn.mean])
    above = np.maximum(cash - floor_months * np.maximum(means, 0.0), 0.0)
    found = run_out_probability(above, -means, np.array(_spreads(burn))[:, None], months)
    return Range(float(found.min()), float(found[1, 2]), float(found.max()))


def headroom(cash: float, burn: Burn, months: float, confidence: float, floor_months: float = 0.0) -> Range:
    r"""Return the money a month that could be added and still leave cash above the floor with confidence.

    The :math:`h` at which the chance to reach the floor by ``months`` is :math:`1 - \text{confidence}` with
    an outflow of :math:`m + h`; below zero it is what has to be cut. The ends are those of the mean.
    Cash and the chance left to run out have to be above zero.
    """
    means = np.array([burn.high, burn.mean, burn.low])
    reach = 3 * burn.spread / math.sqrt(months)
    # Earning at this rate leaves the chance ever to run out at what is allowed.
    safe = burn.spread**2 * math.log(1 / (1 - confidence)) / (2 * cash)
    low = -means - np.abs(means) - reach - safe - 1.0
    high = cash / months + np.abs(means) + reach + 1.0
    for _ in range(_HALVINGS):  # the chance rises with the outflow
        middle = (low + high) / 2
        leaving = means + middle
        above = np.maximum(cash - floor_months * np.maximum(leaving, 0.0), 0.0)
        held = run_out_probability(above, -leaving, burn.spread, months) < 1 - confidence
        low, high = np.where(held, middle, low), np.where(held, high, middle)
    return Range(*((low + high) / 2).tolist())


def path(
    cash: float, burn: Burn, months: Sequence[float], level: float, added: Range = ZERO
) -> NDArray[np.float64]:
    r"""Return low, middle and high of cash after some months, not stopped at any floor, shape (n, 3).

    The interval is that of prediction, :math:`m t \pm t_{n-1}\, s \sqrt{t + t^2/n}`, and outward of the range
    that is added a month. It does not say how often cash was lower in between: :func:`chance_by` does.
    """
    t = np.asarray(months, dtype=np.float64)
    reach = (
        float(stdtrit(burn.months - 1, 1 - (1 - level) / 2)) * burn.spread * np.sqrt(t + t**2 / burn.months)
    )
    low = cash - (burn.mean + added.high) * t - reach
    high = cash - (burn.mean + added.low) * t + reach
    return np.stack([low, cash - burn.plus(added).mean * t, high], axis=1)


def _spreads(burn: Burn) -> tuple[float, ...]:
    return (burn.spread_low, burn.spread, burn.spread_high)


def _above(cash: float, mean: float, floor_months: float) -> float:
    return max(cash - floor_months * max(mean, 0.0), 0.0)
