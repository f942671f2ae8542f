"""From operations to the shares: failure, debt, cash, options, and the part of a price left unexplained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from specie.kernel.growth import Bounds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.valuation.paths import Floats, Numbers


def with_failure(going: Numbers, probability: Numbers, recovery: Numbers) -> Floats:
    r"""Expected value of operations that may fail: :math:`(1-p) V + p\,\rho\,V^+`.

    Parameters
    ----------
    going : array_like, shape (n,)
        Value as a going concern, money.
    probability : array_like, shape (n,) or scalar
        Probability p of failing within the explicit years.
    recovery : array_like, shape (n,) or scalar
        Distress proceeds as a share of the going-concern value, which is never recovered below zero.

    Returns
    -------
    ndarray, shape (n,)
        Money.

    References
    ----------
    Damodaran, A. (2012). Investment Valuation, 3rd ed. Wiley, ch. 22.
    """
    value, p = np.asarray(going, dtype=np.float64), np.asarray(probability, dtype=np.float64)
    return (1.0 - p) * value + p * np.asarray(recovery) * np.maximum(value, 0.0)


def equity_value(
    operations: Numbers, cash: Numbers = 0.0, debt: Numbers = 0.0, minority: Numbers = 0.0
) -> Floats:
    """What is left for all shares: operations plus cash, less debt and the share of outside holders.

    Parameters
    ----------
    operations, cash, debt, minority : array_like, shape (n,) or scalar
        Money; cash includes other assets that the operations do not need.

    Returns
    -------
    ndarray, shape (n,)
        Money, at least 0: holders of shares owe nothing.
    """
    return np.maximum(0.0, np.asarray(operations, dtype=np.float64) + cash - debt - minority)


def treasury_stock(equity: Numbers, shares: float, options: float, strike: float) -> Floats:
    r"""Value of one share when options are exercised and their proceeds count.

    Options worth exercising bring :math:`nK`: :math:`v = (E + nK)/(N + n)` where that exceeds K, else
    :math:`E/N`. It is the treasury-stock method with the buy-back at the value of the share itself.

    Parameters
    ----------
    equity : array_like, shape (n,)
        Value of all shares and options, money.
    shares, options : float
        Shares N above 0 and options n at least 0.
    strike : float
        Exercise price K of one option, money.

    Returns
    -------
    ndarray, shape (n,)
        Money a share.
    """
    value = np.asarray(equity, dtype=np.float64)
    exercised = (value + options * strike) / (shares + options)
    return np.where(exercised > strike, exercised, value / shares)


def option_value(
    equity: Numbers,
    shares: float,
    options: float,
    strike: float,
    *,
    years: float,
    volatility: float,
    rate: float,
) -> Floats:
    r"""Value of one share when outstanding options are valued as options on a share that they dilute.

    All equity is :math:`E = N v + n w`, and one option is worth
    :math:`w = \frac{N}{N+n}\,BS(E/N, K)`: exercise spreads the equity over more shares.

    Parameters
    ----------
    equity : array_like, shape (n,)
        Value of all shares and options, money.
    shares, options, strike : float
        As in :func:`treasury_stock`; ``strike`` above 0.
    years : float
        Average time to expiry, above 0.
    volatility, rate : float
        Standard deviation of the equity and risk-free rate a year, fractions.

    Returns
    -------
    ndarray, shape (n,)
        Money a share.

    References
    ----------
    Galai, D., & Schneller, M. (1978). Pricing of warrants. Journal of Finance 33(5).
    Black, F., & Scholes, M. (1973). Journal of Political Economy 81(3).
    """
    value = np.asarray(equity, dtype=np.float64)
    one = shares / (shares + options) * _call(value / shares, strike, years, volatility, rate)
    return (value - options * one) / shares


def _call(spot: Floats, strike: float, years: float, volatility: float, rate: float) -> Floats:
    spread = volatility * np.sqrt(years)
    with np.errstate(divide="ignore"):
        d1 = (np.log(spot / strike) + rate * years) / spread + spread / 2
    return spot * ndtr(d1) - strike * np.exp(-rate * years) * ndtr(d1 - spread)


def unsupported_share(value: Bounds, price: Bounds) -> Bounds:
    r"""Part of a price that a value does not explain: :math:`\max(0, 1 - v/p)` over both intervals.

    Parameters
    ----------
    value, price : Bounds, shape (...)
        Bounds of the value, at least 0, and of the price, above 0; open sides are ``inf``.

    Returns
    -------
    Bounds
        Fractions from 0 to 1: least where the value is high and the price low.
    """
    low_value, high_value = (np.asarray(end, dtype=np.float64) for end in value)
    low_price, high_price = (np.asarray(end, dtype=np.float64) for end in price)
    if not np.all((low_value >= 0) & (low_value <= high_value) & (low_price > 0) & (low_price <= high_price)):
        raise ValueError("need 0 <= low <= high for the value and 0 < low <= high for the price")
    least = np.where(np.isinf(high_value), 0.0, np.maximum(0.0, 1.0 - high_value / low_price))
    most = np.maximum(0.0, 1.0 - np.where(np.isinf(high_price), 0.0, low_value / high_price))
    return Bounds(least[()], _one(most))


def _one(share: NDArray[np.float64]) -> Floats:
    return np.minimum(share, 1.0)[()]
