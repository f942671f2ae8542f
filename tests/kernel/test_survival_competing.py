"""Aalen-Johansen: hand table, lifelines as oracle, properties, coverage and null behaviour."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter

from specie.kernel.competing import aalen_johansen
from specie.kernel.follow_up import follow_up
from specie.kernel.survival import kaplan_meier

# Eight subjects, two causes, worked by hand:
#   t   n  d1 d2  S before   F1                F2
#   1   8  1  0   1          1/8               0
#   2   7  0  1   7/8        1/8               7/8 * 1/7 = 1/8
#   (lost at 3)
#   4   5  1  1   6/8        1/8 + 3/20        1/8 + 3/20 = 11/40
#   (lost at 5)
#   6   2  1  0   9/20       11/40 + 9/40      11/40
#   (lost at 7)
HAND_TIME = [1, 2, 3, 4, 4, 5, 6, 7]
HAND_CAUSE = [1, 2, 0, 1, 2, 0, 1, 0]
HAND_FIRST = [1 / 8, 1 / 8, 11 / 40, 1 / 2]
HAND_SECOND = [0, 1 / 8, 11 / 40, 11 / 40]


def test_equals_the_hand_table():
    curves = aalen_johansen(follow_up(HAND_TIME, HAND_CAUSE), 2)
    assert curves.time.tolist() == [1, 2, 4, 6]
    assert curves.at_risk.tolist() == [8, 7, 5, 2]
    np.testing.assert_allclose(curves.incidence, [HAND_FIRST, HAND_SECOND], atol=1e-15)
    np.testing.assert_allclose(curves.survival, [7 / 8, 6 / 8, 9 / 20, 9 / 40], atol=1e-15)


def distinct(seed: int, size: int, entry: bool = False):
    """Random follow-up without ties, which lifelines would jitter."""
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    time = rng.permutation(np.arange(1, size + 1)).astype(float)
    cause = rng.integers(0, 3, size)
    if not entry:
        return time, cause, np.zeros(size)
    # Between the event times: lifelines 0.30 counts a subject at risk at the very moment it enters.
    return time, cause, np.maximum(np.floor(time * rng.uniform(0, 0.6, size)) - 0.5, 0.0)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("delayed", [False, True])
@pytest.mark.parametrize("cause", [1, 2])
def test_estimate_variance_and_interval_equal_lifelines(seed, delayed, cause):
    time, kind, entry = distinct(seed, 40, delayed)
    oracle = AalenJohansenFitter(alpha=0.10).fit(time, kind, cause, entry=entry)
    curves = aalen_johansen(follow_up(time, kind, entry), 2)
    grid = curves.time[: 30 if not delayed else 12]
    point = oracle.cumulative_density_.iloc[:, 0].loc[grid].to_numpy()
    band = curves.band(cause, grid, level=0.90, method="log-log")
    np.testing.assert_allclose(band.point, point, atol=1e-12)
    np.testing.assert_allclose(
        curves.variance[cause - 1][: grid.size], oracle.variance_.loc[grid].to_numpy(), atol=1e-12
    )
    inside = point > 0
    bounds = np.sort(oracle.confidence_interval_.loc[grid].to_numpy(), axis=1)[inside]
    np.testing.assert_allclose(np.column_stack([band.low, band.high])[inside], bounds, atol=1e-9)


def test_a_cause_nobody_had_keeps_an_upper_bound():
    curves = aalen_johansen(follow_up([1, 2, 3, 9, 9], [1, 1, 0, 0, 0]), 2)
    band = curves.band(2, [5.0], level=0.90)
    # Fates known at 5: two events and two still seen, so 1 - 0.05^(1/4).
    assert (band.low[0], band.point[0]) == (0.0, 0.0)
    assert band.high[0] == pytest.approx(1 - 0.05 ** (1 / 4))


def test_unknown_cause_is_named():
    with pytest.raises(ValueError, match="1 to 2"):
        aalen_johansen(follow_up([1.0], [3]), 2)


@st.composite
def competing(draw):
    rows = draw(st.lists(st.tuples(st.integers(0, 25), st.integers(0, 3)), min_size=1, max_size=40))
    return [t for t, _ in rows], [c for _, c in rows]


@given(competing())
def test_incidences_and_survival_add_to_one(rows):
    curves = aalen_johansen(follow_up(*rows), 3)
    np.testing.assert_allclose(curves.incidence.sum(axis=0) + curves.survival, 1.0, atol=1e-12)
    np.testing.assert_allclose(curves.survival, kaplan_meier(follow_up(*rows)).survival, atol=1e-12)
    assert np.all(np.diff(curves.incidence, axis=1) >= -1e-15)


@given(competing())
def test_naming_the_causes_otherwise_only_swaps_the_rows(rows):
    time, cause = rows
    swapped = [{0: 0, 1: 2, 2: 1, 3: 3}[c] for c in cause]
    one, other = aalen_johansen(follow_up(time, cause), 3), aalen_johansen(follow_up(time, swapped), 3)
    np.testing.assert_allclose(one.incidence[[1, 0, 2]], other.incidence, atol=1e-12)
    np.testing.assert_allclose(one.variance[[1, 0, 2]], other.variance, atol=1e-12)


@given(competing())
def test_one_cause_is_one_minus_kaplan_meier(rows):
    time, cause = rows
    merged = follow_up(time, [int(c > 0) for c in cause])
    incidence, survival = aalen_johansen(merged, 1), kaplan_meier(merged)
    np.testing.assert_allclose(incidence.incidence[0], 1 - survival.survival, atol=1e-12)
    np.testing.assert_allclose(incidence.variance[0], survival.variance, atol=1e-9)
    band = incidence.band(1, [7.0], method="effective")
    mirror = survival.band([7.0], method="effective")
    np.testing.assert_allclose([band.low, band.high], [1 - mirror.high, 1 - mirror.low], atol=1e-7)


@given(st.lists(st.tuples(st.integers(0, 25), st.integers(1, 3)), min_size=1, max_size=40))
def test_without_censoring_it_is_the_share_with_a_binomial_variance(rows):
    time, cause = np.array([t for t, _ in rows]), np.array([c for _, c in rows])
    curves = aalen_johansen(follow_up(time, cause), 3)
    for kind in (1, 2, 3):
        share = np.array([np.mean((time <= t) & (cause == kind)) for t in curves.time])
        np.testing.assert_allclose(curves.incidence[kind - 1], share, atol=1e-12)
        np.testing.assert_allclose(curves.variance[kind - 1], share * (1 - share) / time.size, atol=1e-12)


@pytest.mark.parametrize("method", ["log-log", "effective"])
@pytest.mark.parametrize("lost_by", [2.5, 1.1])
def test_intervals_cover_the_true_incidence(method, lost_by):
    # Hazards 0.6 and 0.3; truth at 1 is 2/3 (1 - exp(-0.9)). 17 subjects, 500 runs, standard error 0.013; the
    # small-sample interval keeps its level even where nearly everybody is lost by then, log-log need not.
    rng = np.random.default_rng(np.random.SeedSequence(7))
    truth, hits, runs = 2 / 3 * (1 - np.exp(-0.9)), 0, 500
    for _ in range(runs):
        event, lost = rng.exponential(1 / 0.9, 17), rng.uniform(0.0, lost_by, 17)
        cause = np.where(event <= lost, np.where(rng.random(17) < 2 / 3, 1, 2), 0)
        band = aalen_johansen(follow_up(np.minimum(event, lost), cause), 2).band(1, [1.0], method=method)
        hits += bool(band.low[0] <= truth <= band.high[0])
    assert hits / runs >= (0.87 if method == "effective" else 0.75)


def test_equal_groups_overlap():
    # Null: two groups with the same hazards; intervals at level 0.90 rarely come apart.
    rng = np.random.default_rng(np.random.SeedSequence(3))
    apart, runs = 0, 200
    for _ in range(runs):
        bands = []
        for _group in range(2):
            event, lost = rng.exponential(1.0, 12), rng.uniform(0.0, 3.0, 12)
            cause = np.where(event <= lost, rng.integers(1, 3, 12), 0)
            curves = aalen_johansen(follow_up(np.minimum(event, lost), cause), 2)
            bands.append(curves.band(1, [1.0], level=0.90, method="effective"))
        apart += bool(bands[0].high[0] < bands[1].low[0] or bands[1].high[0] < bands[0].low[0])
    assert apart / runs <= 0.02
