"""Change of the same units: a paired test by another library, groups, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import ttest_rel

from specie.kernel.causal.before_after import before_after_test
from specie.kernel.causal.panel import make_panel


def panel(seed=1, units=9, periods=12, start=7, **parts):
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    y = rng.normal(5, 1, (units, periods))
    return make_panel(y, np.full(units, start), **parts)


def test_with_equal_weights_it_is_the_paired_t_test():
    p = panel()
    other = ttest_rel(p.y[:, 7:].mean(axis=1), p.y[:, :7].mean(axis=1))
    found = before_after_test(p, 0.9)
    interval = other.confidence_interval(0.9)
    assert found.p_value == pytest.approx(other.pvalue, rel=1e-9)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), rel=1e-9)


def test_interval_and_p_value_agree_and_cover_at_their_rate():
    held = 0
    for seed in range(400):
        found = before_after_test(panel(seed), 0.95)
        assert (found.p_value <= 0.05) == (not found.low <= 0 <= found.high)
        held += found.low <= 0 <= found.high
    assert 0.92 <= held / 400 <= 0.98


def test_units_of_a_group_count_as_one():
    y = np.repeat(panel().y, 3, axis=0)
    grouped = make_panel(y, np.full(27, 7), group=np.repeat(np.arange(9), 3))
    assert before_after_test(grouped).high == pytest.approx(before_after_test(panel()).high, rel=1e-9)


def test_a_unit_that_was_not_read_before_is_ignored():
    p = panel()
    y = np.vstack([p.y, np.where(np.arange(12) < 7, np.nan, 100.0)])
    assert before_after_test(make_panel(y, np.full(10, 7))).point == pytest.approx(before_after_test(p).point)


def test_one_unit_is_refused():
    with pytest.raises(ValueError, match="two units"):
        before_after_test(panel(units=1))
