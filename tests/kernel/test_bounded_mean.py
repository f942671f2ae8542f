"""Means of bounded scores: exact for shares, at their level in small samples, ranks that admit ties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from specie.kernel.bounded_mean import bounded_means
from specie.kernel.proportion import clopper_pearson


def one(scores, level=0.90, seed=1, draws=20_000):
    return bounded_means(np.asarray(scores, float)[:, None], 0, 10, level=level, seed=seed, draws=draws)


@pytest.mark.parametrize(("k", "n"), [(0, 5), (1, 7), (4, 9), (12, 12), (30, 80)])
def test_scores_at_the_ends_give_the_exact_interval_of_a_share(k, n):
    found = one([10] * k + [0] * (n - k), draws=60_000)
    low, high = clopper_pearson(k, n, 0.90)
    assert found.low[0] / 10 == pytest.approx(low, abs=0.004)
    assert found.high[0] / 10 == pytest.approx(high, abs=0.004)
    assert found.point[0] == pytest.approx(10 * k / n)


def test_one_respondent_says_little():
    found = one([7.0])
    # D ~ Beta(1, 1): low end is 7 times the 5 % quantile of a uniform, high end 10 - 3 times it.
    assert found.low[0] == pytest.approx(0.35, abs=0.05)
    assert found.high[0] == pytest.approx(9.85, abs=0.05)


@pytest.mark.parametrize("shape", ["uniform", "skewed", "discrete"])
def test_covers_at_its_level_with_six_respondents(shape):
    rng = np.random.default_rng(7)
    inside = 0
    for run in range(600):
        x, mean = {
            "uniform": lambda: (rng.uniform(0, 10, 6), 5.0),
            "skewed": lambda: (10 * rng.beta(0.3, 2.7, 6), 1.0),
            "discrete": lambda: (rng.choice([0.0, 3.0, 10.0], 6, p=[0.6, 0.3, 0.1]), 1.9),
        }[shape]()
        found = one(x, seed=run, draws=600)
        inside += found.low[0] <= mean <= found.high[0]
    assert inside / 600 >= 0.90 - 2 * (0.9 * 0.1 / 600) ** 0.5


def test_equal_items_are_not_ranked_and_a_clear_one_is():
    rng = np.random.default_rng(3)
    equal = rng.integers(0, 11, (40, 4)).astype(float)
    shared = bounded_means(equal, 0, 10, level=0.9, seed=2)
    assert (shared.rank_high - shared.rank_low).min() >= 1
    assert shared.first.sum() == pytest.approx(1.0, abs=0.05)
    clear = equal.copy()
    clear[:, 2] = np.clip(equal[:, 2] + 6, 0, 10)
    found = bounded_means(clear, 0, 10, level=0.9, seed=2)
    assert found.rank[2] == found.rank_high[2] == 1
    assert found.first[2] > 0.99


def test_an_item_nobody_answered_is_nan_and_moves_nothing():
    scores = np.array([[3.0, np.nan], [5.0, np.nan], [8.0, np.nan]])
    found = bounded_means(scores, 0, 10, level=0.9, seed=1)
    assert np.isnan([found.point[1], found.low[1], found.high[1], found.rank[1]]).all()
    assert found.answered.tolist() == [3, 0]
    assert found.point[0] == pytest.approx(16 / 3)


@given(
    arrays(np.float64, st.tuples(st.integers(1, 9), st.integers(1, 3)), elements=st.floats(0, 10)),
    st.integers(0, 2**64),
)
@settings(max_examples=40, deadline=None)
def test_intervals_hold_their_points_within_the_scale_in_any_order(scores, seed):
    found = bounded_means(scores, 0, 10, level=0.9, seed=seed, draws=200)
    assert (found.low >= 0).all()
    assert (found.high <= 10 + 1e-9).all()
    assert (found.low <= found.point + 1e-9).all()
    assert (found.point <= found.high + 1e-9).all()
    assert ((found.rank >= 1) & (found.rank <= scores.shape[1])).all()
    flipped = bounded_means(10 - scores, 0, 10, level=0.9, seed=seed, draws=200)
    np.testing.assert_allclose(flipped.low, 10 - found.high, atol=1e-9)


def test_the_same_seed_gives_the_same_digits():
    scores = np.random.default_rng(1).uniform(0, 10, (30, 5))
    first, again = (bounded_means(scores, 0, 10, level=0.9, seed=5) for _ in range(2))
    np.testing.assert_array_equal(first.low, again.low)
    np.testing.assert_array_equal(first.rank_high, again.rank_high)


@pytest.mark.parametrize(
    ("scores", "low", "high", "level"),
    [([[11.0]], 0, 10, 0.9), ([[np.inf]], 0, 10, 0.9), ([[1.0]], 5, 5, 0.9), ([[1.0]], 0, 10, 1.0)],
)
def test_bad_input_is_refused(scores, low, high, level):
    with pytest.raises(ValueError, match=r"need|must lie"):
        bounded_means(scores, low, high, level=level, seed=1)


def test_many_items_are_ranked_like_few(monkeypatch):
    scores = np.random.default_rng(4).integers(0, 4, (12, 9)).astype(float)
    scores[:, 3] = scores[:, 5]
    few = bounded_means(scores, 0, 10, level=0.9, seed=1, draws=300)
    monkeypatch.setattr("specie.kernel.bounded_mean.CELLS", 1)
    many = bounded_means(scores, 0, 10, level=0.9, seed=1, draws=300)
    np.testing.assert_array_equal(few.rank, many.rank)
    assert few.rank[3] == few.rank[5]
