"""Sums of estimates with intervals."""

from __future__ import annotations

import numpy as np
import pytest

from specie.kernel.portfolio.sums import total


def test_truth_three_four_five():
    found = total([10.0, 20.0], [7.0, 16.0], [11.0, 20.0])
    assert found == (30.0, 25.0, 31.0)


def test_nothing_sums_to_zero_and_certain_parts_add_nothing():
    assert total([], [], []) == (0.0, 0.0, 0.0)
    assert total([5.0, 1.0], [5.0, 0.0], [5.0, 3.0]) == (6.0, 5.0, 8.0)


def test_null_sum_of_lopsided_parts_is_covered_at_its_level():
    """Log-normal costs beside normal benefits: exact 95 % intervals of the parts, one of the sum."""
    rng = np.random.default_rng(3)
    hits, runs = 0, 4000
    for _ in range(runs):
        logs = rng.normal(0, 0.2, 6)  # truth 1 each, known on the log scale with error 0.2
        normal = rng.normal(0, [1.0, 0.5, 0.2])  # truth 0
        point = np.r_[np.exp(logs), normal]
        low = np.r_[np.exp(logs - 0.392), normal - 1.96 * np.array([1.0, 0.5, 0.2])]
        high = np.r_[np.exp(logs + 0.392), normal + 1.96 * np.array([1.0, 0.5, 0.2])]
        found = total(point, low, high)
        hits += found.low <= 6 <= found.high
    assert hits / runs == pytest.approx(0.95, abs=0.02)


def test_an_interval_without_its_point_is_refused():
    with pytest.raises(ValueError, match="interval"):
        total([1.0], [2.0], [3.0])
