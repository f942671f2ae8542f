r"""How many of the hypotheses are really false: a bound that holds, never a point.

A test that fails proves nothing, so the share of tests that succeed is not the share of initiatives that pay.
Among m p-values, if :math:`m_1` hypotheses are false, the :math:`m_1 + k` smallest p-values contain at least
k of true ones, which are uniform or larger. Hence :math:`m_1` is refuted when
:math:`p_{(m_1 + k)} < c_k` for some k, with bounds that :math:`m - m_1` uniforms cross together with
probability :math:`\alpha`. The smallest number that is not refuted is a lower bound of :math:`m_1` with
confidence :math:`1 - \alpha`.

This is the bound of Meinshausen and Rice with the bounding function made exact for each number of true
hypotheses, which with two dozen of them matters more than its asymptotics; with bounds on a line it is the
closed Simes test.

Meinshausen, N. and Rice, J. (2006). The Annals of Statistics 34(1), 373-393. doi:10.1214/009053605000000741;
Goeman, J. J. and Solari, A. (2011). Statistical Science 26(4), 584-597. doi:10.1214/11-STS356
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from specie.kernel.portfolio.order_bounds import equal_local_bounds, line_bounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

BOUNDS: dict[str, Callable[[int, float], NDArray[np.float64]]] = {
    "independent": equal_local_bounds,
    "positive": line_bounds,
}
"""Bounds by what is assumed of the dependence between the tests."""


class Identified(NamedTuple):
    """Least and greatest number that the data allow, of ``of``."""

    low: int
    high: int
    of: int


def false_at_least(p: ArrayLike, level: float = 0.95, dependence: str = "independent") -> int:
    """Return a lower bound on the number of false hypotheses.

    Parameters
    ----------
    p : array_like, shape (m,)
        p-values: uniform or larger where the hypothesis is true.
    level : float
        Confidence of the bound, between 0 and 1.
    dependence : str
        ``independent``, or ``positive`` for tests that lean the same way (PRDS).
    """
    values = np.sort(np.asarray(p, dtype=np.float64))
    if values.ndim != 1 or not ((values >= 0) & (values <= 1)).all():
        raise ValueError("p-values are a list of numbers from 0 to 1")
    for false in range(values.size):
        bounds = BOUNDS[dependence](values.size - false, 1 - level)
        if not (values[false : false + bounds.size] < bounds).any():
            return false
    return int(values.size)


def identified_share(
    above: ArrayLike, below: ArrayLike, unassessed: int = 0, level: float = 0.95,
    dependence: str = "independent",
) -> Identified:  # fmt: skip
    """Return the numbers of initiatives above break-even that the data allow.

    The lower bound comes from the tests of "not above break-even", the upper one, mirrored, from the tests of
    "not below": what is below cannot be above. Each holds at half the error, so both hold together at the
    level. Initiatives without a test may be either.

    Parameters
    ----------
    above : array_like, shape (m,)
        p-values of the hypotheses that an initiative is at or below break-even; small speaks for paying.
    below : array_like, shape (m,)
        p-values of the hypotheses that it is at or above; small speaks against.
    unassessed : int
        Initiatives about which nothing was measured.
    level : float
        Confidence of the whole interval.
    dependence : str
        See :func:`false_at_least`.

    Returns
    -------
    Identified
        Of ``m + unassessed`` initiatives.
    """
    one_side = (1 + level) / 2
    paying = false_at_least(above, one_side, dependence)
    losing = false_at_least(below, one_side, dependence)
    m = np.asarray(above).size
    if m != np.asarray(below).size or unassessed < 0:
        raise ValueError("need both p-values of every initiative, and a number that is not negative")
    # the two contradict each other only when one of them errs; both ends are then possible
    low, high = min(paying, m - losing), max(paying, m - losing)
    return Identified(low, high + unassessed, m + unassessed)
