"""Cheapest mixes of people: by hand, against trying everything, and what must hold for every gap."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.staffing import Way, cheapest_mix

WAY = st.builds(
    Way,
    cost=st.sampled_from([0.0, 1.0, 2.0, 3.0, 5.0, 8.5]),
    most=st.sampled_from([0.0, 1.0, 2.0, 2.5, math.inf]),
    whole=st.booleans(),
)
GAP = st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.5, 3.0])


def brute(gap: float, ways: list[Way]) -> float | None:
    """Try every grid point: whole people, or halves, of which all limits are made."""
    grids = []
    for way in ways:
        step = 1.0 if way.whole else 0.5
        top = min(way.most, math.ceil(gap))
        grids.append([round(k * step, 10) for k in range(math.floor(top / step + 1e-9) + 1)])
    costs = (
        sum(n * way.cost for n, way in zip(people, ways, strict=True))
        for people in itertools.product(*grids)
        if sum(people) >= gap - 1e-9
    )
    return min(costs, default=None)


def test_by_hand():
    train, hire, lend = Way(10, 1, whole=True), Way(100, whole=True), Way(80)
    assert cheapest_mix(2.5, [train, hire, lend]) == ((1.0, 0.0, 1.5), 130.0)
    assert cheapest_mix(2.5, [train, hire]) == ((1.0, 2.0), 210.0)
    assert cheapest_mix(2.5, [train]) is None
    assert cheapest_mix(0.0, []) == ((), 0.0)


def test_whole_people_are_dearer_by_what_is_not_needed():
    assert cheapest_mix(1.5, [Way(10, whole=True)]) == ((2.0,), 20.0)
    assert cheapest_mix(1.5, [Way(10)]) == ((1.5,), 15.0)


def test_a_gap_that_a_float_does_not_hold_needs_no_further_person():
    assert cheapest_mix(0.1 + 0.2 + 0.7, [Way(10, whole=True)]) == ((1.0,), 10.0)


def test_a_large_gap_is_quick():
    ways = [Way(3, 1_000, whole=True), Way(4, whole=True), Way(3.5, 200.5)]
    assert cheapest_mix(2_000.5, ways).cost == pytest.approx(3_000 + 701.75 + 4 * 800)


@settings(deadline=None, max_examples=60)
@given(GAP, st.lists(WAY, min_size=1, max_size=3))
def test_nothing_is_cheaper(gap, ways):
    mix, best = cheapest_mix(gap, ways), brute(gap, ways)
    assert (mix is None) == (best is None)
    if mix is not None:
        assert mix.cost == pytest.approx(best)
        assert sum(mix.people) >= gap - 1e-9
        assert all(0 <= n <= way.most for n, way in zip(mix.people, ways, strict=True))


@settings(deadline=None, max_examples=60)
@given(GAP, st.lists(WAY, min_size=1, max_size=3), WAY)
def test_one_more_way_never_costs_more(gap, ways, another):
    before, after = cheapest_mix(gap, ways), cheapest_mix(gap, [*ways, another])
    if before is not None:
        assert after is not None
        assert after.cost <= before.cost + 1e-9


@pytest.mark.parametrize(("gap", "way"), [(-1, Way(1)), (math.nan, Way(1)), (1, Way(-1)), (1, Way(1, -2))])
def test_what_makes_no_sense_is_refused(gap, way):
    with pytest.raises(ValueError, match="at least 0"):
        cheapest_mix(gap, [way])
