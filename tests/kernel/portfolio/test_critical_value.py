"""Critical values of robust intervals: numbers of the authors' R package, a linear program, and limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.special import ndtr, ndtri

from specie.kernel.portfolio.critical_value import critical_value, worst_miss

moments = st.floats(0.01, 50)


# Values that the tests of the R package ebci (by the authors of the method) hold.
@pytest.mark.parametrize(
    ("second_moment", "level", "kurtosis", "published"),
    [
        (25.0, 0.95, 3.0, 11.88358367),
        (1.0, 0.80, 3.0, 1.8494683),
        (100.0, 0.95, 3.0, 24.86172217),
        (2.8**2, 0.90, 8.0, 7.0779747158),
        (0.0, 0.95, 4.0, 1.959963985),
        (0.0, 0.80, math.inf, 1.281551566),
    ],
)
def test_reference_critical_values(second_moment, level, kurtosis, published):
    assert critical_value(second_moment, level, kurtosis) == pytest.approx(published, abs=2e-8)


def test_reference_worst_miss():
    assert worst_miss(1.0, 11.9699639845401, 3.0) == pytest.approx(6.0216e-05, abs=1e-9)
    assert worst_miss(2.8**2, 7.1324290147839279896, 8.0) == pytest.approx(0.09805099, abs=1e-8)


@pytest.mark.parametrize(
    ("second_moment", "chi", "kurtosis"),
    [(0.3, 2.2, 3.0), (2.0, 3.1, 1.5), (4.0, 5.0, 12.0), (9.0, 8.0, math.inf), (0.05, 2.0, 40.0)],
)
def test_reference_linear_program(second_moment, chi, kurtosis):
    """The worst distribution over a fine grid of squared biases, found without knowing it has two points."""
    t = np.unique(np.r_[second_moment, np.linspace(0, (chi + 6) ** 2, 5000)])
    miss = ndtr(np.sqrt(t) - chi) + ndtr(-np.sqrt(t) - chi)
    fourth = {} if math.isinf(kurtosis) else {"A_ub": [t**2], "b_ub": [kurtosis * second_moment**2]}
    found = linprog(-miss, A_eq=[np.ones_like(t), t], b_eq=[1, second_moment], bounds=(0, None), **fourth)
    assert worst_miss(second_moment, chi, kurtosis) == pytest.approx(-found.fun, abs=2e-5)
    assert worst_miss(second_moment, chi, kurtosis) >= -found.fun - 1e-9


def test_a_certain_bias_is_the_folded_normal():
    # kurtosis 1: the squared bias is its second moment, so the miss is that of one biased normal
    chi = critical_value(1.0, 0.95, 1.0)
    assert float(ndtr(1 - chi)[0] + ndtr(-1 - chi)[0]) == pytest.approx(0.05)


@settings(max_examples=25, deadline=None)
@given(moments, moments, st.floats(1.0, 30.0))
def test_property_more_bias_and_fatter_tails_need_wider_intervals(one, other, kurtosis):
    low, high = sorted((one, other))
    assert critical_value(low, 0.9) <= critical_value(high, 0.9) + 1e-7
    assert critical_value(low, 0.9, kurtosis) <= critical_value(low, 0.9) + 1e-7
    assert critical_value(low, 0.9, kurtosis) >= ndtri(0.95) - 1e-9


def test_bad_moments_are_refused():
    with pytest.raises(ValueError, match="second moment"):
        worst_miss(-1.0, 2.0)
    with pytest.raises(ValueError, match="kurtosis"):
        worst_miss(1.0, 2.0, 0.5)
    with pytest.raises(ValueError, match="level"):
        critical_value(1.0, 1.0)
