"""DebtRank: a chain and a circle by hand, the fixed point it must reach, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.network.debtrank import TOLERANCE, debtrank, debtrank_once

# B owes A 5, C owes B 4.
CHAIN = [[0, 5, 0], [0, 0, 4], [0, 0, 0]]
EQUITY = [10, 8, 2]


@pytest.mark.parametrize("rank", [debtrank, debtrank_once])
def test_three_firms_in_a_chain_by_hand(rank) -> None:
    """C is gone, so B loses 4 of 8 and A half of 5 out of 10: (4 + 2.5) / 20 beyond the shock."""
    found = rank(CHAIN, EQUITY, [0, 0, 1])
    np.testing.assert_allclose(found.lost, [[0.25, 0.5, 1]])
    np.testing.assert_allclose(found.spread, [6.5 / 20])


def test_a_circle_by_hand_and_why_once_is_too_little() -> None:
    """Each owes the other half of its equity: 4/3 and 2/3 of the shock; once gives 1.25 and 0.5."""
    claims, equity, shock = [[0, 5], [5, 0]], [10, 10], [0.1, 0]
    np.testing.assert_allclose(debtrank(claims, equity, shock).lost, [[0.4 / 3, 0.2 / 3]], atol=2 * TOLERANCE)
    np.testing.assert_allclose(debtrank_once(claims, equity, shock).lost, [[0.125, 0.05]])


def test_the_identity_ranks_each_firm() -> None:
    found = debtrank(CHAIN, EQUITY, np.eye(3))
    np.testing.assert_allclose(found.spread, [0, 5 / 20, 6.5 / 20])


def test_no_shock_no_distress() -> None:
    found = debtrank(CHAIN, EQUITY, np.zeros((2, 3)))
    assert not found.lost.any()
    assert found.tolerance == TOLERANCE
    assert not debtrank_once(CHAIN, EQUITY, [0, 0, 0]).steps


networks = st.lists(st.floats(0, 20), min_size=16, max_size=16)
equities = st.lists(st.floats(1, 50), min_size=4, max_size=4)
shocks = st.lists(st.floats(0, 1), min_size=4, max_size=4)


def _claims(entries: list[float]) -> np.ndarray:
    return np.array(entries).reshape(4, 4) * (1 - np.eye(4))


@given(networks, equities, shocks)
@settings(max_examples=60, deadline=None)
def test_reaches_the_fixed_point_within_its_tolerance(entries, equity, shock) -> None:
    claims = _claims(entries)
    leverage = claims / np.array(equity)[:, None]
    found = debtrank(claims, equity, shock, tolerance=1e-12)
    assert ((found.lost >= shock) & (found.lost <= 1)).all()
    again = np.minimum(1, np.array(shock) + found.lost @ leverage.T)
    np.testing.assert_allclose(found.lost, again, atol=1e-9)
    assert 0 <= found.spread[0] <= 1


@given(networks, equities, shocks, shocks)
@settings(max_examples=60, deadline=None)
def test_a_greater_shock_never_hurts_less(entries, equity, shock, more) -> None:
    claims = _claims(entries)
    greater = np.minimum(1, np.array(shock) + more)
    assert (debtrank(claims, equity, greater).lost >= debtrank(claims, equity, shock).lost - 1e-6).all()
    assert (debtrank_once(claims, equity, shock).lost <= debtrank(claims, equity, shock).lost + 1e-6).all()


@pytest.mark.parametrize(
    ("how", "named"),
    [
        ({"equity": [10, -1, 2]}, r"equity\[1\] is -1: equity above 0"),
        ({"equity": [10, 0, 2]}, r"equity\[1\] is 0: equity above 0"),
        ({"equity": [10, np.nan, 2]}, r"equity\[1\] is nan"),
        ({"claims": [[0, -5, 0], [0, 0, 4], [0, 0, 0]]}, r"claims\[0, 1\] is -5"),
        ({"claims": np.zeros((2, 2, 2))}, "claims has shape"),
        ({"shock": [[0, 0, 0], [0, 1.2, 0]]}, r"shock\[1, 1\] is 1.2"),
        ({"shock": [0, -0.1, 0]}, r"shock\[1\] is -0.1"),
        ({"tolerance": -1}, "tolerance is -1"),
    ],
)
def test_wrong_input_is_named_with_its_place(how, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        debtrank(**{"claims": CHAIN, "equity": EQUITY, "shock": [0, 0, 1], **how})


def test_says_when_it_gives_up() -> None:
    with pytest.raises(ArithmeticError, match="after 1 steps"):
        debtrank(CHAIN, EQUITY, [0, 0, 1], most=1)
