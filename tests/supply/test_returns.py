"""Returns as another analysis published them, before and after an added cost."""

from __future__ import annotations

import math

import pytest

from specie.kernel.money import Range, certain
from specie.model import Bound, Estimate, Grade, Origin, Ref, Result, Status
from specie.supply.returns import read_returns

WHO = Ref("initiative", "A", "Alpha")


def estimate(measure, low, point, high, level=0.9):
    return Estimate(
        measure, WHO, "2026", point, low, high, level, "USD", "outer", Grade.B, (Origin("costs.csv"),)
    )


def results(*estimates):
    return {"pays/roi": Result("pays/roi", Status.OK, estimates)}


def test_net_and_return_after_an_added_cost_by_hand():
    found = read_returns(
        results(estimate("cost_year", 100, 100, 110), estimate("hard_benefit_year", 90, 180, 300))
    )["A"]
    assert found.net(certain(0.0)) == Range(-20, 80, 200)
    assert found.net(Range(10, 20, 50)) == Range(90 - 160, 60, 190)
    after = found.roi(Range(10, 20, 50))
    assert (after.low, after.point, after.high) == pytest.approx((90 / 160 - 1, 0.5, 300 / 110 - 1))


def test_no_benefit_known_means_no_return_and_not_zero():
    found = read_returns(results(estimate("cost_year", 100, 100, 100)))["A"]
    assert found.benefit is None
    assert found.net(certain(5.0)) is None
    assert found.roi(certain(5.0)) is None


def test_an_open_cost_stays_open():
    open_cost = Estimate(
        "cost_year", WHO, "2026", None, 100, None, 1.0, "USD", "sum", Grade.BOOKED, (Origin("c"),),
        bound=Bound.AT_LEAST,
    )  # fmt: skip
    found = read_returns(results(open_cost, estimate("hard_benefit_year", 1, 2, 3)))["A"]
    assert found.cost.high == math.inf
    assert found.net(certain(0.0)).low == -math.inf


def test_nothing_published():
    assert read_returns({}) == {}
