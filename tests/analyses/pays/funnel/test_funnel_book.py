"""The funnel from tables on disk to a rendered result, in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest

from specie.analyses.pays.funnel.journey import read_journeys
from specie.analyses.pays.funnel.run import run
from specie.book import open_book
from specie.model import Inputs, Status
from specie.report.language import language

SETTINGS = """[book]
name = "Funnel test"
currency = "USD"
as_of = 2026-09-30
"""
INITIATIVES = """initiative_id,name,function,approach,business_owner,technical_owner
AI-01,Invoice reading,finance,buy,Head of Payables,Platform lead
AI-02,Chat for customers,service,build,Head of Service,
AI-03,Contract search,legal,partner,Counsel,Platform lead
AI-04,Forecasting,finance,,Planner,Data lead
AI-05,Never staged,finance,buy,Planner,Data lead
AI-06,Quick one,service,buy,Planner,Data lead
"""
STAGES = """initiative_id,stage,entered_on,blocked_by,note
AI-01,idea,2025-01-01,,
AI-01,approval,2025-02-01,privacy,
AI-01,pilot,2025-05-02,,
AI-01,production,2025-12-31,,
AI-02,pilot,2025-06-01,,
AI-02,stopped,2026-01-10,economics,cost per answer above a person's
AI-03,idea,2026-01-05,,
AI-03,approval,2026-03-01,legal,waiting for the data agreement
AI-04,pilot,2026-08-01,,
AI-06,idea,2026-09-30,,
AI-06,approval,2026-09-30,,
AI-06,pilot,2026-09-30,,
"""


@pytest.fixture
def book(tmp_path):
    (tmp_path / "specie.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "initiatives.csv").write_text(INITIATIVES, "utf-8")
    (tmp_path / "stages.csv").write_text(STAGES, "utf-8")
    return open_book(tmp_path)


@pytest.fixture
def result(book):
    return run(book, None, Inputs())


def test_reads_every_initiative_with_its_spells_in_order(book):
    journeys = {j.initiative.id: j for j in read_journeys(book)}
    assert list(journeys) == ["AI-01", "AI-02", "AI-03", "AI-04", "AI-05", "AI-06"]
    assert [s.stage for s in journeys["AI-01"].spells] == ["idea", "approval", "pilot", "production"]
    assert journeys["AI-01"].spells[1].days(book.as_of) == 90
    assert [s.stage for s in journeys["AI-06"].spells] == ["idea", "approval", "pilot"]
    assert journeys["AI-06"].current.left_on is None
    assert journeys["AI-02"].stop_note == "cost per answer above a person's"
    assert journeys["AI-05"].spells == ()
    assert journeys["AI-03"].here_since == date(2026, 3, 1)


def test_counts_and_days_equal_the_tables(result):
    assert result.status is Status.OK
    # 2025-02-01 to 2025-05-02 is 90 days, 2026-03-01 to 2026-09-30 is 213, and a same-day approval is 0.
    assert next(result.find("approval_days", "all")).point == 90 + 213 + 0
    assert next(result.find("approval_days_waiting", "all")).point == 213
    assert next(result.find("entered", "pilot")).point == 4
    assert next(result.find("no_stage", "all")).point == 1
    # AI-02 was stopped after 223 days with AI-01 the only other one in sight (AI-04 seen to 60, AI-06 to 0):
    # S = 1/2; AI-01 went on after 243: F_on = F_stop = 1/2, S = 0, so even 18 months can be told.
    shares = {(e.measure, e.period): e.point for e in result.estimates if e.subject.id == "pilot"}
    assert shares["moved_on", "P12M"] == shares["stopped", "P12M"] == pytest.approx(0.5)
    assert shares["moved_on", "P6M"] == 0.0
    assert shares["moved_on", "P18M"] == pytest.approx(0.5)


def test_findings_name_who_has_to_act(result):
    found = {(f.code, f.subject.id) for f in result.findings}
    assert {("PAY203", "AI-03"), ("PAY205", "all")} <= found
    owners = [f for f in result.findings if f.code == "PAY204"]
    assert not owners, "AI-02 lacks an owner but is stopped"
    alarm = result.findings[0]
    assert (alarm.code, alarm.subject.name, alarm.role) == ("PAY203", "Contract search", "enterprise")


def test_origins_are_the_two_tables(result):
    for estimate in result.estimates:
        assert [origin.place for origin in estimate.origins] == ["stages.csv", "initiatives.csv"]


def test_same_book_same_result(book):
    assert run(book, None, Inputs()) == run(book, None, Inputs())


def test_numbers_are_the_same_in_both_languages(result):
    english, chinese = language("en"), language("zh-Hant")
    for message in (*result.headline, *(f.message for f in result.findings)):
        one, other = english.message(message), chinese.message(message)
        assert one != other
        digits = [sorted(re.findall(r"\d[\d,.]*\d|\d", text)) for text in (one, other)]
        assert digits[0] == digits[1]


def test_each_initiative_has_the_way_it_went_as_a_detail(result):
    histories = {t.about.id: t for t in result.tables if t.about is not None}
    assert list(histories) == ["AI-01", "AI-02", "AI-03", "AI-04", "AI-06"]
    first = histories["AI-01"].rows
    assert [(row[0].id, row[2], row[3].value) for row in first] == [
        ("idea", date(2025, 2, 1), 31),
        ("approval", date(2025, 5, 2), 90),
        ("pilot", date(2025, 12, 31), 243),
        ("production", None, 273),
    ]
    assert first[1][4].id == "privacy"
    assert histories["AI-02"].rows[-1][5] == "cost per answer above a person's"
