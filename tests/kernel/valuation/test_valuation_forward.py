"""The forward model: what must hold for every firm, tax on losses, failure, options, constraints."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.kernel.growth import Bounds
from specie.kernel.valuation.cash_flow import discount_factors, money_needed, taxes
from specie.kernel.valuation.equity import (
    equity_value,
    option_value,
    treasury_stock,
    unsupported_share,
    with_failure,
)
from specie.kernel.valuation.firm import Business, Setting, business_plan, invalid, value_of
from specie.kernel.valuation.paths import growth_path, margin_path, revenue_path, scaled_margins
from specie.kernel.valuation.plan import plan, together

FIRM = Business(10e9, 0.4, 5.0, -0.5, 0.3, 8.0, 1.5)
SETTING = Setting(0.03, 0.10, 0.083, 0.12, 0.25, 0.25, failure=0.2, recovery=0.3, cash=1e9, debt=2e9)


def equity(business: Business = FIRM, setting: Setting = SETTING, lag: int = 1) -> float:
    return float(value_of(business_plan(business, setting.terminal_growth, lag), setting).equity[0])


def test_growth_is_held_then_fades_and_a_rate_held_to_the_end_does_not() -> None:
    path = growth_path(np.array([0.3, 0.3]), np.array([0.0, 10.0]), 0.03, 10)
    assert path[:, 0] == pytest.approx(0.3 - 0.027 * np.arange(1, 11))
    assert path[:, 1] == pytest.approx(np.full(10, 0.3))


@given(st.floats(-0.5, 2.0), st.floats(0.0, 12.0), st.floats(-0.02, 0.05))
def test_growth_stays_between_its_two_rates(high: float, held: float, low: float) -> None:
    path = growth_path(high, held, low, 10)[:, 0]
    assert path.min() >= min(high, low) - 1e-12
    assert path.max() <= max(high, low) + 1e-12
    assert np.all(np.diff(path) * np.sign(low - high) >= -1e-12)


def test_margins_reach_their_target_in_the_year_that_is_named() -> None:
    assert margin_path(-1.0, 0.2, 4.0, 6)[:, 0] == pytest.approx([-0.7, -0.4, -0.1, 0.2, 0.2, 0.2])


def test_a_full_scale_effect_leaves_the_excess_cost_of_today_in_money() -> None:
    revenue = revenue_path(100.0, np.full((3, 1), 1.0), 0.0, 1)
    flat = np.full((3, 1), -0.5)
    margin = scaled_margins(flat, 0.25, revenue, 1.0)
    assert (0.25 - margin[:, 0]) * revenue[1:4, 0] == pytest.approx(75.0)
    assert scaled_margins(flat, 0.25, revenue, 0.0) is flat
    high = np.full((3, 1), 0.6)
    assert scaled_margins(high, 0.25, revenue, 0.5) == pytest.approx(high)


def test_capital_leads_sales_and_comes_back_when_sales_fall() -> None:
    revenue = np.array([[100.0], [120.0], [150.0], [140.0]])
    margin = np.full((2, 1), 0.1)
    assert plan(revenue, margin, 2.0, lag=0).reinvestment[:, 0] == pytest.approx([10.0, 15.0])
    assert plan(revenue, margin, 2.0, lag=1).reinvestment[:, 0] == pytest.approx([15.0, -5.0])
    with pytest.raises(ValueError, match="beyond"):
        plan(revenue, margin, 2.0, lag=3)


def test_losses_are_carried_forward_up_to_four_fifths_of_a_years_income() -> None:
    income = np.array([[-100.0], [50.0], [100.0], [100.0]])
    rate = np.full((4, 1), 0.25)
    # Stock 20 + 100; year 2 uses 40 of 50, year 3 the 80 that are left, year 4 none.
    assert taxes(income, rate, 20.0)[:, 0] == pytest.approx([0.0, 2.5, 5.0, 25.0])
    assert taxes(income, rate, 0.0, limit=1.0)[:, 0] == pytest.approx([0.0, 0.0, 12.5, 25.0])
    assert taxes(np.abs(income), rate)[:, 0] == pytest.approx([25.0, 12.5, 25.0, 25.0])


@given(st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=8), st.floats(0, 500))
def test_no_more_tax_is_paid_than_on_income_alone_and_never_less_than_none(
    income: list[float], losses: float
) -> None:
    column = np.array(income)[:, None]
    due = taxes(column, np.full_like(column, 0.25), losses)
    assert np.all(due >= -1e-9)
    assert np.all(due <= 0.25 * np.maximum(column, 0) + 1e-9)


def test_discounting_multiplies_the_rates_of_the_years() -> None:
    assert discount_factors(np.array([[0.1], [0.2]]))[:, 0] == pytest.approx([1 / 1.1, 1 / 1.32])


def test_a_firm_that_needs_money_first_has_a_value_and_says_how_much() -> None:
    made = value_of(business_plan(FIRM, 0.03, 1), SETTING)
    assert made.going.free_cash[0, 0] < 0
    assert made.equity[0] > 0
    assert money_needed(made.going.free_cash)[0] == pytest.approx(-np.minimum.accumulate(
        np.cumsum(made.going.free_cash[:, 0]))[-1])  # fmt: skip
    assert money_needed(np.array([[1.0], [2.0]]))[0] == 0


@given(st.floats(0.01, 1.0), st.floats(0.05, 20.0))
def test_value_scales_with_money(size: float, by: float) -> None:
    one = value_of(business_plan(FIRM._replace(revenue=size), 0.03, 1), SETTING._replace(cash=0.0, debt=0.0))
    more = value_of(
        business_plan(FIRM._replace(revenue=size * by), 0.03, 1), SETTING._replace(cash=0.0, debt=0.0)
    )
    assert more.operations == pytest.approx(one.operations * by, rel=1e-9)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (FIRM._replace(margin=0.35), FIRM),
        (FIRM._replace(start_margin=-0.2), FIRM),
        (FIRM._replace(margin_years=5.0), FIRM),
        (FIRM._replace(sales_to_capital=2.5), FIRM),
        (FIRM._replace(scale_effect=0.4), FIRM),
        (FIRM._replace(growth=0.5), FIRM),
    ],
)
def test_what_helps_a_firm_adds_value(better: Business, worse: Business) -> None:
    assert equity(better) > equity(worse)


def test_rates_failure_and_debt_take_value() -> None:
    for worse in (
        SETTING._replace(cost_of_capital=0.12),
        SETTING._replace(stable_cost_of_capital=0.09),
        SETTING._replace(failure=0.3),
        SETTING._replace(recovery=0.1),
        SETTING._replace(debt=3e9),
        SETTING._replace(minority=1e9),
        SETTING._replace(tax=0.35, stable_tax=0.35),
        SETTING._replace(stable_return=0.10),
    ):
        assert equity(setting=worse) < equity()
    assert equity(setting=SETTING._replace(losses=5e9)) > equity()


def test_growth_that_earns_less_than_its_capital_costs_destroys_value() -> None:
    poor = FIRM._replace(start_margin=0.05, margin=0.05, sales_to_capital=0.5)
    slow = value_of(business_plan(poor._replace(growth=0.03), 0.03, 1), SETTING).operations
    fast = value_of(business_plan(poor._replace(growth=0.30), 0.03, 1), SETTING).operations
    assert fast < slow


def test_segments_add_up_and_share_their_losses() -> None:
    loss = FIRM._replace(margin=-0.3, start_margin=-0.3)
    gain = FIRM._replace(margin=0.3, start_margin=0.3)
    setting = SETTING._replace(cash=0.0, debt=0.0, failure=0.0)
    half = business_plan(FIRM._replace(revenue=5e9), 0.03, 1)
    assert value_of(together(half, half), setting).operations == pytest.approx(
        value_of(business_plan(FIRM, 0.03, 1), setting).operations
    )
    apart = sum(float(value_of(business_plan(b, 0.03, 1), setting).operations[0]) for b in (loss, gain))
    both = float(
        value_of(together(business_plan(loss, 0.03, 1), business_plan(gain, 0.03, 1)), setting).operations[0]
    )
    assert both > apart  # one segment's loss shelters the other's income


def test_failure_weighs_both_branches_and_never_recovers_below_zero() -> None:
    assert with_failure(100.0, 0.2, 0.5) == pytest.approx(90.0)
    assert with_failure(-100.0, 0.2, 0.5) == pytest.approx(-80.0)
    assert equity_value(np.array([-10.0, 10.0]), 5.0, 7.0) == pytest.approx([0.0, 8.0])


def test_options_dilute_and_worthless_ones_do_not() -> None:
    assert treasury_stock(np.array([1000.0]), 100.0, 10.0, 5.0) == pytest.approx(1050 / 110)
    assert treasury_stock(np.array([1000.0]), 100.0, 10.0, 20.0) == pytest.approx(10.0)
    assert treasury_stock(np.array([1000.0]), 100.0, 0.0, 20.0) == pytest.approx(10.0)


def test_an_option_with_time_is_worth_more_than_one_exercised_now() -> None:
    equity_ = np.array([1000.0])
    timed = option_value(equity_, 100.0, 10.0, 5.0, years=4.0, volatility=0.6, rate=0.04)
    assert timed < treasury_stock(equity_, 100.0, 10.0, 5.0)
    # Without time or volatility an option is its exercise value: the treasury method.
    soon = option_value(equity_, 100.0, 10.0, 5.0, years=1e-9, volatility=1e-6, rate=0.0)
    assert soon == pytest.approx(treasury_stock(equity_, 100.0, 10.0, 5.0), rel=1e-6)


def test_an_option_is_black_scholes_of_the_diluted_share() -> None:
    """N = 1e9 shares and one option: no dilution, so the known price of a call at the money."""
    share = option_value(np.array([100e9]), 1e9, 1.0, 100.0, years=1.0, volatility=0.2, rate=0.05)
    assert (100.0 - share[0]) * 1e9 == pytest.approx(10.4506, abs=1e-3)


@given(st.floats(0, 1e3), st.floats(0, 1e3), st.floats(0.1, 1e3), st.floats(0.1, 1e3))
def test_the_unsupported_share_is_a_share_and_widens_with_its_inputs(
    a: float, b: float, p: float, q: float
) -> None:
    value, price = Bounds(*map(np.float64, sorted((a, b)))), Bounds(*map(np.float64, sorted((p, q))))
    share = unsupported_share(value, price)
    assert 0 <= share.low <= share.high <= 1
    inner = unsupported_share(Bounds(value.low, value.low), Bounds(price.high, price.high))
    assert share.low <= inner.low <= inner.high <= share.high


def test_open_sides_stay_open() -> None:
    stated = Bounds(np.float64(40.0), np.float64(60.0))
    floor_on_price = unsupported_share(stated, Bounds(np.float64(100.0), np.float64(np.inf)))
    assert (float(floor_on_price.low), float(floor_on_price.high)) == pytest.approx((0.4, 1.0))
    floor_on_value = unsupported_share(Bounds(np.float64(40.0), np.float64(np.inf)), stated)
    assert (float(floor_on_value.low), float(floor_on_value.high)) == pytest.approx((0.0, 1 / 3))
    with pytest.raises(ValueError, match="need"):
        unsupported_share(stated, Bounds(np.float64(0.0), np.float64(1.0)))


@pytest.mark.parametrize(
    ("business", "setting", "reason"),
    [
        ({}, {"terminal_growth": 0.06}, "growth above risk-free"),
        ({}, {"stable_cost_of_capital": 0.02}, "growth above cost of capital"),
        ({}, {"stable_return": 0.02}, "growth above return"),
        ({}, {"cost_of_capital": 0.0}, "rate below zero"),
        ({}, {"failure": 1.2}, "failure not a probability"),
        ({"revenue": 0.0}, {}, "no revenue"),
        ({"revenue": -5.0}, {}, "no revenue"),
        ({"growth": -1.0}, {}, "growth below -100 %"),
        ({"margin_years": 0.0}, {}, "years not above zero"),
        ({"sales_to_capital": 0.0}, {}, "capital not above zero"),
        ({"scale_effect": -0.1}, {}, "scale effect below zero"),
        ({"margin": math.nan}, {}, "not a number"),
    ],
)
def test_draws_that_break_the_model_are_named(
    business: dict[str, float], setting: dict[str, float], reason: str
) -> None:
    broken = invalid([FIRM._replace(**business)], SETTING._replace(**setting), 0.0475, 3)
    assert broken[reason].all()
    sound = invalid([FIRM], SETTING, 0.0475, 3)
    assert not any(mask.any() for mask in sound.values())
