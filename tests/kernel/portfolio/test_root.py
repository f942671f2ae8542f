"""Roots of falling functions, many at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from specie.kernel.portfolio.root import falling_root


@given(st.lists(st.floats(-3.0, 3.0), min_size=1, max_size=5), st.sampled_from([1, 3, 5]))
def test_every_row_has_its_own_root(roots: list[float], power: int) -> None:
    at = np.array(roots)
    found = falling_root(lambda x: np.sign(at - x) * np.abs(at - x) ** power, at - 1.3, at + 2.1)
    assert np.abs(found - at).max() < 1e-13 ** (1 / power) + 1e-12


def test_a_curve_is_solved_as_a_library_solves_it() -> None:
    found = falling_root(lambda x: 2.0 - np.exp(x), np.array([-5.0]), np.array([5.0]))
    assert found[0] == pytest.approx(brentq(lambda x: 2.0 - np.exp(x), -5, 5, xtol=1e-14), abs=1e-12)


def test_a_root_at_an_end_is_found() -> None:
    assert falling_root(lambda x: -x, np.array([0.0]), np.array([4.0]))[0] == pytest.approx(0.0, abs=1e-12)
