r"""The option-pricing method of 409A practice: classes as portfolios of calls on the whole equity.

Between two breakpoints of the waterfall the classes share each further unit in fixed proportions, so a class
is worth

.. math:: V_i = \sum_k (w_{k,i} - w_{k-1,i})\, C(K_k), \qquad w_{-1,i} = 0,

with :math:`C(K)` a call on all equity with the breakpoint as its strike and :math:`w_{k,i}` the share of
class :math:`i` after breakpoint :math:`k`. The method knows one fixed term and no IPO: every class keeps its
preference to the end. Backsolving takes the equity at which the newest class is worth its price.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from scipy.special import ndtr

from specie.kernel.terms.break_even import break_even
from specie.kernel.terms.waterfall import sale

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from specie.kernel.terms.break_even import BreakEven
    from specie.kernel.terms.share_classes import ShareClasses

    Floats: TypeAlias = NDArray[np.float64]


class Tranches(NamedTuple):
    """Where the sharing changes, and who takes how much of each further unit."""

    at: Floats
    """Breakpoints of the whole equity, from 0; shape (breakpoints,)."""
    share: Floats
    """Part of each unit beyond; shape (breakpoints, classes), rows add up to 1."""


def tranches(classes: ShareClasses, years: float = 0.0) -> Tranches:
    """Return the breakpoint table of the method, with dividends run up over ``years``."""
    waterfall = sale(classes, years)
    return Tranches(waterfall.at, waterfall.slopes)


def call(equity: ArrayLike, strike: ArrayLike, volatility: float, rate: float, years: float) -> Floats:
    """Return the value of a European call; a strike of 0 is the equity itself.

    Parameters
    ----------
    equity, strike : array_like, broadcast together
    volatility, rate : float
        A year; the volatility above 0.
    years : float
        Term, above 0.

    References
    ----------
    Black, F., Scholes, M. (1973). The pricing of options and corporate liabilities. Journal of Political
    Economy 81(3), 637-654. doi:10.1086/260062
    """
    value, at = np.asarray(equity, dtype=np.float64), np.asarray(strike, dtype=np.float64)
    spread = volatility * np.sqrt(years)
    with np.errstate(divide="ignore"):
        upper = (np.log(value) - np.log(at) + (rate + volatility**2 / 2) * years) / spread
    return value * ndtr(upper) - at * np.exp(-rate * years) * ndtr(upper - spread)


class OptionPricing:
    """The value of each class by the option-pricing method, as a function of the whole equity.

    Parameters
    ----------
    classes : ShareClasses
    volatility, rate, years : float
        Inputs of the method: of all equity, a year; risk-free, a year; until the money is shared out.

    References
    ----------
    American Institute of Certified Public Accountants (2013). Valuation of Privately-Held-Company Equity
    Securities Issued as Compensation. Accounting and Valuation Guide, ch. 6.
    """

    def __init__(self, classes: ShareClasses, volatility: float, rate: float, years: float) -> None:
        if not (volatility > 0 and years > 0 and rate >= 0):
            raise ValueError("volatility and term must be above 0, the rate at least 0")
        self._inputs = (volatility, rate, years)
        self.tranches = tranches(classes, years)
        self._steps = np.diff(self.tranches.share, axis=0, prepend=0.0)

    def __call__(self, firm: ArrayLike) -> Floats:
        """Return values of shape (firms, classes) for values of all equity of shape (firms,)."""
        equity = np.atleast_1d(np.asarray(firm, dtype=np.float64))
        return call(equity[:, None], self.tranches.at, *self._inputs) @ self._steps

    def backsolve(self, newest: int, price: float, guess: float) -> BreakEven | None:
        """Return the equity at which a class is worth its price; it rises throughout, so there is one."""
        return break_even(self, newest, price, guess)


def marketable(value: ArrayLike, discount: float) -> Floats:
    """Take a discount for lack of marketability off a value; 0 takes nothing off.

    Parameters
    ----------
    value : array_like
    discount : float
        A fraction from 0 to below 1, chosen and stated by the user: there is no default that fits.
    """
    if not 0 <= discount < 1:
        raise ValueError("a discount is a fraction from 0 to below 1")
    return np.asarray(value, dtype=np.float64) * (1 - discount)
