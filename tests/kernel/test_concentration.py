"""HHI, Hill numbers, and their bounds under unknown holders, against brute force."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from specie.kernel.allocation import Money, hhi_bounds, money, share_bounds, top_share_bounds
from specie.kernel.concentration import POINTS, Band, Bands, effective_number, hhi, shares, top_share

amounts = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=8)

# ---- truth


def test_textbook_market_of_four_is_2600_points() -> None:
    assert hhi([30, 30, 20, 20]) * POINTS == pytest.approx(2600)


def test_hill_numbers_of_the_same_market() -> None:
    market = [30, 30, 20, 20]
    assert effective_number(market, 0) == 4
    assert effective_number(market) == pytest.approx(1 / 0.26)
    assert effective_number(market, 1) == pytest.approx(
        math.exp(-2 * 0.3 * math.log(0.3) - 2 * 0.2 * math.log(0.2))
    )
    assert effective_number(market, math.inf) == pytest.approx(1 / 0.3)
    assert top_share(market) == pytest.approx(0.3)
    assert top_share(market, 2) == pytest.approx(0.6)


def test_bands_are_those_of_the_merger_guidelines_and_can_be_replaced() -> None:
    assert [Bands().of(p) for p in (1000, 1000.1, 1800, 1800.1)] == [
        Band.LOW, Band.MODERATE, Band.MODERATE, Band.HIGH,
    ]  # fmt: skip
    assert Bands(moderate=1500, high=2500, source="2010 guidelines").of(2400) is Band.MODERATE
    assert "justice.gov" in Bands().source


def test_unknown_quarter_by_hand() -> None:
    of = money([50, 25], anyone=25)
    assert hhi_bounds(of).low == pytest.approx(0.25 + 0.0625)
    assert hhi_bounds(of).high == pytest.approx(0.75**2 + 0.25**2)
    top = top_share_bounds(of)
    assert (top.low, top.high) == (0.5, 0.75)
    low, high = share_bounds(of)
    np.testing.assert_allclose(low, [0.5, 0.25])
    np.testing.assert_allclose(high, [0.75, 0.5])


def test_unknown_between_two_named_suppliers_by_hand() -> None:
    of = money([40, 20, 30], [10], [[False, True, True]])
    bounds = hhi_bounds(of)
    assert bounds.low == pytest.approx(0.16 + 0.09 + 0.09)  # the 20 is filled up to 30
    assert bounds.high == pytest.approx(0.16 + 0.04 + 0.16)  # or the 30 grows to 40
    assert top_share_bounds(of).high == pytest.approx(0.4)


def test_nothing_known_at_all() -> None:
    of = money([], anyone=7)
    assert (hhi_bounds(of).low, hhi_bounds(of).high) == (0.0, 1.0)
    assert (top_share_bounds(of).low, top_share_bounds(of).high) == (0.0, 1.0)


# ---- properties


@given(amounts, st.floats(1e-3, 1e3))
def test_index_is_between_one_over_m_and_one_and_ignores_the_currency(
    held: list[float], factor: float
) -> None:
    index = hhi(held)
    assert 1 / len(held) - 1e-12 <= index <= 1 + 1e-12
    assert hhi(np.array(held) * factor) == pytest.approx(index)


@given(amounts)
def test_merging_two_holders_never_lowers_the_index(held: list[float]) -> None:
    merged = [sum(held[:2]), *held[2:]]
    assert hhi(merged) >= hhi(held) - 1e-12


@given(amounts)
def test_hill_numbers_fall_with_their_order(held: list[float]) -> None:
    numbers = [effective_number(held, q) for q in (0, 0.5, 1, 2, 5, math.inf)]
    assert all(a >= b - 1e-9 for a, b in itertools.pairwise(numbers))


@st.composite
def cases(draw: st.DrawFn) -> Money:
    m, j = draw(st.integers(1, 5)), draw(st.integers(0, 4))
    cell = st.floats(0, 100).map(lambda v: round(v, 2))
    masks = [draw(st.lists(st.booleans(), min_size=m, max_size=m).filter(any)) for _ in range(j)]
    return money(
        draw(st.lists(cell, min_size=m, max_size=m)),
        draw(st.lists(cell, min_size=j, max_size=j)),
        np.array(masks, dtype=bool).reshape(j, m),
        draw(st.sampled_from([0.0, 12.5])) + 0.01,
    )


def vertices(of: Money) -> list[np.ndarray]:
    """Loads of every allocation that gives each block to one holder; the last holder is a newcomer."""
    choices = [np.flatnonzero(mask) for mask in of.allowed]
    found = []
    for pick in itertools.product(*choices, range(of.known.size + 1)):
        loads = np.append(of.known, 0.0)
        for amount, i in zip([*of.unknown, of.anyone], pick, strict=True):
            loads[i] += amount
        found.append(loads)
    return found


@given(cases())
@settings(max_examples=80, deadline=None)
def test_maximum_is_the_best_vertex(of: Money) -> None:
    best = max(hhi(loads) for loads in vertices(of))
    assert hhi_bounds(of).sharp
    assert hhi_bounds(of).high == pytest.approx(best, rel=1e-9)
    assert top_share_bounds(of).high == pytest.approx(max(top_share(v) for v in vertices(of)), rel=1e-9)


@given(cases(), st.integers(0, 2**32 - 1))
@settings(max_examples=80, deadline=None)
def test_no_allocation_leaves_the_bounds(of: Money, seed: int) -> None:
    rng = np.random.default_rng(seed)
    bounds, top = hhi_bounds(of), top_share_bounds(of)
    low, high = share_bounds(of)
    for _ in range(20):
        loads = np.append(of.known, np.zeros(3))
        for amount, mask in zip(of.unknown, of.allowed, strict=True):
            loads[: mask.size][mask] += amount * rng.dirichlet(np.full(int(mask.sum()), 0.5))
        loads += of.anyone * rng.dirichlet(np.full(loads.size, 0.5))
        assert bounds.low - 1e-9 <= hhi(loads) <= bounds.high + 1e-9
        assert top.low - 1e-9 <= top_share(loads) <= top.high + 1e-9
        named = shares(loads)[: of.known.size]
        assert (low - 1e-9 <= named).all()
        assert (named <= high + 1e-9).all()


def least_largest_load(of: Money) -> float:
    """Reference: min of the largest load as a linear program."""
    pairs = [(j, i) for j, mask in enumerate(of.allowed) for i in np.flatnonzero(mask)]
    cost = np.zeros(len(pairs) + 1)
    cost[-1] = 1.0
    above = np.zeros((of.known.size, len(pairs) + 1))
    above[:, -1] = -1.0
    spent = np.zeros((of.unknown.size, len(pairs) + 1))
    for k, (j, i) in enumerate(pairs):
        above[i, k], spent[j, k] = 1.0, 1.0
    found = linprog(
        cost, A_ub=above, b_ub=-of.known,
        A_eq=spent if pairs else None, b_eq=of.unknown if pairs else None,
    )  # fmt: skip
    return float(found.fun)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_least_top_share_is_the_linear_program(of: Money) -> None:
    assert top_share_bounds(of).low == pytest.approx(least_largest_load(of) / of.total, abs=1e-7)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6), st.floats(0.1, 200))
@settings(max_examples=60, deadline=None)
def test_minimum_with_one_block_is_the_water_level(held: list[float], unknown: float) -> None:
    of = money(held, [unknown], [[True] * len(held)])
    low, high = 0.0, max(held) + unknown
    for _ in range(200):
        level = (low + high) / 2
        poured = sum(max(level - h, 0) for h in held)
        low, high = (level, high) if poured < unknown else (low, level)
    filled = [max(h, low) for h in held]
    assert hhi_bounds(of).low == pytest.approx(hhi(filled), rel=1e-8)


def test_minimum_with_chained_blocks_is_certified() -> None:
    chain = np.eye(6, dtype=bool) | np.eye(6, k=1, dtype=bool)
    of = money(np.zeros(6), np.full(5, 12.0), chain[:5])  # 10 each, passed along the chain
    assert hhi_bounds(of).low == pytest.approx(1 / 6, rel=1e-9)
    assert top_share_bounds(of).low == pytest.approx(1 / 6, rel=1e-6)


def test_splitting_a_block_changes_nothing() -> None:
    one = money([3, 4, 5], [6.0], [[True, True, False]])
    two = money([3, 4, 5], [2.0, 4.0], [[True, True, False]] * 2)
    assert hhi_bounds(one) == hhi_bounds(two)


# ---- bad input


@pytest.mark.parametrize("held", [[], [0, 0], [1, -1], [1, math.nan], [1, math.inf]])
def test_amounts_without_shares_are_refused(held: list[float]) -> None:
    with pytest.raises(ValueError, match="amount"):
        hhi(held)


def test_a_block_without_candidates_is_refused() -> None:
    with pytest.raises(ValueError, match="candidate"):
        money([1, 2], [3], [[False, False]])


def test_money_refuses_negative_and_empty() -> None:
    with pytest.raises(ValueError, match="negative"):
        money([1, 2], anyone=-1)
    with pytest.raises(ValueError, match="no amount"):
        money([0, 0])
