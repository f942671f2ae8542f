"""From renewals that are not signed to revenue, margin and months of cash, each within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.growth import Bounds
from specie.kernel.valuation.marginals import Fixed, Lognormal, Pert, Tabulated, Triangular, Uniform

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from specie.kernel.valuation.marginals import Marginal
    from specie.kernel.valuation.paths import Floats


def complement(share: Bounds) -> Bounds:
    r"""Return what is not in a share: :math:`[1 - b, 1 - a]`.

    Parameters
    ----------
    share : Bounds, shape (...)
        Fractions from 0 to 1.

    Returns
    -------
    Bounds
        Fractions from 0 to 1.
    """
    low, high = _shares(share)
    return Bounds((1.0 - high)[()], (1.0 - low)[()])


def product(*factors: Bounds) -> Bounds:
    r"""Multiply figures that cannot be negative, end by end: :math:`[\prod a_i, \prod b_i]`.

    Parameters
    ----------
    *factors : Bounds, shape (...)
        At least 0; an open side is ``inf``.

    Returns
    -------
    Bounds
        Their product, with :math:`0 \cdot \infty = 0`.

    References
    ----------
    Moore, R. E. (1966). Interval Analysis. Prentice-Hall, ch. 2.
    """
    low, high = np.asarray(1.0), np.asarray(1.0)
    for factor in factors:
        a, b = np.asarray(factor.low, dtype=np.float64), np.asarray(factor.high, dtype=np.float64)
        if not np.all((a >= 0) & (a <= b)):
            raise ValueError("need 0 <= low <= high")
        low, high = _times(low, a), _times(high, b)
    return Bounds(low[()], high[()])


def money_at_risk(paid: ArrayLike, chance: Bounds) -> Bounds:
    r"""Return expected money that is not renewed: :math:`\sum_i x_i c_i` at both ends of the chances.

    It is an expectation: of ten equal contracts with a chance of 0.3 each, three are expected to end. The
    ends of the chances are taken together, since what moves one decision may move all.

    Parameters
    ----------
    paid : array_like, shape (n,)
        Money a year, at least 0.
    chance : Bounds, shape (n,)
        Chance that each is not renewed, fractions from 0 to 1.

    Returns
    -------
    Bounds
        Money a year.
    """
    money = np.asarray(paid, dtype=np.float64)
    if not np.all(money >= 0):
        raise ValueError("money that is paid cannot be negative")
    low, high = _shares(chance)
    return Bounds(np.float64((money * low).sum()), np.float64((money * high).sum()))


def margin_after_loss(margin: ArrayLike, lost: float, earned: float | None) -> Floats:
    r"""Return the operating margin on what is left of the sales: :math:`m' = (m - g s) / (1 - s)`.

    A share s of the sales goes, and with it the part g of them that they earned above the costs that go too.
    With :math:`g = m` all costs follow the sales and the margin stays.

    Parameters
    ----------
    margin : array_like, shape (...)
        Operating margin m before, a fraction of sales.
    lost : float
        Share s of the sales that is lost, at least 0 and below 1.
    earned : float or None
        What the lost sales earned above the costs that go with them, a fraction of sales: the gross margin.
        None: all costs follow.

    Returns
    -------
    ndarray, shape (...)
        Operating margin after.
    """
    before = np.asarray(margin, dtype=np.float64)
    scale, shift = _after_loss(lost, earned)
    return (before * scale + shift)[()]


def margin_drawn_after_loss(margin: Marginal, lost: float, earned: float | None) -> Marginal:
    """Move the distribution of a margin as :func:`margin_after_loss` moves each value: same draws, moved.

    Parameters
    ----------
    margin : Marginal
        Distribution of the operating margin before.
    lost, earned
        As in :func:`margin_after_loss`.

    Returns
    -------
    Marginal
        Distribution of the same kind: its quantiles are the moved quantiles.
    """
    return _moved(margin, *_after_loss(lost, earned))


def runway(cash: Bounds, burn: Bounds) -> Bounds:
    r"""Return for how long cash lasts: :math:`[c_l / b_h, c_h / b_l]`; without end where nothing is burnt.

    Parameters
    ----------
    cash : Bounds, shape (...)
        Money, at least 0.
    burn : Bounds, shape (...)
        Money that leaves in a month; negative where money comes in.

    Returns
    -------
    Bounds
        Months; ``inf`` on a side where the burn may be nothing or less.
    """
    low_cash, high_cash = (np.asarray(x, dtype=np.float64) for x in cash)
    low_burn, high_burn = (np.asarray(x, dtype=np.float64) for x in burn)
    if not np.all((low_cash >= 0) & (low_cash <= high_cash) & (low_burn <= high_burn)):
        raise ValueError("need 0 <= low <= high for the cash and low <= high for the burn")
    return Bounds(_lasts(low_cash, high_burn), _lasts(high_cash, low_burn))


def _lasts(cash: Floats, burn: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.asarray(burn) > 0, cash / burn, np.inf)[()]


def _moved(marginal: Marginal, scale: float, shift: float) -> Marginal:
    """Stretch by a factor above zero, then shift."""

    def moved(value: float) -> float:
        return value * scale + shift

    match marginal:
        case Fixed(value):
            return Fixed(moved(value))
        case Uniform(low, high):
            return Uniform(moved(low), moved(high))
        case Triangular(low, mode, high):
            return Triangular(moved(low), moved(mode), moved(high))
        case Pert(low, mode, high):
            return Pert(moved(low), moved(mode), moved(high))
        case Tabulated(values, shares):
            return Tabulated(tuple(moved(v) for v in values), shares)
        case Lognormal():
            raise ValueError("a margin that can only be positive does not fall below zero")


def _after_loss(lost: float, earned: float | None) -> tuple[float, float]:
    if not 0 <= lost < 1:
        raise ValueError("a share of sales that is lost is at least 0 and below 1")
    if earned is None:
        return 1.0, 0.0
    return 1.0 / (1.0 - lost), -earned * lost / (1.0 - lost)


def _times(a: Floats, b: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        made = np.multiply(a, b)
    return np.where((np.asarray(a) == 0) | (np.asarray(b) == 0), 0.0, made)


def _shares(share: Bounds) -> tuple[Floats, Floats]:
    low, high = np.asarray(share.low, dtype=np.float64), np.asarray(share.high, dtype=np.float64)
    if not np.all((low >= 0) & (low <= high) & (high <= 1)):
        raise ValueError("a share lies between 0 and 1, low before high")
    return low, high
