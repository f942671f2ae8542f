"""Shrunken estimates: closed forms, coverage whatever the shape of the effects, and what cannot be shrunk."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.portfolio.critical_value import critical_value
from specie.kernel.portfolio.shrinkage import fit_spread, shrink

numbers = st.lists(
    st.tuples(st.floats(-5, 5), st.floats(0.1, 4)), min_size=4, max_size=12
)  # fmt: skip


def test_truth_equal_errors_by_hand():
    # Equal weights: second moment = sample variance - 1 = 10 - 1; weight 0.9; centre 2.
    found = fit_spread([-2, 0, 2, 4, 6], [1, 1, 1, 1, 1])
    assert found is not None
    assert (found.mean, found.variance) == pytest.approx((2.0, 9.0))
    assert found.mean_variance == pytest.approx(10 / 5)
    assert not found.at_floor
    shrunken = shrink([-2, 0, 2, 4, 6], [1, 1, 1, 1, 1])
    assert shrunken.point == pytest.approx([-1.6, 0.2, 2.0, 3.8, 5.6])
    # bias (1/w - 1)^2 (mu2 + var mean) = 11 / 81 at w = 0.9
    assert shrunken.high - shrunken.point == pytest.approx(0.9 * critical_value(11 / 81)[0])


def test_equal_estimates_stand_on_the_floor_and_not_at_zero():
    # moment = 0 - 1; floor = 2 * 4 a^2 / (4a * 4a) = 1/2
    found = fit_spread([3, 3, 3, 3], [1, 1, 1, 1])
    assert found is not None
    assert found.variance == pytest.approx(0.5)
    assert found.at_floor


def test_certain_estimates_are_kept_and_teach_nothing():
    y, s = np.array([1.0, 2.0, 4.0, -9.0]), np.array([1.0, 0.5, 1.0, 0.0])
    shrunken = shrink(y, s)
    assert (shrunken.point[3], shrunken.low[3], shrunken.high[3], shrunken.weight[3]) == (-9, -9, -9, 1)
    assert shrunken.spread == fit_spread(y[:3], s[:3])


def test_two_uncertain_estimates_are_not_shrunk():
    shrunken = shrink([1.0, 5.0, 2.0], [1.0, 2.0, 0.0])
    assert shrunken.spread is None
    assert shrunken.point.tolist() == [1.0, 5.0, 2.0]
    assert shrunken.high - shrunken.point == pytest.approx([1.959964, 3.919928, 0.0], abs=1e-5)


@pytest.mark.parametrize(("m", "noise"), [(24, 0.5), (24, 1.0), (6, 0.5)])
def test_average_coverage_whatever_the_shape(shape, portfolio, m, noise):
    rng = np.random.default_rng([m, int(10 * noise)])
    runs = 60 if m == 24 else 120
    covered = []
    for _ in range(runs):
        effect, estimate, error = portfolio(rng, shape, m, noise)
        shrunken = shrink(estimate, error, 0.90)
        covered.append(np.mean((shrunken.low <= effect) & (effect <= shrunken.high)))
    assert np.mean(covered) >= 0.90 - 3 * np.std(covered) / np.sqrt(runs)


def test_null_no_effect_anywhere(portfolio):
    """Nothing to find: nearly all intervals hold zero, and the noise is taken out of the sum."""
    rng = np.random.default_rng(8)
    covered, raw, kept = [], 0.0, 0.0
    for _ in range(60):
        _, estimate, error = portfolio(rng, lambda _, m: np.full(m, 0.1), 24, 1.0)
        shrunken = shrink(estimate, error, 0.95)
        covered.append(np.mean((shrunken.low <= 0) & (shrunken.high >= 0)))
        winners = estimate > 0
        raw, kept = raw + estimate[winners].sum(), kept + shrunken.point[winners].sum()
    assert np.mean(covered) >= 0.95
    assert kept < 0.25 * raw


@settings(max_examples=20, deadline=None)
@given(numbers, st.floats(-100, 100), st.floats(0.01, 100))
def test_property_shift_and_scale(pairs, shift, scale):
    y, s = (np.array(part) for part in zip(*pairs, strict=True))
    plain, moved = shrink(y, s, 0.9), shrink(scale * y + shift, scale * s, 0.9)
    tolerance = 1e-5 * (scale + abs(shift) + 1)
    assert moved.point == pytest.approx(scale * plain.point + shift, abs=tolerance)
    assert moved.high - moved.low == pytest.approx(scale * (plain.high - plain.low), rel=1e-4)


@settings(max_examples=20, deadline=None)
@given(numbers)
def test_property_points_move_towards_the_mean_and_less_when_precise(pairs):
    y, s = (np.array(part) for part in zip(*pairs, strict=True))
    shrunken = shrink(y, s, 0.9)
    assert shrunken.spread is not None
    centre = shrunken.spread.mean
    assert (np.abs(shrunken.point - centre) <= np.abs(y - centre) + 1e-9).all()
    assert (np.diff(shrunken.weight[np.argsort(s)]) <= 1e-12).all()


@pytest.mark.parametrize("bad", [([1.0], [1.0, 2.0]), ([np.nan], [1.0]), ([1.0], [-1.0]), ([np.inf], [1.0])])
def test_bad_estimates_are_refused(bad):
    with pytest.raises(ValueError, match="standard error"):
        shrink(*bad)
