"""Roots of many rising functions, and the bivariate normal chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import ndtr

from specie.kernel.credit.bivariate import bivariate_normal
from specie.kernel.credit.newton import bracket, rising_root

levels = st.floats(-4.0, 4.0)


@settings(max_examples=40)
@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=4), st.sampled_from([1, 3]))
def test_each_element_has_its_own_root(roots: list[float], power: int) -> None:
    at = np.array(roots)

    def curve(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.sign(x - at) * np.abs(x - at) ** power, power * np.abs(x - at) ** (power - 1)

    found = rising_root(curve, *bracket(curve, np.zeros(at.shape)), np.zeros(at.shape))
    assert found == pytest.approx(at, abs=1e-9)


@pytest.mark.parametrize("slope", [0.0, np.nan, -5.0, 1e-300])
def test_a_useless_slope_costs_time_and_not_the_answer(slope: float) -> None:
    def curve(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.arctan(x - 2.0), np.full(x.shape, slope)

    assert rising_root(curve, np.array([-50.0]), np.array([90.0]), np.array([70.0]))[0] == pytest.approx(2.0)


def test_a_side_without_a_root_ends_the_search() -> None:
    low, high = bracket(lambda x: (-np.exp(-x), np.exp(-x)), np.zeros(1))
    assert np.isfinite([low[0], high[0]]).all()


@pytest.mark.parametrize("rho", [-0.99, -0.5, 0.0, 0.3, 0.95, 0.99])
def test_both_below_agrees_with_an_integral(rho: float) -> None:
    for h, k in ((-2.5, -1.0), (0.0, 0.0), (1.5, -0.3)):
        inner = np.sqrt(1 - rho**2)
        exact = quad(
            lambda u, k=k, inner=inner: np.exp(-u * u / 2) / np.sqrt(2 * np.pi) * ndtr((k - rho * u) / inner),
            -12,
            h,
            epsabs=1e-14,
            limit=200,
            points=[min(h, k / rho)] if rho else None,
        )[0]
        assert bivariate_normal(h, k, rho) == pytest.approx(exact, abs=1e-12)


@settings(max_examples=40)
@given(levels, levels, st.floats(-0.99, 0.99))
def test_parts_of_the_plane_add_up(h: float, k: float, rho: float) -> None:
    both, neither = bivariate_normal(h, k, rho), bivariate_normal(-h, -k, rho)
    assert ndtr(h) + ndtr(k) - both + neither == pytest.approx(1.0, abs=1e-12)
    assert both == pytest.approx(bivariate_normal(k, h, rho), abs=1e-14)
    assert both + bivariate_normal(h, -k, -rho) == pytest.approx(ndtr(h), abs=1e-12)


def test_ends_are_exact() -> None:
    found = bivariate_normal(
        [0.0, 0.0, np.inf, -np.inf, np.inf], [0.0, 0.5, 0.5, 1.0, np.inf], [1, -1, 0.3, 0.3, 0]
    )
    assert found == pytest.approx([0.5, ndtr(0.5) - 0.5, ndtr(0.5), 0.0, 1.0])
    with pytest.raises(ValueError, match="within"):
        bivariate_normal(0.0, 0.0, 1.2)
