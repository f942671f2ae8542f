r"""Empirical-Bayes shrinkage of estimates with unequal standard errors, and intervals that survive it.

Estimates :math:`Y_i \sim N(\theta_i, \sigma_i^2)` of many initiatives are drawn towards their common mean,
the imprecise ones further:

.. math:: \hat\theta_i = \hat\mu + w_i (Y_i - \hat\mu), \qquad w_i = \frac{\mu_2}{\mu_2 + \sigma_i^2}

The best of many estimates is too good on average (the winner's curse); a shrunken one is not. The intervals
use only the second moment :math:`\mu_2` of the effects, no shape: on average over the initiatives they cover
at their level even where the effects are anything but normal.

Armstrong, T. B., Kolesar, M. and Plagborg-Moller, M. (2022). Robust empirical Bayes confidence intervals.
Econometrica 90(6), 2567-2602. doi:10.3982/ECTA18597
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.portfolio.critical_value import critical_value

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

LEAST = 3
"""Fewer uncertain estimates than this say nothing of how far the true effects lie apart."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the true effects are spread.

    ``mean`` is where they centre, ``variance`` their second moment around it, ``mean_variance`` the sampling
    variance of the mean; ``at_floor`` says that the data alone would have given less (or nothing), and the
    floor of the finite-sample correction stands instead.
    """

    mean: float
    variance: float
    mean_variance: float
    at_floor: bool


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Shrunken estimates of m initiatives with their robust intervals.

    ``weight`` is how much of each estimate's own distance from the mean is left; 1 where it is certain, or
    where there were too few to learn from (``spread`` is None).
    """

    point: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    weight: NDArray[np.float64]
    level: float
    spread: Spread | None


def fit_spread(estimate: ArrayLike, error: ArrayLike) -> Spread | None:
    r"""Estimate mean and second moment of the true effects by moments, with a floor for few initiatives.

    With weights :math:`a_i = 1 / (\sigma_i^2 + \operatorname{median} \sigma^2)`, bounded so that one very
    precise estimate does not stand for all,

    .. math:: \tilde\mu_2 = \frac{\sum a_i (Y_i - \bar Y_a)^2 - \sum a_i \sigma_i^2
        + \sum a_i^2 \sigma_i^2 / \sum a_i}{\sum a_i - \sum a_i^2 / \sum a_i}

    has no bias. It may be negative; the posterior-mean truncation of Armstrong et al. puts
    :math:`2 \sum a_i^2 \sigma_i^4 / (\sum a_i \sum a_i \sigma_i^2)` in its place where it is smaller.

    Parameters
    ----------
    estimate, error : array_like, shape (m,)
        Estimates and their standard errors; those with error 0 are certain and are left out.

    Returns
    -------
    Spread, or None with fewer than three uncertain estimates.

    References
    ----------
    DerSimonian, R. and Kacker, R. (2007). Contemporary Clinical Trials 28(2), 105-114.
    doi:10.1016/j.cct.2006.04.004 (method of moments with any weights)
    """
    y, s = _arrays(estimate, error)
    y, s2 = y[s > 0], s[s > 0] ** 2
    if y.size < LEAST:
        return None
    a = 1 / (s2 + np.median(s2))
    total, squares = a.sum(), (a**2).sum()
    around = y - (a @ y) / total
    moment = (a @ around**2 - a @ s2 + (a**2) @ s2 / total) / (total - squares / total)
    floor = 2 * ((a * s2) @ (a * s2)) / (total * (a @ s2))
    variance = float(max(moment, floor))
    precision = 1 / (s2 + variance)
    mean = float(precision @ y / precision.sum())
    return Spread(mean, variance, float(1 / precision.sum()), bool(moment < floor))


def shrink(
    estimate: ArrayLike, error: ArrayLike, level: float = 0.95, kurtosis: float = math.inf
) -> Shrunken:
    r"""Shrink estimates towards their mean, with robust empirical-Bayes intervals.

    The interval is :math:`\hat\theta_i \pm cva_\alpha(m_{2,i}, \kappa)\, w_i \sigma_i` with
    :math:`m_{2,i} = (1/w_i - 1)^2 (\mu_2 + \operatorname{Var} \hat\mu) / \sigma_i^2`: the uncertainty of the
    mean is part of the bias, which matters with few initiatives.

    Parameters
    ----------
    estimate, error : array_like, shape (m,)
        Estimates and their standard errors (0: certain, kept as it is), all in one unit in which the
        initiatives can be compared.
    level : float
        Average coverage, between 0 and 1.
    kurtosis : float
        Bound on the kurtosis of the true effects; infinite (no bound) unless it is known.

    Returns
    -------
    Shrunken
    """
    y, s = _arrays(estimate, error)
    spread = fit_spread(y, s)
    if spread is None:
        half = critical_value(0.0, level) * s
        return Shrunken(y, y - half, y + half, np.ones_like(y), level, None)
    weight = spread.variance / (spread.variance + s**2)
    point = spread.mean + weight * (y - spread.mean)
    # (1/w - 1)^2 / sigma^2 = (sigma / mu2)^2, which is 0 and not 0/0 for a certain estimate
    bias = (s / spread.variance) ** 2 * (spread.variance + spread.mean_variance)
    half = critical_value(bias, level, kurtosis) * weight * s
    return Shrunken(point, point - half, point + half, weight, level, spread)


def _arrays(estimate: ArrayLike, error: ArrayLike) -> tuple[Floats, Floats]:
    y, s = np.asarray(estimate, dtype=np.float64), np.asarray(error, dtype=np.float64)
    if y.ndim != 1 or y.shape != s.shape:
        raise ValueError("need one standard error for each estimate")
    if not (np.isfinite(y).all() and np.isfinite(s).all() and (s >= 0).all()):
        raise ValueError("estimates are finite and standard errors not negative")
    return y, s
