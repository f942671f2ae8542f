"""Full cost: what is booked, what may be its own, what nobody priced, what came after the end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from specie.analyses.pays.spend.run import run as spend
from specie.facts import open_facts
from specie.model import Bound, Inputs, Status

OPEN, PAYS = "PAY404", "PAY401"
CLEAR = (4000, 4000, 6000)


def net(result, hand):
    found = hand.told(result, "net_cash_year")
    return found.low, found.point, found.high


def test_every_type_and_every_stage_counts(make_book, assess, hand):
    costs = tuple(
        f"2026-01-{n + 1:02d},A,{kind},{amount},USD"
        for n, (kind, amount) in enumerate(
            [("licence", "0.10"), ("usage", "0.20"), ("labour", "1"), ("integration", "10"), ("data", "100"),
             ("change", "1000"), ("review", "0.03"), ("wind_down", "0.004")]
        )
    )  # fmt: skip
    result = assess(make_book(costs=(*costs, "2025-06-30,A,labour,7,USD")))
    assert Decimal(str(hand.told(result, "cost_year").point)) == Decimal("1111.334")
    assert Decimal(str(hand.told(result, "cost_to_date").point)) == Decimal("1118.334")
    assert hand.told(result, "cost_year").exact
    (table,) = [t for t in result.tables if t.id == "cost_by_type"]
    assert [cell.value for cell in table.rows[0][1:9]] == [
        Decimal(x) for x in ("0.20", "0.10", "1", "10", "100", "1000", "0.03", "0.004")
    ]


def test_the_last_twelve_months_begin_a_year_before_the_book(make_book, assess, hand):
    costs = ("2025-06-30,A,labour,1,USD", "2025-07-01,A,labour,10,USD", "2026-06-30,A,labour,100,USD")
    result = assess(make_book(costs=costs))
    assert hand.told(result, "cost_year").point == 110.0
    assert hand.told(result, "cost_year").period == "2025-07-01/2026-06-30"
    assert hand.told(result, "cost_to_date").period == "2025-01-15/2026-06-30"


def test_bills_without_an_initiative_widen_the_cost_of_each_and_move_no_point(make_book, assess, hand):
    bills = "".join(
        [
            hand.bill_row("2026-02-03", "500", "A"),
            hand.bill_row("2026-02-03", "300"),
            hand.bill_row("2026-02-04", "70"),
            hand.bill_row("2026-02-04", "40", category="Tax"),
            hand.bill_row("2026-02-04", "-25", category="Credit"),
            hand.bill_row("2025-02-04", "9"),
        ]
    )
    book = make_book(bills=bills, policy=hand.BILLED, costs=("2026-03-31,A,labour,4000,USD",))
    result = assess(book, hand.effect_of(*hand.improved(year=CLEAR)))
    assert hand.told(result, "cost_year").point == 4500.0
    assert hand.told(result, "cost_reach_year").point == 370.0
    assert net(result, hand) == (6000 - 4870, 8000 - 4500, 18000 - 4500)
    half = assess(book, hand.effect_of(*hand.improved(year=CLEAR)), unassigned_share=0.5)
    assert net(half, hand)[0] == 6000 - 4500 - 185
    none = assess(book, hand.effect_of(*hand.improved(year=CLEAR)), unassigned_share=0.0)
    assert net(none, hand)[0] == 6000 - 4500
    assert not list(none.find("cost_reach_year"))


def test_the_verdict_says_when_it_hangs_on_unassigned_bills(make_book, assess, hand):
    bills = hand.bill_row("2026-02-03", "10", "A") + hand.bill_row("2026-02-03", "2500")
    book = make_book(bills=bills, policy=hand.BILLED)
    found = hand.verdict_of(assess(book, hand.effect_of(*hand.improved(year=CLEAR))))
    assert found.code == OPEN
    assert "bills without an initiative were its own" in found.message.arg("why").template
    assert found.message.arg("why").arg("amount").value == 2500
    assert (
        hand.verdict_of(assess(book, hand.effect_of(*hand.improved(year=CLEAR)), unassigned_share=0.0)).code
        == PAYS
    )


def test_costs_without_an_initiative_stay_with_nobody(make_book, assess, hand):
    book = make_book(costs=(*hand.PLAIN["costs"], "2026-01-31,,labour,99999,USD"))
    result = assess(book, hand.effect_of(*hand.improved(year=CLEAR)))
    assert net(result, hand)[0] == 2000.0


UNPRICED = {
    "T": ("2026-01-05,T,nimbus,m,1000,100,1,", "2026-03-31,T,labour,4000,USD", "usage"),
    "R": ("2026-01-05,R,nimbus,m,,,5,", "2026-03-31,R,labour,4000,USD", "usage"),
    "S": ("2026-01-05,S,nimbus,m,,,,12", "2026-03-31,S,labour,4000,USD", "licence"),
    "P": ("2024-01-05,P,nimbus,m,1000,100,1,", "2026-03-31,P,usage,4000,USD", "labour"),
}
"""Tokens without usage cost, requests without, seats without a licence, nobody who runs it."""


def test_what_is_used_and_not_priced_makes_the_cost_a_floor(make_book, assess, hand):
    book = make_book(
        initiatives=tuple(f"{i},{i},finance,build,Ann" for i in UNPRICED),
        stages=tuple(f"{i},pilot,2025-01-01" for i in UNPRICED), rollout=(),
        usage=tuple(used for used, _, _ in UNPRICED.values()),
        costs=tuple(paid for _, paid, _ in UNPRICED.values()),
        kpis=tuple(f"K{i},{i},Minutes,minutes,lower,level,2,1.5,3,USD,released" for i in UNPRICED),
    )  # fmt: skip
    effect = hand.effect_of(*(e for i in UNPRICED for e in hand.improved(f"K{i}", CLEAR)))
    result = assess(book, effect)
    (table,) = [t for t in result.tables if t.id == "cost_by_type"]
    rows = {row[0].id: row for row in table.rows}
    for initiative, (_, _, kind) in UNPRICED.items():
        cost = hand.told(result, "cost_year", initiative)
        assert (cost.point, cost.low, cost.high, cost.bound) == (4000.0, 4000.0, None, Bound.AT_LEAST)
        left = hand.told(result, "net_cash_year", initiative)
        assert (left.point, left.low, left.high, left.bound) == (None, None, 14000.0, Bound.AT_MOST)
        assert hand.verdict_of(result, initiative).code == OPEN
        (finding,) = [f for f in result.findings if f.code == "PAY421" and f.subject.id == initiative]
        assert finding.evidence == (cost,)
        assert rows[initiative][[c.key for c in table.columns].index(kind)].template == "no price"


def test_a_floor_is_enough_to_say_that_it_does_not_pay(make_book, assess, hand):
    book = make_book(usage=("2026-01-05,A,nimbus,m,1000,100,1,",), costs=("2026-03-31,A,labour,4000,USD",))
    result = assess(book, hand.effect_of(*hand.improved(year=(10, 20, 30))))
    assert hand.verdict_of(result).code == "PAY402"


PEOPLE = {
    "I1": ("build", "labour", False),
    "I2": ("build", "review", False),
    "I3": ("build", "integration", True),
    "I4": ("partner", "integration", False),
    "I5": ("buy", "change", False),
    "I6": ("buy", "integration", True),
    "I7": ("", "change", False),
    "I8": ("buy", "usage", True),
}


def test_people_are_a_cost_of_whatever_is_in_use(make_book, assess, hand):
    book = make_book(
        initiatives=tuple(f"{i},{i},finance,{approach},Ann" for i, (approach, _, _) in PEOPLE.items()),
        costs=tuple(f"2026-03-31,{i},{kind},4000,USD" for i, (_, kind, _) in PEOPLE.items()),
        stages=tuple(f"{i},pilot,2025-01-01" for i in PEOPLE), rollout=(), kpis=(),
    )  # fmt: skip
    result = assess(book)
    floors = {f.subject.id for f in result.findings if f.code == "PAY421"}
    assert floors == {i for i, (_, _, floor) in PEOPLE.items() if floor}
    assert "PAY421" not in hand.codes(assess(book, people_costs=False))


def test_an_initiative_in_use_without_any_cost_row_is_not_free(make_book, assess, hand):
    book = make_book(costs=("2026-03-31,,labour,4000,USD",))
    result = assess(book, hand.effect_of(*hand.improved(year=CLEAR)))
    assert hand.told(result, "cost_year").bound is Bound.AT_LEAST
    assert hand.verdict_of(result).code == OPEN
    assert not list(result.find("roi_to_date", "A")) or hand.told(result, "roi_year").high is None


def test_what_was_used_before_the_first_bill_is_a_floor_to_date_and_whole_in_the_year(
    make_book, assess, hand
):
    """Costs begin in February 2025, the first unit started in January."""
    costs = ("2025-02-28,A,labour,1000,USD", *hand.PLAIN["costs"][1:])
    result = assess(make_book(costs=costs), hand.effect_of(*hand.improved(year=CLEAR)))
    ever = hand.told(result, "cost_to_date")
    assert (ever.point, ever.high, ever.bound) == (5000.0, None, Bound.AT_LEAST)
    assert hand.told(result, "cost_year").exact
    assert hand.told(result, "net_cash_to_date").low is None
    assert not list(result.find("payback_months", "A"))
    (table,) = [t for t in result.tables if t.id == "returns"]
    assert table.rows[0][3].template == "first cost unknown"
    assert hand.verdict_of(result).code == PAYS


def test_costs_after_the_end_are_named_and_winding_down_is_not(make_book, assess, hand):
    stages = ("A,pilot,2025-01-01", "A,stopped,2026-02-11")
    costs = (
        "2026-02-28,A,labour,1000,USD",
        "2026-03-31,A,labour,20,USD",
        "2026-04-30,A,licence,3,USD",
        "2026-04-30,A,wind_down,500,USD",
    )
    result = assess(make_book(stages=stages, costs=costs))
    (found,) = [f for f in result.findings if f.code == "PAY422"]
    assert found.message.arg("amount").value == 23
    assert found.evidence[0].point == 23.0
    assert hand.told(result, "cost_to_date").point == 1523.0


def test_it_reconciles_with_what_ai_costs_to_the_cent(make_book, assess, hand):
    bills = hand.bill_row("2026-02-03", "500.015", "A") + hand.bill_row("2026-02-03", "300.005")
    book = make_book(bills=bills, policy=hand.BILLED)
    told = spend(book, open_facts(), Inputs(level=0.90, seed=1))
    result = assess(book, told)
    assert "PAY430" not in hand.codes(result)
    (table,) = [t for t in result.tables if t.id == "reconciliation"]
    amounts = [row[1].value for row in table.rows]
    assert amounts[0] + amounts[1] == amounts[2]
    assert round(float(amounts[2]), 2) == float(amounts[3])


def test_a_sum_that_does_not_reconcile_is_an_alarm(make_book, assess, hand):
    from dataclasses import replace

    book = make_book()
    told = spend(book, open_facts(), Inputs(level=0.90, seed=1))
    wrong = tuple(
        replace(e, point=e.point + 0.02, low=e.low + 0.02, high=e.high + 0.02)
        if e.measure == "spend_all"
        else e
        for e in told.estimates
    )
    result = assess(book, replace(told, estimates=wrong))
    assert "PAY430" in hand.codes(result)
    assert told.status is Status.OK


def test_money_of_other_currencies_is_converted_on_its_day(make_book, assess, hand):
    book = make_book(
        rates=("EUR,2025-01-01,1.10", "EUR,2026-03-01,1.20"),
        costs=("2026-02-28,A,labour,1000,EUR", "2026-03-31,A,labour,1000,EUR"),
        kpis=("K,A,Minutes,minutes,lower,level,2,1.5,3,EUR,released",),
    )
    result = assess(book, hand.effect_of(*hand.improved(year=(1000, 1000, 1000))))
    assert hand.told(result, "cost_year").point == pytest.approx(2300.0)
    assert hand.told(result, "hard_benefit_year").point == pytest.approx(2400.0)
