"""Imputation: against the library, by hand, and what a relabelling must not see."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from diff_diff import ImputationDiD
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.causal.cohorts import comparable, make_cohorts
from specie.kernel.causal.imputation import imputation_effect, imputation_lines
from specie.kernel.causal.panel import Panel, make_panel
from specie.kernel.causal.permutation import invert
from specie.kernel.causal.two_way import fit_two_way, two_way_residuals


def staggered(seed: int = 0, *, units: int = 18, periods: int = 20, effect: float = 1.0) -> Panel:
    rng = np.random.default_rng(seed)
    start = rng.permutation(np.repeat([8, 11, 15, periods], [units // 6, units // 6, units // 6, units // 2]))
    noise = rng.normal(size=(units, periods)) + rng.normal(size=(units, 1)) + rng.normal(size=periods)
    return make_panel(noise + effect * (np.arange(periods) >= start[:, None]), start)


def library_att(panel: Panel) -> float:
    unit, period = np.nonzero(np.isfinite(panel.y))
    first = np.where(panel.start < panel.periods, panel.start + 1, 0)
    frame = pd.DataFrame({"unit": unit, "time": period + 1, "y": panel.y[unit, period], "first": first[unit]})
    fitted = ImputationDiD().fit(frame, outcome="y", unit="unit", time="time", first_treat="first")
    return float(fitted.overall_att)


def test_point_equals_the_library_on_a_balanced_panel() -> None:
    panel = staggered()
    reference = library_att(panel)
    assert imputation_lines(panel).point == pytest.approx(reference, abs=1e-9)
    assert imputation_effect(panel).att == pytest.approx(reference, abs=1e-9)
    assert imputation_lines(panel).point == pytest.approx(imputation_effect(panel).att, abs=1e-12)


def test_textbook_estimate_equals_the_library_on_an_unbalanced_panel() -> None:
    panel = staggered(3)
    y = panel.y.copy()
    y[np.random.default_rng(1).random(y.shape) < 0.15] = np.nan
    holes = make_panel(y, panel.start)
    assert imputation_effect(holes).att == pytest.approx(library_att(holes), abs=1e-7)
    inverted = invert(imputation_lines(holes))
    assert inverted.point == pytest.approx(library_att(holes), abs=0.25 * (inverted.high - inverted.low))


def test_two_groups_and_two_blocks_by_hand() -> None:
    y = np.array([[1.0, 3, 8, 10], [2, 2, 5, 5], [0, 0, 1, 1], [4, 4, 5, 7]])
    lines = imputation_lines(make_panel(y, np.array([2, 2, 4, 4])))
    # changes of 7 and 3 (mean 5) where treated, of 1 and 2 (mean 1.5) where not
    assert lines.point == pytest.approx(3.5)
    assert invert(lines).p_value == pytest.approx(2 / 6)


def test_late_columns_without_an_untreated_unit_are_left_out() -> None:
    panel = make_panel(staggered().y, np.where(staggered().start == 20, 17, staggered().start))
    assert not comparable(make_cohorts(panel).exposed)[:, 17:].any()
    assert imputation_lines(panel).point == pytest.approx(imputation_effect(panel).att, abs=1e-10)
    assert np.isnan(imputation_effect(panel).effect[:, 17:]).all()


def test_units_that_leave_are_controls_again() -> None:
    rng = np.random.default_rng(5)
    start, stop = np.array([4, 4, 6, 6, 12, 12]), np.array([8, 8, 12, 12, 12, 12])
    y = rng.normal(size=(6, 1)) + rng.normal(size=12)
    treated = (np.arange(12) >= start[:, None]) & (np.arange(12) < stop[:, None])
    panel = make_panel(y + 2.5 * treated, start, stop=stop)
    assert imputation_lines(panel).point == pytest.approx(2.5)
    assert imputation_effect(panel).att == pytest.approx(2.5)
    assert np.isnan(imputation_effect(panel).effect[0, 8:]).all()


def test_details_recover_effects_that_differ_by_unit_start_and_distance() -> None:
    rng = np.random.default_rng(6)
    start = np.repeat([4, 7, 10], [2, 2, 4])
    distance = np.arange(10) - start[:, None]
    effect = np.where(distance >= 0, 1.0 + 0.5 * distance + (start == 7)[:, None], 0.0)
    y = 20 + rng.normal(size=(8, 1)) + rng.normal(size=10)
    found = imputation_effect(make_panel(y + effect, start))
    np.testing.assert_allclose(found.effect[:4][distance[:4] >= 0], effect[:4][distance[:4] >= 0])
    assert found.start.tolist() == [4, 7]
    np.testing.assert_allclose(found.start_effect, [1 + 0.5 * 2.5, 2 + 0.5])
    np.testing.assert_allclose(found.event_effect, [1.5, 2.0, 2.5, 2.5, 3.0, 3.5])
    np.testing.assert_allclose(found.unit_effect[:4], [2.25, 2.25, 2.5, 2.5])
    assert np.isnan(found.unit_effect[4:]).all()
    assert found.counterfactual == pytest.approx(y[:4][distance[:4] >= 0].mean())


def test_weights_count_larger_units_more() -> None:
    start = np.array([3, 3, 6, 6])
    y = np.zeros((4, 6))
    y[0, 3:], y[1, 3:] = 1.0, 3.0
    panel = make_panel(y, start, weight=np.array([3.0, 1.0, 2.0, 5.0]))
    assert imputation_lines(panel).point == pytest.approx((3 * 1 + 1 * 3) / 4)
    assert imputation_effect(panel).att == pytest.approx(1.5)


def test_weighted_lines_stay_near_the_textbook_with_many_starts() -> None:
    panel = staggered(9, effect=2.0)
    weight = np.random.default_rng(2).uniform(0.5, 2.0, 18)
    weighted = make_panel(panel.y, panel.start, weight=weight)
    lines = imputation_lines(weighted)
    inverted = invert(lines)
    assert lines.point == pytest.approx(
        imputation_effect(weighted).att, abs=0.2 * (inverted.high - inverted.low)
    )


def test_constant_effect_is_recovered_without_noise_whatever_is_missing_or_weighted() -> None:
    rng = np.random.default_rng(11)
    start = np.repeat([5, 8, 14], [3, 4, 5])
    y = rng.normal(size=(12, 1)) + rng.normal(size=14) + 1.7 * (np.arange(14) >= start[:, None])
    y[rng.random(y.shape) < 0.2] = np.nan
    lines = imputation_lines(make_panel(y, start, weight=rng.uniform(1, 4, 12)))
    assert lines.point == pytest.approx(1.7)
    found = invert(lines)
    assert (found.low, found.high) == pytest.approx((1.7, 1.7))


def test_whole_groups_are_relabelled_where_they_share_a_path() -> None:
    panel = staggered(units=18)
    start = np.repeat([8, 20], [9, 9])
    grouped = make_panel(panel.y, start, group=np.repeat(np.arange(6), 3))
    lines = imputation_lines(grouped)
    assert lines.label.tolist() == [0, 0, 0, 1, 1, 1]
    assert invert(lines).assignments == 20
    assert lines.point == pytest.approx(imputation_effect(grouped).att)
    mixed = make_panel(panel.y, start, group=np.tile(np.arange(6), 3))
    assert imputation_lines(mixed).label.size == 18


def test_covariates_take_out_what_they_explain() -> None:
    rng = np.random.default_rng(4)
    trend = rng.normal(size=30)
    start = np.where(trend + rng.normal(scale=0.5, size=30) > 0, 10, 20)  # managers choose
    y = np.outer(trend, np.arange(20) / 5) + rng.normal(scale=0.2, size=(30, 20))
    y += 0.5 * (np.arange(20) >= start[:, None])
    plain = imputation_lines(make_panel(y, start))
    adjusted = imputation_lines(make_panel(y, start, covariates=trend[:, None]))
    assert abs(plain.point - 0.5) > 0.5
    assert adjusted.point == pytest.approx(0.5, abs=0.1)


def test_covariate_adjustment_is_least_squares_on_changes() -> None:
    rng = np.random.default_rng(14)
    start, x = np.repeat([4, 8], [6, 9]), rng.normal(size=(15, 2))
    y = rng.normal(size=(15, 8))
    change = y[:, 4:].mean(axis=1) - y[:, :4].mean(axis=1)
    design = np.column_stack([start == 4, np.ones(15), x]).astype(float)
    reference = np.linalg.lstsq(design, change, rcond=None)[0][0]
    assert imputation_lines(make_panel(y, start, covariates=x)).point == pytest.approx(reference)


def test_a_window_of_columns_averages_only_over_it() -> None:
    panel = staggered(8)
    late = np.arange(20) >= 16
    found = imputation_effect(panel).effect[:, 16:]
    assert imputation_lines(panel, columns=late).point == pytest.approx(np.nanmean(found))


@pytest.mark.parametrize("start", [[4, 4, 4], [9, 9, 9], [0, 0, 0]])
def test_nothing_to_compare_with_is_said(start: list[int]) -> None:
    panel = make_panel(np.random.default_rng(0).normal(size=(3, 9)), np.array(start))
    with pytest.raises(ValueError, match="compare"):
        imputation_lines(panel)
    with pytest.raises(ValueError, match="compare"):
        imputation_effect(panel)


def test_a_unit_treated_all_along_tells_nothing_and_harms_nothing() -> None:
    panel = staggered(2)
    start = panel.start.copy()
    y = np.vstack([panel.y, np.full((1, 20), 99.0)])
    with_it = make_panel(y, np.append(start, 0))
    assert imputation_lines(with_it).point == pytest.approx(imputation_lines(panel).point)


def test_a_unit_without_any_reading_adds_nothing() -> None:
    panel = staggered(2)
    y = np.vstack([panel.y, np.full((1, 20), np.nan)])
    assert np.isfinite(imputation_lines(make_panel(y, np.append(panel.start, 20))).a).all()


def test_two_way_fit_leaves_residuals_without_unit_or_period_means() -> None:
    rng = np.random.default_rng(1)
    y, seen, weight = rng.normal(size=(9, 7)), rng.random((9, 7)) > 0.25, rng.uniform(1, 3, 9)
    residual = two_way_residuals(np.where(seen, y, np.nan), seen, weight)
    np.testing.assert_allclose(residual.sum(axis=1), 0, atol=1e-10)
    np.testing.assert_allclose(weight @ residual, 0, atol=1e-10)
    fitted = fit_two_way(y, seen, weight).fitted
    np.testing.assert_allclose(residual[seen], (y - fitted)[seen])


@given(st.integers(0, 10_000), st.booleans())
@settings(max_examples=25, deadline=None)
def test_unit_and_period_constants_and_the_order_of_units_do_not_matter(seed: int, holes: bool) -> None:
    rng = np.random.default_rng(seed)
    panel = staggered(seed)
    y = panel.y.copy()
    y[rng.random(y.shape) < 0.1 * holes] = np.nan
    weight, order = rng.uniform(1, 3, 18), rng.permutation(18)
    base = imputation_lines(make_panel(y, panel.start, weight=weight))
    shift = 10 * rng.normal(size=(18, 1)) + 10 * rng.normal(size=20)
    moved = make_panel((y + shift)[order], panel.start[order], weight=weight[order])
    lines = imputation_lines(moved)
    np.testing.assert_allclose(lines.a, base.a[order], atol=1e-9)
    np.testing.assert_allclose(lines.b, base.b[order], atol=1e-9)


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_adding_an_effect_moves_point_and_interval_by_it(seed: int) -> None:
    panel = staggered(seed, units=6)
    more = make_panel(panel.y + 3.0 * panel.exposed, panel.start)
    one, other = invert(imputation_lines(panel)), invert(imputation_lines(more))
    assert other.point - one.point == pytest.approx(3.0)
    assert (other.low, other.high) == pytest.approx((one.low + 3.0, one.high + 3.0))
