"""Before and after on one series: generalised least squares, coverage, gaps, and what cannot be told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.causal.series import PERSISTENCE, _whiten, series_change
from specie.kernel.causal.series_mixture import Mixture, regress


def persistent(seed: int, rho: float, length: int = 60) -> np.ndarray:
    rng = np.random.default_rng(seed)
    y = rng.normal(size=length)
    y[0] /= np.sqrt(1 - rho**2)
    for t in range(1, length):
        y[t] += rho * y[t - 1]
    return y


def test_whitening_is_generalised_least_squares() -> None:
    at = np.array([0, 1, 3, 4, 8, 9, 10])
    y, step = np.random.default_rng(0).normal(size=7), (at >= 4).astype(float)
    fit = regress(_whiten(np.column_stack([y, np.ones(7), step]), np.diff(at)))
    for k in (5, 40):
        inverse = np.linalg.inv(PERSISTENCE[k] ** np.abs(at[:, None] - at))
        x = np.column_stack([np.ones(7), step])
        spread = np.linalg.inv(x.T @ inverse @ x)
        by_hand = spread @ x.T @ inverse @ y
        rest = y - x @ by_hand
        assert fit.coefficient[k] == pytest.approx(by_hand)
        assert fit.spread[k] == pytest.approx(spread)
        assert fit.variance[k] == pytest.approx(rest @ inverse @ rest / 5)


def test_independent_readings_give_nearly_the_t_test() -> None:
    y = np.random.default_rng(1).normal(size=400) + 2.0 * (np.arange(400) >= 150)
    found = series_change(y, 150)
    before, after = y[:150], y[150:]
    assert found.change == pytest.approx(after.mean() - before.mean(), abs=0.02)
    half = 1.966 * np.sqrt(before.var(ddof=1) / 150 + after.var(ddof=1) / 250)
    assert found.high - found.low == pytest.approx(2 * half, rel=0.15)
    assert found.persistence < 0.1


@pytest.mark.parametrize("rho", [0.0, 0.4, 0.8])
def test_interval_covers_no_change(rho: float) -> None:
    found = [series_change(persistent(seed, rho), 35) for seed in range(120)]
    held = np.mean([one.low <= 0 <= one.high for one in found])
    assert held >= 0.95 - 3 * np.sqrt(0.05 * 0.95 / 120)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.floats(-100, 100), st.floats(0.01, 50), st.floats(-20, 20))
def test_scale_shift_and_step(seed: int, shift: float, scale: float, step: float) -> None:
    y = persistent(seed, 0.5)
    plain, moved = series_change(y, 30), series_change(scale * (y + step * (np.arange(60) >= 30)) + shift, 30)
    assert moved.change == pytest.approx(scale * (plain.change + step), rel=1e-6, abs=1e-6 * scale)
    assert moved.high - moved.low == pytest.approx(scale * (plain.high - plain.low), rel=1e-5)


@pytest.mark.parametrize("seen", [[0, 1, 2], [40, 41, 42, 43], [0, 1, 40]])
def test_too_little_is_named(seen: list[int]) -> None:
    y = np.full(60, np.nan)
    y[seen] = 1.0
    with pytest.raises(ValueError, match="readings"):
        series_change(y, 30)


def test_mixture_of_one_is_student_t() -> None:
    one = Mixture(np.ones(1), np.array([2.0]), np.array([0.5]), 10)
    assert one.interval(0.95) == pytest.approx((2 - 0.5 * 2.228139, 2 + 0.5 * 2.228139), abs=1e-6)
    assert one.p_value() == pytest.approx(0.0025, abs=1e-3)


def test_mixture_without_spread_is_its_centre() -> None:
    sure = Mixture(np.array([0.5, 0.5]), np.array([1.0, 1.0]), np.zeros(2), 5)
    assert sure.interval(0.95) == pytest.approx((1.0, 1.0))
    assert sure.p_value() == 0.0
