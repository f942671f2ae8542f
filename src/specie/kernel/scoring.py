"""How good forecasts were: scores of chances and of ranges, and what a chance turned out to mean."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from specie.kernel.proportion import clopper_pearson

Floats: TypeAlias = NDArray[np.float64]


class Decomposition(NamedTuple):
    """The Brier score and its parts: ``brier == reliability - resolution + uncertainty + within``."""

    brier: float
    reliability: float
    """How far the shares that came true lie from the chances that were given: 0 is best."""
    resolution: float
    """How far the shares of the bins lie from the base rate: more is better."""
    uncertainty: float
    """What the base rate alone would have scored."""
    within: float
    """What is lost by putting different chances into one bin: 0 where every bin holds one chance."""

    @property
    def skill(self) -> float:
        """Share of the base rate's score that is saved; below 0 where the base rate did better."""
        return 1 - self.brier / self.uncertainty if self.uncertainty > 0 else float("nan")


class Calibration(NamedTuple):
    """Per bin with forecasts: mean chance given, share that came true with its exact interval, and counts."""

    mean: Floats
    share: Floats
    low: Floats
    high: Floats
    k: NDArray[np.int64]
    n: NDArray[np.int64]


def brier_scores(chance: ArrayLike, happened: ArrayLike) -> Floats:
    r"""Score each forecast of an event: :math:`(p - o)^2`, 0 at best and 1 at worst.

    Parameters
    ----------
    chance : array_like, shape (n,)
        Probabilities within [0, 1].
    happened : array_like, shape (n,)
        1 where the event came true, 0 where it did not.

    References
    ----------
    Brier, G. W. (1950). Monthly Weather Review 78(1), 1-3.
    doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2
    """
    p, o = _pairs(chance, happened)
    return (p - o) ** 2


def log_scores(chance: ArrayLike, happened: ArrayLike) -> Floats:
    r"""Score each forecast of an event: :math:`-\ln` of the chance that was given to what happened.

    0 at best; infinite where something was called impossible and happened.

    Parameters
    ----------
    chance, happened : array_like, shape (n,)
        As for :func:`brier_scores`.

    References
    ----------
    Good, I. J. (1952). Journal of the Royal Statistical Society B 14(1), 107-114.
    Gneiting, T. and Raftery, A. E. (2007). JASA 102(477), 359-378. doi:10.1198/016214506000001437
    """
    p, o = _pairs(chance, happened)
    with np.errstate(divide="ignore"):
        return -np.log(np.where(o == 1, p, 1 - p)) + 0.0


def decompose(chance: ArrayLike, happened: ArrayLike, bins: int = 5) -> Decomposition:
    r"""Split the mean Brier score into reliability, resolution and uncertainty.

    With :math:`n_k` forecasts in bin k, their mean chance :math:`\bar p_k` and share :math:`\bar o_k`:

    .. math::
        \mathrm{REL} = \tfrac{1}{n} \sum_k n_k (\bar p_k - \bar o_k)^2, \quad
        \mathrm{RES} = \tfrac{1}{n} \sum_k n_k (\bar o_k - \bar o)^2, \quad
        \mathrm{UNC} = \bar o (1 - \bar o)

    Where chances within a bin differ, variance and covariance within bins remain, so that the parts always
    add up.

    Parameters
    ----------
    chance, happened : array_like, shape (n,)
        As for :func:`brier_scores`, n at least 1.
    bins : int
        Bins of equal width on [0, 1].

    References
    ----------
    Murphy, A. H. (1973). Journal of Applied Meteorology 12(4), 595-600.
    doi:10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2
    Stephenson, D. B., Coelho, C. A. S. and Jolliffe, I. T. (2008). Weather and Forecasting 23(4), 752-757.
    doi:10.1175/2007WAF2006116.1
    """
    p, o = _pairs(chance, happened)
    n, mean, share = _binned(p, o, bins)
    base, weight = o.mean(), n / n.sum()
    brier = float(((p - o) ** 2).mean())
    reliability = float(weight @ (mean - share) ** 2)
    resolution = float(weight @ (share - base) ** 2)
    uncertainty = float(base * (1 - base))
    return Decomposition(
        brier, reliability, resolution, uncertainty, brier - reliability + resolution - uncertainty
    )


def calibration(chance: ArrayLike, happened: ArrayLike, bins: int = 5, level: float = 0.90) -> Calibration:
    """Set the chances that were given beside the shares that came true, bin by bin.

    Parameters
    ----------
    chance, happened : array_like, shape (n,)
        As for :func:`brier_scores`.
    bins : int
        Bins of equal width on [0, 1]; empty ones are left out.
    level : float
        Least coverage of the exact binomial interval of each share.

    References
    ----------
    Murphy, A. H. and Winkler, R. L. (1977). Applied Statistics 26(1), 41-47. doi:10.2307/2346866
    """
    p, o = _pairs(chance, happened)
    n, mean, share = _binned(p, o, bins)
    k = np.rint(share * n).astype(np.int64)
    low, high = clopper_pearson(k, n, level)
    return Calibration(mean, share, np.atleast_1d(low), np.atleast_1d(high), k, n.astype(np.int64))


def calibration_p_value(chance: ArrayLike, happened: ArrayLike) -> float:
    r"""Chance of a Brier score as far from what the given chances lead one to expect, if they were right.

    .. math:: Z = \frac{\sum_i (o_i - p_i)(1 - 2 p_i)}{\sqrt{\sum_i (1 - 2 p_i)^2 p_i (1 - p_i)}}

    is standard normal in large samples of independent events; two-sided. NaN where every chance is 0, 1/2
    or 1: the score can then tell nothing.

    Parameters
    ----------
    chance, happened : array_like, shape (n,)
        As for :func:`brier_scores`.

    References
    ----------
    Spiegelhalter, D. J. (1986). Statistics in Medicine 5(5), 421-433. doi:10.1002/sim.4780050506
    """
    p, o = _pairs(chance, happened)
    spread = np.sqrt((((1 - 2 * p) ** 2) * p * (1 - p)).sum())
    if spread == 0:
        return float("nan")
    z = ((o - p) * (1 - 2 * p)).sum() / spread
    return float(2 * ndtr(-abs(z)))


def interval_scores(low: ArrayLike, high: ArrayLike, value: ArrayLike, level: ArrayLike) -> Floats:
    r"""Score each range that was said to hold with a chance: its width plus a fine for missing.

    .. math:: S = (u - l) + \tfrac{2}{\alpha} (l - x) 1\{x < l\} + \tfrac{2}{\alpha} (x - u) 1\{x > u\}

    with :math:`\alpha = 1 - ` level, in the unit of the value; less is better, and no one gains by saying
    another range than the one believed in.

    Parameters
    ----------
    low, high, value : array_like, shape (n,)
        Ends of the ranges, ``low <= high``, and what came true.
    level : array_like, shape (n,) or ()
        Chance with which each range was said to hold, between 0 and 1.

    References
    ----------
    Gneiting, T. and Raftery, A. E. (2007). JASA 102(477), 359-378, eq. 43. doi:10.1198/016214506000001437
    """
    lower, upper, x, coverage = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(a, dtype=np.float64)) for a in (low, high, value, level))
    )
    if not np.all(lower <= upper) or not np.all((coverage > 0) & (coverage < 1)):
        raise ValueError("need low <= high and a level between 0 and 1")
    fine = 2 / (1 - coverage)
    return (upper - lower) + fine * (np.maximum(lower - x, 0) + np.maximum(x - upper, 0))


def _binned(p: Floats, o: Floats, bins: int) -> tuple[Floats, Floats, Floats]:
    """Count, mean chance and share that came true per bin with forecasts, in the order of the bins."""
    if bins < 1:
        raise ValueError(f"need at least one bin, not {bins}")
    place = np.minimum((p * bins + 1e-9).astype(np.int64), bins - 1)
    n = np.bincount(place, minlength=bins).astype(np.float64)
    kept = n > 0
    mean = np.bincount(place, p, bins)[kept] / n[kept]
    share = np.bincount(place, o, bins)[kept] / n[kept]
    return n[kept], mean, share


def _pairs(chance: ArrayLike, happened: ArrayLike) -> tuple[Floats, Floats]:
    p, o = (np.atleast_1d(np.asarray(a, dtype=np.float64)) for a in (chance, happened))
    if p.ndim != 1 or p.shape != o.shape or not p.size:
        raise ValueError(f"need as many outcomes as chances and at least one, not {p.shape} and {o.shape}")
    if not np.all((p >= 0) & (p <= 1)) or not np.all((o == 0) | (o == 1)):
        raise ValueError("chances lie within 0 and 1, and outcomes are 0 or 1")
    return p, o
