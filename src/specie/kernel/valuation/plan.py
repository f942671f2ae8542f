"""Sales, operating income and reinvestment of a firm or a segment, before tax and discounting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from specie.kernel.valuation.paths import Floats, Numbers


class Plan(NamedTuple):
    """What a business does in the explicit years, and the first year after them."""

    revenue: Floats
    """Shape (years, n), money."""
    income: Floats
    """Operating income before tax, shape (years, n), money; may be negative."""
    reinvestment: Floats
    """Capital put in beyond depreciation, shape (years, n), money."""
    next_income: Floats
    """Operating income of the first year after the explicit ones, shape (n,), money."""


def plan(revenue: Floats, margin: Floats, sales_to_capital: Numbers, lag: int = 1) -> Plan:
    r"""Turn revenue and margins into income and reinvestment.

    Income is :math:`R_t m_t`. Capital is put in ``lag`` years before the sales it brings:
    :math:`I_t = (R_{t+l} - R_{t+l-1}) / k`, so a firm that grows pays first, and one that shrinks gets
    capital back.

    Parameters
    ----------
    revenue : ndarray, shape (1 + years + beyond, n)
        Revenue from year 0; ``beyond`` is at least ``max(1, lag)``.
    margin : ndarray, shape (years, n)
        Operating margin of each explicit year; the last one holds afterwards.
    sales_to_capital : array_like, shape (n,), (years, n) or scalar
        Additional revenue a year for one unit of capital k, above 0.
    lag : int
        Years between capital and sales, at least 0.

    Returns
    -------
    Plan
        Explicit years and the first year after.

    References
    ----------
    Damodaran, A. (2012). Investment Valuation, 3rd ed. Wiley, ch. 11.
    """
    years = len(margin)
    if lag < 0 or len(revenue) < 1 + years + max(1, lag):
        raise ValueError("revenue must reach as many years beyond the explicit ones as capital leads sales")
    sales = revenue[1 : years + 1]
    increase = np.diff(revenue, axis=0)[lag : lag + years]
    return Plan(
        sales, sales * margin, increase / np.asarray(sales_to_capital), revenue[years + 1] * margin[-1]
    )


def together(*segments: Plan) -> Plan:
    """Add segments to one firm, which then pays tax on what they earn together.

    Parameters
    ----------
    *segments : Plan
        At least one, of equal shapes.

    Returns
    -------
    Plan
        The firm.
    """
    whole = segments[0]
    for segment in segments[1:]:
        whole = Plan(*(mine + its for mine, its in zip(whole, segment, strict=True)))
    return whole
