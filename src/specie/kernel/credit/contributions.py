r"""Which part brings how much of the worst cases: contributions to expected shortfall that add up.

Expected shortfall is homogeneous of degree one, so by Euler's theorem it is the sum of
:math:`E[L_i \mid \text{tail}]`, each the rate at which it would rise with part :math:`i`.

References
----------
Tasche, D. (2007). Capital allocation to business units and sub-portfolios: the Euler principle.
arXiv:0708.2542
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from specie.kernel.credit.tail import tail_weights

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

_NEAR = 0.7
"""Power of the number of draws beyond the VaR that says how many near it tell the parts' means there."""


class Contributions(NamedTuple):
    """What the parts bring, with Monte Carlo errors; shapes (parts,)."""

    mean: Floats
    """Parts of the expected loss."""
    mean_error: Floats
    es: Floats
    """Parts of the expected shortfall; negative where a part relieves the worst cases."""
    es_error: Floats

    @property
    def total(self) -> float:
        """The expected shortfall: by definition the sum of its parts."""
        return float(self.es.sum())


def euler_contributions(parts: ArrayLike, level: float) -> Contributions:
    r"""Split expected loss and expected shortfall by part.

    The error of a part is that of the mean of its influence function :math:`[(L_i - m_i) 1\{L >
    \mathrm{VaR}\} - (c_i - m_i)(1 - \alpha)] / (1 - \alpha)`, where :math:`m_i` is the part's mean at the
    VaR, taken from the draws next to it. Summed over parts it is the error of the shortfall.

    Parameters
    ----------
    parts : array_like, shape (n, parts)
        Loss of each part in each draw; the sum over parts is the loss.
    level : float
        Between 0 and 1.
    """
    each = np.asarray(parts, dtype=np.float64)
    if each.ndim != 2 or not each.shape[1]:
        raise ValueError("losses come as draws by parts")
    loss, n = each.sum(axis=1), each.shape[0]
    weights = tail_weights(loss, level)
    tail = weights > 0
    share, inside = weights[tail] * n, each[tail]
    es, at = inside.T @ weights[tail], _at_var(each, loss, level)
    # Draws outside the tail all have the influence at - es: no need for an array of every draw.
    influence = share[:, None] * (inside - at) + (at - es)
    outside = n - influence.shape[0]
    squares = (influence**2).sum(axis=0) + outside * (at - es) ** 2
    spread = each.std(axis=0, ddof=1) if n > 1 else np.full(each.shape[1], np.inf)
    return Contributions(each.mean(axis=0), spread / np.sqrt(n), es, np.sqrt(squares) / n)


def _at_var(each: Floats, loss: Floats, level: float) -> Floats:
    """Mean of each part over the draws whose loss is next to the VaR in rank."""
    n = loss.size
    reach = max(1, int((n * min(level, 1 - level)) ** _NEAR / 2))
    middle = min(max(int(np.ceil(n * level)), 1), n) - 1
    low, high = max(0, middle - reach), min(n - 1, middle + reach)
    ranked = np.argpartition(loss, (low, high))
    return each[ranked[low : high + 1]].mean(axis=0)
