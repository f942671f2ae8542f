"""Forecast, budgets, limits, spikes, movers and cuts on books by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.analyses.pays.spend.assessed import assess as work_out
from specie.analyses.pays.spend.budgets import budget_for
from specie.analyses.pays.spend.cap import breach_month
from specie.analyses.pays.spend.ledger import read_ledger
from specie.analyses.pays.spend.months import (
    add_months,
    fiscal_year,
    last_complete_month,
    month_end,
    month_of,
    months_between,
    share_of_month,
)
from specie.analyses.pays.spend.scope import make_scope
from specie.analyses.pays.spend.settings import read_settings
from specie.model import Bound, Grade, Inputs, Severity

HEAD = "date,initiative_id,vendor_id,cost_type,amount,currency\n"
BUDGET = "period,scope,amount,currency\n"
CAP = "[policy]\nai_share_of_it_budget = 0.15\n"


def monthly(amounts, last="2026-06-01", initiative="A", cost_type="usage"):
    months = [add_months(date.fromisoformat(last), k - len(amounts) + 1) for k in range(len(amounts))]
    return "".join(
        f"{m.replace(day=15)},{initiative},,{cost_type},{a:.2f},USD\n"
        for m, a in zip(months, amounts, strict=True)
    )


def noisy(n=24, level=1000.0, slope=10.0, noise=20.0, seed=1):
    return level + slope * np.arange(n) + noise * np.random.default_rng(seed).standard_normal(n)


def found_in(book, **params):
    ledger = read_ledger(book, fiscal_year(book.as_of, book.fiscal_year_start)[0])
    return work_out(make_scope(book, ledger, read_settings(Inputs(seed=7, params=params))))


def only(result, measure):
    (found,) = (e for e in result.find(measure) if e.subject.kind == "portfolio")
    return found


# ---- months


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(1, 12), st.integers(1, 31))
def test_a_fiscal_year_holds_its_day_and_its_months_add_up(day, month, first):
    start, end = fiscal_year(day, (month, first))
    assert start <= day <= end
    assert 364 <= (end - start).days <= 366
    days = sum(share_of_month(m, start, end) * month_end(m).day for m in months_between(start, end))
    assert days == pytest.approx((end - start).days + 1)


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_the_last_complete_month_is_over(day):
    month = last_complete_month(day)
    assert month_end(month) <= day < month_end(add_months(month, 1))
    assert month_of(month) == month


# ---- forecast


def test_forecast_has_an_interval_that_holds_the_line(make_book, assess):
    result = assess(make_book({"costs": HEAD + monthly(noisy())}))
    year = only(result, "forecast_12_months")
    line = sum(1000 + 10 * k for k in range(24, 36))
    assert year.low < line < year.high
    assert year.point == pytest.approx(line, rel=0.05)
    assert (year.level, year.grade, year.period) == (0.90, Grade.MODELLED, "2026-07/2027-06")
    whole, rest = only(result, "forecast_fiscal_year"), only(result, "forecast_fiscal_year_rest")
    booked = only(result, "spend_fiscal_year").point
    assert whole.point == pytest.approx(booked + rest.point)
    assert whole.high - whole.low == pytest.approx(rest.high - rest.low)


def test_a_month_that_is_not_over_is_not_used_but_never_undercut(make_book):
    full = HEAD + monthly(noisy())
    begun = full + "2026-07-05,A,,usage,5000,USD\n"
    plain = found_in(make_book({"costs": full})).outlook
    partial = found_in(make_book({"costs": begun}, as_of="2026-07-10")).outlook
    assert partial.series == plain.series
    assert partial.months == plain.months
    np.testing.assert_array_equal(partial.drawn[:, 1:], plain.drawn[:, 1:])
    assert partial.drawn[:, 0].min() == 5000
    assert partial.booked == plain.booked


def test_same_seed_same_digits(make_book, assess):
    book = make_book({"costs": HEAD + monthly(noisy())})
    assert assess(book).estimates == assess(book).estimates


def test_too_few_months_are_refused_with_the_reason(make_book, assess):
    result = assess(make_book({"costs": HEAD + monthly(noisy(5))}))
    assert not list(result.find("forecast_12_months"))
    (finding,) = (f for f in result.findings if f.code == "PAY110")
    assert dict(finding.message.arg("reason").args) == {"needed": 6, "count": 5}


def test_a_gap_is_unknown_not_zero(make_book):
    early, late = monthly(noisy(10), last="2025-08-01"), monthly(noisy(8, level=3000))
    found = found_in(make_book({"costs": HEAD + early + late}))
    assert found.scope.missing == (date(2025, 9, 1), date(2025, 10, 1))
    assert len(found.outlook.series) == 8


def test_a_missing_latest_month_is_a_finding_and_no_forecast(make_book, assess):
    result = assess(make_book({"costs": HEAD + monthly(noisy())}, as_of="2026-08-15"))
    assert {"PAY110", "PAY113"} <= {f.code for f in result.findings}


# ---- budgets


def test_budget_takes_each_day_once_longest_period_first(make_book):
    budget = BUDGET + "2026,it,1200,USD\n2026-Q1,it,999,USD\n2026-03,ai,10,USD\n"
    found = found_in(make_book({"costs": HEAD + monthly(noisy()), "budgets": budget}))
    it, ai = budget_for(found.scope, "it"), budget_for(found.scope, "ai")
    assert (it.amount, it.whole, it.spread) == (Decimal(1200), True, False)
    assert (ai.amount, ai.whole) == (Decimal(10), False)
    assert ai.covered == pytest.approx(31 / 365)
    assert budget_for(found.scope, "revenue") is None


def test_budget_of_calendar_years_spread_over_a_fiscal_year(make_book):
    budget = BUDGET + "2025,it,365,USD\n2026,it,730,USD\n"
    found = found_in(make_book({"costs": HEAD + monthly(noisy()), "budgets": budget}, fiscal="07-01"))
    it = budget_for(found.scope, "it")  # 2025-07-01 to 2026-06-30: 184 days at 1 and 181 at 2
    assert it.amount == pytest.approx(Decimal(184 + 2 * 181))
    assert it.whole
    assert it.spread


def test_quarters_add_up_to_the_year(make_book):
    budget = BUDGET + "".join(f"2026-Q{q},it,{100 * q},USD\n" for q in (1, 2, 3, 4))
    found = found_in(make_book({"costs": HEAD + monthly(noisy()), "budgets": budget}))
    assert budget_for(found.scope, "it").amount == 1000


def test_part_of_a_year_gives_no_share_but_a_note(make_book, assess):
    budget = BUDGET + "2026-Q1,it,1000,USD\n"
    result = assess(make_book({"costs": HEAD + monthly(noisy()), "budgets": budget}, more=CAP))
    assert not list(result.find("it_share_booked"))
    assert "PAY106" in {f.code for f in result.findings}


# ---- limits


def test_the_day_a_limit_was_passed_is_exact(make_book, assess):
    costs = HEAD + "2026-01-10,A,,usage,60,USD\n2026-02-11,A,,usage,90,USD\n2026-03-12,A,,usage,1,USD\n"
    budget = BUDGET + "2026,it,1000,USD\n"  # 15 % of it: 150, reached on the second day, passed on the third
    book = make_book({"costs": costs, "budgets": budget}, more=CAP)
    (cap,) = found_in(book).caps
    assert cap.breached_on == date(2026, 3, 12)
    assert cap.probability == 1.0
    result = assess(book)
    assert only(result, "it_share_booked").point == pytest.approx(0.151)
    assert only(result, "it_share_booked").exact
    (finding,) = (f for f in result.findings if f.code == "PAY104")
    assert finding.severity is Severity.ALARM


def year_of(amount, budget):
    return {
        "costs": HEAD + monthly(noisy(level=amount, slope=0, noise=amount / 50)),
        "budgets": BUDGET + budget,
    }


def test_a_limit_far_away_is_not_passed_within_the_year(make_book, assess):
    book = make_book(year_of(1000, "2026,it,1000000,USD\n"), more=CAP)
    found = found_in(book)
    (cap,) = found.caps
    assert cap.probability == 0.0
    assert breach_month(found.scope, cap).template == "not within the fiscal year"
    result = assess(book)
    assert not list(result.find("it_months_to_breach"))
    assert not {"PAY104", "PAY105"} & {f.code for f in result.findings}


def test_a_limit_ahead_is_passed_in_the_month_the_arithmetic_says(make_book, assess):
    # 1,000 a month, half of the year gone: 9,500 of 12,000 is passed in October (10,000).
    book = make_book(year_of(1000, "2026,ai,9500,USD\n"))
    found = found_in(book)
    (cap,) = found.caps
    assert cap.probability > 0.99
    assert cap.month(0.5) == date(2026, 10, 1)
    months = only(assess(book), "ai_months_to_breach")
    assert months.point == 4
    assert months.low <= 4 <= months.high
    (finding,) = (f for f in assess(book).findings if f.code == "PAY105")
    assert finding.severity is Severity.ALARM
    assert {e.measure for e in finding.evidence} >= {"ai_share_forecast", "ai_breach_probability"}


def test_a_close_call_has_an_open_end(make_book, assess):
    book = make_book(year_of(1000, "2026,ai,12000,USD\n"))
    (cap,) = found_in(book).caps
    assert 0.15 < cap.probability < 0.85
    months = only(assess(book), "ai_months_to_breach")
    assert months.bound is Bound.AT_LEAST
    assert months.high is None
    chance = only(assess(book), "ai_breach_probability")
    assert chance.low <= chance.point <= chance.high


def test_at_the_end_of_the_fiscal_year_nothing_is_left_to_forecast(make_book, assess):
    book = make_book(year_of(1000, "2026,ai,50000,USD\n"), as_of="2026-06-30", fiscal="07-01")
    assert not list(assess(book).find("forecast_fiscal_year_rest"))
    assert list(assess(book).find("forecast_12_months"))


def test_function_share_of_the_ai_budget(make_book, assess):
    result = assess(make_book(year_of(1000, "2026,ai,50000,USD\n")))
    (share,) = result.find("function_share_of_ai_budget", "finance")
    assert share.point == pytest.approx(only(result, "spend_fiscal_year").point / 50000)


# ---- what stands out, what moved, what could be cut


def test_a_spike_in_one_initiative_is_found_where_the_total_hides_it(make_book, assess):
    steady = monthly(noisy(level=50_000, slope=0, noise=3000), initiative="B", cost_type="labour")
    jumpy = noisy(level=500, slope=0, noise=15)
    jumpy[14] += 2000
    result = assess(make_book({"costs": HEAD + steady + monthly(jumpy)}))
    found = [f for f in result.findings if f.code == "PAY107"]
    assert [f.subject.id for f in found] == ["A"]
    assert found[0].message.arg("month") == "2025-09"
    assert found[0].evidence[0].point == pytest.approx(round(float(jumpy[14]), 2))


def test_movers_compare_three_months_with_the_three_before(make_book, assess):
    rising = monthly([100] * 9 + [100, 100, 100, 200, 250, 300])
    falling = monthly([90] * 12 + [60, 60, 60], initiative="B")
    result = assess(make_book({"costs": HEAD + rising + falling}))
    changes = {
        e.subject.id: e.point for e in result.find("change_3_months") if e.subject.kind == "initiative"
    }
    assert changes == {"A": 450.0, "B": -90.0}
    risers = [f for f in result.findings if f.code == "PAY111"]
    assert [f.subject.id for f in risers] == ["A"]
    assert float(risers[0].message.arg("rise").value) == pytest.approx(1.5)


def test_cuts_list_what_is_not_in_production_by_run_rate(make_book, assess):
    stages = "initiative_id,stage,entered_on\nA,production,2024-01-01\nB,pilot,2024-01-01\n"
    costs = (
        HEAD
        + monthly([1000.0] * 12)
        + monthly([300.0] * 12, initiative="B")
        + monthly([40.0] * 12, initiative="")
    )
    budget = BUDGET + "2026,ai,15000,USD\n"  # 1,340 a month make 16,080: 1,080 too much
    found = found_in(make_book({"costs": costs, "stages": stages, "budgets": budget}))
    _, lists = found.cuts
    assert [line.initiative_id for line in lists.lines] == ["B", None]
    assert [line.rest for line in lists.lines] == [Decimal(1800), Decimal(240)]
    assert lists.excess == Decimal(1080)
    assert lists.enough == 1


def test_cuts_say_when_they_are_not_enough(make_book, assess):
    costs = HEAD + monthly([1000.0] * 12) + monthly([30.0] * 12, initiative="B")
    stages = "initiative_id,stage,entered_on\nA,scaled,2024-01-01\nB,idea,2024-01-01\n"
    book = make_book({"costs": costs, "stages": stages, "budgets": BUDGET + "2026,ai,9000,USD\n"})
    assert found_in(book).cuts[1].enough is None
    (finding,) = (f for f in assess(book).findings if f.code == "PAY108")
    assert "only" in finding.message.template
