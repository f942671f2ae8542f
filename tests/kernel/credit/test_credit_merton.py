"""Merton's model: the published case, both equations at random firms, the series form, what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from specie.kernel.credit.merton import (
    asset_value,
    default_probability,
    distance_to_default,
    equity_value,
    solve_assets,
)
from specie.kernel.credit.merton_series import iterate_assets

FIRM = {
    "equity": st.floats(1e-4, 1e6),
    "sigma": st.floats(0.01, 4.0),
    "debt": st.floats(1e-2, 1e4),
    "rate": st.floats(-0.02, 0.2),
    "years": st.floats(0.1, 10.0),
}


def test_the_reference_firm() -> None:
    assets = solve_assets(3.0, 0.8, 10.0, 0.05, 1.0)
    assert assets.value == pytest.approx(12.3954, abs=5e-5)
    assert assets.volatility == pytest.approx(0.212305, abs=5e-7)
    assert default_probability(*assets, 10.0, 0.05) == pytest.approx(0.12697, abs=5e-6)


@settings(max_examples=40)
@given(**FIRM)
def test_both_equations_hold(equity: float, sigma: float, debt: float, rate: float, years: float) -> None:
    v, s = solve_assets(equity, sigma, debt, rate, years)
    assert v == pytest.approx(asset_value(equity, s, debt, rate, years), rel=1e-9)
    assert equity_value(v, s, debt, rate, years) == pytest.approx(
        equity, rel=1e-12 * (1 + v / equity) + 1e-11
    )
    held = ndtr(distance_to_default(v, s, debt, rate, years) + s * np.sqrt(years)) * v / equity
    assert s * held == pytest.approx(sigma, rel=1e-7)


@settings(max_examples=40)
@given(**FIRM)
def test_assets_lie_between_the_bounds(
    equity: float, sigma: float, debt: float, rate: float, years: float
) -> None:
    v, s = solve_assets(equity, sigma, debt, rate, years)
    owed = debt * np.exp(-rate * years)
    assert equity * (1 - 1e-12) <= v <= (equity + owed) * (1 + 1e-12)
    assert sigma * equity / (equity + owed) * (1 - 1e-9) <= s <= sigma * (1 + 1e-9)


@settings(max_examples=40)
@given(st.floats(0.1, 100.0), st.floats(1e-3, 1e6))
def test_the_unit_of_money_changes_nothing_but_the_unit(equity: float, unit: float) -> None:
    one, two = solve_assets(equity, 0.7, 20.0, 0.03), solve_assets(equity * unit, 0.7, 20.0 * unit, 0.03)
    assert two.value == pytest.approx(one.value * unit)
    assert two.volatility == pytest.approx(one.volatility)


def test_chance_of_default_falls_with_equity_and_rises_with_risk() -> None:
    equity, sigma = np.linspace(1, 60, 40)[:, None], np.linspace(0.3, 1.2, 10)
    chance = default_probability(*solve_assets(equity, sigma, 20.0, 0.04), 20.0, 0.04)
    assert chance.shape == (40, 10)
    assert (np.diff(chance, axis=0) < 0).all()
    assert (np.diff(chance, axis=1) > 0).all()


def test_without_debt_there_is_no_default() -> None:
    assets = solve_assets([5.0, 3.0], [0.4, 0.8], [0.0, 10.0], 0.05)
    assert (assets.value[0], assets.volatility[0]) == (5.0, 0.4)
    assert default_probability(*assets, [0.0, 10.0], 0.05) == pytest.approx([0.0, 0.12697], abs=5e-6)
    assert equity_value(5.0, 0.4, 0.0, 0.05) == asset_value(5.0, 0.4, 0.0, 0.05) == 5.0


def test_physical_and_risk_neutral_differ_by_the_drift_alone() -> None:
    gap = distance_to_default(12.0, 0.2, 10.0, 0.12, 2.0) - distance_to_default(12.0, 0.2, 10.0, 0.05, 2.0)
    assert gap == pytest.approx(0.07 * 2.0 / (0.2 * np.sqrt(2.0)))


def test_chance_of_default_is_the_share_of_paths_that_end_below_the_debt() -> None:
    ends = 12.0 * np.exp(
        (0.08 - 0.045) * 2 + 0.3 * np.sqrt(2) * np.random.default_rng(5).standard_normal(200_000)
    )
    p = default_probability(12.0, 0.3, 10.0, 0.08, 2.0)
    assert (ends < 10).mean() == pytest.approx(p, abs=4 * np.sqrt(p / 200_000))


def _assets(firms: int, days: int, sigma: np.ndarray) -> np.ndarray:
    """Asset paths whose sample volatility is exactly the given one, so that the fixed point is known."""
    steps = np.random.default_rng(11).standard_normal((firms, days))
    steps = (steps - steps.mean(axis=1, keepdims=True)) / steps.std(axis=1, ddof=1, keepdims=True)
    logs = np.cumsum(steps * sigma[:, None] / np.sqrt(252) + 0.1 / 252, axis=1)
    return 100 * np.exp(np.concatenate([np.zeros((firms, 1)), logs], axis=1))


def test_the_series_form_finds_the_assets_behind_the_shares() -> None:
    sigma, debt = np.array([0.15, 0.4]), np.array([[70.0], [95.0]])
    true = _assets(2, 252, sigma)
    found = iterate_assets(equity_value(true, sigma[:, None], debt, 0.03), debt, 0.03)
    assert found.converged.all()
    assert found.volatility == pytest.approx(sigma, rel=1e-6)
    assert found.value == pytest.approx(true, rel=1e-6)
    assert found.drift == pytest.approx(0.1 + sigma**2 / 2, rel=1e-4)
    assert found.drift_error == pytest.approx(sigma, rel=1e-4)


def test_the_series_form_without_debt_is_the_share_itself() -> None:
    true = _assets(1, 60, np.array([0.5]))[0]
    found = iterate_assets(true, 0.0, 0.03)
    assert found.volatility == pytest.approx(0.5)
    assert found.value == pytest.approx(true)


def test_errors_of_the_series_form_cover_at_their_rate() -> None:
    rng = np.random.default_rng(3)
    steps = rng.standard_normal((200, 126)) * 0.3 / np.sqrt(252) + (0.06 - 0.045) / 252
    value = 50 * np.exp(np.cumsum(steps, axis=1))
    found = iterate_assets(equity_value(value, 0.3, 30.0, 0.02), 30.0, 0.02)
    drift = np.abs(found.drift - 0.06) < 1.645 * found.drift_error
    sigma = np.abs(found.volatility - 0.3) < 1.645 * found.volatility_error
    assert drift.mean() == pytest.approx(0.9, abs=0.065)
    assert sigma.mean() == pytest.approx(0.9, abs=0.065)


@pytest.mark.parametrize(
    "bad", [(0.0, 0.8, 10.0), (-1.0, 0.8, 10.0), (3.0, 0.0, 10.0), (3.0, 0.8, -1.0), (np.nan, 0.8, 10.0)]
)
def test_what_has_no_answer_is_refused(bad: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="above 0"):
        solve_assets(*bad, 0.05)


def test_series_that_say_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 20"):
        iterate_assets(np.ones(5), 1.0, 0.0)
    with pytest.raises(ValueError, match="never moves"):
        iterate_assets(np.ones(30), 1.0, 0.0)
    with pytest.raises(ValueError, match="above 0"):
        iterate_assets(np.zeros(30), 1.0, 0.0)
