"""VaR, expected shortfall and their parts: closed forms, draws by hand, coverage, and parts that add up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import ndtri

from specie.kernel.credit.contributions import euler_contributions
from specie.kernel.credit.tail import normal_tail, sample_tail, student_tail, tail_weights

losses = arrays(np.float64, st.integers(1, 60), elements=st.floats(-1e6, 1e6))
alphas = st.floats(0.01, 0.995)


def test_the_reference_laws() -> None:
    assert normal_tail(0.975).es == pytest.approx(2.337803, abs=5e-7)
    assert student_tail(0.95, 4.0) == pytest.approx((2.131847, 3.202870), abs=5e-7)
    assert student_tail(0.99, 1e7) == pytest.approx(normal_tail(0.99), rel=1e-5)


@settings(max_examples=40)
@given(st.floats(0.5, 0.999), st.floats(-50, 50), st.floats(0.1, 20))
def test_both_measures_move_with_the_losses(level: float, mean: float, scale: float) -> None:
    for unit, moved in (
        (normal_tail(level), normal_tail(level, mean, scale)),
        (student_tail(level, 3.0), student_tail(level, 3.0, mean, scale)),
    ):
        assert moved == pytest.approx((mean + scale * unit.var, mean + scale * unit.es))
        assert unit.es > unit.var


def test_ten_draws_by_hand() -> None:
    found = sample_tail(np.arange(1.0, 11.0), 0.8)
    assert (found.var, found.es, found.beyond) == pytest.approx((8.0, 9.5, 2.0))
    # 1.5 draws are the worst 15 %: the largest and half of the next.
    assert sample_tail(np.arange(1.0, 11.0), 0.85).es == pytest.approx((10 + 0.5 * 9) / 1.5)


def test_a_loss_that_happens_or_does_not() -> None:
    rare = np.zeros(1000)
    rare[:30] = 100.0
    assert sample_tail(rare, 0.95)[:1] == (0.0,)
    assert sample_tail(rare, 0.95).es == pytest.approx(100 * 0.03 / 0.05)


@settings(max_examples=40)
@given(losses, alphas)
def test_weights_make_the_shortfall_in_any_order(x: np.ndarray, level: float) -> None:
    weights, found = tail_weights(x, level), sample_tail(x, level)
    scale = 1 + np.abs(x).max()
    assert weights.sum() == pytest.approx(1.0)
    assert (weights >= -1e-12).all()
    assert weights @ x == pytest.approx(found.es, abs=1e-9 * scale)
    assert tail_weights(x[::-1], level)[::-1] == pytest.approx(weights)
    assert found.var_low <= found.var <= found.var_high
    assert found.es >= found.var - 1e-9 * scale
    assert found.es >= x.mean() - 1e-9 * scale


@settings(max_examples=40)
@given(losses, alphas)
def test_putting_books_together_never_adds_risk(x: np.ndarray, level: float) -> None:
    y = np.roll(x, 1) ** 2 / 1e6
    apart = sample_tail(x, level).es + sample_tail(y, level).es
    assert sample_tail(x + y, level).es <= apart + 1e-6 * (1 + np.abs(apart))


def test_intervals_cover_at_their_rate() -> None:
    rng = np.random.default_rng(4)
    true = normal_tail(0.95)
    found = [sample_tail(row, 0.95, 0.9) for row in rng.standard_normal((1000, 2000))]
    var = np.mean([f.var_low <= true.var <= f.var_high for f in found])
    es = np.mean([f.es_low <= true.es <= f.es_high for f in found])
    assert 0.88 <= var <= 0.94
    assert es == pytest.approx(0.9, abs=0.03)


def test_too_few_draws_leave_the_top_open() -> None:
    found = sample_tail(np.arange(50.0), 0.99)
    assert found.var_high == np.inf
    assert found.var_low > 40
    assert sample_tail([3.0], 0.5).es_error == np.inf


def test_parts_of_a_normal_book_are_the_known_ones() -> None:
    rng = np.random.default_rng(6)
    cov = np.array([[4.0, 1.0, 0.0], [1.0, 1.0, -0.3], [0.0, -0.3, 0.5]])
    parts = rng.standard_normal((100_000, 3)) @ np.linalg.cholesky(cov).T
    found = euler_contributions(parts, 0.95)
    exact = cov.sum(axis=1) / np.sqrt(cov.sum()) * normal_tail(0.95).es
    assert (np.abs(found.es - exact) < 4 * found.es_error).all()
    assert (np.abs(found.mean) < 4 * found.mean_error).all()
    assert found.es_error.max() < 0.05


def test_errors_of_parts_cover_at_their_rate() -> None:
    rng = np.random.default_rng(7)
    exact = np.array([4.0, 1.0]) / np.sqrt(5.0) * normal_tail(0.9).es
    hits = np.zeros(2)
    for _ in range(400):
        found = euler_contributions(rng.standard_normal((2000, 2)) * [2.0, 1.0], 0.9)
        hits += np.abs(found.es - exact) < ndtri(0.95) * found.es_error
    assert hits / 400 == pytest.approx([0.9, 0.9], abs=0.05)


@settings(max_examples=40)
@given(
    arrays(np.float64, st.tuples(st.integers(1, 40), st.integers(1, 5)), elements=st.floats(-1e6, 1e6)),
    alphas,
)
def test_parts_add_up(parts: np.ndarray, level: float) -> None:
    found, loss = euler_contributions(parts, level), parts.sum(axis=1)
    scale = 1 + np.abs(parts).sum()
    assert found.total == pytest.approx(sample_tail(loss, level).es, abs=1e-9 * scale)
    assert found.mean.sum() == pytest.approx(loss.mean(), abs=1e-9 * scale)
    assert found.es[-1] == pytest.approx(euler_contributions(np.c_[parts, 0 * loss], level).es[-2])


def test_one_part_alone_has_the_error_of_the_whole() -> None:
    x = np.random.default_rng(9).standard_normal(5000)
    found = euler_contributions(x[:, None], 0.95)
    assert found.es_error[0] == pytest.approx(sample_tail(x, 0.95).es_error, rel=0.02)


def test_what_cannot_be_is_refused() -> None:
    for bad in ([], [np.nan, 1.0], [[1.0], [2.0]]):
        with pytest.raises(ValueError, match="finite draws"):
            sample_tail(bad, 0.9)
    with pytest.raises(ValueError, match="level"):
        sample_tail([1.0], 1.0)
    with pytest.raises(ValueError, match="confidence"):
        sample_tail([1.0], 0.9, 1.0)
    with pytest.raises(ValueError, match="degree of freedom"):
        student_tail(0.95, 1.0)
    with pytest.raises(ValueError, match="draws by parts"):
        euler_contributions([1.0, 2.0], 0.9)
