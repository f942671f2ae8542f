"""Ratios and growth with bounds: worked by hand, and by brute force over everything the bounds allow."""

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.kernel.growth import (
    Bounds,
    annualised,
    bounds_of,
    cagr,
    divide_bounds,
    subtract_bounds,
    years_between,
)

figures = st.floats(0, 1e12, allow_subnormal=False).filter(lambda x: x == 0 or x > 1e-6)
spans = st.tuples(figures, figures).map(sorted)


def known(value: float) -> Bounds:
    return bounds_of(value, "=")


def test_a_floor_on_revenue_is_a_ceiling_on_the_multiple() -> None:
    assert divide_bounds(bounds_of(965e9, "="), bounds_of(47e9, ">=")) == (
        0.0,
        pytest.approx(20.5319, abs=1e-4),
    )


def test_a_floor_on_the_price_is_a_floor_on_the_multiple() -> None:
    assert divide_bounds(bounds_of(100e9, ">="), bounds_of(4e9, "=")) == (25.0, math.inf)


def test_a_floor_over_a_floor_says_nothing() -> None:
    assert divide_bounds(bounds_of(100e9, ">="), bounds_of(4e9, ">=")) == (0.0, math.inf)


def test_a_ceiling_on_revenue_is_a_floor_on_the_multiple() -> None:
    assert divide_bounds(bounds_of(520e6, "="), bounds_of(10e6, "<=")) == (52.0, math.inf)


def test_a_range_divides_crosswise() -> None:
    assert divide_bounds(Bounds(np.float64(80), np.float64(86)), Bounds(np.float64(2), np.float64(4))) == (
        20.0,
        43.0,
    )


@pytest.mark.parametrize(
    ("top", "bottom", "expected"), [(0, 0, (0, math.inf)), (0, 5, (0, 0)), (5, 0, (math.inf, math.inf))]
)
def test_zero(top: float, bottom: float, expected: tuple[float, float]) -> None:
    assert divide_bounds(known(top), known(bottom)) == expected


@given(spans, spans, st.floats(0, 1), st.floats(0, 1))
def test_division_encloses_every_possible_ratio(
    top: list[float], bottom: list[float], s: float, t: float
) -> None:
    a = min(top[0] + s * (top[1] - top[0]), top[1])
    b = min(bottom[0] + t * (bottom[1] - bottom[0]), bottom[1])
    low, high = divide_bounds(Bounds(*map(np.float64, top)), Bounds(*map(np.float64, bottom)))
    if b > 0:
        assert low * (1 - 1e-12) <= a / b <= high * (1 + 1e-12)


@given(spans, spans)
def test_division_is_tight(top: list[float], bottom: list[float]) -> None:
    low, high = divide_bounds(Bounds(*map(np.float64, top)), Bounds(*map(np.float64, bottom)))
    if bottom[0] > 0:
        assert (low, high) == (top[0] / bottom[1], top[1] / bottom[0])


def test_a_difference_takes_the_far_ends() -> None:
    assert subtract_bounds(Bounds(3.0, 5.0), Bounds(-1.0, 2.0)) == (1.0, 6.0)
    assert subtract_bounds(Bounds(3.0, np.inf), Bounds(1.0, np.inf)) == (-np.inf, np.inf)
    with pytest.raises(ValueError, match="low"):
        subtract_bounds(Bounds(2.0, 1.0), Bounds(0.0, 0.0))


def test_years_of_partial_dates() -> None:
    low, high = years_between(date(2024, 1, 1), date(2024, 1, 31), date(2025, 3, 3), date(2025, 3, 3))
    assert low == pytest.approx(397 / 365.25)
    assert high == pytest.approx(427 / 365.25)


def test_years_that_may_be_none_at_all() -> None:
    low, _ = years_between(date(2026, 5, 1), date(2026, 5, 31), date(2026, 5, 1), date(2026, 5, 31))
    assert low < 0


def test_cagr_by_hand() -> None:
    assert cagr(100, 121, 2) == pytest.approx(0.10)
    assert cagr(183e9, 380e9, 163 / 365.25) == pytest.approx((380 / 183) ** (365.25 / 163) - 1)
    np.testing.assert_allclose(cagr([1, 2], [2, 1], 1), [1.0, -0.5])


@given(st.floats(0.01, 100), st.floats(0.02, 30))
def test_annualised_is_cagr_where_everything_is_known(ratio: float, years: float) -> None:
    low, high = annualised(known(ratio), known(years))
    assert low == high
    assert low == pytest.approx(cagr(1, ratio, years), rel=1e-9)


@given(
    st.tuples(st.floats(0.05, 20), st.floats(0.05, 20)).map(sorted),
    st.tuples(st.floats(0.1, 20), st.floats(0.1, 20)).map(sorted),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_annualised_encloses_every_possible_rate(
    ratio: list[float], years: list[float], s: float, t: float
) -> None:
    r, y = ratio[0] + s * (ratio[1] - ratio[0]), years[0] + t * (years[1] - years[0])
    low, high = annualised(Bounds(*map(np.float64, ratio)), Bounds(*map(np.float64, years)))
    assert low - 1e-9 * (1 + abs(low)) <= r ** (1 / y) - 1 <= high + 1e-9 * (1 + abs(high))


def test_open_sides_stay_open() -> None:
    assert annualised(Bounds(np.float64(2), np.float64(math.inf)), known(1)) == (1.0, math.inf)
    assert annualised(Bounds(np.float64(0), np.float64(4)), known(2)) == (-1.0, 1.0)


def test_no_time_no_limit() -> None:
    maybe = Bounds(np.float64(-0.1), np.float64(0.5))
    assert annualised(known(4), maybe) == (15.0, math.inf)
    assert annualised(known(0.25), maybe) == (-1.0, pytest.approx(-0.9375))
    assert annualised(known(1), maybe) == (0.0, 0.0)


@pytest.mark.parametrize(
    "call",
    [
        lambda: bounds_of(-1, "="),
        lambda: bounds_of(1, "~"),
        lambda: bounds_of(math.nan, "="),
        lambda: divide_bounds(Bounds(np.float64(2), np.float64(1)), known(1)),
        lambda: annualised(known(2), known(0)),
        lambda: cagr(0, 1, 1),
        lambda: cagr(1, 2, 0),
        lambda: cagr(1, -2, 1),
    ],
)
def test_bad_input(call: object) -> None:
    with pytest.raises(ValueError, match=r"bound|need|later"):
        call()  # type: ignore[operator]
