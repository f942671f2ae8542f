"""Gaps, mixes and roadmap of small books by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from specie.analyses.breaks.capability.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import Bound, Inputs, Result, Severity, Status
from specie.report.language import language

TOML = '[book]\nname = "By hand"\ncurrency = "USD"\nas_of = 2026-06-30\n'
HEAD = (
    "skill,needed,have,trainable,train_cost,hire_cost,contract_cost,currency,train_weeks,hire_weeks,"
    "contract_weeks,needed_by,needed_for\n"
)
ROWS = HEAD + (
    "review,4,1.5,1,10,100,80,USD,8,20,2,2026-09-30,A;B\n"
    "enough,2,3,,,,,USD,,,,,\n"
    "unknown trainable,3,1,,10,100,80,USD,,,,,A\n"
)
TABLES = {
    "initiatives": "initiative_id,name\nA,Alpha\nB,Beta\nC,Gamma\n",
    "stages": (
        "initiative_id,stage,entered_on\nA,production,2026-01-01\nB,stopped,2026-01-01\nC,pilot,2026-01-01\n"
    ),
}


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Book]:
    def of(skills: str = ROWS, **more: str) -> Book:
        (tmp_path / "specie.toml").write_text(TOML)
        for name, text in {**TABLES, "skills": skills, **more}.items():
            (tmp_path / f"{name}.csv").write_text(text)
        return open_book(tmp_path)

    return of


def assess(book: Book, **params: Any) -> Result:
    return run(book, open_facts(), Inputs(params=params))


def one(result: Result, measure: str, subject: str) -> Any:
    (found,) = result.find(measure, subject)
    return found


def rows(result: Result, table: str) -> list[dict[str, Any]]:
    (found,) = [t for t in result.tables if t.id == table]
    return [dict(zip([c.key for c in found.columns], row, strict=True)) for row in found.rows]


def test_the_cheapest_mix_by_hand(make):
    result = assess(make())
    # 2.5 missing: train the one who can be (10), then 1.5 by contract at 80 a year (120): 130.
    # Hiring one (100) and half a contract (40) is dearer by 20.
    assert one(result, "skill_gap", "review").point == 2.5
    assert one(result, "skill_coverage", "review").point == pytest.approx(1.5 / 4)
    cost = one(result, "gap_cost", "review")
    assert (cost.low, cost.point, cost.high) == (130, 130, 130)
    # Without contracts: train 1, hire 2 whole people; in parts 1.5.
    own = one(result, "gap_cost_in_house", "review")
    assert (own.low, own.point, own.high) == (160, 210, 210)
    assert one(result, "weeks_to_fill", "review").point == 8
    assert not list(result.find("gap_cost", "enough"))
    assert one(result, "skill_gap", "enough").point == 0


def test_a_number_of_trainable_people_that_nobody_told_leaves_a_range_without_a_point(make):
    cost = one(assess(make()), "gap_cost", "unknown trainable")
    assert (cost.low, cost.point, cost.high) == (20, None, 160)


def test_only_training_and_nobody_told_is_a_floor(make):
    result = assess(make(HEAD + "review,3,1,,10,,,USD,,,,,\n"))
    cost = one(result, "gap_cost", "review")
    assert (cost.low, cost.high, cost.bound) == (20, None, Bound.AT_LEAST)


def test_paying_contracts_for_longer_turns_the_mix(make):
    result = assess(make(), years=2.0)
    # Contracts now cost 160: train 1 and hire 1 (110) with half a contract (80) is 190; hiring two 210.
    assert one(result, "gap_cost", "review").point == 190


def test_parts_of_people_may_be_allowed(make):
    own = one(assess(make(), whole_people=False), "gap_cost_in_house", "review")
    assert (own.low, own.point) == (160, 160)


def test_totals_are_the_sums_of_the_parts(make):
    result = assess(make())
    total = one(result, "gap_cost", "all")
    parts = [e for e in result.find("gap_cost") if e.subject.kind == "skill"]
    assert total.low == sum(e.low for e in parts)
    assert total.high == sum(e.high for e in parts)
    assert total.point is None
    assert one(result, "in_house_share", "all").point == pytest.approx((1.5 + 2 + 1) / 9)
    # One trained for review; nobody is certain to be trainable for the other: it is contracted.
    assert one(result, "in_house_after", "all").point == pytest.approx((1.5 + 1 + 2 + 1) / 9)


def test_the_roadmap_starts_what_must_start_first(make):
    found = rows(assess(make()), "roadmap")
    assert [(r["skill"].id, r["start_by"]) for r in found[:2]] == [
        ("review", date(2026, 8, 5)), ("review", date(2026, 9, 16)),
    ]  # fmt: skip
    assert found[0]["at_work"] == date(2026, 8, 25)
    assert [r["state"].id for r in found] == ["in time", "in time", "no day told"]


def test_haste_has_a_price(make):
    skills = HEAD + "review,3,1,2,10,100,80,USD,20,20,2,2026-08-30,A\n"
    result = assess(make(skills))
    assert one(result, "gap_cost", "review").point == 20
    assert one(result, "gap_cost_in_time", "review").point == 160
    (found,) = [f for f in result.findings if f.code == "BRK903"]
    assert found.message.arg("more").value == 140


def test_no_way_in_time_is_an_alarm_and_unknown_weeks_are_not(make):
    late = assess(make(HEAD + "review,3,1,2,10,100,,USD,20,20,,2026-07-30,A\n"))
    (alarm,) = [f for f in late.findings if f.code == "BRK902"]
    assert alarm.severity is Severity.ALARM
    untold = assess(make(HEAD + "review,3,1,2,10,100,,USD,,20,,2026-07-30,A\n"))
    assert "BRK902" not in {f.code for f in untold.findings}
    assert any("cannot be told" in f.message.template for f in untold.findings)


def test_only_initiatives_that_run_wait(make):
    (found,) = [f for f in assess(make()).findings if f.code == "BRK901" and f.subject.id == "review"]
    assert [found.message.arg("who").arg("first").id] == ["A"]  # B was stopped


def test_steps_of_leaving_wait_for_a_skill(make):
    steps = (
        "vendor_id,initiative_id,asset,step,skill\nv,A,prompts,rewrite,Review\nv,,data,export,enough\n"
        "v,,data,sort,nobody knows it\n"
    )
    result = assess(make(vendors="vendor_id,name\nv,Vendor\n", exit_steps=steps))
    (found,) = [f for f in result.findings if f.code == "BRK904"]
    assert (found.message.arg("count"), found.message.arg("all")) == (1, 3)
    assert any(f.code == "BRK907" and "steps in" in f.message.template for f in result.findings)
    assert [r["gap"].value if hasattr(r["gap"], "value") else r["gap"].id for r in rows(result, "steps")] == [
        2.5, 0.0, "not assessed",
    ]  # fmt: skip


def test_nothing_missing_says_so(make):
    result = assess(make(HEAD + "enough,2,3,,,,,USD,,,,,\nexact,2,2,,,,,USD,,,,,\n"))
    assert result.headline[0].template.startswith("No people are missing")
    assert one(result, "in_house_share", "all").point == 1.0
    assert not list(result.find("gap_cost"))
    assert {f.severity for f in result.findings} == {Severity.NOTE}


def test_what_is_missing_is_named_never_zero(make):
    skills = HEAD + "half told,3,,,10,100,80,USD,,,,,Z\nno price,3,1,,,,,USD,,,,,\n"
    result = assess(make(skills))
    assert not list(result.find("skill_gap", "half told"))
    codes = [(f.code, f.subject.id) for f in result.findings]
    assert ("BRK905", "no price") in codes
    said = [f.message.template for f in result.findings if f.code == "BRK907"]
    assert any("is not assessed: fill" in text for text in said)
    assert any("which {table} does not have" in text for text in said)


def test_a_price_without_a_rate_is_not_taken_for_money(make):
    result = assess(make(HEAD + "review,3,1,2,10,,,CHF,,,,,\nother,2,1,,,30,,USD,,,,,\n"))
    assert [e.subject.id for e in result.find("gap_cost")] == ["other", "all"]
    assert any("could not be used" in f.message.template for f in result.findings if f.code == "BRK907")


def test_without_both_numbers_it_is_not_assessed(make):
    assert assess(make(HEAD + "review,3,,,,,,USD,,,,,\n")).status is Status.NOT_ASSESSED


def test_years_that_make_no_sense_are_named(make):
    with pytest.raises(ValueError, match="years must be above 0"):
        assess(make(), years=0.0)


def test_both_languages_say_the_same_numbers(make):
    result = assess(make())
    english, chinese = language("en"), language("zh-Hant")
    for message in (*result.headline, *(f.message for f in result.findings)):
        assert digits(english.sentence(message)) == digits(chinese.sentence(message))


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text))
