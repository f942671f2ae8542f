"""Adoption worked out by hand on small books, with bad input, in both languages."""

from __future__ import annotations

import re

import pytest

from specie.analyses.pays.adoption.run import run
from specie.book import open_book
from specie.facts import open_facts
from specie.model import Inputs, Status
from specie.report.language import language

SETTINGS = '[book]\nname = "Adoption test"\ncurrency = "USD"\nas_of = 2026-09-30\n'
INITIATIVES = """initiative_id,name,use_case
AI-01,Coding helper,code completion
AI-02,Assistant,General-purpose assistant
AI-03,Invoices,document extraction
"""
STAGES = """initiative_id,stage,entered_on,blocked_by
AI-01,production,2026-01-05,
AI-02,production,2026-01-05,adoption
AI-03,pilot,2026-01-05,
AI-03,stopped,2026-08-01,data
"""
USAGE_HEAD = (
    "date,initiative_id,provider,model,requests,seats,seats_paid,suggestions,accepted,rejected,kept\n"
)
USAGE = (
    USAGE_HEAD
    + """2026-09-28,AI-01,azure,tool,,6,10,100,20,20,10
2026-09-29,AI-01,azure,tool,,8,10,100,30,10,
2026-09-29,AI-02,acme,chat,40,,,,,,
2026-09-29,,acme,chat,10,,,,,,
"""
)
COSTS = """date,initiative_id,cost_type,amount,currency
2026-03-01,AI-01,licence,1200,USD
2026-03-01,,usage,300,USD
"""
ROLLOUT = """initiative_id,unit_id,treated_on,left_on,assigned
AI-02,a,2026-01-10,,chosen
AI-02,b,2026-02-10,2026-06-01,chosen
AI-02,c,,,
AI-02,d,2026-12-01,,chosen
AI-01,a,2026-01-10,,chosen
AI-01,b,2026-01-10,,chosen
AI-01,c,,,chosen
AI-03,a,2026-01-10,,chosen
"""
SURVEY = """respondent_id,initiative_id,barrier,score
r1,AI-01,Data quality,8
r1,AI-02,data_quality,4
r1,AI-01,Loses context,9
r2,AI-01,資料品質,2
r2,AI-01,coffee,10
r3,,does not improve,7
"""


def make(folder, **tables):
    files = {"initiatives": INITIATIVES, **tables}
    (folder / "specie.toml").write_text(SETTINGS, "utf-8")
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return open_book(folder)


@pytest.fixture
def result(tmp_path):
    book = make(
        tmp_path, stages=STAGES, usage=USAGE, costs=COSTS, rollout=ROLLOUT, survey=SURVEY
    )  # fmt: skip
    return run(book, open_facts(), Inputs(seed=1))


def value(result, measure, subject=None):
    return next(result.find(measure, subject)).point


def test_seats_and_their_money(result):
    assert value(result, "seats_in_use", "AI-01") == 7
    assert value(result, "seats_busiest_day", "AI-01") == 8
    assert value(result, "seat_use", "AI-01") == pytest.approx(14 / 20)
    assert value(result, "idle_seat_money", "AI-01") == pytest.approx(1200 * 0.3)
    assert value(result, "money_per_seat_in_use", "AI-01") == pytest.approx(1200 / 12 / 7)


def test_kinds_of_use(result):
    assert value(result, "use_share_requests", "official, general-purpose") == pytest.approx(40 / 50)
    assert value(result, "use_share_requests", "outside any initiative") == pytest.approx(10 / 50)
    assert value(result, "use_share_money", "outside any initiative") == pytest.approx(300 / 1500)
    assert "PAY701" in {f.code for f in result.findings}


def test_units_that_left_or_belong_to_a_stopped_initiative_do_not_use_it(result):
    assert value(result, "units_using", "AI-02") == 1  # b left, d starts later, c never
    assert value(result, "reach_3_months", "AI-02") == pytest.approx(2 / 4)
    assert value(result, "units_using", "AI-03") == 0
    assert value(result, "reach", "all") == pytest.approx((1 + 2) / (4 + 3))
    codes = {(f.code, f.subject.id) for f in result.findings}
    assert ("PAY704", "AI-01") in codes
    assert ("PAY704", "AI-02") not in codes  # a start is planned
    assert ("PAY706", "AI-02") in codes
    assert ("PAY706", "AI-03") not in codes  # it was stopped, its units did not leave


def test_acceptance_counts_only_rows_that_have_both_numbers(result):
    assert value(result, "accepted_of_shown") == pytest.approx(50 / 200)
    assert value(result, "accepted_of_decided") == pytest.approx(50 / 80)
    assert value(result, "kept_of_accepted") == pytest.approx(10 / 20)
    assert value(result, "kept_of_shown") == pytest.approx(10 / 100)
    assert value(result, "accepted_per_seat") == pytest.approx(50 / 14)


def test_a_respondent_is_one_vote_and_words_meet_in_both_languages(result):
    # r1 said 8 and 4 about data quality, r2 said 2 in Chinese: (6 + 2) / 2.
    assert value(result, "barrier_score", "data quality") == pytest.approx(4)
    assert value(result, "barrier_score", "coffee") == 10
    assert value(result, "learning_gap", "all") == pytest.approx((9 + 7) / 2)
    # r1: hardest of AI-01 is technical, of AI-02 data: 1/2; r2's hardest is in own words; r3: technical.
    assert value(result, "not_technical", "all") == pytest.approx((0.5 + 0) / 2)


def test_without_seats_paid_it_says_so_and_tells_no_share(tmp_path):
    usage = "date,initiative_id,provider,seats\n2026-09-28,AI-01,azure,6\n"
    found = run(make(tmp_path, usage=usage, costs=COSTS), open_facts(), Inputs())
    assert [f.code for f in found.findings if f.subject.id == "AI-01"] == ["PAY703"]
    assert not list(found.find("seat_use"))
    assert value(found, "money_per_seat_in_use", "AI-01") == pytest.approx(1200 / 12 / 6)
    missing = next(t for t in found.tables if t.id == "missing")
    assert "usage.seats_paid" in {row[1] for row in missing.rows}


def test_counts_that_contradict_each_other_are_named_and_not_divided(tmp_path):
    usage = USAGE_HEAD + "2026-09-28,AI-01,azure,tool,,12,10,10,20,,30\n"
    found = run(make(tmp_path, usage=usage), None, Inputs())
    assert [f.code for f in found.findings].count("PAY709") == 2
    assert not list(found.find("seat_use"))
    assert not list(found.find("accepted_of_shown"))
    assert not list(found.find("kept_of_accepted"))
    assert value(found, "accepted_per_seat") == pytest.approx(20 / 12)


@pytest.mark.parametrize(
    "tables",
    [
        {"survey": "respondent_id,barrier,score\nr1,data,\n"},
        {"survey": "respondent_id,barrier,score\nr1,data,5\n"},
        {"rollout": "initiative_id,unit_id,treated_on\nAI-01,a,\n"},
        {"rollout": "initiative_id,unit_id,treated_on\nAI-01,a,2027-01-01\n"},
        {"usage": "date,initiative_id,provider,seats,seats_paid\n2026-09-28,AI-01,azure,0,0\n"},
        {"usage": "date,initiative_id,provider,suggestions,accepted\n2026-09-28,AI-01,azure,0,0\n"},
        {"usage": "date,provider\n2020-01-01,azure\n"},
    ],
    ids=["no-score", "one-answer", "nobody", "later", "zero-seats", "zero-shown", "long-ago"],
)
def test_thin_tables_give_what_can_be_said(tmp_path, tables):
    found = run(make(tmp_path, **tables), open_facts(), Inputs())
    assert found.status is Status.OK
    assert all(e.origins for e in found.estimates)


@pytest.mark.parametrize(
    ("name", "wrong"), [("recent_days", 0), ("stall_days", 0), ("idle_share", 0.0), ("reach_done", 1.2)]
)
def test_parameters_that_make_no_sense_are_named(tmp_path, name, wrong):
    book = make(tmp_path, survey=SURVEY)
    with pytest.raises(ValueError, match=name):
        run(book, None, Inputs(params={name: wrong}))


def test_both_languages_say_the_same_numbers(result):
    english, chinese = language("en"), language("zh-Hant")
    for message in (*result.headline, *(f.message for f in result.findings)):
        assert digits(english.sentence(message)) == digits(chinese.sentence(message))


def digits(text):
    return sorted(re.findall(r"\d[\d,]*(?:\.\d+)?", text))
