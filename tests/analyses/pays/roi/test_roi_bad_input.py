"""Odd books and odd effects: named, with what can still be said, and never a crash."""

from __future__ import annotations

import warnings
from dataclasses import replace

import pytest

from specie.model import Bound, Result, Status, say

ODD = {
    "no stage, no roll-out": {"stages": (), "rollout": ()},
    "no metric": {"kpis": ()},
    "stopped before it started": {"stages": ("A,pilot,2025-01-01", "A,stopped,2024-12-01")},
    "worth below zero": {"kpis": ("K,A,Minutes,minutes,lower,level,-2,-3,-1,USD,released",)},
    "worth without a middle": {"kpis": ("K,A,Minutes,minutes,lower,level,,1,3,USD,released",)},
    "worth upside down": {"kpis": ("K,A,Minutes,minutes,lower,level,2,3,1,USD,released",)},
    "only costs of nobody": {"costs": ("2026-03-31,,labour,4000,USD",)},
    "costs of tomorrow": {"costs": ("2026-12-31,A,labour,4000,USD", "2026-01-31,A,labour,1,USD")},
    "started tomorrow": {"rollout": ("A,u1,2026-12-31,staggered",), "stages": ()},
    "claims without a ledger": {"benefits": ("A,2026-Q1,100,USD,booked,6100,",)},
    "ledger without claims": {"ledger": ("2026-03-31,6100,CC,-5,USD",)},
    "claims of nobody known": {"benefits": ("Z,2026-Q1,100,USD,booked,6100,",)},
    "nothing costs anything": {"costs": ("2026-03-31,A,labour,0,USD",)},
}


@pytest.mark.parametrize("odd", ODD)
def test_odd_books_are_judged_without_a_word_from_a_library(make_book, assess, hand, odd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = assess(make_book(**ODD[odd]), hand.effect_of(*hand.improved()))
    assert result.status is Status.OK
    found = hand.verdict_of(result)
    assert found.message.arg("why").template
    assert found.action is not None
    assert len({e.key for e in result.estimates}) == len(result.estimates)


def test_a_worth_below_zero_turns_gain_into_loss(make_book, assess, hand):
    result = assess(
        make_book(**ODD["worth below zero"]), hand.effect_of(*hand.improved(year=(100, 200, 300)))
    )
    value = hand.told(result, "value_year", "K")
    assert (value.low, value.point, value.high) == (-900.0, -400.0, -100.0)
    assert not list(result.find("break_even_effect"))


def test_a_worth_without_a_middle_is_a_range_without_a_point(make_book, assess, hand):
    book = make_book(**ODD["worth without a middle"])
    result = assess(book, hand.effect_of(*hand.improved(year=(4001, 4500, 5000))))
    net = hand.told(result, "net_cash_year")
    assert (net.low, net.point, net.high) == (1.0, None, 11000.0)
    assert hand.verdict_of(result).code == "PAY401"


def test_a_worth_without_a_range_counts_as_certain_and_is_named(make_book, assess, hand):
    book = make_book(kpis=("K,A,Minutes,minutes,lower,level,2,,,USD,released",))
    result = assess(book, hand.effect_of(*hand.improved(year=(2001, 3000, 4000))))
    assert hand.told(result, "net_cash_year").low == 2.0
    assert "PAY424" in hand.codes(result)
    half = make_book(kpis=("K,A,Minutes,minutes,lower,level,2,1.5,,USD,released",))
    result = assess(half, hand.effect_of(*hand.improved(year=(2001, 3000, 4000))))
    assert (hand.told(result, "net_cash_year").low, hand.told(result, "net_cash_year").high) == (
        -998.5,
        4000.0,
    )
    assert "PAY424" in hand.codes(result)


def test_bills_that_credit_more_than_they_charge_have_no_return(make_book, assess, hand):
    bills = hand.bill_row("2026-02-03", "10", "A") + hand.bill_row("2026-02-04", "-500", "A", "Credit")
    book = make_book(bills=bills, policy=hand.BILLED, costs=("2026-03-31,A,labour,1,USD",))
    result = assess(book, hand.effect_of(*hand.improved()))
    assert hand.told(result, "cost_year").point == -489.0
    assert not list(result.find("roi_year"))
    assert hand.verdict_of(result).code == "PAY401"


def test_a_metric_that_stopped_long_ago_is_said_to_be_unread(make_book, assess, hand):
    readings = tuple(f"K,u{u},2026-0{m},5,10" for u in (1, 2, 3) for m in (1, 2, 3))
    result = assess(make_book(outcomes=readings), hand.effect_of(*hand.improved()))
    assert "PAY427" in hand.codes(result)
    assert any("last reading" in a.template for a in hand.told(result, "net_cash_year").assumptions)
    ended = make_book(outcomes=readings, stages=("A,pilot,2025-01-01", "A,stopped,2026-04-01"))
    assert "PAY427" not in hand.codes(assess(ended, hand.effect_of(*hand.improved())))


def test_an_effect_that_failed_leaves_cost_and_claims(make_book, assess, hand):
    failed = Result("pays/effect", Status.FAILED, reason=say("failed with {kind}", kind="ValueError"))
    result = assess(make_book(benefits=("A,2026-Q1,100,USD,booked,6100,",)), failed)
    assert hand.told(result, "claimed").point == 100.0
    assert hand.verdict_of(result).code == "PAY404"


def test_an_improvement_that_is_open_on_one_side_is_a_floor(make_book, assess, hand):
    told = tuple(
        replace(e, point=None, high=None, bound=Bound.AT_LEAST) if e.measure.startswith("improvement") else e
        for e in hand.improved(year=(4000, 5000, 6000))
    )
    result = assess(make_book(), hand.effect_of(*told))
    net = hand.told(result, "net_cash_year")
    assert (net.low, net.point, net.high, net.bound) == (2000.0, None, None, Bound.AT_LEAST)
    assert hand.verdict_of(result).code == "PAY401"


@pytest.mark.parametrize(
    "params",
    [{"wrong_verdicts": 0.0}, {"wrong_verdicts": 1.0}, {"unassigned_share": 1.5}, {"least_weeks": -1},
     {"horizon_months": -3}, {"ramp_weeks": -1}],
)  # fmt: skip
def test_parameters_that_make_no_sense_are_named(make_book, assess, params):
    with pytest.raises(ValueError, match=next(iter(params))):
        assess(make_book(), **params)


def test_the_five_things_a_verdict_needs(make_book, assess, hand):
    readings = tuple(f"K,u{u},2025-0{m},5,10" for u in (1, 2, 3) for m in (1, 2, 3))
    whole = make_book(outcomes=readings, plans=("A,2024-12-01,K,5,1,2026-12-31",))
    assert hand.told(assess(whole), "measurable").point == 5.0
    bare = make_book(initiatives=("A,Alpha,finance,build,",), kpis=(), rollout=())
    result = assess(bare)
    assert hand.told(result, "measurable").point == 0.0
    assert "PAY426" in hand.codes(result)
    late = make_book(outcomes=readings[6:], rollout=("A,u3,2024-01-01,chosen",))
    (table,) = [t for t in assess(late).tables if t.id == "measurable"]
    assert [cell.id for cell in table.rows[0][1:6]] == ["yes", "no", "no", "yes", "no"]
