"""Smoothing by roughening: a normal posterior at no step, higher likelihood at each, and sums that hold."""

from __future__ import annotations

import numpy as np
import pytest

from specie.kernel.portfolio.roughening import roughen
from specie.kernel.portfolio.shrinkage import Spread, fit_spread, shrink


def fitted(estimate: np.ndarray, error: np.ndarray) -> Spread:
    spread = fit_spread(estimate, error)
    assert spread is not None
    return spread


def test_reference_without_steps_it_is_the_normal_posterior():
    y, s = np.array([-2.0, 0.0, 2.0, 4.0, 6.0]), np.array([1.0, 2.0, 0.5, 1.0, 3.0])
    linear = shrink(y, s)
    posterior = roughen(y, s, fitted(y, s), steps=0)
    assert posterior.mean == pytest.approx(linear.point, abs=2e-3)
    assert posterior.typical == pytest.approx(fitted(y, s).mean, abs=1e-3)
    sd = np.sqrt(linear.weight) * s
    assert posterior.quantile(0.975) == pytest.approx(linear.point + 1.96 * sd, abs=0.1)


def test_property_each_step_raises_the_likelihood(portfolio):
    _, y, s = portfolio(np.random.default_rng(2), lambda rng, m: rng.choice([-1.0, 2.0], m), 24, 0.5)
    spread = fitted(y, s)

    def likelihood(steps: int) -> float:
        found = roughen(y, s, spread, steps)
        density = np.exp(-0.5 * ((y[:, None] - found.grid) / s[:, None]) ** 2) / s[:, None]
        return float(np.log(density @ found.prior).sum())

    path = [likelihood(steps) for steps in (0, 1, 2, 5, 20)]
    assert (np.diff(path) > 0).all()


def test_gain_and_loss_are_the_two_sides_of_the_mean():
    found = roughen([-1.0, 0.5, 3.0, 0.0], [1.0, 1.0, 0.5, 2.0], Spread(0.5, 2.0, 0.2, at_floor=False))
    assert found.gain - found.loss == pytest.approx(found.mean)
    assert (found.gain >= 0).all()
    assert (found.loss >= 0).all()
    assert found.mass.sum(axis=1) == pytest.approx(np.ones(4))
    assert found.typical_quantile(0.1) <= found.typical <= found.typical_quantile(0.9)


@pytest.mark.parametrize("noise", [0.35, 0.5, 0.7])
def test_sum_of_shrunken_winners_is_near_the_truth_and_the_raw_sum_is_not(shape, portfolio, noise):
    """Winners are picked by their own estimates; three hundred portfolios of 24."""
    rng = np.random.default_rng([24, int(100 * noise)])
    truth = raw = kept = 0.0
    for _ in range(300):
        effect, estimate, error = portfolio(rng, shape, 24, noise)
        posterior = roughen(estimate, error, fitted(estimate, error))
        winners = estimate > 0
        truth += effect[winners].sum()
        raw += estimate[winners].sum()
        kept += posterior.mean[winners].sum()
    assert 0.9 <= kept / truth <= 1.1
    assert 1.05 <= raw / truth <= 2.8


def test_bad_errors_are_refused():
    with pytest.raises(ValueError, match="standard error"):
        roughen([1.0, 2.0, 3.0], [1.0, 0.0, 1.0], Spread(0.0, 1.0, 0.1, at_floor=False))
