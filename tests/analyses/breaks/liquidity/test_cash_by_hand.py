"""Cash, scenarios, limits and cuts of small books by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from specie.analyses.breaks.liquidity.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import PORTFOLIO, Estimate, Finding, Grade, Inputs, Origin, Result, Severity, Status, say
from specie.report.language import language

TOML = '[book]\nname = "By hand"\ncurrency = "USD"\nas_of = {as_of}\n[policy]\n{policy}\n'
POLICY = "min_cash_months = 3\nai_share_of_it_budget = 0.10\nconfidence = 0.90"
CASH = "date,cash,monthly_outflow,currency\n" + "".join(
    f"2026-{m:02d}-28,{1_800 - 100 * m},100,USD\n" for m in range(1, 7)
)
TABLES = {
    "initiatives": (
        "initiative_id,name,business_owner\nA,Alpha,Ann\nB,Beta,Bob\nC,Gamma,Cem\nD,Delta,Dee\n"
    ),
    "stages": (
        "initiative_id,stage,entered_on\nA,production,2026-01-01\nB,production,2026-01-01\n"
        "C,pilot,2026-01-01\nD,stopped,2026-01-01\n"
    ),
    "vendors": "vendor_id,name,critical\nv,Vend,true\nw,Wend,\n",
    "dependencies": (
        "initiative_id,layer,vendor_id,criticality,substitute,substitute_tested_on,migration_weeks,"
        "migration_cost\nA,host,v,critical,,,26,40\nB,host,w,low,v,2026-05-01,4,7\n"
    ),
    "contracts": (
        "contract_id,vendor_id,starts_on,ends_on,committed,prepaid,currency,price_protection,notice_days\n"
        "K1,v,2026-01-01,2026-12-31,600,30,USD,0.10,60\nK2,w,2026-01-01,2026-08-31,,5,USD,,30\n"
    ),
    "costs": "date,initiative_id,vendor_id,cost_type,amount,currency\n"
    + "".join(
        f"2026-{m:02d}-15,A,v,usage,20,USD\n2026-{m:02d}-15,B,w,usage,10,USD\n"
        f"2026-{m:02d}-15,C,,labour,5,USD\n"
        for m in range(1, 7)
    ),
    "exit_steps": "vendor_id,initiative_id,asset,step,weeks,cost,currency\nv,A,prompts,x,2,9,USD\n",
}  # fmt: skip
HERE = (Origin("by hand"),)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Book]:
    def of(*, policy: str = POLICY, as_of: str = "2026-06-30", **tables: str | None) -> Book:
        (tmp_path / "specie.toml").write_text(TOML.format(as_of=as_of, policy=policy))
        for name, text in {**TABLES, "cash": CASH, **tables}.items():
            if text is not None:
                (tmp_path / f"{name}.csv").write_text(text)
        return open_book(tmp_path)

    return of


def assess(book: Book, results: dict[str, Result] | None = None, **params: Any) -> Result:
    return run(book, open_facts(), Inputs(results=results or {}, params=params, seed=1))


def one(result: Result, measure: str, subject: str = "all") -> Estimate:
    (found,) = result.find(measure, subject)
    return found


def rows(result: Result, table: str) -> list[dict[str, Any]]:
    (found,) = [t for t in result.tables if t.id == table]
    return [dict(zip([c.key for c in found.columns], row, strict=True)) for row in found.rows]


def told(measure: str, kind: str, subject: str, low: float, point: float, high: float) -> Estimate:
    about = PORTFOLIO if subject == "all" else type(PORTFOLIO)(kind, subject)
    return Estimate(
        measure, about, "2026", point, low, high, 0.9, "USD", "m", Grade.MODELLED, HERE, say("of")
    )


def upstream(cost: float = 240.0) -> dict[str, Result]:
    """What pays/spend and pays/roi would publish."""
    spend = Result("pays/spend", Status.OK, (
        told("it_budget", "", "all", 3_000, 3_000, 3_000),
        told("forecast_12_months", "", "all", 320, 420, 520),
    ))  # fmt: skip
    roi = Result("pays/roi", Status.OK, (
        told("cost_year", "initiative", "A", cost, cost, cost),
        told("hard_benefit_year", "initiative", "A", 400, 520, 640),
        told("cost_year", "initiative", "B", 120, 120, 120),
        told("hard_benefit_year", "initiative", "B", 10, 24, 36),
        told("cost_year", "initiative", "C", 60, 60, 60),
    ), (Finding("PAY402", Severity.ALARM, type(PORTFOLIO)("initiative", "B"), say("x")),))  # fmt: skip
    return {"pays/spend": spend, "pays/roi": roi}


def test_months_of_cash_by_hand(make):
    result = assess(make())
    assert one(result, "cash_now").point == 1_200
    left = one(result, "months_of_cash")
    assert (left.low, left.point, left.high) == (12, 12, 12)  # no month differs from another
    assert one(result, "months_to_floor").point == 9
    # 1200 = (12 + 3) (100 + h): at least 20 a month have to go.
    assert one(result, "headroom_month").point == pytest.approx(-20, abs=1e-3)
    (found,) = [f for f in result.findings if f.code == "BRK601"]
    assert found.action is not None
    assert found.action.arg("money").value == 20


def test_the_steps_of_a_scenario_add_up(make):
    result = assess(make(), upstream())
    # Vend fails: of 30 prepaid seven to nine tenths, 40 to move, 9 of steps; 26 weeks less 90 days of service
    # up to the 52 of the shipped prior, of a cash benefit of 520 a year less 120 of use that is not paid.
    once = one(result, "one_off", "supplier fails")
    assert once.low == pytest.approx(21 + 40 + 9 + (400 - 120) * (182 - 90) / 365.25, abs=0.02)
    assert once.point == pytest.approx(24 + 40 + 9 + (520 - 120) * (182 - 30) / 365.25, abs=0.02)
    assert once.high == pytest.approx(27 + 40 + 9 + (640 - 120) * 364 / 365.25, abs=0.02)
    steps = [r for r in rows(result, "steps") if r["scenario"].id == "supplier fails"]
    assert {r["rule"].id for r in steps} == {"prepaid lost", "steps of leaving", "move", "standstill"}
    assert sum(r["once"].low for r in steps) == pytest.approx(once.low, abs=0.005)
    assert sum(r["once"].high for r in steps) == pytest.approx(once.high, abs=0.005)
    assert [r["owner"] for r in steps if r["initiative"]] == ["Ann", "Ann", "Ann"]


def test_usage_grows_by_the_metered_rate(make):
    result = assess(make(), usage_growth=0.5)
    assert one(result, "outflow_month", "usage growth").point == pytest.approx(100 + 0.5 * 30)
    assert one(result, "months_of_cash", "usage growth").point == pytest.approx(1_200 / 115)


def test_a_protected_price_rises_to_its_ceiling_and_then_the_rest(make):
    result = assess(make())
    steps = [r for r in rows(result, "steps") if r["scenario"].id == "price rise"]
    # The shipped rise is 5, 45 or 275 %: Vend (20 a month) is held at 10 % until the contract ends.
    now, rest, free = (r["month"] for r in steps)
    assert (now.low, now.point, now.high) == pytest.approx((1.0, 2.0, 2.0))
    assert (rest.low, rest.point, rest.high) == pytest.approx((0.0, 7.0, 53.0))
    assert (free.low, free.point, free.high) == pytest.approx((0.5, 4.5, 27.5))
    assert steps[1]["start"].value == pytest.approx(184 / (365.25 / 12), abs=0.05)
    left = one(result, "months_of_cash", "price rise")
    start = 184 / (365.25 / 12)
    assert left.point == pytest.approx(start + (1_200 - 106.5 * start) / 113.5)
    assert left.low == pytest.approx(1_200 / (100 + 2 + 53 + 27.5))
    assert left.high == pytest.approx(1_200 / 101.5)


def test_a_fall_of_revenue(make):
    budgets = "period,scope,amount,currency\n2026,revenue,36525,USD\n"
    result = assess(make(budgets=budgets), inflow_fall=0.10)
    month = 36_525 / 365 * 365.25 / 12 * 0.10
    assert one(result, "outflow_month", "revenue falls").point == pytest.approx(100 + month)


def test_no_scenario_lasts_longer_than_things_as_they_are(make):
    result = assess(make(), upstream())
    base = one(result, "months_of_cash").point
    others = [e for e in result.find("months_of_cash") if e.subject.kind == "scenario"]
    assert len(others) == 4
    assert all(e.point <= base for e in others)
    worst = one(result, "months_of_cash", "costs rise together").point
    assert worst == min(e.point for e in others)


def test_what_loses_least_is_cut_first_and_commitments_stay(make):
    result = assess(make(), upstream())
    found = rows(result, "cuts")
    assert [r["initiative"].id for r in found] == ["B", "A", "C"]  # nobody measured C; D was stopped
    assert [r["verdict"].id for r in found] == ["does not pay", "no verdict", "no verdict"]
    # B frees all of its 120 a year and loses a benefit of 24: (24 - 120) / 120.
    lost = one(result, "cut_lost", "B")
    assert (lost.low, lost.point, lost.high) == pytest.approx((10 / 120 - 1, -0.8, 36 / 120 - 1))
    # Vend is owed 600 - 120 over the months to the end of the year: more than the 20 a month it is paid.
    assert one(result, "cut_free", "A").point == 0
    needed = one(result, "cut_needed", "IT cap")
    assert (needed.low, needed.point, needed.high) == (20, 120, 220)
    assert [r["state"].id for r in found] == ["cut", "sets nothing free", "not assessed"]


def test_a_commitment_that_nobody_will_use(make):
    result = assess(make())
    assert one(result, "commitment_left", "v").point == 480
    months = 184 / (365.25 / 12)
    assert one(result, "commitment_unused", "v").point == pytest.approx(480 - 20 * months)
    assert one(result, "prepaid_left", "w").point == 5
    assert {f.code for f in result.findings} >= {"BRK604", "BRK605"}


def test_days_of_contracts_in_order(make):
    found = rows(assess(make()), "days")
    assert [(r["day"], r["what"].id, r["contract"]) for r in found] == [
        (date(2026, 8, 1), "notice is due", "K2"),
        (date(2026, 8, 31), "contract ends", "K2"),
        (date(2026, 11, 1), "notice is due", "K1"),
        (date(2026, 12, 31), "contract ends", "K1"),
        (date(2026, 12, 31), "price protection ends", "K1"),
    ]


def test_a_limit_that_holds_asks_for_nothing(make):
    results = upstream()
    spend = Result("pays/spend", Status.OK, (
        told("it_budget", "", "all", 9_000, 9_000, 9_000),
        told("forecast_12_months", "", "all", 320, 420, 520),
    ))  # fmt: skip
    result = assess(make(), {**results, "pays/spend": spend})
    needed = one(result, "cut_needed", "IT cap")
    assert (needed.low, needed.point, needed.high) == (0, 0, 0)
    assert "BRK603" not in {f.code for f in result.findings}
    assert "cut" not in {r["state"].id for r in rows(result, "cuts")}


def test_balances_stand_in_for_an_outflow_that_is_not_told(make):
    cash = "date,cash,monthly_outflow,currency\n" + "".join(
        f"2026-{m:02d}-28,{1_800 - 100 * m},,USD\n" for m in range(1, 7)
    )
    result = assess(make(cash=cash))
    assert one(result, "outflow_month").point == 100
    assert any("follow from two balances" in f.message.template for f in result.findings)


def test_money_that_came_in_beside_the_outflow_is_named(make):
    result = assess(make(cash=CASH.replace("2026-04-28,1400", "2026-04-28,1900")))
    (found,) = [f for f in result.findings if f.code == "BRK607"]
    assert found.message.arg("count") == 2  # in, and out again


def test_below_the_floor_is_an_alarm(make):
    result = assess(make(policy="min_cash_months = 13"))
    (found,) = [f for f in result.findings if f.code == "BRK610"]
    assert found.severity is Severity.ALARM
    assert one(result, "months_to_floor").point == 0


def test_two_months_are_a_quotient_without_a_range(make):
    cash = "date,cash,monthly_outflow,currency\n2026-05-31,900,100,USD\n2026-06-30,600,200,USD\n"
    result = assess(make(cash=cash))
    left = one(result, "months_of_cash")
    assert left.exact
    assert left.point == 4
    assert "BRK608" in {f.code for f in result.findings}
    assert not result.figures


def test_rows_without_a_currency_and_contracts_that_end_before_they_start_are_set_aside(make):
    book = make(
        cash=CASH + "2026-06-29,5,5,\n",
        contracts=TABLES["contracts"] + "K9,v,2026-05-01,2026-01-01,999,99,USD,,\n",
    )
    assert {(p.file, p.code) for p in book.problems} >= {("cash.csv", "DAT023"), ("contracts.csv", "DAT104")}
    result = assess(book)
    assert one(result, "cash_now").point == 1_200
    assert one(result, "commitment_left", "v").point == 480
    said = [f.message for f in result.findings if f.code == "BRK609"]
    assert any(m.template.startswith("{count} rows of {table} could not be used") for m in said)


def test_what_is_missing_is_named_never_zero(make):
    gone = dict.fromkeys(("contracts", "dependencies", "exit_steps"))
    result = assess(make(policy="", **gone), price_shock="no such row")
    assert not list(result.find("months_to_floor"))
    said = {f.message.template for f in result.findings if f.code == "BRK609"}
    assert len(said) >= 5
    assert not list(result.find("one_off"))


def test_no_cash_leaves_contracts_and_limits(make):
    result = assess(make(cash=None), upstream())
    assert result.status is Status.OK
    assert not list(result.find("months_of_cash"))
    assert rows(result, "days")


def test_nothing_at_all_is_not_assessed(make):
    assert assess(make(cash=None, contracts=None)).status is Status.NOT_ASSESSED


def test_the_same_seed_gives_the_same_digits(make):
    book = make(cash=CASH.replace(",100,", ",130,", 2))
    assert assess(book).estimates == assess(book).estimates


@pytest.mark.parametrize(("name", "wrong"), [("months", 2), ("usage_growth", -1.0), ("inflow_fall", 1.5)])
def test_parameters_that_make_no_sense_are_named(make, name, wrong):
    with pytest.raises(ValueError, match=name):
        assess(make(), **{name: wrong})


def test_both_languages_say_the_same_numbers(make):
    result = assess(make(), upstream())
    english, chinese = language("en"), language("zh-Hant")
    for message in (*result.headline, *(f.message for f in result.findings)):
        assert digits(english.sentence(message)) == digits(chinese.sentence(message))


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text))
