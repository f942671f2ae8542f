"""Intervals for a share of things: k of n, sampled with or without replacement, and the difference of two."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, gammaln, ndtri

Floats: TypeAlias = NDArray[np.float64] | np.float64


class Interval(NamedTuple):
    """Lower and upper ends, of the broadcast shape of the inputs."""

    low: Floats
    high: Floats


def wilson(k: ArrayLike, n: ArrayLike, level: float = 0.90) -> Interval:
    r"""Score interval of a binomial proportion.

    Solves :math:`|\hat p - p| = z \sqrt{p (1 - p) / n}` for :math:`p`:

    .. math:: \frac{\hat p + z^2/2n \pm z \sqrt{\hat p (1 - \hat p)/n + z^2/4n^2}}{1 + z^2/n}

    Parameters
    ----------
    k : array_like, shape (...)
        Successes, ``0 <= k <= n``; need not be whole, so that a published share times its base will do.
    n : array_like, shape (...)
        Trials, above 0.
    level : float
        Coverage aimed at, between 0 and 1.

    Returns
    -------
    Interval
        Fractions within [0, 1].

    References
    ----------
    Wilson, E. B. (1927). Journal of the American Statistical Association 22(158), 209-212.
    doi:10.1080/01621459.1927.10502953
    """
    successes, trials = _counts(k, n)
    z2 = _z(level) ** 2
    share = successes / trials
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = np.sqrt(z2 * (share * (1 - share) / trials + z2 / (4 * trials**2))) / (1 + z2 / trials)
    low = np.where(successes == 0, 0.0, np.clip(centre - half, 0.0, share))
    high = np.where(successes == trials, 1.0, np.clip(centre + half, share, 1.0))
    return Interval(low[()], high[()])


def clopper_pearson(k: ArrayLike, n: ArrayLike, level: float = 0.90) -> Interval:
    r"""Exact ("never below its level") interval of a binomial proportion.

    The ends are the :math:`\alpha/2` quantile of Beta(k, n - k + 1) and the :math:`1 - \alpha/2` quantile of
    Beta(k + 1, n - k).

    Parameters
    ----------
    k, n : array_like, shape (...)
        Successes and trials, ``0 <= k <= n``, ``n > 0``.
    level : float
        Least coverage, between 0 and 1.

    Returns
    -------
    Interval
        Fractions within [0, 1].

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). Biometrika 26(4), 404-413. doi:10.1093/biomet/26.4.404
    """
    successes, trials = _counts(k, n)
    tail = (1 - _checked(level)) / 2
    failures = trials - successes
    low = betaincinv(np.where(successes > 0, successes, 1), failures + 1, tail)
    high = betaincinv(successes + 1, np.where(failures > 0, failures, 1), 1 - tail)
    low, high = np.where(successes == 0, 0.0, low), np.where(failures == 0, 1.0, high)
    return Interval(low[()], high[()])


def hypergeometric(k: int, n: int, population: int, level: float = 0.90) -> Interval:
    r"""Exact interval of the share in a finite population of which n members were drawn without replacement.

    Inverts the two one-sided hypergeometric tests: every number of successes :math:`K` in the population with
    :math:`P(X \ge k \mid K) > \alpha/2` and :math:`P(X \le k \mid K) > \alpha/2` belongs to the interval. A
    census (``n == population``) leaves one :math:`K`, so the interval is the share itself: nothing was
    sampled, and nothing is uncertain about *this* population.

    Parameters
    ----------
    k, n, population : int
        Successes drawn, members drawn, members in all; ``0 <= k <= n <= population``, ``n > 0``.
    level : float
        Least coverage, between 0 and 1.

    Returns
    -------
    Interval
        Fractions :math:`K / N`.

    References
    ----------
    Buonaccorsi, J. P. (1987). The American Statistician 41(3), 215-218. doi:10.1080/00031305.1987.10475484
    """
    if not 0 <= k <= n <= population or n == 0:
        raise ValueError(f"need 0 <= k <= n <= population and n > 0, not {k}, {n}, {population}")
    tail = (
        (1 - _checked(level)) / 2 * (1 + 1e-9)
    )  # a chance equal to the tail is not above it, rounding or not
    totals = np.arange(k, population - n + k + 1)
    drawn = np.arange(n + 1)
    chances = _hypergeometric_pmf(drawn[None, :], totals[:, None], n, population)
    plausible = (chances[:, k:].sum(axis=1) > tail) & (chances[:, : k + 1].sum(axis=1) > tail)
    kept = totals[plausible] / population
    return Interval(kept.min(), kept.max())


def newcombe(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = 0.90) -> Interval:
    r"""Interval of the difference :math:`p_1 - p_2` of two independent proportions (hybrid score, method 10).

    With Wilson intervals :math:`(l_i, u_i)`:
    :math:`d - \sqrt{(\hat p_1 - l_1)^2 + (u_2 - \hat p_2)^2}` to
    :math:`d + \sqrt{(u_1 - \hat p_1)^2 + (\hat p_2 - l_2)^2}`.

    Parameters
    ----------
    k1, n1, k2, n2 : array_like, shape (...)
        Successes and trials of the two groups.
    level : float
        Coverage aimed at, between 0 and 1.

    Returns
    -------
    Interval
        Differences of fractions within [-1, 1].

    References
    ----------
    Newcombe, R. G. (1998). Statistics in Medicine 17(8), 873-890.
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I
    """
    (s1, t1), (s2, t2) = _counts(k1, n1), _counts(k2, n2)
    p1, p2 = s1 / t1, s2 / t2
    one, two = wilson(s1, t1, level), wilson(s2, t2, level)
    low = p1 - p2 - np.hypot(p1 - one.low, two.high - p2)
    high = p1 - p2 + np.hypot(one.high - p1, p2 - two.low)
    return Interval(low, high)


def _hypergeometric_pmf(drawn: ArrayLike, total: ArrayLike, n: int, population: int) -> NDArray[np.float64]:
    x, successes = np.asarray(drawn, dtype=np.float64), np.asarray(total, dtype=np.float64)
    possible = (x <= successes) & (n - x <= population - successes)
    x = np.where(possible, x, np.maximum(0, n - population + successes))
    logs = _log_choose(successes, x) + _log_choose(population - successes, n - x) - _log_choose(population, n)
    return np.where(possible, np.exp(logs), 0.0)


def _log_choose(n: ArrayLike, k: ArrayLike) -> Floats:
    whole, part = np.asarray(n, dtype=np.float64), np.asarray(k, dtype=np.float64)
    return gammaln(whole + 1) - gammaln(part + 1) - gammaln(whole - part + 1)


def _counts(k: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    successes, trials = np.broadcast_arrays(np.asarray(k, dtype=np.float64), np.asarray(n, dtype=np.float64))
    if not np.all((successes >= 0) & (successes <= trials) & (trials > 0)):
        raise ValueError("need 0 <= k <= n and n > 0")
    return successes, trials


def _z(level: float) -> float:
    return float(ndtri(0.5 + _checked(level) / 2))


def _checked(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"the level is a fraction between 0 and 1, not {level}")
    return level
