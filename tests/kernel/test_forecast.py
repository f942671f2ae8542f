"""Exponential smoothing with drift: against statsmodels, closed forms, simulated truth and symmetry."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from specie.kernel.forecast import (
    GRID,
    PRIOR,
    Refusal,
    Refused,
    Smoothed,
    first_crossing,
    paths,
    prefers_log,
    quantiles,
    smooth,
)

SERIES = np.array(
    [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170],
    dtype=float,
)  # the first twenty months of Box & Jenkins' airline passengers


def fitted(y: np.ndarray, **how: object) -> Smoothed:
    fit = smooth(y, **how)  # type: ignore[arg-type]
    assert isinstance(fit, Smoothed)
    return fit


def simulate(alpha: float, n: int, rng: np.random.Generator, drift: float = 0.2) -> np.ndarray:
    level, series = 10.0, []
    for error in rng.standard_normal(n):
        series.append(level + drift + error)
        level += drift + alpha * error
    return np.array(series)


# ---- reference


@pytest.mark.parametrize("alpha", [0.05, 0.3, 0.8])
def test_fixed_alpha_equals_holt_without_trend_smoothing(alpha: float) -> None:
    holt = pytest.importorskip("statsmodels.tsa.holtwinters").Holt
    theirs = holt(SERIES, initialization_method="estimated").fit(
        smoothing_level=alpha, smoothing_trend=0.0, minimize_kwargs={"tol": 1e-14}
    )
    ours = quantiles(fitted(SERIES, alphas=[alpha], scale="level"), 12, [0.5])[0]
    np.testing.assert_allclose(ours, theirs.forecast(12), rtol=1e-6)


def test_alpha_zero_is_the_prediction_interval_of_a_regression_line() -> None:
    sm = pytest.importorskip("statsmodels.api")
    t = np.arange(1, SERIES.size + 1)
    line = sm.OLS(SERIES, sm.add_constant(t)).fit()
    ahead = sm.add_constant(np.arange(SERIES.size + 1, SERIES.size + 13))
    theirs = line.get_prediction(ahead).summary_frame(alpha=0.10)
    ours = quantiles(fitted(SERIES, alphas=[0.0], scale="level"), 12, [0.05, 0.5, 0.95])
    np.testing.assert_allclose(ours[0], theirs["obs_ci_lower"], rtol=1e-9)
    np.testing.assert_allclose(ours[1], theirs["mean"], rtol=1e-9)
    np.testing.assert_allclose(ours[2], theirs["obs_ci_upper"], rtol=1e-9)


def test_alpha_one_is_the_textbook_random_walk_with_drift() -> None:
    from scipy.stats import t as student

    steps = np.arange(1, 13)
    change = np.diff(SERIES)
    width = change.std(ddof=1) * np.sqrt(steps * (1 + steps / change.size))
    middle = SERIES[-1] + steps * change.mean()
    ours = quantiles(fitted(SERIES, alphas=[1.0], scale="level"), 12, [0.05, 0.95])
    reach = student.ppf(0.95, SERIES.size - 2)
    np.testing.assert_allclose(ours, [middle - reach * width, middle + reach * width], rtol=1e-9)


def test_paths_agree_with_the_exact_mixture_quantiles() -> None:
    fit = fitted(SERIES, scale="level")
    drawn = paths(fit, 12, 60_000, np.random.default_rng(4))
    exact = quantiles(fit, 12, [0.05, 0.5, 0.95])
    reached = np.array([(drawn < row).mean(axis=0) for row in exact])
    assert np.abs(reached - np.array([[0.05], [0.5], [0.95]])).max() < 0.006


def test_prior_is_a_distribution_on_the_unit_interval() -> None:
    assert PRIOR.sum() == pytest.approx(1.0)
    assert GRID.min() > 0
    assert GRID.max() == 1.0


# ---- coverage (the null: nothing but the model's own noise)


def covered(alpha: float | None, n_series: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    hits = np.zeros(12)
    for _ in range(n_series):
        y = simulate(rng.uniform() if alpha is None else alpha, 36, rng)
        low, high = quantiles(fitted(y[:24], scale="level"), 12, [0.05, 0.95])
        hits += (low <= y[24:]) & (y[24:] <= high)
    return hits


def test_interval_covers_local_levels_with_drift_at_its_rate() -> None:
    n = 300
    hits = covered(None, n, seed=11)
    assert (hits >= binom.ppf(0.0005, n, 0.90)).all()
    assert (hits <= binom.ppf(0.9995, n, 0.90)).all()


def test_interval_of_pure_noise_covers_at_least_at_its_rate() -> None:
    n = 150
    assert (covered(0.0, n, seed=12) >= binom.ppf(0.0005, n, 0.90)).all()


def test_interval_of_a_random_walk_covers_nearly_at_its_rate() -> None:
    n = 150  # the extreme corner: nothing in the grid lies beyond it, so it falls short a little
    assert (covered(1.0, n, seed=13) >= binom.ppf(0.0005, n, 0.87)).all()


def test_interval_of_a_sum_over_a_year_covers_at_its_rate() -> None:
    rng, hits, n = np.random.default_rng(14), 0, 200
    for _ in range(n):
        y = simulate(rng.uniform(), 36, rng)
        total = paths(fitted(y[:24], scale="level"), 12, 1500, rng).sum(axis=1)
        hits += bool(np.quantile(total, 0.05) <= y[24:].sum() <= np.quantile(total, 0.95))
    assert binom.ppf(0.0005, n, 0.90) <= hits <= binom.ppf(0.9995, n, 0.90)


# ---- properties

values = st.lists(st.floats(1.0, 1e4), min_size=8, max_size=30).filter(lambda v: np.ptp(v) > 1.0)


@given(values, st.floats(-1e4, 1e4), st.floats(0.01, 100.0))
@settings(max_examples=30, deadline=None)
def test_shift_and_scale_carry_through(series: list[float], shift: float, factor: float) -> None:
    y = np.array(series)
    base = quantiles(fitted(y, scale="level"), 3, [0.1, 0.5, 0.9])
    moved = quantiles(fitted(shift + factor * y, scale="level"), 3, [0.1, 0.5, 0.9])
    reach = factor * max(1.0, float(np.abs(base).max())) + abs(shift)
    np.testing.assert_allclose(moved, shift + factor * base, atol=1e-7 * reach)


@given(values, st.floats(0.01, 100.0))
@settings(max_examples=30, deadline=None)
def test_the_choice_of_scale_does_not_depend_on_the_currency(series: list[float], factor: float) -> None:
    y = np.array(series)
    one, other = fitted(y), fitted(factor * y)
    if one.log == other.log:  # an exact tie may fall either way
        low, high = quantiles(one, 2, [0.1, 0.9]), quantiles(other, 2, [0.1, 0.9])
        np.testing.assert_allclose(
            high, factor * low, rtol=1e-5, atol=1e-6 * factor * float(np.abs(low).max())
        )


@given(values)
@settings(max_examples=30, deadline=None)
def test_quantiles_are_ordered_and_nested(series: list[float]) -> None:
    found = quantiles(fitted(np.array(series), scale="level"), 6, [0.05, 0.25, 0.5, 0.75, 0.95])
    assert (np.diff(found, axis=0) > 0).all()


def test_compound_growth_takes_logs_and_a_noisy_line_does_not() -> None:
    rng = np.random.default_rng(3)
    growth = 100 * np.exp(0.12 * np.arange(24) + 0.1 * rng.standard_normal(24))
    line = 1000 + 10 * np.arange(24) + 30 * rng.standard_normal(24)
    assert prefers_log(growth)
    assert fitted(growth).log
    assert not prefers_log(np.append(growth, -1.0))
    assert not prefers_log(growth[:11])
    middle = quantiles(fitted(growth), 12, [0.5])[0]
    assert middle[-1] == pytest.approx(100 * np.exp(0.12 * 35), rel=0.35)
    assert quantiles(fitted(line), 12, [0.5])[0][-1] == pytest.approx(1350, abs=60)


def test_floor_censors_and_leaves_the_rest_alone() -> None:
    falling = np.array([100, 80, 70, 50, 45, 20, 15, 5.0])
    free = quantiles(fitted(falling, scale="level"), 4, [0.05, 0.95])
    held = quantiles(fitted(falling, scale="level"), 4, [0.05, 0.95], floor=0.0)
    np.testing.assert_array_equal(held, np.maximum(free, 0.0))
    assert paths(fitted(falling, scale="level"), 4, 500, np.random.default_rng(0), floor=0.0).min() == 0.0


def test_same_seed_same_paths() -> None:
    fit = fitted(SERIES)
    one, two = (paths(fit, 3, 10, np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(one, two)


def test_first_crossing_counts_from_one_and_zero_is_never() -> None:
    cumulative = np.array([[1, 2, 3], [5, 6, 7], [0, 0, 1], [1, 4, 2]])
    np.testing.assert_array_equal(first_crossing(cumulative, 2.5), [3, 1, 0, 2])
    assert first_crossing(np.zeros((2, 0)), 1.0).tolist() == [0, 0]


# ---- bad input and edges


@pytest.mark.parametrize("n", [0, 1, 5])
def test_fewer_than_six_points_are_refused_with_a_reason(n: int) -> None:
    assert smooth(np.ones(n)) == Refusal(Refused.TOO_FEW_POINTS, n, 6)


def test_values_that_are_not_finite_are_refused() -> None:
    assert smooth([1, 2, 3, np.nan, 5, 6, 7]) == Refusal(Refused.NOT_FINITE, 7, 6)


@pytest.mark.parametrize("series", [np.full(12, 250.0), 1000.1 + 3.7 * np.arange(12), np.zeros(8)])
def test_a_series_that_never_varies_says_so(series: np.ndarray) -> None:
    fit = fitted(series, scale="level")
    step = series[1] - series[0]
    assert fit.flat
    np.testing.assert_allclose(quantiles(fit, 2, [0.05, 0.95]), [series[-1] + step * np.array([1, 2])] * 2)
    np.testing.assert_allclose(
        paths(fit, 2, 3, np.random.default_rng(0)), [series[-1] + step * np.array([1, 2])] * 3
    )
