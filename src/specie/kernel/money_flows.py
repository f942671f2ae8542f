"""Money over months: present value, and when what came in has made up for what went out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

MONTHS_IN_YEAR = 12


def present_value(flows: ArrayLike, yearly_rate: float) -> float:
    r"""Net present value of monthly flows at the first month.

    .. math:: \sum_{m=0}^{M-1} \frac{c_m}{(1 + r)^{m/12}}

    Parameters
    ----------
    flows : array_like, shape (M,)
        Money in less money out of each month; the first is not discounted.
    yearly_rate : float
        Effective rate a year, as a fraction, above -1.

    References
    ----------
    Fisher, I. (1930). The Theory of Interest. Macmillan.
    """
    if yearly_rate <= -1:
        raise ValueError("the rate must be above -100 % a year")
    amounts = np.asarray(flows, dtype=np.float64)
    return float(amounts @ (1.0 + yearly_rate) ** (-np.arange(amounts.size) / MONTHS_IN_YEAR))


def payback_months(flows: ArrayLike) -> float | None:
    r"""Months after which the running total of flows is no longer negative, to the end of the flows.

    With :math:`s_m = \sum_{k \le m} c_k` and :math:`n` the last month with :math:`s_n < 0`, flows spread
    evenly within a month give

    .. math:: n + 1 + \frac{-s_n}{c_{n+1}} .

    A total that was made up once and fell again counts from its last recovery.

    Parameters
    ----------
    flows : array_like, shape (M,)
        Money in less money out of each month.

    Returns
    -------
    float or None
        Months from the start of the first month; 0 where the total is never negative, None where it still is
        at the end.
    """
    amounts = np.asarray(flows, dtype=np.float64)
    running = np.cumsum(amounts)
    under = np.flatnonzero(running < 0)
    if under.size == 0:
        return 0.0
    last = int(under[-1])
    if last == running.size - 1:
        return None
    return last + 1 + float(-running[last] / amounts[last + 1])


def accrued(
    total: float, recent: float, earlier: NDArray[np.float64], within: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Spread an amount over months of which only two sums are known.

    Parameters
    ----------
    total, recent : float
        The amount of the whole time and that of its recent part.
    earlier, within : (M,)
        Days of each month that lie before and in the recent part.

    Returns
    -------
    (M,) amounts
        Each part evenly over its days; where there is no earlier day all of ``total`` is recent.
    """
    before, after = earlier.sum(), within.sum()
    if before == 0 and after == 0:
        return np.zeros(earlier.size)
    if before == 0:
        return within * (total / after)
    if after == 0:
        return earlier * (total / before)
    return earlier * ((total - recent) / before) + within * (recent / after)
