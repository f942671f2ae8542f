"""Renewals, margins and runways: hand-worked numbers, limits, and what holds for every input."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.kernel.growth import Bounds
from specie.kernel.renewal import (
    complement,
    margin_after_loss,
    margin_drawn_after_loss,
    money_at_risk,
    product,
    runway,
)
from specie.kernel.valuation.marginals import Fixed, Lognormal, Pert, Tabulated, Triangular, Uniform

SHARE = st.floats(0.0, 1.0)
MONEY = st.floats(0.0, 1e12)
MARGIN = st.floats(-3.0, 0.9)


def bounds(low: float, high: float) -> Bounds:
    return Bounds(np.float64(low), np.float64(high))


def test_what_does_not_pay_is_what_is_left_of_what_pays() -> None:
    assert tuple(complement(bounds(0.12, 0.59))) == pytest.approx((0.41, 0.88))


def test_a_chain_of_shares_multiplies_end_by_end() -> None:
    # 41 to 88 % do not pay, 35 to 100 % of those end, 40 to 50 % of the revenue is theirs
    lost = product(bounds(0.41, 0.88), bounds(0.35, 1.0), bounds(0.4, 0.5))
    assert tuple(lost) == pytest.approx((0.0574, 0.44))


def test_nothing_of_an_open_amount_is_nothing() -> None:
    assert tuple(product(bounds(0.0, 0.0), bounds(5.0, math.inf))) == (0.0, 0.0)
    assert tuple(product(bounds(0.1, 0.2), bounds(5.0, math.inf))) == (0.5, math.inf)


def test_money_at_risk_is_an_expectation_over_initiatives() -> None:
    chance = Bounds(np.array([0.35, 0.0, 0.0]), np.array([1.0, 0.25, 0.0]))
    assert tuple(money_at_risk([100.0, 200.0, 400.0], chance)) == pytest.approx((35.0, 150.0))


def test_lost_sales_take_what_they_earned() -> None:
    # 100 of sales, 10 of income; 20 of sales go, and 60 % of them was earned: 10 - 12 = -2 on 80
    assert margin_after_loss(0.10, 0.2, 0.6) == pytest.approx(-0.025)


def test_where_costs_follow_the_margin_stays() -> None:
    assert margin_after_loss(-0.5, 0.4, None) == -0.5
    assert margin_after_loss(-0.5, 0.4, -0.5) == pytest.approx(-0.5)


def test_runway_is_cash_over_burn_and_has_no_end_without_burn() -> None:
    assert tuple(runway(bounds(24.0, 30.0), bounds(2.0, 3.0))) == (8.0, 15.0)
    assert tuple(runway(bounds(24.0, 24.0), bounds(-1.0, 2.0))) == (12.0, math.inf)
    assert tuple(runway(bounds(0.0, 0.0), bounds(2.0, 2.0))) == (0.0, 0.0)


@pytest.mark.parametrize(
    "marginal",
    [
        Fixed(-0.2),
        Uniform(-0.5, 0.1),
        Triangular(-0.5, -0.1, 0.1),
        Pert(-0.5, -0.1, 0.1),
        Tabulated((-0.5, -0.2, 0.1), (0.0, 0.3, 1.0)),
    ],
)
def test_a_moved_distribution_has_moved_quantiles(marginal: object) -> None:
    normals = np.linspace(-3, 3, 61)
    moved = margin_drawn_after_loss(marginal, 0.3, 0.6).at(normals)  # type: ignore[attr-defined]
    assert moved == pytest.approx(margin_after_loss(marginal.at(normals), 0.3, 0.6))  # type: ignore[attr-defined]


@given(MARGIN, st.floats(0.0, 0.9), st.floats(0.0, 0.09), st.floats(0.0, 1.0))
def test_more_lost_never_raises_income(margin: float, lost: float, more: float, gross: float) -> None:
    earned = max(gross, margin)
    less, least = (
        (1 - s) * float(margin_after_loss(margin, s, earned)) for s in (lost, min(lost + more, 0.99))
    )
    if earned >= 0:
        assert least <= less + 1e-9


@given(st.lists(st.tuples(MONEY, SHARE, SHARE), max_size=8), MONEY)
def test_more_money_at_risk_is_never_less(rows: list[tuple[float, float, float]], more: float) -> None:
    paid = np.array([r[0] for r in rows])
    low, high = (np.array([f(r[1:]) for r in rows]) for f in (min, max))
    before = money_at_risk(paid, Bounds(low, high))
    after = money_at_risk(np.append(paid, more), Bounds(np.append(low, 0.5), np.append(high, 0.5)))
    assert before.low <= after.low * (1 + 1e-12)
    assert before.high <= after.high * (1 + 1e-12)
    assert 0 <= before.low <= before.high <= paid.sum() * (1 + 1e-12)


@given(MONEY, MONEY, st.floats(0.01, 1e9), st.floats(0.0, 1e9))
def test_a_higher_burn_never_lengthens_a_runway(cash: float, more: float, burn: float, lost: float) -> None:
    now = runway(bounds(cash, cash + more), bounds(burn, burn))
    then = runway(bounds(cash, cash + more), bounds(burn, burn + lost))
    assert then.low <= now.low
    assert then.high == now.high


def test_bad_input_is_refused() -> None:
    for share in (bounds(-0.1, 0.5), bounds(0.5, 0.4), bounds(0.5, 1.1)):
        with pytest.raises(ValueError, match="share"):
            complement(share)
    with pytest.raises(ValueError, match="low <= high"):
        product(bounds(-1.0, 2.0))
    with pytest.raises(ValueError, match="negative"):
        money_at_risk([-1.0], bounds(0.1, 0.2))
    with pytest.raises(ValueError, match="below 1"):
        margin_after_loss(0.1, 1.0, 0.5)
    with pytest.raises(ValueError, match="cash"):
        runway(bounds(-1.0, 1.0), bounds(1.0, 1.0))
    with pytest.raises(ValueError, match="positive"):
        margin_drawn_after_loss(Lognormal(0.1, 0.2), 0.1, 0.5)
