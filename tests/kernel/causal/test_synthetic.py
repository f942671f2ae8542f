"""Synthetic controls: against the library, by hand, and what must not move it."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from diff_diff import SyntheticDiD
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.causal.panel import Panel, make_panel
from specie.kernel.causal.permutation import invert
from specie.kernel.causal.synthetic import control_path, placebo, synthetic_lines, unit_gaps
from specie.kernel.causal.synthetic_weights import Estimator, Solver


def few(
    seed: int = 0,
    *,
    treated: int = 1,
    units: int = 14,
    periods: int = 24,
    effect: float = 0.0,
    rho: float = 0.4,
) -> Panel:
    """Common shocks, factor loadings, autocorrelated noise; starts spread over the second half."""
    rng = np.random.default_rng(seed)
    noise = rng.normal(size=(units, periods))
    for t in range(1, periods):
        noise[:, t] += rho * noise[:, t - 1]
    y = noise + rng.normal(size=(units, 1)) + rng.normal(size=periods)
    start = np.full(units, periods)
    start[rng.permutation(units)[:treated]] = periods // 2 + np.arange(treated) % 3
    return make_panel(y + effect * (np.arange(periods) >= start[:, None]), start)


def library(panel: Panel) -> float:
    unit, period = np.indices(panel.y.shape).reshape(2, -1)
    frame = pd.DataFrame({"u": unit, "t": period, "y": panel.y.ravel(), "d": panel.treated[unit].astype(int)})
    after = list(range(int(panel.start.min()), panel.periods))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = SyntheticDiD(n_bootstrap=2).fit(frame, "y", "d", "u", "t", post_periods=after)
    return float(fitted.att)


@pytest.mark.parametrize("seed", range(3))
def test_published_iteration_equals_the_library(seed: int) -> None:
    panel = few(seed, effect=1.0)
    assert placebo(panel, solver=Solver.PUBLISHED).point == pytest.approx(library(panel), abs=1e-8)


@pytest.mark.parametrize("seed", range(3))
def test_optimum_is_close_to_where_the_published_iteration_stops(seed: int) -> None:
    panel = few(seed)
    exact, published = placebo(panel), placebo(panel, solver=Solver.PUBLISHED)
    assert exact.point == pytest.approx(published.point, abs=0.15 * exact.standard_error)


def test_difference_in_differences_by_hand() -> None:
    panel = make_panel(np.array([[1.0, 1, 5, 5], [0, 2, 2, 2], [3, 3, 4, 6]]), np.array([2, 4, 4]))
    found = unit_gaps(panel, 2, estimator=Estimator.DID)
    assert found.gap == pytest.approx([4 - (1 + 2) / 2, 1 - 2, 2 - 1])
    assert found.slope == pytest.approx([1, 0, 0])
    assert placebo(panel, estimator=Estimator.DID).p_value == pytest.approx(1 / 3)


def test_a_copy_of_a_donor_is_matched_exactly() -> None:
    y = np.random.default_rng(1).normal(size=(6, 30)).cumsum(axis=1)
    y[0] = y[3] + 7.0 + 2.5 * (np.arange(30) >= 20)
    panel = make_panel(y, np.array([20, 30, 30, 30, 30, 30]))
    found = unit_gaps(panel, 20, target=np.array([0]), estimator=Estimator.DEMEANED)
    assert found.gap[0] == pytest.approx(2.5, abs=1e-6)
    assert found.unit_weight[0, 2] == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("estimator", list(Estimator))
def test_an_effect_moves_the_point_by_itself_and_no_p_value(estimator: Estimator) -> None:
    flat, raised = few(3, treated=3), few(3, treated=3, effect=2.0)
    before, after = (synthetic_lines(panel, estimator=estimator) for panel in (flat, raised))
    assert after.point == pytest.approx(before.point + 2.0, abs=1e-6)
    assert invert(after).low == pytest.approx(invert(before).low + 2.0, abs=1e-5)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**4), st.floats(-5, 5), st.floats(0.01, 100), st.integers(1, 4))
def test_unit_of_the_metric_and_a_common_trend_do_not_matter(
    seed: int, trend: float, scale: float, treated: int
) -> None:
    panel = few(seed, treated=treated)
    moved = make_panel(scale * (panel.y + trend * np.arange(panel.periods)), panel.start)
    assert synthetic_lines(moved).point / scale == pytest.approx(synthetic_lines(panel).point, abs=1e-3)


def test_order_of_units_does_not_matter() -> None:
    panel, order = few(5, treated=4), np.random.default_rng(0).permutation(14)
    turned = make_panel(panel.y[order], panel.start[order])
    assert synthetic_lines(turned).point == pytest.approx(synthetic_lines(panel).point, abs=1e-6)
    assert invert(synthetic_lines(turned)).p_value == invert(synthetic_lines(panel)).p_value


@pytest.mark.parametrize("estimator", list(Estimator))
def test_one_treated_unit_has_the_usual_gap(estimator: Estimator) -> None:
    panel = few(6, effect=6.0)
    found, lines = placebo(panel, estimator=estimator), synthetic_lines(panel, estimator=estimator)
    assert lines.point == pytest.approx(found.point, abs=1e-9)
    assert found.smallest_p == invert(lines).smallest_p == pytest.approx(1 / 14)
    assert len(found.gap) == 13


def test_who_was_treated_does_not_change_what_the_test_compares() -> None:
    """Relabelled by hand: the same panel with another treated unit has the same gaps to rank."""
    panel, other = few(7), np.full(14, 24)
    other[np.flatnonzero(~panel.treated)[4]] = 12
    here, there = (synthetic_lines(make_panel(panel.y, start)) for start in (panel.start, other))
    assert here.a == pytest.approx(there.a, abs=1e-9)


def test_no_effect_is_rejected_at_its_rate() -> None:
    found = [invert(synthetic_lines(few(seed, units=20, periods=10))).p_value <= 0.05 for seed in range(200)]
    assert np.mean(found) == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / 200))


def test_control_path_is_the_target_less_its_gap() -> None:
    panel = few(2, effect=3.0)
    treated = np.flatnonzero(panel.treated)
    gaps = unit_gaps(panel, 12, target=treated, estimator=Estimator.DEMEANED)
    apart = panel.y[treated] - control_path(panel, gaps)
    assert apart[:, :12].mean() == pytest.approx(0, abs=1e-9)
    assert apart[:, 12:].mean() == pytest.approx(gaps.gap[0], abs=1e-9)


def test_units_of_one_group_are_no_donors_to_each_other_and_move_together() -> None:
    rng = np.random.default_rng(8)
    group = np.repeat(np.arange(6), 2)
    y = rng.normal(size=(6, 20))[group] + 0.01 * rng.normal(size=(12, 20))
    panel = make_panel(y, np.where(group == 0, 12, 20), group=group)
    lines, found = synthetic_lines(panel), unit_gaps(panel, 12, estimator=Estimator.DEMEANED)
    assert lines.a.shape == (6, 2)
    assert (found.unit_weight[2, :2] == 0).all()
    assert lines.point == pytest.approx(found.gap[:2].mean())


def test_missing_readings_that_the_additive_model_knows_change_nothing() -> None:
    rng = np.random.default_rng(9)
    y = rng.normal(size=(10, 1)) + rng.normal(size=20)
    start = np.where(np.arange(10) < 2, 12, 20)
    y = y + 3.0 * (np.arange(20) >= start[:, None])
    holes = y.copy()
    holes[0, 3] = holes[5, 15] = holes[:, 7] = np.nan
    assert synthetic_lines(make_panel(holes, start)).point == pytest.approx(3.0, abs=1e-6)


def test_a_unit_that_stops_is_compared_until_then() -> None:
    y = np.zeros((8, 20))
    y[0, 10:14] = 4.0
    panel = make_panel(y, np.where(np.arange(8) < 1, 10, 20), stop=np.where(np.arange(8) < 1, 14, 20))
    assert synthetic_lines(panel).point == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("start", "words"),
    [([5, 5, 5, 10], "never treated"), ([0, 10, 10, 10], "before the start")],
)
def test_designs_without_a_comparison_are_named(start: list[int], words: str) -> None:
    panel = make_panel(np.random.default_rng(0).normal(size=(4, 10)), np.array(start))
    with pytest.raises(ValueError, match=words):
        synthetic_lines(panel)


def test_bad_input_is_named() -> None:
    y = np.random.default_rng(0).normal(size=(5, 10))
    y[2] = np.nan
    with pytest.raises(ValueError, match="no reading"):
        synthetic_lines(make_panel(y, np.array([5, 10, 10, 10, 10])))
    with pytest.raises(ValueError, match="exactly one"):
        placebo(few(treated=2))


def test_a_constant_metric_has_no_effect() -> None:
    panel = make_panel(np.full((8, 12), 3.0), np.where(np.arange(8) < 1, 6, 12))
    assert placebo(panel).p_value == 1.0
    assert placebo(panel, solver=Solver.PUBLISHED).point == 0.0
