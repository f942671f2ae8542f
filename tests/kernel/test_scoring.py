"""Scores of forecasts: hand numbers, another library, and what holds for every input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, norm

from specie.kernel.scoring import (
    brier_scores,
    calibration,
    calibration_p_value,
    decompose,
    interval_scores,
    log_scores,
)

# Five days of rain forecasts: two at 0.9 (one of which it rained), three at 0.3 (one of which it rained).
CHANCE = [0.9, 0.9, 0.3, 0.3, 0.3]
RAINED = [1, 0, 1, 0, 0]
events = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1)), min_size=1, max_size=60)


def test_brier_by_hand() -> None:
    assert brier_scores(CHANCE, RAINED) == pytest.approx([0.01, 0.81, 0.49, 0.09, 0.09])
    assert decompose(CHANCE, RAINED).brier == pytest.approx(1.49 / 5)


def test_decomposition_by_hand() -> None:
    """Bins 0.9: share 1/2; 0.3: share 1/3; base rate 2/5."""
    parts = decompose(CHANCE, RAINED)
    assert parts.reliability == pytest.approx(0.4 * 0.4**2 + 0.6 * (0.3 - 1 / 3) ** 2)
    assert parts.resolution == pytest.approx(0.4 * 0.1**2 + 0.6 * (1 / 3 - 0.4) ** 2)
    assert parts.uncertainty == pytest.approx(0.24)
    assert parts.within == pytest.approx(0, abs=1e-15)
    assert parts.skill == pytest.approx(1 - 0.298 / 0.24)


def test_within_bins_is_variance_less_twice_covariance() -> None:
    """Chances 0.6 and 0.7 share the bin from 0.6 to 0.8."""
    parts = decompose([0.6, 0.7], [0, 1])
    variance, covariance = np.var([0.6, 0.7]), np.cov([0.6, 0.7], [0, 1], ddof=0)[0, 1]
    assert parts.within == pytest.approx(variance - 2 * covariance)


@given(events, st.integers(1, 12))
def test_the_parts_add_up(pairs: list[tuple[float, int]], bins: int) -> None:
    chance, happened = zip(*pairs, strict=True)
    parts = decompose(chance, happened, bins)
    total = parts.reliability - parts.resolution + parts.uncertainty + parts.within
    assert parts.brier == pytest.approx(total, abs=1e-12)
    assert min(parts.reliability, parts.resolution, parts.uncertainty) >= 0
    assert parts.resolution <= parts.uncertainty + 1e-12


@given(events)
def test_order_does_not_matter_and_both_sides_are_alike(pairs: list[tuple[float, int]]) -> None:
    chance, happened = (np.array(side) for side in zip(*pairs, strict=True))
    assert decompose(chance[::-1], happened[::-1]).brier == pytest.approx(decompose(chance, happened).brier)
    assert brier_scores(1 - chance, 1 - happened) == pytest.approx(brier_scores(chance, happened))


def test_log_score_by_hand_and_without_mercy() -> None:
    assert log_scores([0.5, 0.25], [1, 0]) == pytest.approx([np.log(2), -np.log(0.75)])
    assert log_scores([0.0, 1.0], [1, 1]).tolist() == [np.inf, 0.0]


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_the_scores_are_proper(truth: float, said: float) -> None:
    """Whoever believes a chance expects to score best by saying it."""
    for score in (brier_scores, log_scores):

        def expected(chance: float) -> float:
            return float(truth * score(chance, 1)[0] + (1 - truth) * score(chance, 0)[0])  # noqa: B023

        assert expected(truth) <= expected(said) + 1e-12


def test_calibration_counts_and_exact_interval() -> None:
    found = calibration(CHANCE, RAINED, level=0.9)
    assert found.mean == pytest.approx([0.3, 0.9])
    assert found.k.tolist() == [1, 1]
    assert found.n.tolist() == [3, 2]
    assert found.low[0] == pytest.approx(beta.ppf(0.05, 1, 3))
    assert found.high[0] == pytest.approx(beta.ppf(0.95, 2, 2))


def test_a_chance_on_an_edge_belongs_to_the_bin_above() -> None:
    found = calibration([0.6, 0.599999, 1.0], [1, 0, 1])
    assert found.n.tolist() == [1, 1, 1]


def test_right_chances_are_rejected_at_their_rate() -> None:
    rng = np.random.default_rng(np.random.SeedSequence(7))
    chance = rng.uniform(0.05, 0.95, size=(1000, 80))
    happened = rng.uniform(size=chance.shape) < chance
    rejected = [calibration_p_value(p, o) < 0.05 for p, o in zip(chance, happened, strict=True)]
    assert np.mean(rejected) == pytest.approx(0.05, abs=0.02)
    sure = [calibration_p_value(np.clip(p + 0.25, 0, 0.99), o) for p, o in zip(chance, happened, strict=True)]
    assert np.mean(np.array(sure) < 0.05) > 0.9


def test_calibration_p_value_by_hand_and_where_it_says_nothing() -> None:
    """One forecast of 0.8 that failed: Z is (-0.8)(-0.6) / sqrt(0.36 * 0.16) = 2."""
    assert calibration_p_value([0.8], [0]) == pytest.approx(2 * norm.sf(2))
    assert np.isnan(calibration_p_value([0.5, 1.0], [1, 1]))


def test_interval_score_by_hand() -> None:
    """A range of 10 to 20 said to hold with 0.8: width 10, and ten times what it misses by."""
    assert interval_scores(10, 20, [15, 8, 21], 0.8) == pytest.approx([10, 30, 20])


@given(st.floats(-5, 5), st.floats(0.1, 4))
def test_the_interval_score_is_proper_for_its_quantiles(shift: float, wide: float) -> None:
    draws = norm.ppf((np.arange(2000) + 0.5) / 2000)
    ends = norm.ppf([0.05, 0.95])
    best = interval_scores(*ends, draws, 0.9).mean()
    other = interval_scores(ends[0] * wide + shift, ends[1] * wide + shift, draws, 0.9).mean()
    assert best <= other + 1e-3


@pytest.mark.parametrize(
    ("chance", "happened"), [([], []), ([0.5], [2]), ([1.2], [1]), ([float("nan")], [1]), ([0.1, 0.2], [1])]
)
def test_bad_input_is_named(chance: list[float], happened: list[int]) -> None:
    for score in (brier_scores, log_scores, decompose, calibration, calibration_p_value):
        with pytest.raises(ValueError, match=r"chances|outcomes"):
            score(chance, happened)


def test_bad_ranges_and_bins_are_named() -> None:
    with pytest.raises(ValueError, match="low <= high"):
        interval_scores(2, 1, 1, 0.9)
    with pytest.raises(ValueError, match="level"):
        interval_scores(1, 2, 1, 1.0)
    with pytest.raises(ValueError, match="bin"):
        decompose([0.5], [1], 0)
