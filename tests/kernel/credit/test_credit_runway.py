"""Months of cash from a few months of outflow: by hand, a published law, coverage, and what must hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.credit.first_passage import run_out_probability
from specie.kernel.credit.runway import (
    Burn,
    Case,
    burn_of,
    chance_by,
    headroom,
    joint_level,
    months_bounds,
    months_left,
    path,
)
from specie.kernel.money import Range

OUTFLOW = st.lists(st.floats(-50, 150, width=32), min_size=3, max_size=24)
CASH = st.floats(1, 2_000)


def test_mean_and_spread_by_hand():
    burn = burn_of([90.0, 100.0, 110.0], 0.90)
    assert (burn.mean, burn.spread, burn.months) == (100.0, 10.0, 3)
    # Student's t at 95 % with 2 degrees of freedom is 2.919986, chi-square 5.991465 and 0.102587.
    assert burn.high - burn.mean == pytest.approx(2.919986 * 10 / math.sqrt(3), rel=1e-6)
    assert burn.spread_low == pytest.approx(10 * math.sqrt(2 / 5.991465), rel=1e-6)
    assert burn.spread_high == pytest.approx(10 * math.sqrt(2 / 0.102587), rel=1e-5)


def test_the_law_is_the_inverse_gaussian():
    # Mean x / m = 1 and shape (x / s)^2 = 1: at 1 it is Phi(0) + e^2 Phi(-2) = 0.6681020012.
    burn = Burn(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 12)
    assert chance_by(1.0, burn, 1.0).point == pytest.approx(0.6681020012, abs=1e-9)


def test_without_noise_months_are_a_quotient():
    burn = burn_of([100.0] * 6, 0.95)
    assert months_left(1_200, burn, 0.90) == Range(12.0, 12.0, 12.0)
    assert months_left(1_200, burn, 0.90, floor_months=3) == Range(9.0, 9.0, 9.0)
    assert months_left(200, burn, 0.90, floor_months=3) == Range(0.0, 0.0, 0.0)
    assert headroom(1_200, burn, 6, 0.90).point == pytest.approx(100.0, abs=1e-6)
    # With a floor of 3 months: 1200 = (6 + 3) (100 + h).
    assert headroom(1_200, burn, 6, 0.90, 3).point == pytest.approx(1_200 / 9 - 100, abs=1e-6)


def test_who_earns_more_than_it_spends_may_last_for_ever():
    left = months_left(100, burn_of([-5.0, -4.0, -6.0, -5.0], 0.95), 0.90)
    assert left.point is None
    assert left.high == math.inf


def test_the_interval_holds_the_time_at_least_as_often_as_it_says():
    rng = np.random.default_rng(20260930)
    held = 0
    for _ in range(120):
        seen = rng.normal(100, 40, 12)
        left = months_left(1_500, burn_of(seen, joint_level(0.80)), 0.80)
        ahead = 1_500 - np.cumsum(rng.normal(100, 40, 60))
        ran_out = np.argmax(ahead <= 0) + 1.0
        held += left.low - 1 <= ran_out <= left.high + 1
    assert held >= 0.80 * 120


def test_the_path_holds_the_balance_as_often_as_it_says():
    rng = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        burn = burn_of(rng.normal(100, 40, 12), 0.90)
        ((low, _, high),) = path(3_000, burn, [6.0], 0.80)
        held += low <= 3_000 - rng.normal(100, 40, 6).sum() <= high
    assert held == pytest.approx(0.80 * 400, abs=28)


def test_many_cases_at_once_are_the_same_as_one_by_one():
    burn = burn_of([80.0, 120.0, 95.0, 130.0], 0.95)
    cases = [Case(500, 600, burn.low, burn.high), Case(900, 900, burn.low, burn.high + 40, 2.0)]
    together = months_bounds(cases, burn, 0.90)
    assert together == [months_bounds([case], burn, 0.90)[0] for case in cases]


@settings(deadline=None, max_examples=40)
@given(OUTFLOW, CASH, st.floats(0, 80))
def test_more_outflow_never_lasts_longer(outflow, cash, more):
    burn = burn_of(outflow, 0.95)
    ((low, high),) = months_bounds([Case(cash, cash, burn.low, burn.high)], burn, 0.90)
    ((least, most),) = months_bounds([Case(cash, cash, burn.low + more, burn.high + more)], burn, 0.90)
    assert least <= low * (1 + 1e-6) + 1e-9
    assert most <= high * (1 + 1e-6) + 1e-9


@settings(deadline=None, max_examples=40)
@given(OUTFLOW, CASH)
def test_the_headroom_is_where_the_chance_is_what_is_allowed(outflow, cash):
    burn = burn_of(outflow, 0.95)
    room = headroom(cash, burn, 12, 0.90)
    assert room.low <= (room.point or 0.0) <= room.high
    if burn.spread > 1e-3:
        drift = -(burn.mean + (room.point or 0.0))
        assert float(run_out_probability(cash, drift, burn.spread, 12)) == pytest.approx(0.10, abs=1e-3)


@pytest.mark.parametrize("months", [[1.0, 2.0], [1.0, math.nan, 3.0], []])
def test_too_few_months_are_refused(months):
    with pytest.raises(ValueError, match="at least three"):
        burn_of(months, 0.9)
