"""What stops when suppliers are lost: by hand, and against an independent and-or evaluation."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.graph import Needs, single_points, stopped, worst_loss


def needs(rows: list[tuple[int, list[int]]], suppliers: int, workloads: int) -> Needs:
    serves = np.zeros((len(rows), suppliers), dtype=bool)
    for r, (_, able) in enumerate(rows):
        serves[r, able] = True
    return Needs(np.array([w for w, _ in rows], dtype=np.int64), serves, workloads)


# Workload 0: host A, model B or C.  1: host A or D, model B.  2: model B.  3: no need recorded.
CASE = needs([(0, [0]), (0, [1, 2]), (1, [0, 3]), (1, [1]), (2, [1])], suppliers=4, workloads=4)


def test_losing_one_supplier() -> None:
    assert stopped(CASE, [True, False, False, False]).tolist() == [True, False, False, False]
    assert stopped(CASE, [False, True, False, False]).tolist() == [False, True, True, False]
    assert not stopped(CASE, [False, False, True, True]).any()


def test_single_points_are_the_losses_of_one() -> None:
    table = single_points(CASE)
    for v in range(4):
        assert table[:, v].tolist() == stopped(CASE, np.arange(4) == v).tolist()


def test_worst_loss_weighs_what_stops() -> None:
    assert worst_loss(CASE, [1, 1, 1, 1], 1) == ((1,), 2.0)
    assert worst_loss(CASE, [100, 1, 1, 1], 1) == ((0,), 100.0)
    assert worst_loss(CASE, [1, 1, 1, 1], 2) == ((0, 1), 3.0)


def test_a_need_nobody_serves_is_no_suppliers_fault() -> None:
    assert not stopped(needs([(0, [])], 2, 1), [True, True]).any()


def test_no_needs_no_stops() -> None:
    empty = Needs(np.zeros(0, dtype=np.int64), np.zeros((0, 3), dtype=bool), 2)
    assert not single_points(empty).any()
    assert worst_loss(empty, [1, 1], 2) == ((), 0.0)


rows = st.lists(st.tuples(st.integers(0, 3), st.sets(st.integers(0, 4), max_size=3)), max_size=12)


@given(rows, st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)))
@settings(max_examples=100, deadline=None)
def test_same_as_evaluating_and_or_by_hand(
    found: list[tuple[int, set[int]]], lost: set[int], more: set[int]
) -> None:
    case = needs([(w, sorted(able)) for w, able in found], suppliers=5, workloads=4)
    mask = np.array([v in lost for v in range(5)])
    by_hand = [any(able and able <= lost for w, able in found if w == k) for k in range(4)]
    assert stopped(case, mask).tolist() == by_hand
    wider = np.array([v in lost | more for v in range(5)])
    assert (stopped(case, wider) >= stopped(case, mask)).all()
