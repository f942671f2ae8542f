r"""Critical values of intervals around shrunken estimates, whatever the distribution of the true effects.

An estimate that was shrunk is biased: given the true effect it is normal with mean off by ``b`` standard
errors. Averaged over the effects, :math:`\pm\chi` standard errors miss with probability
:math:`E\,r(b^2, \chi)`, where :math:`r(t, \chi) = \Phi(\sqrt t - \chi) + \Phi(-\sqrt t - \chi)`. Only the
second moment of ``b`` (and perhaps its kurtosis) is known, so the critical value is the smallest
:math:`\chi` that holds for the worst distribution with those moments.

Armstrong, T. B., Kolesar, M. and Plagborg-Moller, M. (2022). Robust empirical Bayes confidence intervals.
Econometrica 90(6), 2567-2602. doi:10.3982/ECTA18597
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

from specie.kernel.portfolio.root import falling_root

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Curve = Callable[[Floats], Floats]

_FAR = 9.0
"""Beyond this many standard errors a bias misses for certain, as far as double precision goes."""
_COARSE, _FINE, _ZOOMS = 161, 33, 4


def worst_miss(second_moment: ArrayLike, chi: ArrayLike, kurtosis: float = math.inf) -> Floats:
    r"""Return the largest average probability of missing, over all biases with these moments.

    .. math:: \rho(m_2, \kappa, \chi) = \sup_F E_F\,r(b^2, \chi) \quad\text{with}\quad
        E\,b^2 = m_2,\; E\,b^4 \le \kappa m_2^2

    The worst distribution of :math:`t = b^2` has at most two points. If the kurtosis does not bind, they are
    0 and some :math:`t \ge m_2`; if it does, mean and variance leave one free distance :math:`d`: the points
    :math:`m_2 - d` and :math:`m_2 + v / d` with :math:`v = (\kappa - 1) m_2^2`, the upper one with
    probability :math:`d^2 / (d^2 + v)`. Both families are searched on one line each.

    Parameters
    ----------
    second_moment : array_like, shape (n,)
        :math:`m_2`, of the bias in standard errors; not negative.
    chi : array_like, shape (n,)
        Half-length of the interval in standard errors.
    kurtosis : float
        Bound :math:`\kappa` on the kurtosis of the bias, at least 1.

    Returns
    -------
    (n,) probabilities.
    """
    m2, half = (np.atleast_1d(np.asarray(part, dtype=np.float64)) for part in (second_moment, chi))
    if not (m2 >= 0).all() or kurtosis < 1:
        raise ValueError("need a second moment that is not negative and a kurtosis of at least 1")
    worst = _miss(m2, half)
    biased = m2 > 0
    if kurtosis == 1 or not biased.any():
        return worst
    m, x = m2[biased, None], half[biased, None]
    certain = (x + _FAR) ** 2
    worst[biased] = np.maximum(
        worst[biased],
        _peak(lambda t: _two_points(t, m, x), m, np.maximum(m, np.minimum(certain, kurtosis * m))),
    )
    if math.isfinite(kurtosis):
        found = _peak(lambda d: _at_distance(d, m, (kurtosis - 1) * m**2, x), 1e-6 * m, m)
        worst[biased] = np.maximum(worst[biased], found)
    return worst


def critical_value(second_moment: ArrayLike, level: float = 0.95, kurtosis: float = math.inf) -> Floats:
    r"""Return the smallest :math:`\chi` whose worst average miss is at most one minus the level.

    Parameters
    ----------
    second_moment : array_like, shape (n,)
        :math:`m_2`, of the bias in standard errors; 0 gives the usual normal quantile.
    level : float
        Average coverage, between 0 and 1.
    kurtosis : float
        Bound on the kurtosis of the bias; infinite asks for nothing but the second moment.

    Returns
    -------
    (n,) critical values :math:`cva_\alpha(m_2, \kappa)`.
    """
    if not 0 < level < 1:
        raise ValueError(f"the level is a fraction between 0 and 1, not {level}")
    m2, alpha = np.atleast_1d(np.asarray(second_moment, dtype=np.float64)), 1 - level
    low = np.full(m2.shape, float(ndtri(0.5 + level / 2)))
    # Chebyshev: a bias beyond sqrt(m2 / (alpha/2)) has probability alpha/2 at most, the rest is normal
    high = np.where(m2 > 0, np.sqrt(2 * m2 / alpha) + float(ndtri(1 - alpha / 4)), low)
    return falling_root(lambda chi: worst_miss(m2, chi, kurtosis) - alpha, low, high)


def _miss(t: Floats, chi: Floats) -> Floats:
    """Probability of missing at squared bias t."""
    bias = np.sqrt(t)
    return ndtr(bias - chi) + ndtr(-bias - chi)


def _two_points(t: Floats, m2: Floats, chi: Floats) -> Floats:
    """Miss of a squared bias that is t with probability m2 / t and else 0."""
    none = 2 * ndtr(-chi)
    return none + m2 / t * (_miss(t, chi) - none)


def _at_distance(d: Floats, m2: Floats, spread: Floats, chi: Floats) -> Floats:
    """Miss of a squared bias with two points whose lower one lies d below the mean."""
    upper = d**2 / (d**2 + spread)
    low = np.maximum(m2 - d, 0.0)  # the distance is at most m2, up to rounding
    return (1 - upper) * _miss(low, chi) + upper * _miss(m2 + spread / d, chi)


def _peak(curve: Curve, low: Floats, high: Floats) -> Floats:
    """Largest value of each row's curve between two positive ends: a grid in logarithms, zoomed in."""
    a, b, best = np.log(low), np.log(high), np.zeros(low.shape[0])
    for points in (_COARSE, *(_FINE for _ in range(_ZOOMS))):
        grid = a + (b - a) * np.linspace(0, 1, points)
        found = curve(np.exp(grid))
        at = found.argmax(axis=1)
        best = np.maximum(best, found.max(axis=1))
        a = np.take_along_axis(grid, np.maximum(at - 1, 0)[:, None], axis=1)
        b = np.take_along_axis(grid, np.minimum(at + 1, points - 1)[:, None], axis=1)
    return best
