"""The inverted test: against brute force, against SciPy, and what holds for every input."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import permutation_test

from specie.kernel.causal.lines import Inverted, Lines
from specie.kernel.causal.permutation import invert
from specie.kernel.causal.relabelling import assignments, draw_labels, every_sum


def two_samples(values: np.ndarray, treated: int) -> Lines:
    """Difference of two means; an effect moves the first ``treated`` values."""
    label = (np.arange(values.size) >= treated).astype(np.int64)
    weights = np.array([1 / treated, -1 / (values.size - treated)])
    moved = (label == 0).astype(float)
    return Lines(np.outer(values, weights), np.outer(moved, weights), label)


def random_lines(rng: np.random.Generator, label: list[int], spread: float = 1.0) -> Lines:
    at = np.array(label)
    a = rng.normal(size=(at.size, at.max() + 1))
    b = rng.uniform(0, spread, a.shape)
    b[np.arange(at.size), at] = 1.0
    return Lines(a, b / b[np.arange(at.size), at].sum(), at)


def brute_force(lines: Lines, tau: float) -> float:
    """P-value of an effect by walking through every distinct order of the labels."""
    units = np.arange(lines.label.size)
    line = lines.a - tau * lines.b
    observed = abs(line[units, lines.label].sum())
    orders = {tuple(order) for order in permutations(lines.label.tolist())}
    values = np.array([abs(line[units, list(order)].sum()) for order in orders])
    return float((values >= observed - 1e-9).mean())


def test_p_value_is_the_exact_one_of_brute_force() -> None:
    rng = np.random.default_rng(3)
    for label in ([0, 0, 1, 1, 1], [0, 1, 2, 2, 2], [0, 1, 1, 2, 2, 2], [0, 0, 0, 1, 1, 1]):
        lines = random_lines(rng, label)
        assert invert(lines).p_value == pytest.approx(brute_force(lines, 0.0))


def test_every_step_of_the_p_value_is_the_one_of_brute_force() -> None:
    lines = two_samples(np.random.default_rng(5).normal(size=7), 3)
    for tau in np.linspace(-3, 3, 41):
        shifted = Lines(lines.a - tau * lines.b, lines.b, lines.label)
        assert invert(shifted).p_value == pytest.approx(brute_force(lines, tau)), tau


@pytest.mark.parametrize("treated", [2, 3, 4, 6])
def test_two_samples_agree_with_scipy(treated: int) -> None:
    values = np.random.default_rng(treated).gamma(2, 1, 12)
    first, second = values[:treated], values[treated:]

    def distance(x: np.ndarray, y: np.ndarray, axis: int = -1) -> np.ndarray:
        return np.abs(x.mean(axis=axis) - y.mean(axis=axis))

    reference = permutation_test(
        (first, second), distance, vectorized=True, n_resamples=np.inf, alternative="greater"
    )
    found = invert(two_samples(values, treated))
    assert found.enumerated
    assert found.p_value == pytest.approx(reference.pvalue)
    assert found.point == pytest.approx(first.mean() - second.mean())


def test_draws_come_near_the_enumeration() -> None:
    lines = two_samples(np.random.default_rng(8).normal(size=16) + np.r_[np.ones(6), np.zeros(10)], 6)
    exact, drawn = invert(lines), invert(lines, limit=0, draws=40_000, seed=1)
    assert (exact.enumerated, drawn.enumerated) == (True, False)
    assert exact.assignments == assignments(lines.label, 2) == 8008
    assert drawn.p_value == pytest.approx(exact.p_value, abs=0.005)
    assert (drawn.low, drawn.high) == pytest.approx((exact.low, exact.high), abs=0.03)


def test_a_seed_decides_the_draws_and_nothing_else() -> None:
    lines = random_lines(np.random.default_rng(1), [0] * 10 + [1] * 20 + [2] * 10)
    assert invert(lines, seed=4) == invert(lines, seed=4)
    small = random_lines(np.random.default_rng(1), [0, 0, 1, 1, 1])
    assert invert(small, seed=4) == invert(small, seed=5)


def test_smallest_p_of_one_among_n_and_of_halves() -> None:
    rng = np.random.default_rng(2)
    one = invert(two_samples(rng.normal(size=19), 1), level=0.95)
    assert one.smallest_p == pytest.approx(1 / 19)
    assert (one.low, one.high) == (-np.inf, np.inf)
    assert np.isfinite([invert(two_samples(rng.normal(size=20), 1), level=0.95).low]).all()
    halves = invert(two_samples(rng.normal(size=8), 4))
    assert halves.smallest_p == pytest.approx(2 / 70)  # swapping both halves always ties


def test_at_the_highest_attainable_level_the_interval_is_closed() -> None:
    lines = two_samples(np.random.default_rng(4).normal(size=12), 1)
    at_best = invert(lines, level=1 - invert(lines).smallest_p)
    assert np.isfinite([at_best.low, at_best.high]).all()
    assert at_best.low <= at_best.point <= at_best.high


def test_interval_covers_at_its_rate_and_no_effect_is_rejected_at_its_rate() -> None:
    rng = np.random.default_rng(7)
    hits, rejected, runs = 0, 0, 400
    for _ in range(runs):
        values = rng.standard_t(3, size=12)
        null = invert(two_samples(values, 4))
        rejected += null.p_value <= 0.05
        values[:4] += 2.0
        found = invert(two_samples(values, 4))
        hits += found.low <= 2.0 <= found.high
    assert hits / runs == pytest.approx(0.95, abs=0.03)
    assert rejected / runs == pytest.approx(0.05, abs=0.03)


def test_constant_readings_decide_nothing() -> None:
    found = invert(two_samples(np.zeros(9), 3))
    assert (found.point, found.p_value, found.low, found.high) == (0.0, 1.0, 0.0, 0.0)


def test_wrong_levels_and_draws_are_refused() -> None:
    lines = two_samples(np.arange(4.0), 2)
    with pytest.raises(ValueError, match="level"):
        invert(lines, level=1.0)
    with pytest.raises(ValueError, match="draw"):
        invert(lines, draws=0)


def test_lines_that_do_not_recover_an_effect_of_one_are_refused() -> None:
    with pytest.raises(ValueError, match="effect of one"):
        Lines(np.ones((2, 2)), np.ones((2, 2)), np.array([0, 1]))


def test_every_distinct_assignment_is_summed_once() -> None:
    label = [0, 1, 1, 2, 2, 2]
    lines = random_lines(np.random.default_rng(6), label)
    sums = np.sort(every_sum(lines.a[:, :, None], lines.label)[:, 0])
    orders = {tuple(order) for order in permutations(label)}
    expected = np.sort([lines.a[np.arange(6), list(order)].sum() for order in orders])
    np.testing.assert_allclose(sums, expected)


def test_draws_deal_every_label_to_every_carrier_equally_often() -> None:
    dealt = draw_labels(np.array([0, 1, 1, 2]), 20_000, seed=3)
    assert dealt[0].tolist() == [0, 1, 1, 2]
    assert (np.sort(dealt, axis=1) == [0, 1, 1, 2]).all()
    shares = np.stack([(dealt == c).mean(axis=0) for c in range(3)])
    np.testing.assert_allclose(shares, np.array([[0.25], [0.5], [0.25]]).repeat(4, 1), atol=0.015)


numbers = st.lists(st.integers(-50, 50), min_size=5, max_size=9)


def close(one: Inverted, other: Inverted) -> bool:
    pairs = [(one.point, other.point), (one.low, other.low), (one.high, other.high)]
    return one.p_value == other.p_value and all(np.isclose(x, y, atol=1e-7) for x, y in pairs)


@given(numbers, st.integers(1, 4), st.floats(0.5, 0.99))
@settings(max_examples=80, deadline=None)
def test_interval_and_p_value_agree(values: list[int], treated: int, level: float) -> None:
    found = invert(two_samples(np.array(values, dtype=float), treated), level=level)
    assert (found.low <= 0 <= found.high) == (
        found.p_value * found.assignments > int((1 - level) * found.assignments + 1e-9)
    )
    assert found.low <= found.point <= found.high


@given(st.integers(0, 10_000), st.floats(-4, 4))
@settings(max_examples=60, deadline=None)
def test_an_effect_lies_in_the_interval_exactly_if_its_own_test_does_not_reject(
    seed: int, tau: float
) -> None:
    lines = random_lines(np.random.default_rng(seed), [0, 1, 1, 2, 2, 2, 2], 1.5)
    found = invert(lines, level=0.9)
    own = invert(Lines(lines.a - tau * lines.b, lines.b, lines.label), level=0.9)
    assert (found.low <= tau <= found.high) == (own.p_value > 0.1)
    assert own.p_value >= brute_force(lines, tau) - 1e-12  # never smaller than the plain p-value


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_order_of_carriers_does_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    lines = random_lines(rng, [0, 0, 1, 1, 1, 2])
    order = rng.permutation(6)
    assert close(invert(lines), invert(Lines(lines.a[order], lines.b[order], lines.label[order])))


@given(st.integers(0, 10_000), st.floats(0.01, 100))
@settings(max_examples=30, deadline=None)
def test_interval_scales_with_the_readings(seed: int, factor: float) -> None:
    lines = random_lines(np.random.default_rng(seed), [0, 0, 1, 1, 1, 2])
    found, scaled = invert(lines), invert(Lines(factor * lines.a, lines.b, lines.label))
    assert scaled.p_value == found.p_value
    np.testing.assert_allclose([scaled.low, scaled.high], [factor * found.low, factor * found.high])
