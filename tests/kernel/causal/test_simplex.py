"""Weights on the simplex: the conditions of an optimum, another solver, problems with many answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import nnls

from specie.kernel.causal.simplex import least_on_simplex
from specie.kernel.causal.simplex_frank_wolfe import walk_on_simplex


def forms(seed: int, batch: int, rows: int, width: int, ridge: float = 0.0) -> np.ndarray:
    x = np.random.default_rng(seed).normal(size=(batch, rows, width))
    x -= np.random.default_rng(seed + 1).normal(size=(batch, rows, 1))
    return np.einsum("bti,btj->bij", x, x) + ridge * np.eye(width)


def value(form: np.ndarray, weight: np.ndarray) -> np.ndarray:
    return np.einsum("bi,bij,bj->b", weight, form, weight)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(1, 40), st.integers(1, 25))
def test_optimum_conditions_hold(seed: int, batch: int, rows: int, width: int) -> None:
    form = forms(seed, batch, rows, width)
    weight = least_on_simplex(form, np.ones((batch, width), dtype=bool))
    assert weight.sum(axis=1) == pytest.approx(1)
    assert (weight >= 0).all()
    gradient = np.einsum("bij,bj->bi", form, weight)
    scale = np.einsum("bii->b", form)
    assert (gradient.min(axis=1) - value(form, weight) > -1e-7 * scale).all()


@pytest.mark.parametrize("rows", [8, 40])
def test_same_as_nonnegative_least_squares(rows: int) -> None:
    form = forms(3, 5, rows, 20, ridge=0.5)
    weight = least_on_simplex(form, np.ones((5, 20), dtype=bool))
    for one, mine in zip(form, weight, strict=True):
        root = np.linalg.cholesky(one).T
        other, _ = nnls(np.vstack([root, np.ones(20)]), np.r_[np.zeros(20), 1.0])
        assert mine == pytest.approx(other / other.sum(), abs=1e-7)


def test_a_column_that_is_not_allowed_gets_nothing() -> None:
    form = forms(5, 4, 30, 6)
    allowed = np.ones((4, 6), dtype=bool)
    allowed[:, 2] = False
    weight = least_on_simplex(form, allowed)
    without = least_on_simplex(np.delete(np.delete(form, 2, 1), 2, 2), np.ones((4, 5), dtype=bool))
    assert (weight[:, 2] == 0).all()
    assert np.delete(weight, 2, 1) == pytest.approx(without, abs=1e-9)


def test_start_does_not_matter() -> None:
    form, every = forms(6, 3, 12, 30), np.ones((3, 30), dtype=bool)
    near = np.arange(30) % 3 == np.arange(3)[:, None]
    assert least_on_simplex(form, every, near) == pytest.approx(least_on_simplex(form, every), abs=1e-5)


def test_no_spread_at_all_weighs_alike() -> None:
    assert least_on_simplex(np.zeros((1, 4, 4)), np.ones((1, 4), dtype=bool)) == pytest.approx(0.25)


def test_a_walk_without_a_stop_comes_near_the_optimum_and_never_below_it() -> None:
    form, every = forms(7, 6, 30, 10, ridge=30.0), np.ones((6, 10), dtype=bool)
    every[:, 0] = False
    best, walked = least_on_simplex(form, every), walk_on_simplex(form, every, np.zeros(6))
    assert walked.sum(axis=1) == pytest.approx(1)
    assert (walked[:, 0] == 0).all()
    assert value(form, walked) == pytest.approx(value(form, best), rel=1e-5)
    assert (value(form, walked) >= value(form, best) * (1 - 1e-9)).all()


def test_walks_do_not_see_one_another() -> None:
    form, every = forms(8, 5, 30, 10, ridge=3.0), np.ones((5, 10), dtype=bool)
    stop = np.array([1e-2, 1e-4, 1e-6, 1e-8, 0.0])
    together = walk_on_simplex(form, every, stop)
    alone = [walk_on_simplex(form[[k]], every[[k]], stop[[k]])[0] for k in range(5)]
    assert together == pytest.approx(np.array(alone), abs=1e-12)
