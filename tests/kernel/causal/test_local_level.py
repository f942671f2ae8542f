"""One series: against a state-space library, known effects, coverage, and series that cannot tell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.tsa.statespace.structural import UnobservedComponents

from specie.kernel.causal.local_level import RATIOS, _filter, _mean_effect, _path, _Series, local_level_effect
from specie.kernel.causal.series_mixture import Regressed, regress


def wandering(seed: int, *, ratio: float = 0.05, length: int = 60) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(length, 2)).cumsum(axis=0)
    level = np.cumsum(rng.normal(size=length)) * np.sqrt(ratio)
    return 10 + x @ [1.5, -0.5] + level + rng.normal(size=length), x


def fitted(y: np.ndarray, x: np.ndarray, start: int) -> tuple[_Series, Regressed]:
    series = _Series(y, np.column_stack([np.ones(y.size), x]), np.isfinite(y), start)
    return series, regress(_filter(series, RATIOS).past)


@pytest.mark.parametrize("holes", [False, True])
def test_forecast_and_likelihood_equal_statsmodels(holes: bool) -> None:
    y, x = wandering(1)
    if holes:
        y[[5, 6, 20]] = np.nan
    start, at = 40, 30
    series, fit = fitted(y, x, start)
    mean, _ = _path(series, _filter(series, RATIOS), fit, np.eye(RATIOS.size)[at])
    model = UnobservedComponents(
        y[:start], "llevel", exog=x[:start], mle_regression=False, use_exact_diffuse=True
    )
    params = [fit.variance[at], RATIOS[at] * fit.variance[at]]
    forecast = model.smooth(params).get_forecast(20, exog=x[start:])
    assert mean == pytest.approx(forecast.predicted_mean, rel=1e-7)
    loglik = []
    for k in (at, at + 8):
        own = [fit.variance[k], RATIOS[k] * fit.variance[k]]
        loglik.append(model.loglike(own) + 0.5 * fit.freedom * np.log(fit.variance[k]))
    # at its own variance the sum of squares is the same for every ratio, and only determinants differ
    evidence = fit.log_evidence + 0.5 * fit.freedom * np.log(fit.variance)
    assert loglik[0] - loglik[1] == pytest.approx(evidence[at] - evidence[at + 8], abs=1e-6)


def test_spread_of_the_mean_equals_statsmodels() -> None:
    y, x = wandering(2)
    start, at = 40, 35
    series, fit = fitted(y, x, start)
    filtered = _filter(series, RATIOS)
    mixture = _mean_effect(series, filtered, fit, np.eye(RATIOS.size)[at])
    hidden = np.where(np.arange(60) < start, y, np.nan)
    model = UnobservedComponents(hidden, "llevel", exog=x, mle_regression=False, use_exact_diffuse=True)
    variance = fit.variance[at]
    draws = model.smooth([variance, RATIOS[at] * variance])
    forecast = draws.get_prediction(start=start, end=59)
    assert mixture.mean == pytest.approx((y[start:] - forecast.predicted_mean).mean(), rel=1e-6)
    _, error = _path(series, filtered, fit, np.eye(RATIOS.size)[at])
    wide = np.sqrt(fit.freedom / (fit.freedom - 2))
    assert error == pytest.approx(wide * forecast.se_mean, rel=1e-5)
    alone = _Series(y[:41], series.x[:41], series.seen[:41], start)
    one = _mean_effect(alone, filtered, fit, np.eye(RATIOS.size)[at])
    assert one.scale[at] == pytest.approx(forecast.se_mean[0], rel=1e-5)


@pytest.mark.shared
def test_published_series_with_an_effect_of_five(shared: Path) -> None:
    frame = pd.read_csv(shared / "data/effect/arma_data.csv")
    y = frame["y"].to_numpy() + 5.0 * (np.arange(100) >= 70)
    given = local_level_effect(y, 70, frame[["X"]].to_numpy(), step=0.01)
    assert (given.effect, given.low, given.high) == pytest.approx((4.9, 4.2, 5.5), abs=0.15)
    learnt = local_level_effect(y, 70, frame[["X"]].to_numpy())
    assert learnt.low < given.low < 5.0 < given.high < learnt.high
    assert learnt.p_value < 0.001


def test_a_level_that_never_moves_is_a_regression() -> None:
    y, x = wandering(3, ratio=0.0)
    found = local_level_effect(y, 40, x, step=0.0)
    design = np.column_stack([np.ones(60), x])
    weight = np.linalg.lstsq(design[:40], y[:40], rcond=None)[0]
    assert found.effect == pytest.approx((y - design @ weight)[40:].mean(), abs=1e-4)
    assert found.coefficient == pytest.approx(weight[1:], abs=1e-4)
    assert found.expected == pytest.approx((design @ weight)[40:], abs=1e-3)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.floats(-100, 100), st.floats(0.01, 50), st.floats(-20, 20))
def test_scale_shift_and_effect(seed: int, shift: float, scale: float, effect: float) -> None:
    y, x = wandering(seed)
    plain = local_level_effect(y, 40, x)
    moved = local_level_effect(scale * (y + effect * (np.arange(60) >= 40)) + shift, 40, 3.0 * x - 7.0)
    assert moved.effect == pytest.approx(scale * (plain.effect + effect), rel=1e-5, abs=1e-5 * scale)
    assert moved.high - moved.low == pytest.approx(scale * (plain.high - plain.low), rel=1e-5)


@pytest.mark.parametrize("ratio", [0.0, 0.1, 1.0])
def test_interval_covers_no_effect(ratio: float) -> None:
    found = [
        local_level_effect(y, 36, x) for y, x in (wandering(s, ratio=ratio, length=52) for s in range(150))
    ]
    held = np.mean([one.low <= 0 <= one.high for one in found])
    assert held >= 0.95 - 3 * np.sqrt(0.05 * 0.95 / 80)
    assert all((one.p_value <= 0.05) == (not one.low <= 0 <= one.high) for one in found)


def test_controls_that_say_nothing_or_the_same_change_nothing() -> None:
    y, x = wandering(4)
    plain = local_level_effect(y, 40, x)
    more = np.column_stack([x, np.full(60, 3.0), x.sum(axis=1)])
    assert local_level_effect(y, 40, more).effect == pytest.approx(plain.effect, abs=1e-8)
    assert local_level_effect(y, 40, more).low == pytest.approx(plain.low, abs=1e-6)


def test_missing_controls_and_readings() -> None:
    y, x = wandering(5)
    y[3] = x[45, 0] = x[7, 1] = np.nan
    found = local_level_effect(y, 40, x)
    assert (found.before, found.after) == (38, 19)
    assert np.isnan(found.expected[5])
    assert np.isfinite([found.effect, found.low, found.high]).all()


@pytest.mark.parametrize(("before", "after"), [(0, 10), (10, 0), (1, 5), (3, 5)])
def test_too_little_is_named(before: int, after: int) -> None:
    y, x = wandering(6)
    y[before:40] = np.nan
    y[40 + after :] = np.nan
    with pytest.raises(ValueError, match="readings"):
        local_level_effect(y, 40, x)


def test_a_series_that_never_changes() -> None:
    found = local_level_effect(np.full(30, 4.0), 20)
    assert (found.effect, found.low, found.high) == pytest.approx((0, 0, 0), abs=1e-9)
