"""What owners lose when firms fail: by hand, against the look-through matrix, and what always holds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from specie.kernel.network.cross_holdings import holdings
from specie.kernel.network.lost_stakes import lost_stakes, parts_of

NONE = np.inf


def test_a_chain_of_three_by_hand():
    """A owns 30 of B (worth 60), B owns 20 of C. C fails: B loses 20, and A half of that."""
    stakes = np.array([[0, 30, 0], [0, 0, 20], [0, 0, 0.0]])
    parts, over = parts_of(stakes, [100, 60, 40])
    found = lost_stakes(stakes, parts, [100, 60, 40], [False, False, True])
    assert not over.any()
    assert found.lost.tolist() == [[10, 20, 0]]
    assert found.direct.tolist() == [[0, 20, 0]]
    assert not found.wiped.any()


def test_nobody_loses_more_than_the_firm_is_worth_and_its_owners_no_more_than_their_stake():
    stakes = np.array([[0, 6, 0], [0, 0, 20], [0, 0, 0.0]])
    parts, _ = parts_of(stakes, [100, 12, 40])
    found = lost_stakes(stakes, parts, [100, 12, 40], [False, False, True])
    assert found.lost.tolist() == [[6, 12, 0]]
    assert found.wiped.tolist() == [[False, True, False]]


def test_nothing_is_handed_on_through_a_firm_whose_worth_is_not_known():
    stakes = np.array([[0, 30, 0], [0, 0, 20], [0, 0, 0.0]])
    parts, _ = parts_of(stakes, [NONE, np.nan, 40])
    assert lost_stakes(stakes, parts, [NONE] * 3, [False, False, True]).lost.tolist() == [[0, 20, 0]]


def test_null_no_failure_no_loss():
    stakes = np.array([[0, 30.0], [5, 0]])
    assert not lost_stakes(stakes, parts_of(stakes, [50, 50])[0], [50, 50], [False, False]).lost.any()


def test_more_paid_than_all_shares_are_worth_is_the_whole_and_said():
    parts, over = parts_of([[0, 80], [0, 0]], [10, 40])
    assert parts[0, 1] == 1
    assert over.tolist() == [False, True]


def test_owning_one_another_entirely_is_refused_by_its_name_or_does_not_settle():
    stakes = np.array([[0, 10, 5], [10, 0, 5], [0, 0, 0.0]])
    parts = np.array([[0, 1, 0.5], [1, 0, 0.5], [0, 0, 0.0]])
    with pytest.raises(ArithmeticError, match="still rise"):
        lost_stakes(stakes, parts, [NONE, NONE, 10], [False, False, True], most=50)


@pytest.mark.parametrize(
    ("stakes", "worth", "message"),
    [
        ([[0, -1.0], [0, 0]], [1, 1], "least"),
        ([[1.0, 0], [0, 0]], [1, 1], "itself"),
        ([[0, 1.0], [0, 0]], [1], "shape"),
    ],
)
def test_bad_input_is_named(stakes, worth, message):
    with pytest.raises(ValueError, match=message):
        lost_stakes(stakes, np.zeros((2, 2)), worth, [False, True])


@given(
    arrays(float, (4, 4), elements=st.floats(0, 20)),
    arrays(bool, (3, 4)),
    st.integers(0, 3),
)
@settings(max_examples=40, deadline=None)
def test_it_is_the_look_through_where_nobody_is_wiped_out_and_rises_with_failures(stakes, failed, more):
    np.fill_diagonal(stakes, 0)
    worth = np.full(4, 200.0)
    parts, _ = parts_of(stakes, worth)
    found = lost_stakes(stakes, parts, worth, failed)
    for lost, shut in zip(found.lost, failed, strict=True):
        rest = np.where(shut[:, None] | shut[None, :], 0.0, parts)
        seen = holdings(rest).book(np.where(shut, 0.0, stakes @ shut))[0]
        assert lost == pytest.approx(seen, abs=1e-6)
    worse = failed.copy()
    worse[:, more] = True
    beside = lost_stakes(stakes, parts, worth, worse)
    assert (np.where(worse, 0, beside.lost - found.lost) >= -1e-6).all()
