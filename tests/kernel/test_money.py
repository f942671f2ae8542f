"""Ranges: the outer bounds hold every combination, and nothing tighter would."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.kernel.money import UNKNOWN, ZERO, Range, certain, left, minus, over, times, total, widened

amounts = st.floats(-1e9, 1e9, allow_nan=False, width=32)
inside = st.floats(0, 1)


@st.composite
def ranges(draw, least=-1e9):
    low, point, high = sorted(draw(st.floats(least, 1e9, width=32)) for _ in range(3))
    return Range(low, point, high)


def at(found: Range, share: float) -> float:
    return found.low + share * (found.high - found.low)


def holds(found: Range, value: float) -> bool:
    slack = 1e-6 * max(1.0, abs(value))
    return found.low - slack <= value <= found.high + slack


@given(ranges(), ranges(), inside, inside)
def test_every_sum_difference_and_product_of_members_is_held(a, b, i, j):
    x, y = at(a, i), at(b, j)
    assert holds(total([a, b]), x + y)
    assert holds(minus(a, b), x - y)
    assert holds(times(a, b), x * y)


@given(ranges(), ranges(least=0.0), inside, st.floats(0.001, 1))
def test_every_quotient_of_members_is_held(a, b, i, j):
    if b.high > 0 and at(b, j) > 0:
        assert holds(over(a, b), at(a, i) / at(b, j))


@given(ranges(), ranges())
def test_the_ends_are_reached_so_nothing_tighter_would_do(a, b):
    product = times(a, b)
    corners = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    assert product.low == pytest.approx(min(corners), rel=1e-9, abs=1e-9)
    assert product.high == pytest.approx(max(corners), rel=1e-9, abs=1e-9)


@given(ranges(), st.floats(0.25, 8))
def test_a_change_of_currency_changes_the_ends_and_nothing_else(a, rate):
    found = times(a, certain(rate))
    assert (found.low, found.high) == (pytest.approx(a.low * rate), pytest.approx(a.high * rate))
    assert found.point == pytest.approx((a.point or 0.0) * rate)


def test_the_worth_of_an_effect_by_hand():
    assert times(Range(100, 120, 150), Range(2, 3, 4)) == Range(200, 360, 600)
    assert times(Range(-10, 20, 50), Range(2, 3, 4)) == Range(-40, 60, 200)
    assert times(Range(-50, -20, -10), Range(2, 3, 4)) == Range(-200, -60, -20)
    assert times(Range(-10, 20, 50), Range(0, 0, 0)) == ZERO
    assert minus(Range(200, 360, 600), Range(100, 100, 130)) == Range(70, 260, 500)


def test_an_open_side_stays_open_and_nothing_times_it_is_nothing():
    floor = Range(100.0, 100.0, math.inf)
    assert minus(Range(300, 400, 500), floor) == Range(-math.inf, 300, 400)
    assert over(Range(300, 400, 500), floor) == Range(0.0, 4.0, 5.0)
    assert over(Range(-300, -200, -100), floor) == Range(-3.0, -2.0, 0.0)
    assert times(UNKNOWN, ZERO) == Range(0.0, None, 0.0)
    assert total([UNKNOWN, certain(5.0)]) == UNKNOWN


def test_a_divisor_that_may_be_nothing_opens_the_quotient():
    assert over(Range(1, 2, 3), Range(0, 1, 2)) == Range(0.5, 2.0, math.inf)
    assert over(Range(-3, -2, -1), Range(0, 1, 2)) == Range(-math.inf, -2.0, -0.5)
    assert over(Range(-3, 0, 3), Range(0, 1, 2)) == Range(-math.inf, 0.0, math.inf)


@pytest.mark.parametrize("divisor", [ZERO, Range(-1, 1, 2), Range(-2, -1, -1)])
def test_a_divisor_that_is_not_above_zero_is_refused(divisor):
    with pytest.raises(ValueError, match="divisor"):
        over(certain(1.0), divisor)


@pytest.mark.parametrize(
    "ends",
    [
        (2.0, None, 1.0),
        (0.0, 2.0, 1.0),
        (math.nan, None, 1.0),
        (0.0, math.nan, 1.0),
        (math.inf, None, math.inf),
        (-math.inf, None, -math.inf),
    ],
)
def test_what_is_no_range_is_refused(ends):
    with pytest.raises(ValueError, match="not a range"):
        Range(*ends)


def test_coverage_that_is_left_and_a_wider_interval_by_hand():
    assert left([0.95, 0.95]) == pytest.approx(0.90)
    assert left([1.0, 0.95, 1.0]) == pytest.approx(0.95)
    assert left([0.5, 0.4]) == 0.0
    # normal quantiles 1.959964 and 2.241403: 2.5 % and 1.25 % in each tail
    wide = widened(Range(-1.0, 0.0, 2.0), 0.95, 0.975, math.inf)
    assert wide.low == pytest.approx(-2.241403 / 1.959964, abs=1e-6)
    assert wide.high == pytest.approx(2 * 2.241403 / 1.959964, abs=1e-6)
    # Student's t, 3 degrees of freedom: 4.176535 and 3.182446
    assert widened(Range(-1.0, 0.0, 1.0), 0.95, 0.975, 3).high == pytest.approx(4.176535 / 3.182446, abs=1e-6)
    assert widened(Range(-1.0, 0.0, 2.0), 0.95, 0.90, math.inf) == Range(-1.0, 0.0, 2.0)
    assert widened(Range(-1.0, None, 2.0), 0.95, 0.99, math.inf) == Range(-1.0, None, 2.0)


def test_two_widened_intervals_cover_their_sum_at_the_level_even_when_their_errors_move_together():
    """Null: the truth is zero twice; the worst dependence for a sum is that both errors are the same."""
    rng = np.random.default_rng(np.random.SeedSequence(5))
    missed = {"same": 0, "independent": 0}
    rounds = 4000
    for _ in range(rounds):
        x, y = rng.standard_normal(2)
        for kind, second in (("same", x), ("independent", y)):
            both = [widened(Range(e - 1.959964, e, e + 1.959964), 0.95, 0.975, math.inf) for e in (x, second)]
            found = total(both)
            missed[kind] += not found.low <= 0 <= found.high
    assert missed["same"] / rounds <= 0.05
    assert missed["independent"] / rounds <= 0.05
