"""Claims against measurement against the ledger, to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.analyses.pays.roi.cash import Cash, portfolio_waterfall, waterfall
from specie.analyses.pays.roi.records import Account, Claim
from specie.kernel.money import Range
from specie.model import CashClass

TWO_OWNERS = ("A,Alpha,finance,build,Ann", "B,Beta,sales,buy,")
CLAIMS = (
    "A,2025-Q3,1000.10,USD,booked,6100,journal",
    "A,2026-Q1,2000.20,USD,booked,6100,journal",
    "A,2026-Q1,500,USD,unconverted,,dashboard",
)
LINES = (
    "2025-09-30,6100,CC,-900.05,USD",
    "2026-03-31,6100,CC,-1100.15,USD",
    "2025-03-31,6100,CC,-70,USD",
    "2026-03-31,7777,CC,-5,USD",
)


def adds_up(steps):
    """The last total, after checking that every total is the sum of what stands before it."""
    running = Decimal(0)
    for step in steps:
        running = (
            step.amount if step.kind == "start" else running + (step.amount if step.kind == "step" else 0)
        )
        assert step.kind != "total" or step.amount == running
    return running


def figure(result, name):
    (found,) = [f for f in result.figures if f.id == name]
    return [(row["kind"], row["step"].template, row["amount"]) for row in found.data]


def test_claimed_measured_booked_by_hand(make_book, assess, hand):
    """3,000.30 claimed; 1,200 * 2 = 2,400 measured; 2,000.20 booked since the first day claimed for."""
    told = hand.improved(year=(900, 1000, 1100), to_date=(1100, 1200, 1300))
    result = assess(make_book(benefits=CLAIMS, ledger=LINES), hand.effect_of(*told))
    assert hand.told(result, "claimed").point == 3000.30
    assert hand.told(result, "claimed").grade.value == "E"
    assert hand.told(result, "claimed_soft").point == 500.0
    assert hand.told(result, "measured").point == 2400.0
    assert hand.told(result, "booked").point == 2000.20
    assert hand.told(result, "not_booked").point == pytest.approx(1000.10)
    assert figure(result, "waterfall-A") == [
        ("start", "Claimed as cash", 3000.30),
        ("step", "Claimed beyond what was measured", -600.30),
        ("total", "Measured", 2400.0),
        ("step", "Not in the ledger", -399.80),
        ("total", "In the ledger", 2000.20),
    ]
    assert figure(result, "waterfall")[-1] == ("total", "In the ledger", 2000.20)


def test_the_accounts_reconcile_to_the_last_digit(make_book, assess, hand):
    lines = (*LINES, "2026-04-30,6100,CC,40.011,USD")
    result = assess(make_book(benefits=CLAIMS, ledger=lines))
    (table,) = [t for t in result.tables if t.id == "ledger"]
    (row,) = table.rows
    saved, back, net, before, whole = (cell.value for cell in row[4:9])
    assert (saved, back) == (Decimal("2000.20"), Decimal("-40.011"))
    assert saved + back == net
    assert net + before == whole == Decimal("2030.189")
    assert row[9].id == "yes"
    assert hand.told(result, "booked").point == pytest.approx(1960.189)


def test_a_claim_that_never_reached_the_ledger_has_money_owner_and_action(make_book, assess, hand):
    result = assess(make_book(benefits=CLAIMS, ledger=LINES[3:]))
    (found,) = [f for f in result.findings if f.code == "PAY411"]
    assert found.severity.value == "alarm"
    assert found.message.arg("amount").value == Decimal("3000.30")
    assert found.action.arg("owner") == "Ann"
    assert found.evidence[0].point == 3000.30


def test_nine_tenths_in_the_ledger_are_enough(make_book, assess, hand):
    booked = {"A": ("2700.27", set()), "B": ("2700.26", {"PAY412"}), "C": ("0", {"PAY411"})}
    book = make_book(
        initiatives=tuple(f"{i},{i},finance,build,Ann" for i in booked),
        benefits=tuple(f"{i},2026-Q1,3000.30,USD,booked,61{i},journal" for i in booked),
        ledger=tuple(f"2026-03-31,61{i},CC,-{amount},USD" for i, (amount, _) in booked.items()),
    )
    result = assess(book)
    for initiative, (_, codes) in booked.items():
        assert hand.codes(result, initiative) & {"PAY411", "PAY412"} == codes


def test_without_a_ledger_nothing_is_said_to_be_unbooked(make_book, assess, hand):
    result = assess(make_book(benefits=CLAIMS))
    assert not list(result.find("booked"))
    assert hand.codes(result) & {"PAY411", "PAY412"} == set()
    assert any(f.code == "PAY428" and "against the ledger" in f.message.template for f in result.findings)


def test_an_account_of_two_initiatives_is_a_range_for_each_and_counted_once(make_book, assess, hand):
    claims = (*CLAIMS, "B,2026-Q1,400,USD,booked,6100,journal")
    result = assess(make_book(initiatives=TWO_OWNERS, benefits=claims, ledger=LINES))
    for initiative in "AB":
        booked = hand.told(result, "booked", initiative)
        assert (booked.low, booked.point, booked.high) == (0.0, None, 2000.20)
    assert hand.told(result, "booked", "all").point == 2000.20
    assert "PAY416" in hand.codes(result)
    assert figure(result, "waterfall")[-2:] == [
        ("step", "In accounts of several initiatives", 2000.20),
        ("total", "In the ledger", 2000.20),
    ]


def test_claims_beyond_the_measurement_are_compared_over_the_same_months(make_book, assess, hand):
    """Measured at most 1,100 * 3 = 3,300 in the last twelve months; claimed for quarters within them."""
    claims = ("A,2025-Q2,9000,USD,released,,letter", "A,2025-Q4,{},USD,released,,letter")
    effect = hand.effect_of(*hand.improved(year=(900, 1000, 1100)))
    for amount, found in (("3300", False), ("3300.01", True)):
        benefits = (claims[0], claims[1].format(amount))
        result = assess(make_book(benefits=benefits), effect)
        assert ("PAY414" in hand.codes(result)) is found
        assert "PAY413" in hand.codes(result)


def test_claims_of_hours_are_cash_nowhere(make_book, assess, hand):
    result = assess(make_book(benefits=CLAIMS[2:], ledger=LINES))
    assert not list(result.find("claimed"))
    assert "PAY415" in hand.codes(result)
    assert [f.id for f in result.figures if f.kind == "waterfall"] == []


def test_a_ledger_of_other_currencies_is_converted(make_book, assess, hand):
    book = make_book(
        benefits=("A,2026-Q1,1000,EUR,booked,6100,journal",), ledger=("2026-03-31,6100,CC,-1000,EUR",),
        rates=("EUR,2025-01-01,1.25",),
    )  # fmt: skip
    result = assess(book)
    assert hand.told(result, "claimed").point == hand.told(result, "booked").point == 1250.0
    assert hand.codes(result) & {"PAY411", "PAY412"} == set()


money = st.decimals(-100_000, 100_000, places=3)
claimed = st.decimals(0, 100_000, places=3)


@st.composite
def cashes(draw, initiative="A"):
    from datetime import date

    account = draw(st.sampled_from(["6100", None]))
    amount = draw(claimed)
    claim = Claim(
        initiative, CashClass.BOOKED, account, amount, amount, date(2026, 1, 1), date(2026, 3, 31), 1
    )
    if account is None:
        return Cash((claim,), (), (), None)
    saved, back = draw(claimed), draw(claimed)
    own = Account(
        account + initiative, date(2026, 1, 1), (initiative,), saved, back, Decimal(0), saved - back, 2
    )
    return Cash((claim,), (own,), (), own.net)


def measured(draw_point):
    return None if draw_point is None else Range(draw_point - 1, draw_point, draw_point + 1)


@given(cashes(), st.none() | st.floats(-1e5, 1e5))
def test_every_waterfall_adds_up_whatever_is_known(cash, point):
    steps = waterfall(cash, measured(point))
    last = adds_up(steps)
    if cash.booked is not None:
        assert last == cash.booked.quantize(Decimal("0.01"))


@given(st.lists(st.tuples(cashes(), st.none() | st.floats(-1e5, 1e5)), max_size=6))
def test_the_whole_waterfall_ends_in_the_ledger(parts):
    accounts = [account for cash, _ in parts for account in cash.accounts]
    steps = portfolio_waterfall([(cash, measured(point)) for cash, point in parts], accounts)
    assert adds_up(steps) == sum((a.net.quantize(Decimal("0.01")) for a in accounts), Decimal(0))
