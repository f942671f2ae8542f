"""Circuits of a directed graph against counts and a published example."""

from itertools import permutations
from math import comb, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.kernel.cycles import elementary_circuits


def test_the_example_of_a_published_implementation() -> None:
    """Adjacency 0:[1] 1:[2,3] 2:[4] 3:[2] 4:[0] has these two circuits."""
    edges = [(0, 1), (1, 2), (1, 3), (2, 4), (3, 2), (4, 0)]
    found = elementary_circuits(*zip(*edges, strict=True), 5)
    assert found == ((0, 1, 2, 4), (0, 1, 3, 2, 4))


@pytest.mark.parametrize("nodes", [2, 3, 4, 5, 6])
def test_a_complete_graph_has_as_many_as_the_formula_says(nodes: int) -> None:
    edges = [(a, b) for a in range(nodes) for b in range(nodes) if a != b]
    expected = sum(comb(nodes, k) * factorial(k - 1) for k in range(2, nodes + 1))
    assert len(elementary_circuits(*zip(*edges, strict=True), nodes)) == expected


def test_no_circuit_longer_than_asked_and_no_loop() -> None:
    edges = [(0, 0), (0, 1), (1, 2), (2, 0), (1, 0), (1, 0)]
    assert elementary_circuits(*zip(*edges, strict=True), 2) == ((0, 1),)
    assert elementary_circuits(*zip(*edges, strict=True), 3) == ((0, 1), (0, 1, 2))


def test_without_edges_or_way_back_there_is_none() -> None:
    assert elementary_circuits([], [], 4) == ()
    assert elementary_circuits([0, 1], [1, 2], 4) == ()


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=14), st.integers(2, 5))
def test_equals_trying_every_order(edges: list[tuple[int, int]], longest: int) -> None:
    pairs = set(edges)
    tried = {
        order
        for k in range(2, longest + 1)
        for order in permutations(range(5), k)
        if order[0] == min(order)
        and all(step in pairs for step in zip(order, (*order[1:], order[0]), strict=True))
    }
    found = elementary_circuits([a for a, _ in edges], [b for _, b in edges], longest)
    assert set(found) == tried
    assert len(found) == len(tried)


@pytest.mark.parametrize(("source", "target", "longest"), [([0], [1, 2], 3), ([-1], [0], 3), ([0], [1], 1)])
def test_bad_input_is_named(source: list[int], target: list[int], longest: int) -> None:
    with pytest.raises(ValueError, match="edges"):
        elementary_circuits(source, target, longest)
