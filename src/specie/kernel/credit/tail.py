r"""Value at risk and expected shortfall: in closed form, and from draws with their Monte Carlo error.

Losses are positive. :math:`\mathrm{VaR}_\alpha` is the smallest loss that is not exceeded with chance
:math:`\alpha`, :math:`\mathrm{ES}_\alpha` the mean of the worst :math:`1 - \alpha` of outcomes. Where several
outcomes equal the VaR only as many count as fill :math:`1 - \alpha`, which keeps ES coherent for any law
(Acerbi & Tasche 2002, arXiv:cond-mat/0104295).

References
----------
Hong, L. J., Hu, Z. and Liu, G. (2014). Monte Carlo methods for value-at-risk and conditional value-at-risk: a
review. ACM Transactions on Modeling and Computer Simulation 24(4), 22. doi:10.1145/2661631
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from scipy.special import betainc, gammaln, ndtri, stdtrit

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

_ROUNDING = 1e-9
"""Part of a rank below which ``n * level`` counts as whole: 0.95 * 100 is one draw, not two."""


class Tail(NamedTuple):
    """Both measures in the unit of the losses."""

    var: Floats
    es: Floats


class SampleTail(NamedTuple):
    """Both measures from draws, each with the range Monte Carlo leaves."""

    var: float
    var_low: float
    """Order statistic above the true VaR with at most half the error rate; ``-inf`` where none is."""
    var_high: float
    """The same from above; ``inf`` where there are too few draws to bound it."""
    es: float
    es_error: float
    """Asymptotic standard error."""
    es_low: float
    es_high: float
    beyond: float
    """Number of draws the shortfall is a mean of, ``n (1 - level)``."""


def normal_tail(level: ArrayLike, mean: ArrayLike = 0.0, scale: ArrayLike = 1.0) -> Tail:
    r"""Return both measures of a normal loss: :math:`z_\alpha` and :math:`\varphi(z_\alpha) / (1 - \alpha)`.

    Parameters
    ----------
    level : array_like, shape (...)
        Between 0 and 1.
    mean, scale : array_like, shape (...)
        Mean and standard deviation of the loss, the latter at least 0.
    """
    alpha, m, s = _law(level, mean, scale)
    z = ndtri(alpha)
    es = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi) / (1 - alpha)
    return Tail((m + s * z)[()], (m + s * es)[()])


def student_tail(level: ArrayLike, df: ArrayLike, mean: ArrayLike = 0.0, scale: ArrayLike = 1.0) -> Tail:
    r"""Return both measures of a Student t loss.

    With :math:`q` the quantile and :math:`f_\nu` the density,
    :math:`\mathrm{ES} = \frac{f_\nu(q)}{1 - \alpha} \cdot \frac{\nu + q^2}{\nu - 1}`.

    Parameters
    ----------
    level : array_like, shape (...)
        Between 0 and 1.
    df : array_like, shape (...)
        Degrees of freedom :math:`\nu`, above 1: with fewer the mean of the tail is infinite.
    mean, scale : array_like, shape (...)
        Centre and scale (not the standard deviation, which is larger), the latter at least 0.
    """
    alpha, m, s = _law(level, mean, scale)
    nu = np.asarray(df, dtype=np.float64)
    if not np.all(nu > 1):
        raise ValueError("the shortfall of a Student t needs more than one degree of freedom")
    q = stdtrit(nu, alpha)
    constant = gammaln((nu + 1) / 2) - gammaln(nu / 2) - np.log(nu * np.pi) / 2
    density = np.exp(constant - (nu + 1) / 2 * np.log1p(q**2 / nu))
    return Tail((m + s * q)[()], (m + s * density / (1 - alpha) * (nu + q**2) / (nu - 1))[()])


def sample_tail(losses: ArrayLike, level: float, confidence: float = 0.90) -> SampleTail:
    r"""Return both measures of drawn losses, with an exact interval for VaR and an asymptotic one for ES.

    VaR is the order statistic of rank :math:`\lceil n\alpha \rceil`; its interval runs between the two order
    statistics whose ranks the binomial law gives, whatever the law of the losses. The variance of ES is that
    of :math:`(L - \mathrm{VaR})^+`, divided by :math:`n (1 - \alpha)^2`.

    Parameters
    ----------
    losses : array_like, shape (n,)
        Independent draws, finite.
    level : float
        Between 0 and 1.
    confidence : float
        Coverage of both intervals.
    """
    x = np.asarray(losses, dtype=np.float64)
    _check_draws(x, level)
    if not 0 < confidence < 1:
        raise ValueError("a confidence lies between 0 and 1")
    ordered, n = np.sort(x), x.size
    rank = _rank(n, level)
    var = float(ordered[rank - 1])
    es = _shortfall(ordered, rank, level)
    excess = np.maximum(ordered - var, 0.0)
    error = float(excess.std(ddof=1) / (np.sqrt(n) * (1 - level))) if n > 1 else float("inf")
    reach = float(ndtri((1 + confidence) / 2)) * error
    low, high = _ranks(n, level, (1 - confidence) / 2)
    return SampleTail(
        var=var,
        var_low=float(ordered[low - 1]) if low >= 1 else float("-inf"),
        var_high=float(ordered[high - 1]) if high <= n else float("inf"),
        es=es,
        es_error=error,
        es_low=es - reach,
        es_high=es + reach,
        beyond=n * (1 - level),
    )


def tail_weights(losses: ArrayLike, level: float) -> Floats:
    """Return by how much each draw enters the shortfall, shape (n,), adding up to one.

    Draws above the VaR weigh ``1 / (n (1 - level))`` each; those equal to it share what is left evenly, so
    that the order of the draws does not matter.

    Parameters
    ----------
    losses : array_like, shape (n,)
        Finite.
    level : float
        Between 0 and 1.
    """
    x = np.asarray(losses, dtype=np.float64)
    _check_draws(x, level)
    rank = _rank(x.size, level)
    var = np.partition(x, rank - 1)[rank - 1]
    above, at = x > var, x == var
    each = 1 / (x.size * (1 - level))
    return np.where(above, each, np.where(at, (1 - above.sum() * each) / at.sum(), 0.0))


def _shortfall(ordered: Floats, rank: int, level: float) -> float:
    n = ordered.size
    return float((ordered[rank:].sum() + (rank - n * level) * ordered[rank - 1]) / (n * (1 - level)))


def _rank(n: int, level: float) -> int:
    return min(max(int(np.ceil(n * level - _ROUNDING)), 1), n)


def _ranks(n: int, level: float, tail: float) -> tuple[int, int]:
    """Ranks of the order statistics that miss the quantile on either side with at most a given chance."""
    reach = int(10 * np.sqrt(n * level * (1 - level))) + 20
    ranks = np.arange(max(1, int(n * level) - reach), min(n, int(n * level) + reach) + 1)
    at_least = betainc(
        ranks, n - ranks + 1, level
    )  # chance that so many draws or more are below the quantile
    low = ranks[1 - at_least <= tail]
    high = ranks[at_least <= tail]
    return int(low.max()) if low.size else 0, int(high.min()) if high.size else n + 1


def _law(level: ArrayLike, mean: ArrayLike, scale: ArrayLike) -> tuple[Floats, Floats, Floats]:
    alpha, m, s = (np.asarray(v, dtype=np.float64) for v in (level, mean, scale))
    if not np.all((alpha > 0) & (alpha < 1) & (s >= 0) & np.isfinite(m)):
        raise ValueError("a level lies between 0 and 1, a scale is at least 0")
    return alpha, m, s


def _check_draws(losses: Floats, level: float) -> None:
    if losses.ndim != 1 or not losses.size or not np.isfinite(losses).all():
        raise ValueError("losses are one row of finite draws")
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
