"""How many hypotheses are false: exact crossing probabilities, the closed test in full, and coverage."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from specie.kernel.portfolio.order_bounds import crossing, equal_local_bounds, line_bounds
from specie.kernel.portfolio.paying_share import false_at_least, identified_share


@pytest.mark.parametrize("n", [1, 2, 7, 24, 60])
def test_reference_a_line_is_crossed_with_probability_alpha(n):
    """Simes' identity: exact for any number of independent uniforms."""
    assert crossing(line_bounds(n, 0.05), n) == pytest.approx(0.05, abs=1e-10)


def test_truth_two_uniforms_by_hand():
    # P(both >= a and the larger >= b) = (1-a)^2 - (b-a)^2 for a <= b
    a, b = 0.1, 0.3
    assert 1 - crossing(np.array([a, b]), 2) == pytest.approx((1 - a) ** 2 - (b - a) ** 2)


def test_reference_a_single_bound_is_the_binomial():
    assert crossing(np.array([0.01]), 24) == pytest.approx(1 - 0.99**24)


@pytest.mark.parametrize("n", [1, 2, 24, 200])
def test_equal_local_bounds_are_crossed_with_probability_alpha(n):
    bounds = equal_local_bounds(n, 0.05)
    assert crossing(bounds, n) == pytest.approx(0.05, abs=1e-6)
    drawn = np.sort(np.random.default_rng(n).random((20_000, n)), axis=1)[:, : bounds.size]
    assert (drawn < bounds).any(axis=1).mean() == pytest.approx(0.05, abs=0.006)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=7))
def test_reference_closed_simes_test_over_all_subsets(p):
    """Goeman and Solari: all hypotheses minus the largest set that Simes' test does not reject."""
    alpha, m = 0.05, len(p)

    def rejected(subset) -> bool:
        ordered = np.sort(subset)
        return bool((ordered < alpha * np.arange(1, len(subset) + 1) / len(subset)).any())

    largest = max(
        (size for size in range(1, m + 1) if any(not rejected(s) for s in combinations(p, size))), default=0
    )
    assert false_at_least(p, 0.95, "positive") == m - largest


def test_it_is_all_or_nothing_at_the_ends():
    assert false_at_least([]) == 0
    assert false_at_least([1.0] * 24) == 0
    assert false_at_least([1e-12] * 24) == 24
    assert false_at_least([0.04]) == 1
    assert false_at_least([0.06]) == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.integers(0, 11))
def test_property_a_smaller_p_value_never_lowers_the_bound(p, place):
    place %= len(p)
    smaller = [value / 2 if i == place else value for i, value in enumerate(p)]
    assert false_at_least(smaller) >= false_at_least(p)


def _drawn(rng, paying: int, losing: int) -> tuple[np.ndarray, np.ndarray]:
    """One-sided p-values of 24 initiatives: some above break-even, some below, the rest on it."""
    effect = np.zeros(24)
    effect[:paying] = rng.uniform(0.2, 5, paying)
    effect[24 - losing :] = -rng.uniform(0.2, 5, losing)
    z = effect + rng.normal(size=24)
    return ndtr(-z), ndtr(z)


@pytest.mark.parametrize(("paying", "losing"), [(0, 0), (0, 24), (5, 5), (12, 12), (20, 0), (24, 0)])
def test_interval_of_the_paying_share_covers(paying, losing):
    rng = np.random.default_rng([paying, losing])
    runs = 400
    hits = 0
    for _ in range(runs):
        found = identified_share(*_drawn(rng, paying, losing))
        hits += found.low <= paying <= found.high
    assert hits / runs >= 0.95 - 3 * np.sqrt(0.95 * 0.05 / runs)


def test_power_most_clear_initiatives_are_counted():
    rng = np.random.default_rng(6)
    lows = []
    for _ in range(100):
        z = np.where(np.arange(24) < 12, 4.0, 0.0) + rng.normal(size=24)
        lows.append(false_at_least(ndtr(-z), 0.975))
    assert np.mean(lows) > 9.5


def test_unassessed_initiatives_may_be_either():
    found = identified_share([1e-9, 0.5, 0.999], [1.0, 0.5, 0.001], unassessed=4)
    assert found == (1, 2 + 4, 7)


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="p-values"):
        false_at_least([1.2])
    with pytest.raises(ValueError, match="both p-values"):
        identified_share([0.5], [0.5, 0.5])
