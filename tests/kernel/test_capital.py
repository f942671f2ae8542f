"""The yearly charge of capital and the sales a price needs: by hand, by limits, and by order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.kernel.capital import annual_charge, implied_revenue, revenue_needed
from specie.kernel.growth import Bounds


def _exactly(value: float) -> Bounds:
    return Bounds(np.float64(value), np.float64(value))


def test_a_hand_worked_annuity():
    """1,000 over three years at 10 %: 1,000 x 0.1 / (1 - 1.1^-3) = 402.1148."""
    assert annual_charge(1000, 3, 0.10) == pytest.approx(402.114804, abs=1e-6)


def test_without_a_cost_of_capital_it_is_paid_back_evenly():
    assert annual_charge(1000, 4, 0.0) == 250.0
    assert annual_charge(1000, 4, 1e-12) == pytest.approx(250.0)


@given(st.floats(1, 1e13), st.floats(0.5, 40), st.floats(0, 1))
def test_the_payments_are_worth_the_capital(capital, life, rate):
    years = np.array([life])
    payment = annual_charge(capital, years, rate)
    worth = payment * life if rate < 1e-9 else payment * -np.expm1(-life * np.log1p(rate)) / rate
    assert worth == pytest.approx(capital, rel=1e-6)


def test_sales_needed_by_hand_and_at_the_corners():
    low, high = revenue_needed(
        _exactly(400e9),
        Bounds(np.float64(4), np.float64(6)),
        Bounds(np.float64(0.08), np.float64(0.12)),
        Bounds(np.float64(0.5), np.float64(0.7)),
    )
    assert low == pytest.approx(400e9 * 0.08 / (1 - 1.08**-6) / 0.7)
    assert high == pytest.approx(400e9 * 0.12 / (1 - 1.12**-4) / 0.5)


def test_implied_sales_by_hand():
    """100 today at 10 % for two years is 121; at five times sales it needs 24.2."""
    low, high = implied_revenue(_exactly(100), _exactly(2), _exactly(0.10), _exactly(5))
    assert low == high == pytest.approx(24.2)


def test_a_floor_on_the_price_is_a_floor_on_the_sales():
    floor = Bounds(np.float64(100), np.float64(np.inf))
    low, high = implied_revenue(floor, _exactly(0), _exactly(0.10), _exactly(5))
    assert low == 20
    assert np.isinf(high)


@pytest.mark.parametrize("bad", [(-1, 3, 0.1), (1, 0, 0.1), (1, 3, -0.1)])
def test_what_cannot_be_is_refused(bad):
    with pytest.raises(ValueError, match="at least 0"):
        annual_charge(*bad)


def test_a_margin_or_multiple_of_nothing_is_refused():
    one = _exactly(1)
    with pytest.raises(ValueError, match="margin"):
        revenue_needed(one, one, one, _exactly(0))
    with pytest.raises(ValueError, match="multiple"):
        implied_revenue(one, one, one, _exactly(0))
    with pytest.raises(ValueError, match="at least 0"):
        implied_revenue(_exactly(-1), one, one, one)
