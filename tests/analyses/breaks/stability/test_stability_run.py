"""What the analysis tells of a supplier: numbers, findings, tables, and what it does not know."""

from __future__ import annotations

from datetime import date

import pytest

from specie.analyses.breaks.stability import ANALYSIS
from specie.analyses.breaks.stability.run import run
from specie.book.shipped import book_about
from specie.facts import open_facts
from specie.model import Grade, Inputs, Ref, Severity, Status

ROUNDS = (
    "acme,2024-10-31,Series A,60000000,primary,Fund One,closed,press,2026-10-31",
    "acme,2025-10-31,Series B,150000000,primary,Fund Two,closed,press,2026-10-31",
)
TWELVE = "next 12 months"


def one(result, measure, period=None, subject="acme"):
    (found,) = (e for e in result.find(measure, subject) if period in (None, e.period))
    return found


def codes(result):
    return [finding.code for finding in result.findings]


def test_every_number_is_declared_has_a_range_and_says_what_it_rests_on(assess, figure):
    result = assess([figure("cash", 120e6), figure("cash_burn", 10e6, period="month")], ROUNDS)
    assert result.status is Status.OK
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert set(codes(result)) <= {c.id for c in ANALYSIS.codes}
    assert len({e.key for e in result.estimates}) == len(result.estimates)
    for estimate in result.estimates:
        assert estimate.denominator is not None
        assert estimate.origins
        if estimate.measure.startswith("failure"):
            assert 0 <= estimate.low <= estimate.high <= 1


def test_the_three_horizons_are_published(assess, figure):
    result = assess([figure("cash", 120e6), figure("cash_burn", 10e6, period="month")], ROUNDS)
    told = list(result.find("failure_probability", "acme"))
    assert [e.period for e in told] == [TWELVE, "next 24 months", "next 36 months"]
    assert [e.high for e in told] == sorted(e.high for e in told)
    assert one(result, "cash_months").low == pytest.approx(12.0)
    for window in ("open", "narrow", "closed"):
        assert one(result, f"failure_{window}", TWELVE).high <= told[0].high


def test_little_cash_is_an_alarm_and_enough_is_none(assess, figure):
    burn = figure("cash_burn", 10e6, period="month")
    (found,) = (f for f in assess([figure("cash", 30e6), burn]).findings if f.code == "BRK201")
    assert found.severity is Severity.ALARM
    assert found.evidence[0].high == pytest.approx(3.0)
    assert "BRK201" not in codes(assess([figure("cash", 90e6), burn]))


def test_months_at_the_limit_are_enough_and_the_parameter_counts_without_a_policy(assess, figure):
    rows = [figure("cash", 60e6), figure("cash_burn", 10e6, period="month")]
    assert "BRK201" not in codes(assess(rows))
    assert "BRK201" in codes(assess(rows, months=None, least_cash_months=7.0))


def test_a_range_around_the_limit_cannot_be_told(assess, figure):
    rows = [figure("cash", 60e6), figure("cash_burn", 8e6, period="month"),
            figure("cash_burn", 12e6, period="month")]  # fmt: skip
    (found,) = (f for f in assess(rows).findings if f.code == "BRK201")
    assert found.severity is Severity.WATCH
    assert "cannot be told" in found.message.template


def test_a_chance_above_the_limit_is_an_alarm_and_the_limit_is_yours(assess, figure):
    rows = [figure("cash", 20e6), figure("cash_burn", 10e6, period="month")]
    small = ("acme,2024-10-31,Series A,100000,primary,F,closed,p,2026-10-31",
             "acme,2025-10-31,Series B,100000,primary,F,closed,p,2026-10-31")  # fmt: skip
    (found,) = (f for f in assess(rows, small).findings if f.code == "BRK202")
    assert found.evidence[0].low > 0.05
    assert "BRK202" not in codes(assess(rows, small, failure_limit=1.0))


def test_nothing_to_fear_raises_nothing(assess, figure):
    rows = [figure("cash", 5e9), figure("cash_burn", 10e6, period="month")]
    assert not {"BRK201", "BRK202", "BRK203"} & set(codes(assess(rows, ROUNDS)))


def test_one_customer(assess, figure):
    rows = [figure("largest_customer_share", 0.67, end="2025-12-31", period="year", unit="fraction")]
    assert "BRK204" in codes(assess(rows))
    assert "BRK204" not in codes(assess(rows, customer_limit=0.7))


def test_a_rumour_is_said_to_be_one_and_so_is_what_rests_on_it(assess, figure):
    rows = [figure("cash", 120e6, status="rumour"), figure("cash_burn", 10e6, period="month")]
    result = assess(rows, ROUNDS)
    assert one(result, "failure_probability", TWELVE).grade is Grade.RUMOUR
    assert one(result, "cash_months").grade is Grade.RUMOUR
    assert "BRK205" in codes(result)


def test_stale_figures_are_named(assess, figure):
    rows = [figure("cash", 120e6, end="2026-01-31", as_of="2026-01-31"),
            figure("cash_burn", 10e6, period="month")]  # fmt: skip
    assert "BRK209" in codes(assess(rows))


def test_distress(assess, figure):
    items = {"working_capital": -40, "retained_earnings": -50, "total_assets": 100, "total_liabilities": 140}
    rows = [*(figure(k, v) for k, v in items.items()), figure("operating_income", -10, period="year"),
            figure("market_cap", 3e9), figure("total_debt", 1e9)]  # fmt: skip
    result = assess(rows, vendors=("v,acme,Acme",))
    assert "BRK206" in codes(result)
    score = one(result, "altman_z")
    assert score.point == pytest.approx(-2.624 - 1.63 - 0.672 - 0.3)


def test_what_is_missing_is_in_the_table_and_in_one_finding(assess):
    result = assess()
    (found,) = (f for f in result.findings if f.code == "BRK208")
    assert found.subject.id == "acme"
    (table,) = (t for t in result.tables if t.id == "missing")
    assert {row[1].id for row in table.rows} == {"cash", "customers", "operating margin"}
    assert one(result, "failure_probability", TWELVE).method == "class_rate"


def test_a_vendor_without_a_company_is_named(assess):
    result = assess(vendors=("v,,Somebody",))
    (found,) = (f for f in result.findings if f.code == "BRK211")
    assert found.subject.kind == "vendor"


def test_who_has_failed_is_an_alarm_and_certain(assess):
    result = assess(vendors=("b,builder-ai,Builder.ai",))
    (found,) = (f for f in result.findings if f.code == "BRK207")
    assert found.severity is Severity.ALARM
    assert {(e.point, e.exact) for e in result.find("failure_probability", "builder-ai")} == {(1.0, True)}
    assert "has failed" in result.headline[0].template


@pytest.mark.parametrize(
    "wrong",
    [
        {"burn_noise": "much"}, {"burn_noise": "2:1"}, {"paths": 1}, {"altman_constant": 1.0},
        {"failure_limit": 0.0}, {"customer_limit": 3.0},
    ],
)  # fmt: skip
def test_parameters_without_sense_are_named(assess, wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        assess(**wrong)


def test_shipped_facts_alone_answer():
    book = book_about(Ref("company", "coreweave", "CoreWeave"), date(2026, 10, 31))
    result = run(book, open_facts(), Inputs())
    found = one(result, "failure_probability", TWELVE, "coreweave")
    assert found.method == "merton"
    assert "BRK204" in codes(result)  # 67 % of revenue from one customer, as filed


def test_only_own_companies_raise_findings_but_all_are_in_the_table(assess):
    result = assess(vendors=("v,mistral,Mistral",))
    assert {f.subject.id for f in result.findings} == {"mistral"}
    (table,) = (t for t in result.tables if t.id == "outlook")
    assert table.rows[0][0].id == "mistral"
    assert {row[0].id for row in table.rows} > {"mistral"}


def test_same_seed_same_digits(assess, figure):
    rows = [figure("cash", 120e6), figure("cash_burn", 10e6, period="month")]
    assert assess(rows, ROUNDS).estimates == assess(rows, ROUNDS).estimates
