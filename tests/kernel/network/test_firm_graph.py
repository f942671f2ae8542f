"""Parts, articulation points, tiers and leading shares, by hand and by trial."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from specie.kernel.allocation import Money, money, top_share_bounds
from specie.kernel.concentration import POINTS, effective_number, hhi
from specie.kernel.network.graph import articulation_points, components, tiers
from specie.kernel.network.leading import leading_share_bounds


def test_three_firms_in_a_row_hang_on_the_middle_one() -> None:
    assert articulation_points([0, 1], [1, 2], 3).tolist() == [False, True, False]
    assert components([0, 1], [1, 2], 3).tolist() == [0, 0, 0]
    assert components([0, 1], [1, 2], 3, without=1).tolist() == [0, -1, 1]


def test_a_ring_hangs_on_nobody_and_two_rings_on_what_they_share() -> None:
    assert not articulation_points([0, 1, 2], [1, 2, 0], 3).any()
    two = articulation_points([0, 1, 2, 2, 3, 4], [1, 2, 0, 3, 4, 2], 6)
    assert np.flatnonzero(two).tolist() == [2]


def test_two_deals_between_the_same_firms_are_still_one_link() -> None:
    assert articulation_points([0, 1, 1, 2], [1, 0, 2, 1], 3).tolist() == [False, True, False]


def test_tiers_by_hand() -> None:
    """0 buys from 1 and 2, these from 3, 3 from 4; 5 buys from 0 and is nobody's supplier."""
    found = tiers([0, 0, 1, 2, 3, 5], [1, 2, 3, 3, 4, 0], 6, 0)
    assert found.tolist() == [0, 1, 1, 2, 3, -1]
    assert tiers([0, 0, 1, 2, 3, 5], [1, 2, 3, 3, 4, 0], 6, [3, 5]).tolist() == [1, 2, 2, 0, 1, 0]


def test_without_edges_all_stand_alone() -> None:
    assert components([], [], 3).tolist() == [0, 1, 2]
    assert not articulation_points([], [], 3).any()
    assert tiers([], [], 3, 1).tolist() == [-1, 0, -1]


def test_a_long_row_needs_no_deep_recursion() -> None:
    ends = np.arange(4999)
    assert articulation_points(ends, ends + 1, 5000).sum() == 4998


edges = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14)


@given(edges)
@settings(max_examples=60, deadline=None)
def test_articulation_points_are_those_whose_loss_makes_more_parts(found: list[tuple[int, int]]) -> None:
    source, target = [a for a, _ in found], [b for _, b in found]
    whole = components(source, target, 8)
    points = articulation_points(source, target, 8)
    for node in range(8):
        left = components(source, target, 8, without=node)
        alone = (whole == whole[node]).sum() == 1
        assert points[node] == (left.max() > whole.max() and not alone)


@given(edges)
@settings(max_examples=60, deadline=None)
def test_tiers_are_powers_of_the_adjacency_matrix(found: list[tuple[int, int]]) -> None:
    step = np.zeros((8, 8), dtype=bool)
    for a, b in found:
        step[a, b] = True
    reached, expected = np.eye(8, dtype=bool)[0], np.full(8, -1)
    for tier in range(8):
        expected[reached & (expected == -1)] = tier
        reached = reached @ step
    assert tiers([a for a, _ in found], [b for _, b in found], 8, 0).tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("source", "target", "named"),
    [
        ([0, 3], [1, 2], r"source\[1\] is 3: nodes are 0 to 2"),
        ([0, 1], [1, -1], r"target\[1\] is -1"),
        ([0, 1], [1], "two equally long rows"),
        ([0.5], [1], "source holds float64"),
    ],
)
def test_wrong_edges_are_named_with_their_place(source, target, named: str) -> None:
    for call in (articulation_points, components):
        with pytest.raises(ValueError, match=named):
            call(source, target, 3)
    with pytest.raises(ValueError, match=r"start\[0\] is 9"):
        tiers([0], [1], 3, 9)


def test_textbook_market_of_four() -> None:
    """30/30/20/20: 2,600 points, 3.85 equal holders, the two largest have 60 %."""
    assert hhi([30, 30, 20, 20]) * POINTS == pytest.approx(2600)
    assert effective_number([30, 30, 20, 20]) == pytest.approx(1 / 0.26)
    found = leading_share_bounds(money([30, 30, 20, 20]), 2)
    assert (found.low, found.high) == pytest.approx((0.6, 0.6))


def test_leading_shares_with_a_quarter_unknown_by_hand() -> None:
    """30/25/20 known and 25 of anybody: at least 55 %, at most 80 %."""
    found = leading_share_bounds(money([30, 25, 20], anyone=25), 2)
    assert (found.low, found.high) == pytest.approx((0.55, 0.80))


def test_leading_shares_with_a_block_between_two_by_hand() -> None:
    """30/10/10 and 20 of the second or third: 30 and 20 of 70 at least, 30 and 30 at most."""
    found = leading_share_bounds(money([30, 10, 10], [20], [[False, True, True]]), 2)
    assert (found.low, found.high) == pytest.approx((50 / 70, 60 / 70))


@st.composite
def unknown_money(draw: st.DrawFn) -> Money:
    known = draw(st.lists(st.integers(0, 20), min_size=4, max_size=4).filter(any))
    masks = draw(st.lists(st.lists(st.booleans(), min_size=4, max_size=4).filter(any), max_size=3))
    amounts = draw(st.lists(st.integers(0, 20), min_size=len(masks), max_size=len(masks)))
    allowed = np.array(masks, dtype=bool).reshape(len(masks), 4)
    return money(known, amounts, allowed, draw(st.integers(0, 9)))


@given(unknown_money(), st.integers(1, 5), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_no_allocation_leaves_the_bounds_of_leading_shares(of: Money, holders: int, seed: int) -> None:
    bounds = leading_share_bounds(of, holders)
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    for _ in range(20):
        loads = np.append(of.known, 0.0)
        for amount, mask in zip(of.unknown, of.allowed, strict=True):
            loads[:-1][mask] += amount * rng.dirichlet(np.full(mask.sum(), 0.3))
        loads[rng.integers(0, loads.size)] += of.anyone
        top = np.sort(loads)[::-1][:holders].sum() / of.total
        assert bounds.low - 1e-9 <= top <= bounds.high + 1e-9


@given(unknown_money(), st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_least_leading_share_is_that_of_the_linear_program(of: Money, holders: int) -> None:
    """min k theta + sum max(t - theta, 0) over theta and every split of the blocks."""
    block, holder = np.nonzero(of.allowed)
    m, count = of.known.size, block.size
    over = np.hstack([-np.ones((m, 1)), -np.eye(m), np.zeros((m, count))])
    over[holder, 1 + m + np.arange(count)] = 1
    whole = np.zeros((of.unknown.size, 1 + m + count))
    whole[block, 1 + m + np.arange(count)] = 1
    cost = np.concatenate([[holders], np.ones(m), np.zeros(count)])
    found = linprog(cost, over, -of.known, whole, of.unknown, bounds=(0, None), method="highs")
    assert leading_share_bounds(of, holders).low == pytest.approx(found.fun / of.total, abs=1e-6)


@given(unknown_money())
@settings(max_examples=40, deadline=None)
def test_one_leading_holder_is_the_top_share(of: Money) -> None:
    found, other = leading_share_bounds(of, 1), top_share_bounds(of)
    assert (found.low, found.high) == pytest.approx((other.low, other.high), abs=1e-6)


def test_leading_shares_of_nobody_or_too_many_choices_are_refused() -> None:
    with pytest.raises(ValueError, match="holders is 0"):
        leading_share_bounds(money([1, 2]), 0)
    with pytest.raises(ValueError, match="choices to try"):
        leading_share_bounds(money(np.ones(60)), 20)
