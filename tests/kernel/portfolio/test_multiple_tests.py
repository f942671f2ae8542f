"""Discoveries among many tests: the 15 published p-values of 1995, statsmodels, and the promised rates."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import ndtr
from statsmodels.stats.multitest import multipletests

from specie.kernel.portfolio.multiple import (
    benjamini_hochberg,
    e_benjamini_hochberg,
    e_from_p,
    storey_true_nulls,
)

# Benjamini and Hochberg (1995), section 3.2: thrombolysis in myocardial infarction (Neuhaus et al. 1992).
PUBLISHED = np.array(
    [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
     0.7590, 1.0]
)  # fmt: skip
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_reference_published_example_rejects_four():
    assert benjamini_hochberg(PUBLISHED, 0.05).rejected.sum() == 4


def test_reference_storey_on_the_published_p_values():
    # four of fifteen lie above one half: 4 / (15 / 2); one more where the count is made finite-sample safe
    assert storey_true_nulls(PUBLISHED, 0.5, finite=False) == pytest.approx(8 / 15)
    assert storey_true_nulls(PUBLISHED, 0.5) == pytest.approx(10 / 15)
    # above zero everything counts (p = 0 does not occur): the estimate is one
    assert storey_true_nulls(PUBLISHED, 0.0, finite=False) == 1.0


@given(p_values)
def test_reference_statsmodels(p):
    rejected, adjusted, _, _ = multipletests(p, alpha=0.1, method="fdr_bh")
    found = benjamini_hochberg(p, 0.1)
    assert found.adjusted == pytest.approx(adjusted, abs=1e-12)
    clear = np.abs(adjusted - 0.1) > 1e-9
    assert (found.rejected == rejected)[clear].all()


@given(p_values)
def test_property_one_over_p_makes_both_procedures_the_same(p):
    with np.errstate(divide="ignore", over="ignore"):
        inverse = 1 / np.asarray(p)
    assert e_benjamini_hochberg(inverse, 0.1).adjusted == pytest.approx(benjamini_hochberg(p, 0.1).adjusted)


@given(p_values, st.randoms())
def test_property_order_does_not_matter(p, random):
    order = list(range(len(p)))
    random.shuffle(order)
    shuffled = benjamini_hochberg(np.asarray(p)[order], 0.1).adjusted
    assert shuffled == pytest.approx(benjamini_hochberg(p, 0.1).adjusted[order])


def test_calibrated_e_values_have_expectation_one_and_fall_with_p():
    mean, _ = quad(lambda x: float(e_from_p([np.exp(-x)])[0] * np.exp(-x)), 0, 600, limit=400)
    assert mean + 1 / 600 == pytest.approx(1.0, abs=1e-6)  # what lies beyond p = exp(-600) is 1/600
    grid = np.r_[0.0, np.geomspace(1e-12, 1 - 1e-9, 500), 1.0]
    assert (np.diff(e_from_p(grid)) <= 0).all()
    assert e_from_p([1.0]) == pytest.approx([0.5])


def _false_share(rejected: np.ndarray, true_null: np.ndarray) -> float:
    return (rejected & true_null).sum() / max(rejected.sum(), 1)


@pytest.mark.parametrize("paying", [0, 6, 16])
def test_rate_of_false_discoveries_among_24_is_at_most_a_tenth(paying):
    rng = np.random.default_rng(24 + paying)
    true_null = np.arange(24) >= paying
    plain, adaptive = [], []
    for _ in range(3000):
        p = ndtr(-(rng.normal(size=24) + 3.0 * ~true_null))
        plain.append(_false_share(benjamini_hochberg(p, 0.1).rejected, true_null))
        share = storey_true_nulls(p)
        adaptive.append(_false_share(benjamini_hochberg(p, 0.1, share).rejected, true_null))
    error = 3 * np.std(plain) / np.sqrt(3000)
    assert np.mean(plain) <= 0.1 * true_null.mean() + error
    assert np.mean(adaptive) <= 0.1 + error


def test_e_values_hold_the_rate_under_a_common_shock():
    rng = np.random.default_rng(5)
    true_null = np.arange(24) >= 4
    shares = []
    for _ in range(3000):
        shock = rng.normal()
        sign = np.where(
            np.arange(24) % 2, 1, -1
        )  # half the tests lean the other way: not positive dependence
        z = 0.3 * rng.normal(size=24) + np.sqrt(1 - 0.09) * shock * sign + 3.0 * ~true_null
        shares.append(_false_share(e_benjamini_hochberg(e_from_p(ndtr(-z)), 0.1).rejected, true_null))
    assert np.mean(shares) <= 0.1


@pytest.mark.parametrize("bad", [[-0.1], [1.1], [float("nan")], [[0.5]]])
def test_bad_p_values_are_refused(bad):
    with pytest.raises(ValueError, match="p-values"):
        benjamini_hochberg(bad)


def test_bad_e_values_and_thresholds_are_refused():
    with pytest.raises(ValueError, match="e-values"):
        e_benjamini_hochberg([-1.0])
    with pytest.raises(ValueError, match="threshold"):
        storey_true_nulls([0.5], 1.0)


def test_no_tests_no_discoveries():
    assert benjamini_hochberg([]).rejected.size == 0
    assert storey_true_nulls([]) == 1.0
