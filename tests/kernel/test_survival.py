"""Kaplan-Meier: published table, lifelines as oracle, hand arithmetic, properties, coverage."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times, restricted_mean_survival_time

from specie.kernel.follow_up import follow_up
from specie.kernel.step_interval import interval
from specie.kernel.survival import kaplan_meier, quantile, reaches, restricted_mean

# Freireich et al. (1963), https://doi.org/10.1182/blood.V21.6.699.699: weeks in remission under 6-MP, and the
# product-limit table with standard errors as printed in every textbook since.
SIX_MP_TIME = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
SIX_MP_EVENT = [1] * 9 + [0] * 12
SIX_MP_TABLE = [
    (6, 21, 3, 0.8571, 0.0764),
    (7, 17, 1, 0.8067, 0.0869),
    (10, 15, 1, 0.7529, 0.0963),
    (13, 12, 1, 0.6902, 0.1068),
    (16, 11, 1, 0.6275, 0.1141),
    (22, 7, 1, 0.5378, 0.1282),
    (23, 6, 1, 0.4482, 0.1346),
]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


@pytest.fixture(scope="module")
def six_mp():
    return kaplan_meier(follow_up(SIX_MP_TIME, SIX_MP_EVENT))


def test_equals_the_published_table(six_mp):
    rows = zip(six_mp.time, six_mp.at_risk, six_mp.events, six_mp.survival, six_mp.variance, strict=True)
    for row, expected in zip(rows, SIX_MP_TABLE, strict=True):
        time, at_risk, events, survival, variance = row
        assert (time, at_risk, events) == expected[:3]
        assert survival == pytest.approx(expected[3], abs=5e-5)
        assert math.sqrt(variance) == pytest.approx(expected[4], abs=5e-5)


def test_log_log_interval_and_median_equal_lifelines(six_mp):
    oracle = KaplanMeierFitter(alpha=0.05).fit(SIX_MP_TIME, SIX_MP_EVENT)
    band = six_mp.band(SIX_MP_TIME, level=0.95)
    bounds = oracle.confidence_interval_.loc[SIX_MP_TIME].to_numpy()
    np.testing.assert_allclose(np.column_stack([band.low, band.high]), bounds, rtol=1e-12)
    median = quantile(six_mp, level=0.95)
    assert median == (23, 13, math.inf)
    assert median_survival_times(oracle.confidence_interval_).to_numpy().tolist() == [[13, math.inf]]


def test_median_without_censoring_is_the_median_subject():
    # Placebo arm: 21 of 21 relapsed, the 11th in order at 8 weeks; textbook 95 % interval 4 to 11 (log-log).
    assert quantile(kaplan_meier(follow_up(PLACEBO)), level=0.95) == (8, 4, 11)


def test_restricted_mean_by_hand():
    # Three subjects: events at 2 and 6, lost at 4. S = 2/3 on [2, 6), 0 from 6.
    # Area to 5: 2 + 3 * 2/3 = 4; A_1 = 2, variance 2^2 * 1/(3*2) = 2/3.
    curve = kaplan_meier(follow_up([2, 4, 6], [1, 0, 1]))
    mean = restricted_mean(curve, 5.0, level=0.6826894921370859)
    assert mean.point == pytest.approx(4.0)
    assert mean.low == pytest.approx(4.0 - math.sqrt(2 / 3))
    assert mean.high == pytest.approx(4.0 + math.sqrt(2 / 3))


def test_restricted_mean_equals_lifelines_and_refuses_to_look_beyond(six_mp):
    oracle = KaplanMeierFitter().fit(SIX_MP_TIME, SIX_MP_EVENT)
    assert restricted_mean(six_mp, 30.0).point == pytest.approx(restricted_mean_survival_time(oracle, t=30.0))
    assert math.isnan(restricted_mean(six_mp, 36.0).point)
    assert restricted_mean(kaplan_meier(follow_up(PLACEBO)), 99.0).point == pytest.approx(np.mean(PLACEBO))
    assert not reaches(six_mp.subjects, six_mp.survival, 36.0)


def test_delayed_entry_equals_lifelines():
    entry = [0, 2, 5, 0, 4, 0, 0, 9, 20, 0, 0, 3, 0, 0, 12, 0, 0, 0, 30, 0, 0]
    oracle = KaplanMeierFitter(alpha=0.1).fit(SIX_MP_TIME, SIX_MP_EVENT, entry=entry)
    curve = kaplan_meier(follow_up(SIX_MP_TIME, SIX_MP_EVENT, entry))
    expected = oracle.survival_function_at_times(curve.time).to_numpy()
    np.testing.assert_allclose(curve.survival, expected, rtol=1e-12)
    bounds = oracle.confidence_interval_.loc[curve.time].to_numpy()
    band = curve.band(curve.time, level=0.9)
    np.testing.assert_allclose(np.column_stack([band.low, band.high]), bounds, rtol=1e-9)


def test_event_on_the_first_day_counts():
    curve = kaplan_meier(follow_up([0, 0, 3], [1, 0, 1]))
    assert curve.at_risk.tolist() == [3, 1]
    np.testing.assert_allclose(curve.survival, [2 / 3, 0.0], atol=1e-15)


def test_nobody_left_and_nothing_yet_have_honest_intervals():
    # Nothing happened to 5 subjects: the exact one-sided bound is 1 - 0.05^(1/5) at level 0.90.
    quiet = kaplan_meier(follow_up([9] * 5, [0] * 5)).band([4.0], level=0.90)
    assert quiet.low[0] == pytest.approx(0.05 ** (1 / 5))
    assert quiet.high[0] == quiet.point[0] == 1.0
    gone = kaplan_meier(follow_up([1, 2, 3])).band([3.0], level=0.90)
    assert (gone.low[0], gone.point[0]) == (0.0, 0.0)
    assert gone.high[0] == pytest.approx(1 - 0.05 ** (1 / 3))


def test_no_subjects_says_nothing():
    band = kaplan_meier(follow_up([])).band([1.0], method="effective")
    assert (band.low[0], band.high[0]) == (0.0, 1.0)


def test_effective_interval_is_exact_binomial_without_censoring():
    # Clopper and Pearson (1934) for 4 of 10 at 0.95: 0.1216 to 0.7376.
    curve = kaplan_meier(follow_up(np.arange(1, 11)))
    band = curve.band([6.0], level=0.95, method="effective")
    assert band.point[0] == pytest.approx(0.4)
    assert band.low[0] == pytest.approx(0.1216, abs=5e-5)
    assert band.high[0] == pytest.approx(0.7376, abs=5e-5)


@pytest.mark.parametrize(
    ("time", "cause", "entry", "fault"),
    [
        ([1, 2], [1], None, "same length"),
        ([-1.0], [1], None, "negative"),
        ([math.nan], [1], None, "not finite"),
        ([3.0], [1], [3.0], "enters observation"),
        ([3.0], [-1], None, "cause is negative"),
    ],
)
def test_bad_input_is_named(time, cause, entry, fault):
    with pytest.raises(ValueError, match=fault):
        follow_up(time, cause, entry)


def test_bad_arguments_are_named(six_mp):
    for call in (
        lambda: six_mp.band([1.0], level=1.0),
        lambda: quantile(six_mp, 1.0),
        lambda: restricted_mean(six_mp, 0.0),
    ):
        with pytest.raises(ValueError, match="must"):
            call()


observations = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=40)


@given(observations)
def test_curve_falls_and_stays_inside_its_band(rows):
    curve = kaplan_meier(follow_up([t for t, _ in rows], [e for _, e in rows]))
    grid = np.arange(0.0, 42.0)
    assert np.all(np.diff(curve.survival) < 1e-15)
    for method in ("log-log", "effective"):
        band = curve.band(grid, method=method)
        assert np.all((band.low >= 0) & (band.high <= 1))
        assert np.all((band.low <= band.point) & (band.point <= band.high))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=40))
def test_without_censoring_it_is_the_empirical_share(times):
    curve = kaplan_meier(follow_up(times))
    share = np.array([np.mean(np.array(times) > t) for t in curve.time])
    np.testing.assert_allclose(curve.survival, share, atol=1e-12)
    np.testing.assert_allclose(curve.variance, share * (1 - share) / len(times), atol=1e-12)


@given(observations, st.integers(1, 9))
def test_quantile_moves_with_the_unit_of_time(rows, factor):
    times, events = np.array([t for t, _ in rows]), [e for _, e in rows]
    days = quantile(kaplan_meier(follow_up(times, events)))
    scaled = quantile(kaplan_meier(follow_up(times * factor, events)))
    assert scaled == pytest.approx(tuple(bound * factor for bound in days))


@pytest.mark.parametrize("size", [8, 20])
def test_effective_interval_covers_in_small_samples(size):
    # Exponential events, uniform censoring; truth exp(-0.8). 500 runs, standard error 0.013.
    rng = np.random.default_rng(np.random.SeedSequence(20))
    truth, hits, runs = math.exp(-0.8), 0, 500
    for _ in range(runs):
        event, lost = rng.exponential(1.0, size), rng.uniform(0.0, 2.5, size)
        curve = kaplan_meier(follow_up(np.minimum(event, lost), event <= lost))
        band = curve.band([0.8], level=0.90, method="effective")
        hits += bool(band.low[0] <= truth <= band.high[0])
    assert hits / runs >= 0.87


def test_interval_needs_a_level():
    with pytest.raises(ValueError, match="level"):
        interval(np.array([0.5]), np.array([0.1]), np.array([3]), level=0.0)
