"""What money that is bound today must bring: the yearly charge of capital, and the sales a price needs."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from specie.kernel.growth import Bounds, Floats

ALMOST_FREE = 1e-12
"""Below this rate the charge is that of no rate to all digits, and the quotient would lose them."""


def annual_charge(capital: ArrayLike, life: ArrayLike, rate: ArrayLike) -> Floats:
    r"""Return the level yearly payment that returns capital with its cost over its life.

    :math:`A = K\,\frac{r}{1 - (1 + r)^{-n}}`, and :math:`K / n` at a rate of zero.

    Parameters
    ----------
    capital : array_like, shape (...)
        Money spent at the start, at least 0.
    life : array_like, shape (...)
        Years of use, above 0.
    rate : array_like, shape (...)
        Cost of capital a year as a fraction, at least 0.

    Returns
    -------
    ndarray, shape (...)
        The charge, in the unit of ``capital`` a year.

    References
    ----------
    Brealey, R., Myers, S. and Allen, F. (2020). Principles of Corporate Finance, 13th ed. McGraw-Hill, ch. 6
    (equivalent annual cash flow).
    """
    k, n, r = (np.asarray(x, dtype=np.float64) for x in (capital, life, rate))
    if not np.all((k >= 0) & (n > 0) & (r >= 0)):
        raise ValueError("capital and rate are at least 0, the life is above 0")
    costs = r > ALMOST_FREE
    safe = np.where(costs, r, 1.0)
    factor = np.where(costs, safe / -np.expm1(-n * np.log1p(safe)), 1 / n)
    return (k * factor)[()]


def revenue_needed(capital: Bounds, life: Bounds, rate: Bounds, margin: Bounds) -> Bounds:
    r"""Return the yearly sales that carry capital: its charge over the share of sales that is left for it.

    :math:`R = A(K, n, r) / m`, which rises with :math:`K` and :math:`r` and falls with :math:`n` and
    :math:`m`, so each end lies at a corner.

    Parameters
    ----------
    capital, life, rate : Bounds, shape (...)
        As in :func:`annual_charge`.
    margin : Bounds, shape (...)
        Share of sales left after all costs but those of the capital itself, above 0 and at most 1.

    Returns
    -------
    Bounds
        Sales a year in the unit of ``capital``.
    """
    if not (float(np.min(margin.low)) > 0 and float(np.max(margin.high)) <= 1):
        raise ValueError("a margin is above 0 and at most 1")
    low = annual_charge(capital.low, life.high, rate.low) / margin.high
    high = annual_charge(capital.high, life.low, rate.high) / margin.low
    return Bounds(low, high)


def implied_revenue(price: Bounds, years: Bounds, rate: Bounds, multiple: Bounds) -> Bounds:
    r"""Return the sales at a horizon that a price of today needs to earn its holders a rate.

    Without payments on the way the price must have grown to :math:`P (1 + r)^T`; a firm that sells for
    :math:`m` times its sales then needs sales of :math:`P (1 + r)^T / m`.

    Parameters
    ----------
    price : Bounds, shape (...)
        Price of all shares today, at least 0.
    years : Bounds, shape (...)
        Years to the horizon, at least 0.
    rate : Bounds, shape (...)
        Return that holders ask for a year, at least 0.
    multiple : Bounds, shape (...)
        Price to sales at the horizon, above 0.

    Returns
    -------
    Bounds
        Sales a year at the horizon, in the unit of ``price``.

    References
    ----------
    Cornell, B. and Damodaran, A. (2020). The Big Market Delusion: Valuation and Investment Implications.
    Financial Analysts Journal 76(2), 15-25.
    """
    if not (float(np.min(price.low)) >= 0 and float(np.min(rate.low)) >= 0 and float(np.min(years.low)) >= 0):
        raise ValueError("price, rate and years are at least 0")
    if not float(np.min(multiple.low)) > 0:
        raise ValueError("a multiple is above 0")
    low = price.low * np.power(1 + rate.low, years.low) / multiple.high
    high = price.high * np.power(1 + rate.high, years.high) / multiple.low
    return Bounds(low, high)
