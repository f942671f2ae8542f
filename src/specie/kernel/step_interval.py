"""Confidence intervals of a probability estimated from censored data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
from scipy.special import betaincinv, ndtri

if TYPE_CHECKING:
    from specie.kernel.follow_up import Floats, Ints

IntervalMethod: TypeAlias = Literal["log-log", "effective"]

EDGE = 1e-12
"""A probability this near to 0 or 1 is 0 or 1 apart from rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """A probability with its interval at each of ``m`` times; all arrays have shape (m,)."""

    point: Floats
    low: Floats
    high: Floats


def interval(
    point: Floats, variance: Floats, known: Ints, *, level: float, method: IntervalMethod = "log-log"
) -> Band:
    """Put an interval around probabilities whose variance is known.

    Parameters
    ----------
    point, variance : (m,) arrays
        Survival or cumulative incidence, and its variance.
    known : (m,) array of int
        Number of subjects whose fate at that time is known; carries the interval where the variance is
        zero (nothing, or everything, has happened yet).
    level : float
        Two-sided coverage, between 0 and 1.
    method : {"log-log", "effective"}
        See :func:`log_log` and :func:`effective`.
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    if method == "effective":
        return effective(point, variance, known, level=level)
    edge = _at_edge(point, variance)
    smooth = log_log(np.where(edge, 0.5, point), np.where(edge, 0.0, variance), level=level)
    bound = effective(point, variance, known, level=level)
    return Band(point, np.where(edge, bound.low, smooth.low), np.where(edge, bound.high, smooth.high))


def log_log(point: Floats, variance: Floats, *, level: float) -> Band:
    r"""Interval on the scale log(-log p), which keeps it between 0 and 1.

    .. math:: p^{\exp(\pm z \, \hat\sigma / (p \log p))}

    References
    ----------
    Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time Data, section 1.4,
    https://doi.org/10.1002/9781118032985; for cumulative incidence Choudhury (2002),
    https://doi.org/10.1002/sim.1070
    """
    width = float(ndtri((1 + level) / 2)) * np.sqrt(variance) / (point * np.log(point))
    one, other = point ** np.exp(width), point ** np.exp(-width)
    return Band(point, np.minimum(one, other), np.maximum(one, other))


def effective(point: Floats, variance: Floats, known: Ints, *, level: float) -> Band:
    r"""Clopper-Pearson interval at the effective sample size: fit for few subjects.

    The effective size :math:`m = p (1 - p) / \hat\sigma^2` is the number of fully observed subjects that
    would give the same variance. It is capped by the number of subjects whose fate is known, because the
    variance stands still while subjects are lost after the last event. Without censoring this is the exact
    binomial interval. Its coverage is simulated in the tests.

    References
    ----------
    Dorey and Korn (1987), https://doi.org/10.1002/sim.4780060605; Clopper and Pearson (1934),
    https://doi.org/10.1093/biomet/26.4.404
    """
    edge = _at_edge(point, variance)
    size = np.where(edge, known, point * (1 - point) / np.where(edge, 1.0, variance))
    size = np.minimum(size, known)
    hits = np.clip(point, 0.0, 1.0) * size
    tail = (1 - level) / 2
    low = betaincinv(np.maximum(hits, EDGE), size - hits + 1, tail)
    high = betaincinv(hits + 1, np.maximum(size - hits, EDGE), 1 - tail)
    low = np.where((point <= EDGE) | (size <= 0), 0.0, low)
    high = np.where((point >= 1 - EDGE) | (size <= 0), 1.0, high)
    return Band(point, np.minimum(low, point), np.maximum(high, point))


def _at_edge(point: Floats, variance: Floats) -> np.ndarray:
    return (point <= EDGE) | (point >= 1 - EDGE) | (variance <= EDGE**2)
