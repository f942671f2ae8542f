"""All drivers of a firm in one place, and its value in one pass over the explicit years."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from specie.kernel.valuation.cash_flow import Operations, operations
from specie.kernel.valuation.equity import equity_value, with_failure
from specie.kernel.valuation.paths import (
    growth_path,
    margin_path,
    revenue_path,
    scaled_margins,
    settling_path,
)
from specie.kernel.valuation.plan import Plan, plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from specie.kernel.valuation.paths import Floats, Numbers

YEARS = 10


class Business(NamedTuple):
    """Drivers of a firm, or of one of its segments, before tax and discounting; each shape (n,) or scalar."""

    revenue: Numbers
    """Revenue of year 0, money a year."""
    growth: Numbers
    """Growth a year while it is held."""
    growth_years: Numbers
    """Years for which growth is held before it fades."""
    start_margin: Numbers
    """Operating margin of year 0."""
    margin: Numbers
    """Operating margin in the long run."""
    margin_years: Numbers
    """Years until it is reached."""
    sales_to_capital: Numbers
    """Additional revenue a year for one unit of capital."""
    scale_effect: Numbers = 0.0
    """How fast costs that do not grow with sales stop weighing, see :func:`scaled_margins`."""


class Setting(NamedTuple):
    """What is common to all segments of a firm; each shape (n,) or scalar."""

    terminal_growth: Numbers
    """Growth a year after the explicit years."""
    cost_of_capital: Numbers
    """Cost of capital today."""
    stable_cost_of_capital: Numbers
    """Cost of capital after the explicit years."""
    stable_return: Numbers
    """Return on new capital after the explicit years, after tax."""
    tax: Numbers
    """Tax rate today."""
    stable_tax: Numbers
    """Tax rate after the explicit years."""
    losses: Numbers = 0.0
    """Tax losses of earlier years, money."""
    failure: Numbers = 0.0
    """Probability of failing within the explicit years."""
    recovery: Numbers = 0.0
    """Distress proceeds, share of the going-concern value."""
    cash: Numbers = 0.0
    debt: Numbers = 0.0
    minority: Numbers = 0.0


class Value(NamedTuple):
    """What the drivers make of a firm."""

    equity: Floats
    """Value of all shares, shape (n,), money."""
    operations: Floats
    """Value of the operations, failure counted, shape (n,), money."""
    going: Operations
    """The going concern."""
    revenue: Floats
    """Revenue of the explicit years, shape (years, n), money."""


def business_plan(business: Business, terminal_growth: Numbers, lag: int, years: int = YEARS) -> Plan:
    """Lay out sales, income and reinvestment of a segment.

    Parameters
    ----------
    business : Business
        Its drivers.
    terminal_growth : array_like, shape (n,) or scalar
        Growth a year after the explicit years.
    lag : int
        Years by which capital leads sales.
    years : int
        Explicit years.

    Returns
    -------
    Plan
        Shapes (years, n).
    """
    growth = growth_path(business.growth, business.growth_years, terminal_growth, years)
    sales = revenue_path(business.revenue, growth, terminal_growth, max(1, lag))
    margin = margin_path(business.start_margin, business.margin, business.margin_years, years)
    margin = scaled_margins(margin, business.margin, sales, business.scale_effect)
    return plan(sales, margin, business.sales_to_capital, lag)


def value_of(business: Plan, setting: Setting) -> Value:
    r"""Value a firm from its plan: going concern, failure, and the way to the shares.

    Parameters
    ----------
    business : Plan
        The firm, segments added up.
    setting : Setting
        Rates, tax, failure, cash and debt.

    Returns
    -------
    Value
        Money, shapes (n,) and (years, n).

    References
    ----------
    Damodaran, A. (2012). Investment Valuation, 3rd ed. Wiley, ch. 11, 12, 22.
    """
    years = len(business.revenue)
    tax = settling_path(setting.tax, setting.stable_tax, years)
    rate = settling_path(setting.cost_of_capital, setting.stable_cost_of_capital, years)
    going = operations(
        business, tax, rate, setting.terminal_growth, setting.stable_return, losses=setting.losses
    )
    whole = with_failure(going.value, setting.failure, setting.recovery)
    shares = equity_value(whole, setting.cash, setting.debt, setting.minority)
    return Value(shares, whole, going, business.revenue)


def invalid(
    businesses: Sequence[Business], setting: Setting, risk_free: Numbers, paths: int
) -> Mapping[str, NDArray[np.bool_]]:
    """Say which draws break a constraint of the model; a draw may break several.

    Parameters
    ----------
    businesses : sequence of Business
        Segments of the firm.
    setting : Setting
        What they share.
    risk_free : array_like, shape (n,) or scalar
        Risk-free rate: nothing outgrows the economy for ever.
    paths : int
        Draws n.

    Returns
    -------
    mapping of str to ndarray of bool, shape (n,)
        By constraint, True where it is broken.
    """
    g, stable = np.asarray(setting.terminal_growth), np.asarray(setting.stable_cost_of_capital)
    tests = {
        "growth above risk-free": g > risk_free,
        "growth above cost of capital": g >= stable,
        "growth above return": np.maximum(g, 0.0) >= np.asarray(setting.stable_return),
        "rate below zero": (np.asarray(setting.cost_of_capital) <= 0) | (stable <= 0),
        "failure not a probability": _outside(setting.failure) | _outside(setting.recovery),
        "no revenue": _any(np.asarray(b.revenue) <= 0 for b in businesses),
        "growth below -100 %": _any(np.asarray(b.growth) <= -1 for b in businesses),
        "years not above zero": _any(
            (np.asarray(b.growth_years) < 0) | (np.asarray(b.margin_years) <= 0) for b in businesses
        ),
        "capital not above zero": _any(np.asarray(b.sales_to_capital) <= 0 for b in businesses),
        "scale effect below zero": _any(np.asarray(b.scale_effect) < 0 for b in businesses),
        "not a number": _any(
            ~np.isfinite(np.asarray(x)) for x in (*setting, *(x for b in businesses for x in b))
        ),
    }
    return {name: np.broadcast_to(broken, (paths,)) for name, broken in tests.items()}


def _outside(share: Numbers) -> NDArray[np.bool_]:
    value = np.asarray(share)
    return (value < 0) | (value > 1)


def _any(tests: Iterable[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    broken: NDArray[np.bool_] = np.zeros(1, dtype=np.bool_)
    for test in tests:
        broken = broken | test
    return broken
