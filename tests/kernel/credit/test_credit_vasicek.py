"""One factor: the published quantile, its law turned around, a few firms, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from specie.kernel.credit.vasicek import (
    conditional_probability,
    default_counts,
    loss_probability,
    loss_quantile,
    loss_shortfall,
)

chances, shares, alphas = st.floats(1e-5, 0.9), st.floats(0.01, 0.9), st.floats(0.01, 0.9999)


def test_the_reference_portfolio() -> None:
    assert loss_quantile(0.02, 0.1, 0.999) == pytest.approx(0.128237, abs=5e-7)
    assert loss_quantile(0.02, 0.1, 0.999, lgd=0.45) == pytest.approx(0.45 * 0.128237, abs=5e-7)


@settings(max_examples=40)
@given(chances, shares, alphas)
def test_law_and_quantile_undo_each_other(pd: float, rho: float, level: float) -> None:
    loss = loss_quantile(pd, rho, level)
    if 1e-12 < loss < 1 - 1e-9:
        assert loss_probability(pd, rho, loss) == pytest.approx(level, abs=1e-6)


@settings(max_examples=40)
@given(chances, shares)
def test_chances_average_to_the_chance(pd: float, rho: float) -> None:
    y = np.linspace(-9, 9, 4001)
    mass = np.exp(-(y**2) / 2)
    assert conditional_probability(pd, rho, y) @ mass / mass.sum() == pytest.approx(pd, rel=1e-6)


@settings(max_examples=40)
@given(chances, st.floats(0.01, 0.8), st.floats(0.5, 0.999))
def test_shortfall_is_the_mean_beyond_the_quantile(pd: float, rho: float, level: float) -> None:
    z = np.linspace(ndtri(level), 12, 4001)
    loss = loss_quantile(pd, rho, np.minimum(ndtr(z), 1 - 1e-16))
    mean = np.trapezoid(loss * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi), z) / (1 - level)
    assert loss_shortfall(pd, rho, level) == pytest.approx(mean, rel=1e-4)
    assert loss_shortfall(pd, rho, level) >= loss_quantile(pd, rho, level) - 1e-12


def test_without_correlation_the_share_is_known() -> None:
    assert loss_quantile(0.02, 0.0, [0.5, 0.999]) == pytest.approx([0.02, 0.02])
    assert conditional_probability(0.02, 0.0, [-3.0, 3.0]) == pytest.approx([0.02, 0.02])


def test_one_of_two_firms_by_hand() -> None:
    assert default_counts(0.1, 0.0, 2) == pytest.approx([0.81, 0.18, 0.01])
    assert default_counts(0.3, 0.4, 1) == pytest.approx([0.7, 0.3])


@settings(max_examples=30)
@given(st.floats(1e-4, 0.99), st.floats(0.0, 0.9), st.integers(1, 60))
def test_counts_add_up_and_have_the_mean_they_must(pd: float, rho: float, firms: int) -> None:
    counts = default_counts(pd, rho, firms)
    assert counts.sum() == pytest.approx(1.0, abs=1e-9)
    assert counts @ np.arange(firms + 1) / firms == pytest.approx(pd, rel=1e-5)


def test_many_firms_come_near_the_large_portfolio() -> None:
    below = np.cumsum(default_counts(0.02, 0.1, 1000))
    assert below[int(1000 * loss_quantile(0.02, 0.1, 0.99))] == pytest.approx(0.99, abs=2e-3)


def test_counts_agree_with_draws() -> None:
    rng = np.random.default_rng(2)
    latent = np.sqrt(0.2) * rng.standard_normal((50_000, 1)) + np.sqrt(0.8) * rng.standard_normal(
        (50_000, 10)
    )
    drawn = np.bincount((latent <= ndtri(0.05)).sum(axis=1), minlength=11) / 50_000
    assert drawn == pytest.approx(default_counts(0.05, 0.2, 10), abs=0.008)


@pytest.mark.parametrize("bad", [(-0.1, 0.1), (1.1, 0.1), (0.1, 1.0), (0.1, -0.1), (np.nan, 0.1)])
def test_what_cannot_be_is_refused(bad: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="chance"):
        loss_quantile(*bad, 0.99)
    with pytest.raises(ValueError, match="level"):
        loss_quantile(0.02, 0.1, 1.0)
    with pytest.raises(ValueError, match="above 0"):
        loss_probability(0.02, 0.0, 0.1)
    with pytest.raises(ValueError, match="at least one"):
        default_counts(0.02, 0.1, 0)
