"""Outliers against neighbours: by hand, against SciPy's MAD, on noise alone, and under symmetry."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import median_abs_deviation

from specie.kernel.outlier import MAD_TO_SIGMA, neighbour_scores


def test_expected_is_the_median_of_the_neighbours_by_hand() -> None:
    found = neighbour_scores([10, 12, 50, 11, 13], reach=2)
    assert found.expected.tolist() == [31.0, 11.0, 11.5, 13.0, 30.5]


def test_scores_equal_scipys_mad() -> None:
    y = np.random.default_rng(0).gamma(5, 20, 24)
    found = neighbour_scores(y)
    residual = y - found.expected
    reference = (residual - np.median(residual)) / (MAD_TO_SIGMA * median_abs_deviation(residual))
    np.testing.assert_allclose(found.score, reference)


def test_one_spike_in_a_noisy_year_stands_out_and_its_neighbours_do_not() -> None:
    y = 100 + np.random.default_rng(1).normal(0, 3, 24)
    y[15] += 80
    found = neighbour_scores(y)
    assert found.score.argmax() == 15
    assert found.score[15] > 10
    assert np.abs(found.expected[12:19] - 100).max() < 5  # the spike does not move what is expected beside it


def test_noise_alone_is_rarely_flagged() -> None:
    rng = np.random.default_rng(2)
    flags = [(np.abs(neighbour_scores(rng.normal(100, 5, 24)).score) > 3.5).mean() for _ in range(200)]
    assert np.mean(flags) < 0.02


def test_a_spike_on_a_constant_series_is_found_although_the_mad_is_zero() -> None:
    y = np.full(18, 40.0)
    y[9] = 90.0
    assert neighbour_scores(y).score.argmax() == 9
    assert neighbour_scores(y).score[9] > 3.5


def test_a_series_without_differences_has_no_scores() -> None:
    assert not neighbour_scores(np.full(9, 5.0)).score.any()


@given(st.lists(st.floats(0, 1e5), min_size=3, max_size=24), st.floats(-1e4, 1e4), st.floats(0.1, 50))
@settings(max_examples=50, deadline=None)
def test_expected_moves_with_shift_and_scale(y: list[float], shift: float, factor: float) -> None:
    base, moved = neighbour_scores(y), neighbour_scores(shift + factor * np.array(y))
    assert moved.expected == pytest.approx(shift + factor * base.expected, rel=1e-9, abs=1e-5)
