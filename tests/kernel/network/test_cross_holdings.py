"""Cross-holdings: two and three firms by hand, what always holds, cascades by trial."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.network.cross_holdings import Holdings, cascade, holdings

# A owns half of B, B owns a quarter of C.
CHAIN = [[0, 0.5, 0], [0, 0, 0.25], [0, 0, 0]]


def test_two_firms_each_owning_half_of_the_other() -> None:
    """Published example: book values sum to twice the real assets, market values to once."""
    of = holdings([[0, 0.5], [0.5, 0]])
    real = np.array([[1.0, 0.0], [3.0, 5.0]])
    np.testing.assert_allclose(of.book(real).sum(axis=1), 2 * real.sum(axis=1))
    np.testing.assert_allclose(of.market(real).sum(axis=1), real.sum(axis=1))
    np.testing.assert_allclose(of.dependency, [[2 / 3, 1 / 3], [1 / 3, 2 / 3]])


def test_three_firms_in_a_chain_by_hand() -> None:
    """V_C = 4, V_B = 4 + 4/4 = 5, V_A = 4 + 5/2 = 6.5; outside: all of A, half of B, 3/4 of C."""
    of = holdings(CHAIN)
    np.testing.assert_allclose(of.book([4, 4, 4]), [[6.5, 5, 4]])
    np.testing.assert_allclose(of.market([4, 4, 4]), [[6.5, 2.5, 3]])


def test_a_cascade_in_two_waves_by_hand() -> None:
    """C (3 < 3.5) loses its 4, so B is worth 4/2 < 2.2 and loses 2, so A is worth 4 + 2/2 and stands."""
    found = cascade(holdings(CHAIN), [4, 4, 4], threshold=[4, 2.2, 3.5], cost=[4, 2, 100])
    assert found.wave.tolist() == [[0, 2, 1]]
    np.testing.assert_allclose(found.cost, [[0, 2, 4]])
    np.testing.assert_allclose(found.market, [[5, 1, 0]])
    np.testing.assert_allclose(found.book, [[5, 2, 0]])


def test_without_holdings_firms_are_worth_their_assets_and_fail_alone() -> None:
    found = cascade(holdings(np.zeros((3, 3))), [1, 2, 3], threshold=2, cost=1)
    np.testing.assert_allclose(found.market, [[0, 2, 3]])
    assert found.wave.tolist() == [[1, 0, 0]]


def test_a_value_at_its_threshold_is_no_failure() -> None:
    assert not cascade(holdings(CHAIN), [4, 4, 4], threshold=[6.5, 2.5, 3], cost=1).wave.any()


def test_a_subsidiary_held_in_full_is_worth_nothing_more_to_outsiders() -> None:
    of = holdings([[0, 1.0], [0, 0]])
    np.testing.assert_allclose(of.market([1, 2]), [[3, 0]])


@st.composite
def owned(draw: st.DrawFn, rows: int) -> tuple[Holdings, np.ndarray]:
    """Holdings with some part of each firm outside, and ``rows`` rows of whole amounts."""
    n = draw(st.integers(2, 5))
    size = n * (n + rows)
    drawn = np.frombuffer(draw(st.binary(min_size=size, max_size=size)), np.uint8).reshape(n + rows, n)
    weight = drawn[:n] / 256 * (1 - np.eye(n))
    return holdings(0.95 * weight / np.maximum(weight.sum(axis=0), 1)), (drawn[n:] % 21).astype(float)


@given(owned(4))
@settings(max_examples=60, deadline=None)
def test_nothing_is_made_or_lost_by_owning_one_another(case: tuple[Holdings, np.ndarray]) -> None:
    of, (real, line, cost, _) = case
    np.testing.assert_allclose(of.dependency.sum(axis=0), 1)
    found = cascade(of, real, line, cost)
    np.testing.assert_allclose(found.market.sum() + found.cost.sum(), real.sum(), atol=1e-9)
    np.testing.assert_allclose(found.book, real - found.cost + found.book @ of.parts.T, atol=1e-9)
    assert (found.market >= -1e-12).all()


@given(owned(4))
@settings(max_examples=60, deadline=None)
def test_more_real_assets_never_mean_more_failures(case: tuple[Holdings, np.ndarray]) -> None:
    of, (real, line, cost, more) = case
    poor, rich = cascade(of, real, line, cost), cascade(of, real + more, line, cost)
    assert ((rich.wave > 0) <= (poor.wave > 0)).all()
    assert (rich.market >= poor.market - 1e-9).all()


@given(owned(4))
@settings(max_examples=60, deadline=None)
def test_fewest_failures_of_all_equilibria(case: tuple[Holdings, np.ndarray]) -> None:
    """Every set of failures is tried; one that confirms itself contains the one found."""
    of, (real, line, cost, _) = case
    found = cascade(of, real, line, cost).wave[0] > 0
    for choice in product([False, True], repeat=len(real)):
        failed = np.array(choice)
        value = of.market(real - np.where(failed, np.minimum(cost, real), 0))[0]
        if (failed == (value < line - 1e-9)).all():
            assert (found <= failed).all()


def test_scenarios_are_solved_alike_alone_and_together() -> None:
    rng = np.random.default_rng(np.random.SeedSequence(3))
    of, real = holdings(CHAIN), rng.exponential(3, (40, 3))
    together = cascade(of, real, [4, 2, 3], 2, chunk=7)
    alone = np.concatenate([cascade(of, row, [4, 2, 3], 2).wave for row in real])
    assert (together.wave == alone).all()
    assert together.wave.max() > 1


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ([[0, -0.1], [0, 0]], r"parts\[0, 1\] is -0.1"),
        ([[0, np.nan], [0, 0]], r"parts\[0, 1\] is nan"),
        ([[0.2, 0], [0, 0]], r"parts\[0, 0\] is 0.2: a firm has nothing with itself"),
        ([[0, 0.6, 0], [0, 0, 0], [0, 0.5, 0]], r"parts\[:, 1\]: firm 1 \(owned 1.1\): more than the whole"),
        ([[0, 1], [1, 0]], r"firm 0 \(owned 1\), firm 1 \(owned 1\): owned in a circle"),
        ([[0, 1, 0], [1, 0, 1], [0, 0, 0]], "firm 0 .*firm 1 .*firm 2 .*: owned in a circle"),
        (np.zeros((2, 3)), "as many rows as columns"),
        (np.zeros((2, 2, 2)), "parts has shape"),
    ],
)
def test_wrong_holdings_are_named_with_their_place(parts, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        holdings(parts)


@pytest.mark.parametrize(
    ("how", "named"),
    [
        ({"real": [1, -2, 3]}, r"real\[1\] is -2"),
        ({"real": [1, 2]}, r"real has shape"),
        ({"threshold": [1, np.nan, 1]}, r"threshold\[1\] is nan"),
        ({"cost": [1, 1, -5]}, r"cost\[2\] is -5"),
        ({"chunk": 0}, "chunk is 0"),
    ],
)
def test_wrong_scenarios_are_named_with_their_place(how, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        cascade(holdings(CHAIN), **{"real": [1, 2, 3], "threshold": 1, "cost": 1, **how})
