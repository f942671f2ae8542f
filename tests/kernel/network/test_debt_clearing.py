"""Clearing vectors: three firms by hand, all by trial, the linear program, and what always holds."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from specie.kernel.network.clearing import Clearing, clear, paid_by_iteration
from specie.kernel.network.debts import Debts, debts, ranked

# A owes B 10; B owes C 8 and 2 outside; C owes A 4 and 4 outside.
BETWEEN = [[0, 10, 0], [0, 0, 8], [4, 0, 0]]
OUTSIDE = [0, 2, 4]
ASSETS = [2, 3, 1]


def test_three_firms_by_hand() -> None:
    """A has 2 + 4 = 6 of 10, so B has 3 + 6 = 9 of 10, so C has 1 + 0.8 * 9 = 8.2 of 8."""
    of = debts(BETWEEN, OUTSIDE)
    found = clear(of, ASSETS)
    np.testing.assert_allclose(found.paid, [[6, 9, 8]])
    np.testing.assert_allclose(found.equity, [[0, 0, 0.2]], atol=1e-9)
    np.testing.assert_allclose(of.outside(found.paid), [[0, 1.8, 4]])
    assert found.wave.tolist() == [[1, 2, 0]]
    assert found.default.tolist() == [[True, True, False]]
    assert not found.cost.any()


def test_costs_of_default_by_hand() -> None:
    """With half lost, C fails too: p_C = 1.3 + p_C / 20."""
    found = clear(debts(BETWEEN, OUTSIDE), ASSETS, alpha=0.5, beta=0.5)
    c = 1.3 / 0.95
    np.testing.assert_allclose(found.paid, [[1 + c / 4, 2 + c / 8, c]])
    assert found.wave.tolist() == [[1, 2, 3]]
    np.testing.assert_allclose(found.cost, found.paid)


def test_junior_debts_between_firms_by_hand() -> None:
    """B pays its 2 outside first and 7 to C, which then has 1 + 7 = 8 of 8: a tie is no default."""
    of = ranked(BETWEEN, OUTSIDE, "junior")
    found = clear(of, ASSETS)
    np.testing.assert_allclose(found.paid, [[6, 9, 8]])
    np.testing.assert_allclose(of.outside(found.paid), [[0, 2, 4]])
    assert found.wave.tolist() == [[1, 2, 0]]


def test_senior_debts_between_firms_by_hand() -> None:
    """B pays C 8 of its 9 and 1 outside."""
    of = ranked(BETWEEN, OUTSIDE, "senior")
    found = clear(of, ASSETS)
    np.testing.assert_allclose(of.outside(found.paid), [[0, 1, 4]])
    np.testing.assert_allclose(found.equity, [[0, 0, 1]])


def test_nobody_fails_nobody_loses() -> None:
    found = clear(debts(BETWEEN, OUTSIDE), [[20, 20, 20], [6, 0, 0]])
    np.testing.assert_allclose(found.paid, [[10, 10, 8]] * 2)
    assert not found.wave.any()


def test_a_circle_of_debts_without_assets_clears_in_full() -> None:
    """Any (x, x) up to 1 is a clearing vector, the greatest is full payment."""
    found = clear(debts([[0, 1], [1, 0]]), [0, 0])
    np.testing.assert_allclose(found.paid, [[1, 1]])
    assert not found.default.any()


def test_a_circle_with_senior_debts_outside_that_just_fails_loses_everything() -> None:
    """Singular where both pay junior debts in part: the missing unit goes round and round."""
    of = ranked([[0, 10], [10, 0]], [1, 1], "junior")
    np.testing.assert_allclose(clear(of, [1, 1]).paid, [[11, 11]])
    np.testing.assert_allclose(clear(of, [1, 0]).paid, [[1, 0]], atol=1e-9)


def test_a_closed_firm_pays_nothing() -> None:
    found = clear(debts(BETWEEN, OUTSIDE), [30, 3, 1], closed=[True, False, False])
    np.testing.assert_allclose(found.paid[0, :2], [0, 3])
    assert found.wave[0].tolist() == [1, 2, 3]
    assert found.equity[0, 0] == 0
    np.testing.assert_allclose(found.cost[0, 0], 30 + found.paid[0, 2] / 2)


def test_the_order_and_the_size_of_chunks_do_not_matter() -> None:
    rng = np.random.default_rng(np.random.SeedSequence(6))
    of, assets = _network(rng, 9), rng.exponential(3, (50, 9))
    once, often = clear(of, assets), clear(of, assets[::-1], chunk=7)
    np.testing.assert_allclose(once.paid, often.paid[::-1], rtol=1e-12)
    assert (once.wave == often.wave[::-1]).all()


def test_equals_one_linear_program_a_scenario() -> None:
    """Eisenberg and Noe, section 3: the clearing vector has the greatest sum of payments."""
    rng = np.random.default_rng(np.random.SeedSequence(1))
    of, assets = _network(rng, 10), rng.exponential(2, (20, 10))
    found = clear(of, assets)
    assert 0.1 < found.default.mean() < 0.9
    bounds = np.column_stack([np.zeros(10), of.total])
    for have, paid in zip(assets, found.paid, strict=True):
        best = linprog(-np.ones(10), np.eye(10) - of.share[0].T, have, bounds=bounds, method="highs")
        np.testing.assert_allclose(paid, best.x, atol=1e-8)


def _network(rng: np.random.Generator, firms: int) -> Debts:
    between = rng.exponential(3, (firms, firms)) * (rng.random((firms, firms)) < 0.4)
    np.fill_diagonal(between, 0)
    return debts(between, rng.exponential(2, firms))


PART = st.sampled_from([1.0, 0.5, 0.0])


@st.composite
def cases(draw: st.DrawFn, classes: int = 3) -> tuple[Debts, np.ndarray, dict[str, object]]:
    """Small whole amounts, so that ties, circles and firms without anything are common."""
    n, k = draw(st.integers(2, 4)), draw(st.integers(1, classes))
    drawn = np.frombuffer(
        draw(st.binary(min_size=k * n * (n + 1) + 2 * n, max_size=k * n * (n + 1) + 2 * n)), np.uint8
    )
    between, outside, assets, closed = np.split(drawn, np.cumsum([k * n * n, k * n, n]))
    matrix = (between % 7).reshape(k, n, n) * (1 - np.eye(n))
    how = {"alpha": draw(PART), "beta": draw(PART), "closed": closed % 8 == 7}
    return debts(matrix, (outside % 7).reshape(k, n)), (assets % 7).astype(float), how


def _means(of: Debts, assets: np.ndarray, found: Clearing) -> np.ndarray:
    return assets + of.receipts(found.paid)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_rounds_of_default_and_iteration_agree(case) -> None:
    of, assets, how = case
    np.testing.assert_allclose(
        clear(of, assets, **how).paid, paid_by_iteration(of, assets, tolerance=1e-14, **how), atol=1e-7
    )


@given(cases())
@settings(max_examples=60, deadline=None)
def test_limited_liability_priority_and_conservation(case) -> None:
    of, assets, how = case
    found = clear(of, assets, **how)
    have = _means(of, assets, found)
    assert (found.paid >= 0).all()
    assert (found.equity >= 0).all()
    assert (found.paid <= np.minimum(of.total, have) + 1e-9).all()
    assert (found.default == (found.paid < of.total - 1e-9)).all() or how["closed"].any()
    assert (found.equity[found.paid < of.total - 1e-9] == 0).all()
    paid = np.stack([of.of_class(found.paid, k) for k in range(len(of.owed))], axis=1)[0]
    for senior, junior, owed in zip(paid, paid[1:], of.owed, strict=False):
        assert (senior[junior > 1e-9] >= owed[junior > 1e-9] - 1e-9).all()
    kept = found.equity.sum() + found.cost.sum() + of.outside(found.paid).sum()
    np.testing.assert_allclose(kept, assets.sum(), atol=1e-8)


@given(cases(), st.lists(st.integers(0, 3), min_size=4, max_size=4))
@settings(max_examples=60, deadline=None)
def test_more_assets_never_mean_less_for_anybody(case, more: list[int]) -> None:
    of, assets, how = case
    poor, rich = clear(of, assets, **how), clear(of, assets + more[: len(assets)], **how)
    assert (rich.paid >= poor.paid - 1e-8).all()
    assert (rich.equity >= poor.equity - 1e-8).all()
    assert (rich.default <= poor.default).all()


@given(cases(classes=1))
@settings(max_examples=60, deadline=None)
def test_greatest_of_all_clearing_vectors(case) -> None:
    """Every set of defaults is tried; a set that confirms itself gives a clearing vector."""
    of, assets, how = case
    found = clear(of, assets, **how).paid[0]
    for vector in _clearing_vectors(of, assets, **how):
        assert (vector <= found + 1e-7).all()


def _clearing_vectors(of: Debts, assets: np.ndarray, alpha: float, beta: float, closed: np.ndarray):
    n, flows = len(assets), of.share[0].T
    for choice in product([False, True], repeat=n):
        default = np.array(choice) | closed
        matrix = np.eye(n) - np.where(default & ~closed, beta, 0.0)[:, None] * flows
        if np.linalg.cond(matrix) > 1e10:
            continue
        vector = np.linalg.solve(matrix, np.where(default, np.where(closed, 0, alpha * assets), of.total))
        short = assets + flows @ vector < of.total - 1e-9
        if (default == (short | closed)).all() and (vector >= -1e-9).all():
            yield vector


@given(cases(), st.floats(0.001, 1e9))
@settings(max_examples=40, deadline=None)
def test_the_unit_of_money_does_not_matter(case, unit: float) -> None:
    of, assets, how = case
    scaled = Debts(of.owed * unit, of.share, of.before * unit)
    np.testing.assert_allclose(
        clear(scaled, assets * unit, **how).paid, clear(of, assets, **how).paid * unit, atol=1e-8 * unit
    )


@pytest.mark.parametrize(
    ("between", "outside", "named"),
    [
        ([[0, -1], [0, 0]], 0, r"between\[0, 1\] is -1"),
        ([[0, np.nan], [0, 0]], 0, r"between\[0, 1\] is nan"),
        ([[0, np.inf], [0, 0]], 0, r"between\[0, 1\] is inf"),
        ([[0, 1], [0, 2]], 0, r"between\[1, 1\] is 2: a firm has nothing with itself"),
        ([[0, 1, 1], [0, 0, 1]], 0, "as many rows as columns"),
        ([0, 1], 0, "as many rows as columns"),
        (np.zeros((1, 1, 2, 2)), 0, "classes, n, n"),
        ([[0, 1], [0, 0]], [1, -2], r"outside\[1\] is -2"),
        ([[0, 1], [0, 0]], [1, 2, 3], r"outside has shape \(3,\)"),
        ([[[0, 1], [0, 0]]] * 2, [1, 2], r"outside has shape \(2,\): \(2, 2\)"),
    ],
)
def test_wrong_debts_are_named_with_their_place(between, outside, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        debts(between, outside)


@pytest.mark.parametrize(
    ("how", "named"),
    [
        ({"assets": [[1, 1, 1], [1, -2, 1]]}, r"assets\[1, 1\] is -2"),
        ({"assets": [1, np.nan, -np.inf]}, r"assets\[1\] is nan.*and 1 more"),
        ({"assets": [1, 1]}, r"assets has shape \(2,\)"),
        ({"assets": ASSETS, "alpha": 1.5}, r"alpha\[0\] is 1.5"),
        ({"assets": ASSETS, "beta": [1, 1, -1]}, r"beta\[2\] is -1"),
        ({"assets": ASSETS, "beta": [1, 1]}, r"beta has shape \(2,\)"),
        ({"assets": ASSETS, "closed": [0, 1, 0]}, "closed is int64"),
        ({"assets": ASSETS, "chunk": 0}, "chunk is 0"),
    ],
)
def test_wrong_scenarios_are_named_with_their_place(how, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        clear(debts(BETWEEN, OUTSIDE), **how)


def test_an_unknown_rank_is_refused() -> None:
    with pytest.raises(ValueError, match="rank is 'equal'"):
        ranked(BETWEEN, OUTSIDE, "equal")


def test_iteration_says_when_it_gives_up() -> None:
    with pytest.raises(ArithmeticError, match="after 2 steps"):
        paid_by_iteration(debts(BETWEEN, OUTSIDE), [0, 0, 0], most=2)


def test_no_scenarios_no_payments() -> None:
    assert clear(debts(BETWEEN, OUTSIDE), np.zeros((0, 3))).paid.shape == (0, 3)
