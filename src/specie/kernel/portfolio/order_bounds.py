"""Bounds that the ordered p-values of true hypotheses keep together, exact for any number of them."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betaincinv, gammaln

from specie.kernel.portfolio.root import falling_root

if TYPE_CHECKING:
    from numpy.typing import NDArray

RANKS = 40
"""Ranks that are bounded: more of them cost power at the small ones and say little."""
_TIGHT = 1e-7


def crossing(bounds: NDArray[np.float64], n: int) -> float:
    r"""Return the probability that some ordered uniform lies below its bound.

    .. math:: 1 - P(U_{(k)} \ge c_k \;\forall\; k \le K)

    The number of uniforms below :math:`c_1 \le c_2 \le \dots` is a Markov chain with binomial steps; paths on
    which at most :math:`k - 1` lie below :math:`c_k` are summed. Only positive terms are added, so nothing
    cancels.

    Parameters
    ----------
    bounds : (K,)
        Bounds, not descending, within [0, 1); :math:`K \le n`.
    n : int
        Number of independent uniforms.

    References
    ----------
    Noe, M. (1972). The Annals of Mathematical Statistics 43(1), 58-64 (the recursion).
    """
    ways = np.ones(1)
    logs = gammaln(np.arange(1, n + 2))  # logarithms of the factorials
    before = 0.0
    for most, bound in enumerate(bounds.tolist()):
        ways = _advance(ways, most, logs, (bound - before) / (1 - before))
        before = bound
    return 1.0 - float(ways.sum())


def _advance(
    ways: NDArray[np.float64], most: int, logs: NDArray[np.float64], share: float
) -> NDArray[np.float64]:
    """Let each uniform above the last bound fall below the next one with a probability; keep ``most``."""
    before, after = np.arange(ways.size)[:, None], np.arange(most + 1)
    more = np.maximum(after - before, 0)
    left = logs.size - 1 - before
    choose = logs[left] - logs[more] - logs[left - more]
    if share > 0:
        chance = np.exp(choose + more * math.log(share) + (left - more) * math.log1p(-share))
    else:
        chance = (more == 0).astype(np.float64)
    return ways @ np.where(after < before, 0.0, chance)


@lru_cache(maxsize=512)
def equal_local_bounds(n: int, alpha: float) -> NDArray[np.float64]:
    r"""Bounds with the same chance at every rank, together crossed with probability alpha.

    :math:`c_k` is the :math:`\eta` quantile of Beta(k, n - k + 1), the law of the k-th of n uniforms, with
    :math:`\eta` solved so that :func:`crossing` is :math:`\alpha`. Needs independent p-values.

    Parameters
    ----------
    n : int
        Number of true hypotheses, at least 1.
    alpha : float
        Probability of crossing, between 0 and 1.

    Returns
    -------
    (K,) bounds, K the smaller of n and 40.

    References
    ----------
    Gontscharuk, V., Landwehr, S. and Finner, H. (2016). Bernoulli 22(3), 1331-1363
    (goodness of fit with equal local levels).
    """
    if n == 1:
        return np.array([alpha])
    rank = np.arange(1, min(n, RANKS) + 1)

    def bounds(log_local: float) -> NDArray[np.float64]:
        return betaincinv(rank, n - rank + 1, math.exp(log_local))

    def missing(log_local: NDArray[np.float64]) -> NDArray[np.float64]:
        return alpha - np.array([crossing(bounds(one), n) for one in log_local.tolist()])

    local = falling_root(missing, np.log([alpha / (2 * n)]), np.log([alpha]))
    return bounds(float(local[0]) - _TIGHT)  # on the safe side of the root


def line_bounds(n: int, alpha: float) -> NDArray[np.float64]:
    r"""Bounds on a straight line, :math:`c_k = \alpha k / n`: Simes' inequality.

    Crossed with probability alpha by independent p-values, and at most that under positive dependence (PRDS).

    References
    ----------
    Simes, R. J. (1986). Biometrika 73(3), 751-754. doi:10.1093/biomet/73.3.751
    """
    return alpha * np.arange(1, n + 1) / n
