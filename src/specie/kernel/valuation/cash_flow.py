"""From a plan to free cash flow after tax and its present value, with a terminal value that can last."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from specie.kernel.valuation.paths import Floats, Numbers
    from specie.kernel.valuation.plan import Plan

LOSS_LIMIT = 0.8
"""Share of a year's income against which losses of earlier years may be set: 26 U.S.C. 172(a)(2)."""


class Operations(NamedTuple):
    """Free cash flow of the operations and what it is worth today."""

    free_cash: Floats
    """Shape (years, n), money; negative while the firm needs money."""
    present: Floats
    """Present value of the explicit years, shape (n,), money."""
    terminal: Floats
    """Present value of everything after them, shape (n,), money."""

    @property
    def value(self) -> Floats:
        """Value of the operations as a going concern, shape (n,), money."""
        return self.present + self.terminal


def taxes(income: Floats, rate: Floats, losses: Numbers = 0.0, limit: float = LOSS_LIMIT) -> Floats:
    r"""Tax on operating income when losses are carried forward.

    With the stock of losses :math:`L`, a year with income :math:`Y > 0` uses
    :math:`u = \min(L, \lambda Y)` and pays :math:`\tau (Y - u)`; a year with a loss adds it to the stock.

    Parameters
    ----------
    income : ndarray, shape (years, n)
        Operating income before tax, money.
    rate : ndarray, shape (years, n) or (years, 1)
        Tax rate of each year, fraction.
    losses : array_like, shape (n,) or scalar
        Losses of earlier years that may still be used, money, at least 0.
    limit : float
        Share of a year's income that losses may offset.

    Returns
    -------
    ndarray, shape (years, n)
        Tax of each year, money, at least 0.
    """
    stock = np.asarray(losses, dtype=np.float64)
    if not stock.any() and income.min(initial=0.0) >= 0:
        return rate * income
    due = np.empty_like(income)
    for year, earned in enumerate(income):
        gain = np.maximum(earned, 0.0)
        used = np.minimum(stock, limit * gain)
        stock = stock - used + (gain - earned)
        due[year] = rate[year] * (gain - used)
    return due


def discount_factors(rate: Floats) -> Floats:
    """Present value of one unit at the end of each year: the running product of ``1 / (1 + rate)``.

    Parameters
    ----------
    rate : ndarray, shape (years, n)
        Cost of capital of each year, fractions above -1.

    Returns
    -------
    ndarray, shape (years, n)
        Factors.
    """
    return np.multiply.accumulate(1.0 / (1.0 + rate), axis=0)


def terminal_value(
    next_income: Floats, tax: Numbers, growth: Numbers, return_on_capital: Numbers, rate: Numbers
) -> Floats:
    r"""Value, at the end of the explicit years, of a firm that grows for ever.

    Growth has to be paid for: :math:`V = Y (1 - \tau)(1 - g / R) / (r - g)` with the return :math:`R` on new
    capital; a firm that shrinks is not credited with the capital it would release.

    Parameters
    ----------
    next_income : ndarray, shape (n,)
        Operating income of the first year after, money.
    tax : array_like, shape (n,) or scalar
        Tax rate; a loss pays no tax.
    growth : array_like, shape (n,) or scalar
        Growth g a year, below ``rate``.
    return_on_capital : array_like, shape (n,) or scalar
        Return R on new capital after tax, above ``growth``.
    rate : array_like, shape (n,) or scalar
        Stable cost of capital r.

    Returns
    -------
    ndarray, shape (n,)
        Money; not a number of use where growth reaches the cost of capital: check validity first.

    References
    ----------
    Koller, T., Goedhart, M., & Wessels, D. (2020). Valuation, 7th ed. Wiley, ch. 14 (value driver formula).
    """
    g = np.asarray(growth, dtype=np.float64)
    kept = next_income - np.asarray(tax) * np.maximum(next_income, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return kept * (1.0 - np.maximum(g, 0.0) / return_on_capital) / (rate - g)


def operations(
    business: Plan,
    tax: Floats,
    rate: Floats,
    growth: Numbers,
    return_on_capital: Numbers,
    losses: Numbers = 0.0,
    limit: float = LOSS_LIMIT,
) -> Operations:
    """Discount a plan.

    Parameters
    ----------
    business : Plan
        The firm.
    tax, rate : ndarray, shape (years, n) or (years, 1)
        Tax rate and cost of capital of each year; the last of each holds afterwards.
    growth, return_on_capital : array_like, shape (n,) or scalar
        Terminal growth a year and return on new capital.
    losses : array_like, shape (n,) or scalar
        Tax losses of earlier years; what is left of them after the explicit years is not valued.
    limit : float
        Share of a year's income that losses may offset.

    Returns
    -------
    Operations
        Free cash flow and present values.
    """
    free = business.income - taxes(business.income, tax, losses, limit) - business.reinvestment
    factors = discount_factors(rate)
    after = terminal_value(business.next_income, tax[-1], growth, return_on_capital, rate[-1])
    return Operations(
        free, np.einsum("tn,tn->n", free, np.broadcast_to(factors, free.shape)), after * factors[-1]
    )


def money_needed(free_cash: Floats) -> Floats:
    """Most money a firm has to find before its own cash flow carries it: depth of the running sum below zero.

    Parameters
    ----------
    free_cash : ndarray, shape (years, n)
        Free cash flow, money.

    Returns
    -------
    ndarray, shape (n,)
        Money, at least 0, not discounted.
    """
    return np.maximum(0.0, -np.add.accumulate(free_cash, axis=0).min(axis=0))
