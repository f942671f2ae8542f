"""Kaplan-Meier survival with intervals, quantiles and restricted mean."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import ndtri

from specie.kernel.step_interval import Band, interval

if TYPE_CHECKING:
    import numpy.typing as npt

    from specie.kernel.follow_up import Floats, FollowUp, Ints
    from specie.kernel.step_interval import IntervalMethod

TIE = 1e-9
"""Two probabilities this near are the same apart from rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Survival:
    """The product-limit estimate; arrays of shape (k,), one entry per distinct event time."""

    subjects: FollowUp
    time: Floats
    at_risk: Ints
    events: Ints
    survival: Floats
    variance: Floats

    def band(self, times: npt.ArrayLike, *, level: float = 0.90, method: IntervalMethod = "log-log") -> Band:
        """Survival with its interval at each of ``times`` (events at exactly ``t`` have happened)."""
        asked = np.atleast_1d(np.asarray(times, dtype=np.float64))
        point = step(self.time, self.survival, asked, before=1.0)
        variance = step(self.time, self.variance, asked, before=0.0)
        return interval(point, variance, self.subjects.known(asked), level=level, method=method)


class Interval(NamedTuple):
    """A time with its interval; ``inf`` where follow-up is too short to say, ``nan`` where undefined."""

    point: float
    low: float
    high: float


def kaplan_meier(subjects: FollowUp) -> Survival:
    r"""Product-limit estimate of survival with Greenwood's variance.

    .. math::
        \hat S(t) = \prod_{t_j \le t} \left(1 - \frac{d_j}{n_j}\right), \qquad
        \widehat{\mathrm{Var}}\,\hat S(t) = \hat S(t)^2 \sum_{t_j \le t} \frac{d_j}{n_j (n_j - d_j)}

    Parameters
    ----------
    subjects : FollowUp
        Any cause counts as the event.

    Returns
    -------
    Survival
        Arrays over the k distinct event times; the variance is 0 where survival is 0.

    References
    ----------
    Kaplan and Meier (1958), https://doi.org/10.1080/01621459.1958.10501452; Greenwood (1926), The Natural
    Duration of Cancer, Reports on Public Health and Medical Subjects 33.
    """
    times = subjects.event_times()
    at_risk, events = subjects.at_risk(times), subjects.events(times)
    survival = np.asarray(np.cumprod(1 - events / at_risk), dtype=np.float64)
    variance = survival**2 * np.cumsum(greenwood_terms(at_risk, events))
    return Survival(subjects, times, at_risk, events, survival, variance)


def greenwood_terms(at_risk: Ints, events: Ints) -> Floats:
    """Return ``d / (n (n - d))``, and 0 where everybody at risk had the event (survival is 0 from there)."""
    left = at_risk - events
    return np.where(left > 0, events / (at_risk * np.maximum(left, 1)), 0.0)


def quantile(
    curve: Survival, share: float = 0.5, *, level: float = 0.90, method: IntervalMethod = "log-log"
) -> Interval:
    r"""Time by which ``share`` of the subjects had the event, with the Brookmeyer-Crowley interval.

    The point is :math:`\min\{t : \hat S(t) \le 1 - q\}`; the interval holds every time at which the pointwise
    interval of survival covers :math:`1 - q`.

    Returns
    -------
    Interval
        In the unit of time; ``inf`` where the curve, or that side of its interval, never comes down so far.

    References
    ----------
    Brookmeyer and Crowley (1982), https://doi.org/10.2307/2530286
    """
    if not 0 < share < 1:
        raise ValueError(f"share must lie between 0 and 1, not {share}")
    grid = np.unique(curve.subjects.time)
    band = curve.band(grid, level=level, method=method)
    return Interval(*(_first_below(grid, values, 1 - share) for values in (band.point, band.low, band.high)))


def _first_below(grid: Floats, values: Floats, target: float) -> float:
    below = np.flatnonzero(values <= target + TIE)
    return float(grid[below[0]]) if below.size else math.inf


def restricted_mean(curve: Survival, horizon: float, *, level: float = 0.90) -> Interval:
    r"""Mean time without the event within ``horizon``: the area under the curve.

    .. math::
        \hat\mu(\tau) = \int_0^\tau \hat S(t)\,dt, \qquad
        \widehat{\mathrm{Var}} = \sum_{t_j \le \tau} A_j^2 \frac{d_j}{n_j (n_j - d_j)}, \quad
        A_j = \int_{t_j}^{\tau} \hat S(t)\,dt

    Returns
    -------
    Interval
        In the unit of time, clipped to [0, horizon]; all ``nan`` where the horizon lies beyond the longest
        follow-up and some subject was still without the event then.

    References
    ----------
    Royston and Parmar (2013), https://doi.org/10.1186/1471-2288-13-152
    """
    if horizon <= 0:
        raise ValueError(f"horizon must be positive, not {horizon}")
    if not reaches(curve.subjects, curve.survival, horizon):
        return Interval(math.nan, math.nan, math.nan)
    inside = curve.time <= horizon
    starts = np.concatenate([[0.0], curve.time[inside]])
    heights = np.concatenate([[1.0], curve.survival[inside]])
    areas = heights * np.diff(np.concatenate([starts, [horizon]]))
    after = np.cumsum(areas[::-1])[::-1][1:]
    terms = greenwood_terms(curve.at_risk[inside], curve.events[inside])
    point, spread = float(areas.sum()), math.sqrt(float(np.sum(after**2 * terms)))
    reach = float(ndtri((1 + level) / 2)) * spread
    return Interval(point, max(0.0, point - reach), min(horizon, point + reach))


def reaches(subjects: FollowUp, survival: Floats, time: float) -> bool:
    """Whether anything can be said about ``time``: it was observed, or everybody had the event before."""
    return time <= subjects.last or bool(survival.size and survival[-1] <= TIE)


def step(times: Floats, values: Floats, asked: Floats, *, before: float) -> Floats:
    """Value of a right-continuous step function at ``asked``; ``before`` where no step lies at or below."""
    index = np.searchsorted(times, asked, side="right")
    return np.concatenate([[before], values])[index]
