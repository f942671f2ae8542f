"""Lost revenue: three firms by hand, the same by plain repetition, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.kernel.network.lost_revenue import Trade, lost_revenue, trade

# A buys 10 from B, B buys 6 from C; margins 2, 1, 1.
SALES = [[0, 10, 0], [0, 0, 6], [0, 0, 0]]
CHAIN = trade(SALES, outside=[20, 0, 1], costs=[8, 3, 6])


def test_three_firms_in_a_chain_by_hand() -> None:
    """A loses 5, has 2 to spare and buys 3 less; B has 1 to spare and buys 2 less; C loses 2."""
    found = lost_revenue(CHAIN, [5, 0, 0])
    np.testing.assert_allclose(found.lost, [[5, 3, 2]], atol=1e-9)
    np.testing.assert_allclose(found.handed_on, [[0, 3, 2]], atol=1e-9)
    np.testing.assert_allclose(found.cut, [[3, 2, 0]], atol=1e-9)
    assert found.wave.tolist() == [[1, 2, 3]]


def test_a_firm_that_stops_buys_nothing_more() -> None:
    found = lost_revenue(CHAIN, [5, 0, 0], below="stops")
    np.testing.assert_allclose(found.lost, [[5, 10, 6]])


def test_a_closed_customer_takes_its_suppliers_revenue() -> None:
    found = lost_revenue(CHAIN, [0, 0, 0], closed=[True, False, False])
    np.testing.assert_allclose(found.lost, [[0, 10, 6]], atol=1e-9)


def test_a_loss_within_the_margin_is_borne_and_not_handed_on() -> None:
    found = lost_revenue(CHAIN, [[2, 0, 0], [0, 0, 0]])
    np.testing.assert_allclose(found.lost, [[2, 0, 0], [0, 0, 0]])
    assert not found.cut.any()
    assert not found.wave.any()


def test_a_floor_below_zero_bears_more() -> None:
    """Owners fund a loss of 3 a year: A bears 5 alone."""
    funded = trade(SALES, [20, 0, 1], [8, 3, 6], floor=[-3, 0, 0])
    np.testing.assert_allclose(lost_revenue(funded, [5, 0, 0]).lost, [[5, 0, 0]])


def test_funding_beyond_all_costs_is_used_for_purchases() -> None:
    funded = trade(SALES, [20, 0, 1], [8, 3, 6], floor=[-14, 0, 0])
    np.testing.assert_allclose(lost_revenue(funded, [20, 0, 0]).cut, [[4, 3, 0]], atol=1e-9)


def test_a_circle_without_margin_loses_all_for_one() -> None:
    """Two firms that live on each other: the missing unit goes round until nobody buys."""
    circle = trade([[0, 10], [10, 0]], outside=[1, 0], costs=[1, 0])
    np.testing.assert_allclose(lost_revenue(circle, [1, 0]).cut, [[10, 10]], atol=1e-8)
    assert not lost_revenue(circle, [0, 0]).cut.any()


@st.composite
def trades(draw: st.DrawFn) -> tuple[Trade, np.ndarray]:
    """Whole amounts, margins at or a little above the floor, losses up to all outside revenue."""
    n = draw(st.integers(2, 4))

    def row(least: int, most: int) -> np.ndarray:
        return np.array(draw(st.lists(st.integers(least, most), min_size=n, max_size=n)), float)

    sales = np.stack([row(0, 8) for _ in range(n)]) * (1 - np.eye(n))
    costs, floor, spare, loss = row(0, 9), row(-6, 2), row(0, 3), row(0, 9)
    outside = np.maximum(sales.sum(axis=1) + costs + floor + spare - sales.sum(axis=0), 0)
    return trade(sales, outside, costs, floor), np.minimum(loss, outside)


def _repeated(of: Trade, loss: np.ndarray, stops: bool) -> np.ndarray:
    """Purchases by going round the equation from no cut on."""
    whole = of.purchases
    share = of.sales / np.where(whole > 0, whole, 1)[:, None]
    bought = whole.copy()
    for _ in range(20_000):
        left = of.outside - loss + bought @ share - of.costs - of.floor
        after = np.clip(left, 0, whole)
        if stops:
            after = np.where(left < whole - 1e-9, 0, whole)
        if np.allclose(after, bought, rtol=0, atol=1e-13):
            break
        bought = np.minimum(after, bought)
    return bought


@given(trades(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_equals_plain_repetition(case, stops: bool) -> None:
    of, loss = case
    found = lost_revenue(of, loss, below="stops" if stops else "cuts")
    np.testing.assert_allclose(of.purchases - found.cut[0], _repeated(of, loss, stops), atol=1e-6)


@given(trades())
@settings(max_examples=60, deadline=None)
def test_parts_add_up_and_a_greater_loss_is_never_milder(case) -> None:
    of, loss = case
    for below in ("cuts", "stops"):
        whole, half, none = (lost_revenue(of, k * loss, below=below) for k in (1, 0.5, 0))
        np.testing.assert_allclose(whole.handed_on.sum(), whole.cut.sum(), atol=1e-7)
        np.testing.assert_allclose(whole.lost, loss + whole.handed_on)
        assert (whole.lost <= of.revenue + 1e-8).all()
        assert (whole.cut <= of.purchases + 1e-9).all()
        assert (whole.lost >= half.lost - 1e-8).all()
        assert not none.cut.any()


@pytest.mark.parametrize(
    ("how", "named"),
    [
        ({"sales": [[0, -1, 0], [0, 0, 6], [0, 0, 0]]}, r"sales\[0, 1\] is -1"),
        ({"sales": [[0, 1, 0], [0, 3, 6], [0, 0, 0]]}, r"sales\[1, 1\] is 3"),
        ({"sales": np.zeros((2, 2, 2))}, "sales has shape"),
        ({"outside": [20, np.nan, 1]}, r"outside\[1\] is nan"),
        ({"costs": [8, 3, -6]}, r"costs\[2\] is -6"),
        ({"floor": [0, 0, 4]}, r"margin\[2\] is 1: below the floor before anything is lost"),
        ({"costs": [8, 9, 6]}, r"margin\[1\] is -5"),
        ({"floor": [0, -np.inf, 0]}, r"floor\[1\] is -inf"),
    ],
)
def test_wrong_trade_is_named_with_its_place(how, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        trade(**{"sales": SALES, "outside": [20, 0, 1], "costs": [8, 3, 6], **how})


@pytest.mark.parametrize(
    ("how", "named"),
    [
        ({"loss": [0, 1, 0]}, r"loss\[1\] is 1: more than the revenue from outside"),
        ({"loss": [-1, 0, 0]}, r"loss\[0\] is -1"),
        ({"loss": [1, 0]}, "loss has shape"),
        ({"loss": [1, 0, 0], "below": "shrinks"}, "below is 'shrinks'"),
    ],
)
def test_wrong_losses_are_named_with_their_place(how, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        lost_revenue(CHAIN, **how)
