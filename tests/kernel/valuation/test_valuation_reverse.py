"""Backward from a price: the round trip, where there is no answer, and where an answer stands among firms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.growth import Bounds
from specie.kernel.valuation.base_rates import Reached, nominal_growth, real_growth, share_reaching
from specie.kernel.valuation.firm import Business, Setting, business_plan, value_of
from specie.kernel.valuation.growth_options import growing_perpetuity, split
from specie.kernel.valuation.reverse import average_growth, growth_needed, solve_growth

FIRM = Business(50e9, 0.0, 0.0, -0.5, 0.0, 8.0, 1.5, 0.2)
SETTING = Setting(
    0.03, 0.10, 0.083, 0.12, 0.25, 0.25, losses=30e9, failure=0.2, recovery=0.3, cash=30e9, debt=5e9
)
MARGINS, HELD = (0.1, 0.2, 0.3, 0.4), (2, 5, 7.5, 10)


def forward(growth: np.ndarray, lag: int = 1) -> np.ndarray:
    m, h = np.meshgrid(MARGINS, HELD, indexing="ij")
    firm = FIRM._replace(growth=growth.ravel(), margin=m.ravel(), growth_years=h.ravel())
    return value_of(business_plan(firm, 0.03, lag), SETTING).equity.reshape(growth.shape)


@pytest.mark.parametrize("lag", [0, 1, 2])
@pytest.mark.parametrize("price", [50e9, 300e9, 965e9])
def test_every_growth_returns_the_price_to_nine_digits(price: float, lag: int) -> None:
    surface = growth_needed(price, FIRM, SETTING, MARGINS, HELD, lag)
    assert not np.isnan(surface.growth).any()
    assert forward(surface.growth, lag) == pytest.approx(np.full(surface.growth.shape, price), rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.floats(0.05, 1.5), st.floats(0.12, 0.45), st.floats(1.0, 10.0))
def test_the_growth_that_went_in_comes_out(growth: float, margin: float, held: float) -> None:
    firm = FIRM._replace(growth=growth, margin=margin, growth_years=held, start_margin=0.05)
    value = value_of(business_plan(firm, 0.03, 1), SETTING)
    price = float(value.operations[0]) + 25e9
    found = growth_needed(price, firm, SETTING, (margin,), (held,))
    again = firm._replace(growth=found.growth[0])
    assert value_of(business_plan(again, 0.03, 1), SETTING).operations[0] + 25e9 == pytest.approx(
        price, rel=1e-9
    )
    assert found.growth[0, 0] <= growth + 1e-9  # the least growth that is enough


def test_more_margin_or_more_years_need_less_growth() -> None:
    growth = growth_needed(965e9, FIRM, SETTING, MARGINS, HELD).growth
    assert np.all(np.diff(growth, axis=0) < 0)
    assert np.all(np.diff(growth, axis=1) < 0)


def test_where_no_growth_is_enough_there_is_no_number() -> None:
    poor = FIRM._replace(sales_to_capital=0.2, start_margin=0.0)
    surface = growth_needed(965e9, poor, SETTING, (0.05, 0.4), (5,))
    assert np.isnan(surface.growth[0, 0])
    assert np.isnan(surface.year_ten[0, 0])


def test_a_target_that_is_passed_already_at_the_least_growth_has_no_answer() -> None:
    found = solve_growth(lambda g: g + 10.0, 0.0, (1,))
    assert np.isnan(found).all()


def test_the_first_of_two_crossings_is_taken() -> None:
    found = solve_growth(lambda g: 1 - (g - 1.0) ** 2, 0.75, (1,))
    assert found[0] == pytest.approx(0.5, abs=1e-9)


def test_average_growth_of_a_path_that_fades() -> None:
    assert average_growth(0.3, 5.0, 0.03, 5)[0] == pytest.approx(0.3)
    ten = np.prod(1 + np.array([0.3] * 5 + [0.246, 0.192, 0.138, 0.084, 0.03])) ** 0.1 - 1
    assert average_growth(0.3, 5.0, 0.03, 10)[0] == pytest.approx(ten)


TABLE = (Reached(0.0, 0.60, 0.005), Reached(0.2, 0.05, 0.003), Reached(0.45, 0.001, 0.0005))


def test_between_printed_shares_there_is_a_range_and_no_curve() -> None:
    assert tuple(share_reaching(0.3, TABLE)) == pytest.approx((0.0005, 0.053))
    assert tuple(share_reaching(0.2, TABLE)) == pytest.approx((0.047, 0.053))
    assert tuple(share_reaching(0.9, TABLE)) == pytest.approx((0.0, 0.0015))
    assert tuple(share_reaching(-0.5, TABLE)) == pytest.approx((0.595, 1.0))
    with pytest.raises(ValueError, match="no printed"):
        share_reaching(0.1, ())


@given(st.floats(-0.5, 2.0), st.floats(-0.5, 2.0))
def test_fewer_firms_reach_more(a: float, b: float) -> None:
    slow, fast = (share_reaching(g, TABLE) for g in sorted((a, b)))
    assert slow.low >= fast.low
    assert slow.high >= fast.high


@given(st.floats(-0.9, 5.0), st.floats(-0.05, 0.3))
def test_inflation_goes_out_and_comes_back(growth: float, inflation: float) -> None:
    assert nominal_growth(real_growth(growth, inflation), inflation) == pytest.approx(growth)


def test_parts_of_a_price_add_up_within_their_bounds() -> None:
    price, earnings = Bounds(np.float64(90.0), np.float64(110.0)), Bounds(np.float64(4.0), np.float64(5.0))
    parts = split(price, earnings, Bounds(np.float64(0.08), np.float64(0.10)))
    assert tuple(parts.in_place) == pytest.approx((40.0, 62.5))
    assert tuple(parts.growth) == pytest.approx((27.5, 70.0))
    assert parts.share.low == pytest.approx(1 - 62.5 / 90)
    assert parts.share.high == pytest.approx(1 - 40 / 110)
    assert parts.share.high <= 1


def test_a_price_without_an_upper_end_leaves_the_share_for_growth_open_up_to_one() -> None:
    price = Bounds(np.float64(100.0), np.float64(np.inf))
    parts = split(price, Bounds(np.float64(4.0), np.float64(5.0)), Bounds(np.float64(0.1), np.float64(0.1)))
    assert (float(parts.share.low), float(parts.share.high)) == pytest.approx((0.5, 1.0))
    assert np.isinf(parts.growth.high)


@given(st.floats(1, 1e3), st.floats(0.1, 50), st.floats(0.02, 0.3))
def test_no_share_of_growth_is_above_one(price: float, earnings: float, rate: float) -> None:
    exact = [Bounds(np.float64(x), np.float64(x)) for x in (price, earnings, rate)]
    parts = split(*exact)
    assert parts.share.high < 1
    assert parts.in_place.low + parts.growth.low == pytest.approx(price)


@pytest.mark.parametrize("figures", [(0.0, 1.0, 0.1), (10.0, 0.0, 0.1), (10.0, -1.0, 0.1), (10.0, 1.0, 0.0)])
def test_a_firm_without_earnings_has_no_split(figures: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="above zero"):
        split(*(Bounds(np.float64(x), np.float64(x)) for x in figures))
    with pytest.raises(ValueError, match="below"):
        growing_perpetuity(1.0, 0.05, 0.05)
