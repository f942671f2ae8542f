"""Weights for autocorrelated errors: smallest variance, exact test, and fitted noise."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from specie.kernel.causal.cohorts import Cohorts, make_cohorts
from specie.kernel.causal.efficient import efficient_lines, panel_persistence
from specie.kernel.causal.imputation import imputation_lines, mean_over_treated
from specie.kernel.causal.imputation_weights import imputation_weights
from specie.kernel.causal.panel import Panel, make_panel
from specie.kernel.causal.permutation import invert
from specie.kernel.causal.persistence import RHO, Persistence, fit_persistence


def persistent(rng: np.random.Generator, units: int, periods: int, rho: float) -> np.ndarray:
    noise = rng.normal(size=(units, periods))
    for t in range(1, periods):
        noise[:, t] = rho * noise[:, t - 1] + np.sqrt(1 - rho**2) * noise[:, t]
    return noise


def panel_of(rng: np.random.Generator, rho: float, *, effect: float = 0.0) -> Panel:
    start = rng.permutation(np.repeat([16, 22, 28, 36], [4, 4, 4, 12]))
    y = persistent(rng, 24, 36, rho) + rng.normal(size=(24, 1)) + rng.normal(size=36)
    return make_panel(y + effect * (np.arange(36) >= start[:, None]), start)


def cohorts() -> Cohorts:
    return make_cohorts(make_panel(np.zeros((9, 12)), np.repeat([5, 8, 12], [2, 3, 4])))


def variance(at: Cohorts, weights: np.ndarray, covariance: np.ndarray) -> float:
    return float((at.count * np.einsum("ct,ts,cs->c", weights, covariance, weights)).sum())


def test_independent_errors_give_the_plain_imputation_weights() -> None:
    at = cohorts()
    target = mean_over_treated(at)
    plain = imputation_weights(at.exposed, at.count, target)
    np.testing.assert_allclose(
        imputation_weights(at.exposed, at.count, target, np.eye(12)), plain, atol=1e-12
    )


@pytest.mark.parametrize("levels", [False, True])
def test_weights_have_the_smallest_variance_among_all_that_ignore_the_effects(levels: bool) -> None:
    at, rng = cohorts(), np.random.default_rng(0)
    covariance = Persistence(0.8, 1.5).covariance(12, levels=levels)
    target = mean_over_treated(at)
    best = imputation_weights(at.exposed, at.count, target, covariance, unit_effects=not levels)
    np.testing.assert_allclose(at.count @ best, 0, atol=1e-12)
    np.testing.assert_allclose(best[at.exposed], target[at.exposed])
    if not levels:
        np.testing.assert_allclose(best.sum(axis=1), 0, atol=1e-12)
    for _ in range(20):
        other = best + 0.01 * null_move(rng, at, levels)
        assert variance(at, other, covariance) > variance(at, best, covariance)


def null_move(rng: np.random.Generator, at: Cohorts, levels: bool) -> np.ndarray:
    """A random change of the weights of untreated cells that keeps every condition."""
    free = np.nonzero(~at.exposed.ravel())[0]
    periods, labels = at.exposed.shape[1], at.exposed.shape[0]
    rows = [np.kron(at.count, np.eye(periods)[t]) for t in range(periods)]
    rows += [] if levels else [np.kron(np.eye(labels)[c], np.ones(periods)) for c in range(labels)]
    conditions = np.array(rows)[:, free]
    move = rng.normal(size=free.size)
    move -= np.linalg.pinv(conditions) @ (conditions @ move)
    out = np.zeros(at.exposed.size)
    out[free] = move
    return out.reshape(at.exposed.shape)


@pytest.mark.parametrize("random_order", [False, True])
def test_intervals_are_narrower_with_persistent_errors_and_cover_at_their_rate(random_order: bool) -> None:
    rng = np.random.default_rng(12)
    plain, better, hits = [], [], 0
    for run in range(120):
        panel = panel_of(rng, 0.8, effect=0.7)
        one = invert(imputation_lines(panel), draws=499, seed=run)
        two = invert(efficient_lines(panel, random_order=random_order), draws=499, seed=run)
        plain.append(one.high - one.low)
        better.append(two.high - two.low)
        hits += two.low <= 0.7 <= two.high
    assert np.mean(better) < 0.95 * np.mean(plain)
    assert hits / 120 == pytest.approx(0.95, abs=0.05)


def test_a_constant_effect_is_recovered_without_noise_with_missing_cells() -> None:
    rng = np.random.default_rng(1)
    start = np.repeat([8, 12, 20], [3, 3, 6])
    y = rng.normal(size=20) + 2.0 * (np.arange(20) >= start[:, None])
    y[rng.random(y.shape) < 0.1] = np.nan
    for random_order in (False, True):
        lines = efficient_lines(make_panel(y, start), random_order=random_order)
        assert lines.point == pytest.approx(2.0)


def test_unit_constants_matter_only_where_the_order_is_random() -> None:
    panel = panel_of(np.random.default_rng(4), 0.5)
    moved = make_panel(panel.y + np.where(panel.treated, 50.0, 0.0)[:, None], panel.start)
    assert efficient_lines(moved).point == pytest.approx(efficient_lines(panel).point)
    shifted = efficient_lines(moved, random_order=True).point
    assert shifted != pytest.approx(efficient_lines(panel, random_order=True).point, abs=0.1)


def test_persistence_depends_on_no_reading_after_the_first_start() -> None:
    panel = panel_of(np.random.default_rng(4), 0.6)
    later = panel.y.copy()
    later[:, 16:] = np.random.default_rng(5).normal(size=later[:, 16:].shape) * 100
    assert panel_persistence(panel) == panel_persistence(make_panel(later, panel.start))


@pytest.mark.parametrize("rho", [0.0, 0.4, 0.8])
def test_persistence_is_recovered(rho: float) -> None:
    rng = np.random.default_rng(9)
    readings = persistent(rng, 400, 15, rho) + 2.0 * rng.normal(size=(400, 1))
    found = fit_persistence(readings - readings.mean(axis=0))
    assert found.rho == pytest.approx(rho, abs=0.051)
    assert found.spread == 4.0


def test_likelihood_is_the_normal_one() -> None:
    rng = np.random.default_rng(3)
    readings = persistent(rng, 30, 6, 0.7) + rng.normal(size=(30, 1))
    found = fit_persistence(readings)

    def restricted(rho: float) -> float:
        contrasts = np.linalg.svd(np.ones((1, 6)))[2][1:]  # what is left without levels
        cross = contrasts @ (readings.T @ readings) @ contrasts.T / 30
        shape = contrasts @ Persistence(rho, 0).covariance(6) @ contrasts.T
        scale = np.trace(np.linalg.solve(shape, cross)) / 5
        return float(multivariate_normal(np.zeros(5), scale * shape).logpdf(readings @ contrasts.T).sum())

    assert found.rho == RHO[np.argmax([restricted(rho) for rho in RHO])]


@pytest.mark.parametrize("readings", [np.zeros((5, 8)), np.ones((5, 3)), np.ones((2, 9))])
def test_too_little_to_learn_from_means_independent_errors(readings: np.ndarray) -> None:
    assert fit_persistence(readings).rho == 0.0
    start = np.array([2, 2, 6, 6, 6])
    panel = make_panel(np.random.default_rng(0).normal(size=(5, 6)), start)
    assert efficient_lines(panel).point == pytest.approx(imputation_lines(panel).point)
