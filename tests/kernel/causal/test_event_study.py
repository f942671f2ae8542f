"""Event study, pre-trend, breakdown value and leave-one-out: truth, reference, null, property, bad input."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
import pytest
from diff_diff import CallawaySantAnna, HonestDiD
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.causal.breakdown import breakdown
from specie.kernel.causal.events import event_study, event_weights, event_width
from specie.kernel.causal.group_time import callaway_lines
from specie.kernel.causal.imputation import imputation_lines
from specie.kernel.causal.leave_one_out import leave_one_out
from specie.kernel.causal.panel import Panel, make_panel
from specie.kernel.causal.pretrend import pretrend


def panel_of(
    seed: int, *, drift: float = 0.0, noise: float = 1.0, starts: tuple[int, ...] = (9, 12), units: int = 24
) -> Panel:
    """Half the units never start; the effect is 1 plus a tenth a period; starters may drift away."""
    rng = np.random.default_rng(seed)
    periods = 18
    start = np.append(np.resize(starts, units // 2), np.full(units - units // 2, periods))
    distance = np.arange(periods) - start[:, None]
    y = noise * rng.normal(size=(units, periods)) + rng.normal(size=(units, 1)) + rng.normal(size=periods)
    y += np.where(distance >= 0, 1 + 0.1 * distance, 0.0)
    y += drift * np.arange(periods) * (start < periods)[:, None]
    return make_panel(y, start)


def frame_of(panel: Panel) -> pd.DataFrame:
    unit, period = np.indices(panel.y.shape)
    first = np.where(panel.start < panel.periods, panel.start + 1, 0)
    columns = {"unit": unit.ravel(), "time": period.ravel() + 1, "y": panel.y.ravel()}
    return pd.DataFrame(columns | {"first": first[unit.ravel()]})


def callaway_event_study(panel: Panel) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CallawaySantAnna(base_period="universal").fit(
            frame_of(panel),
            outcome="y",
            unit="unit",
            time="time",
            first_treat="first",
            aggregate="event_study",
        )


@pytest.mark.shared
def test_group_time_effects_equal_the_published_ones(shared: Path) -> None:
    folder = shared / "data" / "effect"
    frame = pd.read_csv(folder / "mpdta.csv")
    wide = frame.pivot(index="countyreal", columns="year", values="lemp")
    first = frame.groupby("countyreal")["first.treat"].first().loc[wide.index].to_numpy()
    start = np.where(first == 0, wide.shape[1], first - 2003).astype(int)
    panel = make_panel(wide.to_numpy(), start)
    assert callaway_lines(panel, controls="never").point == pytest.approx(-0.0399512751551763, abs=1e-14)
    by_cohort = callaway_lines(panel, controls="never", by="cohort")
    assert by_cohort.point == pytest.approx(-0.0310182822287484, abs=1e-14)


@pytest.mark.parametrize("controls", ["never", "not yet"])
def test_group_time_effects_equal_the_library(controls: Literal["never", "not yet"]) -> None:
    panel = panel_of(3, starts=(5, 9, 12))
    group = {"never": "never_treated", "not yet": "not_yet_treated"}[controls]
    fitted = CallawaySantAnna(control_group=group).fit(
        frame_of(panel), outcome="y", unit="unit", time="time", first_treat="first"
    )
    assert callaway_lines(panel, controls=controls).point == pytest.approx(fitted.overall_att)


def test_event_study_equals_the_library() -> None:
    panel = panel_of(1)
    found = event_study(panel, leads=6)
    reference = callaway_event_study(panel).event_study_effects
    for first, point in zip(found.first.tolist(), found.point.tolist(), strict=True):
        assert point == pytest.approx(reference[first]["effect"]), first


def test_event_study_finds_effects_by_distance_without_noise() -> None:
    found = event_study(panel_of(2, noise=0.0), width=3, leads=2)
    assert found.first.tolist() == [-9, -6, 0, 3, 6]
    np.testing.assert_allclose(found.point[:4], [0, 0, 1.1, 1.4], atol=1e-9)
    np.testing.assert_allclose([found.low[:2], found.high[:2]], 0, atol=1e-9)
    assert found.carriers.tolist() == [12, 12, 12, 12, 6]


def test_event_study_intervals_cover_at_their_rate() -> None:
    inside = []
    for seed in range(60):
        found = event_study(panel_of(seed), width=3, leads=2, draws=399, seed=seed)
        truth = np.where(found.first < 0, 0.0, 1.1 + 0.1 * found.first)
        inside.append((found.low <= truth) & (truth <= found.high))
    assert np.mean(inside) == pytest.approx(0.95, abs=0.03)


def test_few_untreated_are_joined_by_those_not_yet_treated() -> None:
    panel = panel_of(4, starts=(4, 9, 14))
    few = make_panel(panel.y[:15], panel.start[:15])
    statistics = event_weights(few, leads=1)
    late = 14
    borrowed = statistics.weights[:, np.unique(few.start).tolist().index(late)]
    assert (borrowed[statistics.after][:, :4] != 0).any()


def test_width_splits_the_longest_time_under_treatment() -> None:
    assert event_width(make_panel(np.zeros((2, 104)), np.array([52, 104]))) == 4
    assert event_width(make_panel(np.zeros((2, 9)), np.array([5, 9]))) == 1


def test_pretrend_finds_a_drift_and_keeps_its_rate_without_one() -> None:
    drifting = [pretrend(panel_of(seed, drift=0.25), width=2, draws=399, seed=seed) for seed in range(12)]
    assert all(found is not None and found.p_value <= 0.05 for found in drifting)
    quiet = [pretrend(panel_of(seed, starts=(9,)), width=2, draws=199, seed=seed) for seed in range(100)]
    rejected = np.mean([found is not None and found.p_value <= 0.1 for found in quiet])
    assert rejected == pytest.approx(0.10, abs=0.06)


def test_pretrend_keeps_near_its_rate_with_several_starts() -> None:
    found = [pretrend(panel_of(seed, starts=(6, 9, 12)), draws=199, seed=seed) for seed in range(100)]
    assert np.mean([one is not None and one.p_value <= 0.1 for one in found]) == pytest.approx(0.10, abs=0.06)


def test_pretrend_equals_brute_force() -> None:
    panel = panel_of(5, starts=(9,), units=8)
    found = pretrend(panel, leads=2)
    change = np.column_stack([panel.y[:, k] - panel.y[:, 8] for k in (6, 7)])
    chosen = np.array([[i in row for i in range(8)] for row in _choices(8, 4)])
    leads = np.array([change[row].mean(axis=0) - change[~row].mean(axis=0) for row in chosen])
    distance = np.einsum("nk,kl,nl->n", leads, np.linalg.inv(np.cov(leads.T)), leads)
    own = distance[chosen[:, :4].all(axis=1)][0]
    assert found is not None
    assert found.leads == 2
    assert found.p_value == pytest.approx((distance >= own - 1e-9).mean())
    assert found.smallest_p == pytest.approx(2 / 70)


def _choices(n: int, k: int) -> list[set[int]]:
    rows: list[set[int]] = [set()]
    for _ in range(k):
        rows = [row | {i} for row in rows for i in range(max(row, default=-1) + 1, n)]
    return rows


def test_without_earlier_readings_nothing_is_tested() -> None:
    panel = panel_of(6, starts=(1,))
    assert pretrend(panel) is None
    assert breakdown(panel) is None


def test_breakdown_by_hand_without_noise() -> None:
    start = np.repeat([5, 8], 6)
    drift = np.array([0, 0.1, 0.05, 0.2, 0.25, 0.25, 0.25, 0.25])
    treated = (start < 8)[:, None]
    y = np.where(treated, drift + (np.arange(8) >= 5), 0.0) + np.arange(12)[:, None]
    found = breakdown(make_panel(y, start))
    assert found is not None
    # worst change before the start 0.15; after it 1, 2 and 3 such changes may have added up: 2 on average
    assert found.value == pytest.approx(1 / (2 * 0.15), rel=2e-3)
    np.testing.assert_allclose(found.low, [1, 0.85, 0.7, 0.4])
    np.testing.assert_allclose(found.high, [1, 1.15, 1.3, 1.6])
    assert (found.point, found.leads) == (pytest.approx(1.0), 4)


def test_breakdown_equals_the_library_where_noise_is_small() -> None:
    panel = panel_of(7, noise=1e-4, drift=0.05, starts=(9,))
    found = breakdown(panel, leads=8)
    fitted = callaway_event_study(panel)
    assert found is not None
    assert found.value == pytest.approx(
        HonestDiD(method="relative_magnitude").breakdown_value(fitted), rel=0.02
    )
    for multiple, low, high in zip(found.multiple, found.low, found.high, strict=True):
        reference = HonestDiD(method="relative_magnitude", M=float(multiple)).fit(fitted)
        assert (low, high) == pytest.approx((reference.ci_lb, reference.ci_ub), abs=0.002)


def test_breakdown_is_zero_where_nothing_is_found_and_falls_with_noise() -> None:
    rng = np.random.default_rng(0)
    nothing = make_panel(rng.normal(size=(24, 18)), np.repeat([9, 18], 12))
    clear, dim = breakdown(panel_of(8, noise=0.1)), breakdown(panel_of(8, noise=1.0))
    quiet = breakdown(nothing)
    assert quiet is not None
    assert clear is not None
    assert dim is not None
    assert quiet.value == 0.0
    assert clear.value > dim.value


def test_parallel_trends_interval_is_the_first() -> None:
    found = breakdown(panel_of(8), width=2)
    assert found is not None
    assert found.low[0] <= found.point <= found.high[0]
    assert (np.diff(found.low) <= 0).all()
    assert (np.diff(found.high) >= 0).all()


def test_leaving_a_unit_out_equals_a_panel_without_it() -> None:
    panel = panel_of(9, starts=(5, 9, 12))
    weight = np.random.default_rng(1).uniform(1, 3, 24)
    for units in (np.ones(24), weight):
        found = leave_one_out(make_panel(panel.y, panel.start, weight=units))
        assert found.full == pytest.approx(
            imputation_lines(make_panel(panel.y, panel.start, weight=units)).point
        )
        for i in range(0, 24, 5):
            kept = np.arange(24) != i
            without = make_panel(panel.y[kept], panel.start[kept], weight=units[kept])
            assert found.point[i] == pytest.approx(imputation_lines(without).point), i


def test_leaving_out_names_the_unit_that_carries_the_result() -> None:
    panel = panel_of(10)
    y = panel.y.copy()
    y[3, panel.start[3] :] += 40
    assert leave_one_out(make_panel(y, panel.start)).most == 3


def test_leaving_out_groups_and_the_only_treated_one() -> None:
    panel = panel_of(11, starts=(9,))
    grouped = leave_one_out(make_panel(panel.y, panel.start, group=np.repeat(np.arange(8), 3)))
    kept = np.arange(24) >= 3
    without = make_panel(panel.y[kept], panel.start[kept])
    assert grouped.point[0] == pytest.approx(imputation_lines(without).point)
    alone = leave_one_out(make_panel(panel.y, np.append(9, np.full(23, 18))))
    assert np.isnan(alone.point[0])
    assert np.isfinite(alone.point[1:]).all()


@given(st.integers(0, 1000), st.floats(-5, 5), st.floats(0.1, 10))
@settings(max_examples=10, deadline=None)
def test_event_study_ignores_constants_and_scales(seed: int, shift: float, factor: float) -> None:
    panel = panel_of(seed, units=8)
    moved = make_panel(factor * panel.y + shift * np.arange(8)[:, None] + np.arange(18), panel.start)
    one, other = event_study(panel, width=3), event_study(moved, width=3)
    np.testing.assert_allclose(other.point, factor * one.point, atol=1e-7)
    np.testing.assert_allclose(other.low, factor * one.low, atol=1e-7)
