"""Cheapest sets of measures: by hand, against trying everything, against HiGHS, and what must hold."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.measures_choice import ENUMERATED, Problem, by_highs, cheapest, frontier, problem


@st.composite
def problems(draw: st.DrawFn, most: int = 6) -> Problem:
    cases, parts, measures = draw(st.integers(1, 3)), draw(st.integers(1, 5)), draw(st.integers(0, most))
    loss = draw(st.lists(st.integers(0, 50), min_size=cases * parts, max_size=cases * parts))
    shares = st.sampled_from([0.0, 0.0, 0.3, 0.6, 1.0])
    removes = draw(st.lists(shares, min_size=measures * parts, max_size=measures * parts))
    cost = draw(st.lists(st.integers(0, 20), min_size=measures, max_size=measures))
    return problem(np.reshape(loss, (cases, parts)), removes, cost)


def brute(asked: Problem, limit: float, reserve: float) -> float:
    """Try every set, one after another."""
    best = math.inf
    for bits in itertools.product([False, True], repeat=asked.cost.size):
        over = max(float((asked.left(bits) - limit).max()), 0.0)
        paid = 0.0 if over < 1e-9 else over * reserve
        best = min(best, float(asked.cost[list(bits)].sum()) + paid)
    return best


def test_by_hand():
    # Supplier 1 loses 60 + 40, supplier 2 loses 50. A test (5) removes 80 % of the 60, a second supplier (20)
    # all of 60 and 40, other terms (3) half of the 50.
    asked = problem([[60, 40, 0], [0, 0, 50]], [[0.8, 0, 0], [1, 1, 0], [0, 0, 0.5]], [5, 20, 3])
    found = cheapest(asked, 52)
    assert found is not None
    assert (found.chosen.tolist(), found.cost, found.left.tolist()) == ([True, False, False], 5, [52, 50])
    found = cheapest(asked, 30)
    assert found is not None
    assert (found.chosen.tolist(), found.cost, found.left.tolist()) == ([False, True, True], 23, [0, 25])
    assert cheapest(asked, 20) is None


def test_of_two_measures_on_one_part_the_stronger_counts():
    asked = problem([[100]], [[0.5], [0.6]], [1, 1])
    assert asked.left([True, True]).tolist() == [40]
    assert cheapest(asked, 30) is None


def test_a_reserve_pays_what_no_measure_removes():
    asked = problem([[100], [70]], np.zeros((0, 1)), [])
    found = cheapest(asked, 40, reserve_cost=0.1)
    assert found is not None
    assert (found.reserve, found.cost) == (60, pytest.approx(6.0))
    assert cheapest(asked, 40) is None


def test_nothing_to_hold_costs_nothing():
    found = cheapest(problem([[10, 5]], [[1, 1]], [3]), 15)
    assert found is not None
    assert (found.cost, found.chosen.any()) == (0, False)


@settings(deadline=None, max_examples=60)
@given(problems(), st.integers(0, 120), st.sampled_from([math.inf, 0.1, 1.0]))
def test_no_set_is_cheaper(asked, limit, reserve):
    best, found = brute(asked, limit, reserve), cheapest(asked, limit, reserve)
    assert (found is None) == math.isinf(best)
    if found is not None:
        assert found.cost == pytest.approx(best)
        assert np.all(found.left <= limit + found.reserve + 1e-3)


@settings(deadline=None, max_examples=25)
@given(problems(), st.integers(0, 120), st.sampled_from([math.inf, 0.1]))
def test_highs_finds_the_same(asked, limit, reserve):
    found = cheapest(asked, limit, reserve)
    solved = by_highs(asked, np.full(asked.loss.shape[0], float(limit)), reserve)
    assert (found is None) == (solved is None)
    if found is not None and solved is not None:
        assert solved.cost == pytest.approx(found.cost, abs=1e-5)


def test_beyond_the_enumerated_highs_is_asked_and_agrees_with_parts_that_do_not_touch():
    # Twenty suppliers of 100 each; each has one cheap and one dear measure: the answer is one of each kind.
    n = 20
    loss, removes = np.diag(np.full(n, 100.0)), np.concatenate([np.diag(np.full(n, 0.5)), np.eye(n)])
    cost = np.concatenate([np.arange(1.0, n + 1), np.full(n, 30.0)])
    assert cost.size > ENUMERATED
    found = cheapest(problem(loss, removes, cost), 50)
    assert found is not None
    assert found.cost == pytest.approx(cost[:n].sum())


@settings(deadline=None, max_examples=60)
@given(problems(), st.lists(st.booleans(), min_size=6, max_size=6), st.integers(0, 5))
def test_one_more_measure_never_leaves_more(asked, bits, extra):
    chosen = np.array(bits[: asked.cost.size], dtype=bool)
    before = asked.left(chosen)
    if chosen.size:
        chosen[extra % chosen.size] = True
    assert np.all(asked.left(chosen) <= before + 1e-9)


@settings(deadline=None, max_examples=40)
@given(problems())
def test_the_frontier_trades_cost_for_loss(asked):
    found = frontier(asked)
    costs, worst = [f.cost for f in found], [f.left.max() for f in found]
    assert costs[0] == 0
    assert costs == sorted(costs)
    assert all(a > b for a, b in itertools.pairwise(worst))
    for choice, left in zip(found, worst, strict=True):
        assert brute(asked, float(left) + 1e-6, math.inf) == pytest.approx(choice.cost)


@pytest.mark.parametrize(
    ("loss", "removes", "cost"),
    [
        ([[-1.0]], [[0.5]], [1]),
        ([[1.0]], [[1.5]], [1]),
        ([[1.0]], [[0.5]], [-1]),
        ([[math.inf]], [[0.5]], [1]),
    ],
)
def test_what_makes_no_sense_is_refused(loss, removes, cost):
    with pytest.raises(ValueError, match="at least 0"):
        problem(loss, removes, cost)


def test_a_limit_below_zero_is_refused():
    with pytest.raises(ValueError, match="at least 0"):
        cheapest(problem([[1.0]], [[0.5]], [1]), -1)
