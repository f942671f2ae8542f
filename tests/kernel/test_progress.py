"""New bests and what a step on a scale of scores means."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.kernel.progress import new_bests, odds_ratio


def test_only_what_beats_all_before_is_a_new_best() -> None:
    assert new_bests([1.0, 1.0, 3.0, 2.0, 4.0]).tolist() == [True, False, True, False, True]
    assert new_bests([3.0, 4.0, 2.0], higher=False).tolist() == [True, False, True]
    assert new_bests([]).size == 0


def test_four_hundred_points_are_odds_of_ten() -> None:
    assert odds_ratio(1000.0, 1400.0, "elo") == pytest.approx(10.0)
    assert odds_ratio(1200.0, 1200.0, "elo") == 1.0


def test_a_share_of_a_half_to_four_fifths_is_odds_of_four() -> None:
    assert odds_ratio(0.5, 0.8, "fraction") == pytest.approx(4.0)
    assert odds_ratio(0.5, 1.0, "fraction") == np.inf
    assert odds_ratio(0.0, 0.5, "fraction") == np.inf


@given(st.floats(0, 3000), st.floats(0, 3000), st.floats(0, 3000))
def test_steps_multiply(a: float, b: float, c: float) -> None:
    both = odds_ratio(a, b, "elo") * odds_ratio(b, c, "elo")
    assert both == pytest.approx(odds_ratio(a, c, "elo"), rel=1e-6)


@pytest.mark.parametrize(("before", "after", "unit"), [(0.1, 1.2, "fraction"), (1.0, 2.0, "points")])
def test_bad_input_is_named(before: float, after: float, unit: str) -> None:
    with pytest.raises(ValueError, match="share"):
        odds_ratio(before, after, unit)


def test_scores_that_are_no_numbers() -> None:
    with pytest.raises(ValueError, match="numbers"):
        new_bests([1.0, float("nan")])
