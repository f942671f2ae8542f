"""Firms among one another: three channels by hand, who falls next, and what always holds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from specie.kernel.stress.web import distinct, spread, web, without_stake

STAKES = [[0, 30, 0], [0, 0, 0], [0, 0, 0]]
LENT = [[0, 0, 0], [0, 0, 0], [0, 40, 0]]
BOUGHT = [[0, 0, 0], [0, 0, 10], [0, 0, 0]]
EACH = np.eye(3, dtype=bool)


def three(worth=(100, 60, 50), **changes):
    """A owns half of B, C lends 40 to B, B buys for 10 a year from C."""
    fields = {"revenue": [100, 50, 30], "slack": 0.0, **changes}
    return web(STAKES, LENT, BOUGHT, worth, **fields)


def test_three_firms_by_hand():
    """B fails and pays a fifth of its debts: A loses its stake of 30, C 32 of its loan and sales of 10."""
    found = spread(three(), EACH, recovery=0.2)
    assert found.failed.tolist() == EACH.tolist()
    assert found.stakes.tolist() == [[0, 0, 0], [30, 0, 0], [0, 0, 0]]
    assert found.loans == pytest.approx(np.array([[0, 0, 0], [0, 0, 32], [0, 0, 0]]))
    assert found.sales.tolist() == [[0, 0, 0], [0, 0, 10], [0, 0, 0]]
    assert found.rounds == 1


def test_who_loses_all_it_is_worth_falls_next():
    """A is worth 25 and owned by nobody here; its stake of 30 takes it along."""
    found = spread(three(worth=(25, 60, 50)), EACH)
    assert found.failed.tolist() == [[True, False, False], [True, True, False], [False, False, True]]
    assert found.rounds == 2


def test_who_cannot_pay_after_a_fall_of_the_market_falls_next():
    """C owes 20 and has a worth of 20: means of 40 less loans of 40, so nothing but its loan to B."""
    owing = three(worth=(100, 60, 20), owed=[0, 40, 20])
    assert spread(owing, EACH, recovery=0.5).failed[1].tolist() == [False, True, False]
    assert spread(owing, EACH, recovery=0.4).failed[1].tolist() == [False, True, True]
    assert spread(owing, EACH, recovery=0.5, left=0.9).failed[1].tolist() == [False, True, True]


def test_a_firm_whose_worth_is_not_known_fails_by_itself_only():
    found = spread(three(worth=(np.nan, 60, np.nan), owed=[0, 40, 20]), EACH, left=0.5)
    assert found.failed.tolist() == EACH.tolist()
    assert found.stakes[1].tolist() == [15, 0, 0], "the fall took the other half beforehand"


def test_null_nobody_fails_nothing_is_lost():
    found = spread(three(), np.zeros((2, 3), dtype=bool), left=0.5)
    assert not found.failed.any()
    assert found.stakes.sum() + found.loans.sum() + found.sales.sum() == 0
    assert found.rounds == 0


def test_the_same_rows_come_out_alone_together_and_with_a_fall_per_scenario():
    rng = np.random.default_rng(3)
    failed = rng.random((50, 3)) < 0.3
    at_once = spread(three(), failed, left=0.7, recovery=0.3)
    by_row = spread(three(), failed, left=np.full(50, 0.7), recovery=0.3)
    for name in ("failed", "stakes", "loans", "sales"):
        assert getattr(at_once, name).tolist() == getattr(by_row, name).tolist(), name


@pytest.mark.parametrize("size", [1, 7, 50])
def test_cutting_scenarios_into_chunks_changes_no_digit(size):
    rng = np.random.default_rng(4)
    failed, left = rng.random((50, 3)) < 0.3, rng.uniform(0.4, 1, 50)
    whole = spread(three(), failed, left=left, recovery=0.3)
    parts = [
        spread(three(), failed[k : k + size], left=left[k : k + size], recovery=0.3)
        for k in range(0, 50, size)
    ]
    for name in ("failed", "stakes", "loans", "sales"):
        joined = np.concatenate([getattr(part, name) for part in parts])
        assert joined.tolist() == getattr(whole, name).tolist(), name


def test_a_stake_taken_out_costs_nothing_any_more():
    assert not spread(without_stake(three(), 0, 1), EACH).stakes.any()


def test_impossible_firms_are_marked():
    made = web([[0, 80], [0, 0]], [[0, 0], [70, 0]], [[0, 0], [0, 0]], [10, 40])
    assert made.over.tolist() == [False, True]
    assert made.short.tolist() == [False, True]
    assert made.lent.tolist() == [[0, 0], [70, 0]]


def test_patterns_come_back_as_they_were():
    flags = np.random.default_rng(1).random((200, 11)) < 0.1
    row, back = distinct(flags)
    assert (flags[row][back] == flags).all()
    assert row.size < 200


def test_its_payments_are_those_of_the_linear_program():
    """Reference: Eisenberg and Noe (2001), greatest clearing vector as a linear program, by HiGHS."""
    rng = np.random.default_rng(8)
    lent = rng.pareto(1.5, (6, 6)) * (rng.random((6, 6)) < 0.5)
    np.fill_diagonal(lent, 0)
    none = np.zeros((6, 6))
    made = web(none, lent, none, rng.uniform(0.1, 1, 6), owed=lent.sum(axis=0) * 1.3)
    failed = np.eye(6, dtype=bool)
    found = spread(made, failed, recovery=0.3)
    owed, share = made.loans.total, made.loans.share[0]
    for row, losses in zip(failed, found.loans, strict=True):
        means = np.where(row, np.maximum(0.3 * owed - made.loans.claims, 0), made.means)
        bounds = np.column_stack([np.zeros(6), owed])
        paid = linprog(-np.ones(6), np.eye(6) - share.T, means, bounds=bounds, method="highs").x
        assert losses == pytest.approx(made.loans.claims - paid @ share, abs=1e-8)


@given(arrays(bool, (4, 5)), st.floats(0, 1), st.floats(0, 1), st.integers(0, 4), st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_more_failures_deeper_falls_and_less_recovery_never_lose_less(failed, left, recovery, more, seed):
    rng = np.random.default_rng(seed)
    stakes, lent, bought = (rng.uniform(0, 9, (5, 5)) * (rng.random((5, 5)) < 0.5) for _ in range(3))
    for matrix in (stakes, lent, bought):
        np.fill_diagonal(matrix, 0)
    made = web(stakes, lent, bought, stakes.sum(axis=0) + rng.uniform(1, 20, 5), slack=1.0)
    mild = spread(made, failed, left=max(left, 0.5), recovery=max(recovery, 0.5))
    worse = failed.copy()
    worse[:, more] = True
    hard = spread(made, worse, left=min(left, 0.5), recovery=min(recovery, 0.5))
    assert (hard.failed >= mild.failed).all()
    standing = ~hard.failed
    # A firm is worth less after a deeper fall, so its owners can lose no more than that.
    assert (hard.sales >= mild.sales - 1e-6)[standing].all()
    assert (mild.stakes[~mild.failed] >= 0).all()
