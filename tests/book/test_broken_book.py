"""A deliberately broken book: every fault is named in one go, each with file, row, column, code and hint."""

from __future__ import annotations

from typing import Any

import pytest

from specie.book.codes import CODES

SETTINGS = """[book]
name = "Broken"
currency = "USD"
as_of = 2026-09-30
curency = "EUR"
[policy]
max_vendor_share = 40
hurdle_rate = "ten percent"
"""
FILES: dict[str, str | bytes | None] = {
    "initiatives.csv": (
        "initiative_id,name,function,approach,business_owner,technical_owner\n"
        "AI-01,One,finance,buy,Ann,Bob\n"
        "AI-02,Two,sales,buld,Cem,Dee\n"
        "AI-03,Three,it,buy,,Eve\n"
        "AI-01,Again,it,buy,Ann,Bob\n"
        "AI-04,Four,it,buy,Ann,Bob\n"
    ),
    "stages.csv": (
        "initiative_id,stage,entered_on,blocked_by\n"
        "AI-01,idea,2026-01-05,\n"
        "AI-01,production,2026-04-01,\n"
        "AI-01,pilot,2026-05-01,\n"
        "AI-03,pilot,2026-02-30,\n"
        "AI-03,pilot,03/04/2026,\n"
        "AI-03,pilot,2026/3/4,integrations\n"
        "AI-03,idea,115/01/09,\n"
        "AI-99,idea,2026-01-01,\n"
    ),
    "costs.csv": (
        "date,initiative_id,vendor_id,cost_type,amount,currency\n"
        "2026-01-05,AI-01,,labour,abc,USD\n"
        '2026-01-06,AI-01,,labour,"1,234",USD\n'
        "2026-01-07,AI-01,,labour,-5,USD\n"
        "2026-01-08,AI-01,,labour,7,EUR\n"
        "2026-01-09,AI-01,,labour,8,NTD\n"
        "2026-12-31,AI-01,,labour,9,USD\n"
        "2026-01-10,AI-01,,labour,10,USD,what\n"
        "2026-01-11,AI-01,,labour,,USD\n"
        "2026-01-12,AI-02,,labour,11,USD\n"
        "2026-01-13,AI-01,,labour,12,USD\n"
        "2026-01-13,AI-01,,labour,12,USD\n"
    ),
    "kpis.csv": (
        "kpi_id,initiative_id,name,better,scale,value_per_unit,value_low,value_high,cash_class\n"
        "K-1,AI-01,Share,higher,share,2,3,4,booked\n"
        "K-2,AI-01,Rate,higher,share,3,2,4,booked\n"
    ),
    "outcomes.csv": (
        "kpi_id,unit_id,period,value\nK-2,u1,2026-01,1.5\nK-2,u1,2026-13,0.5\n"
        "K-2,u2,2026-02,0.5\n"
    ),
    "rollout.csv": (
        "initiative_id,unit_id,treated_on,assigned\nAI-01,u2,2025-12-01,chosen\n"
        "AI-01,U2,,chosen\n"
    ),
    "budgets.csv": "period,scope,amount,currency\n2026,it,100,USD\n2026-Q1,it,30,USD\n2026,ai,150,USD\n",
    "benefits.csv": (
        "initiative_id,period,amount,currency,cash_class,ledger_account\n"
        "AI-01,2026-01,5,USD,booked,\nAI-01,2026-02,5,USD,booked,4711\n"
    ),
    "ledger.csv": "date,account,cost_centre,amount,currency\n2026-01-31,6100,,5,USD\n",
    "contracts.csv": "contract_id,vendor_id,starts_on,ends_on\nC-1,v-1,2026-05-01,2026-01-01\n",
    "vendors.toml": '[[vendors]]\nvendor_id = "v-1"\nname = "Nimbus"\ncritical = "perhaps"\n',
    "rounds.csv": (
        "company_id,date,amount_usd,pre_money_usd,post_money_usd,kind,status,source,as_of\n"
        "x,2026-01,10,100,90,primary,closed,s,2026-01-31\nx,2026-02,10,100,150,primary,closed,s,2026-02-28\n"
    ),
    "holdings.csv": "holding_id,company_id,ticker,quantity\nH-1,,,1000\n",
    "usage.csv": "date,provider,input_tokens,cached_input_tokens,colour\n2026-01-01,openai,10,20,red\n",
    "skills.csv": "skill,needed\nprompting,two\n",
    "cash.csv": "date,cash\n2026-01-01,5\n",
    "survey.csv": "respondent_id,barrier,score\nr1,data,11\n",
    "rates.csv": b"currency,date,per_unit\nEUR,2026-06-01,1.1\nUSD,2026-01-01,2\n\xa4\xa4,2026-01-01,1\n",
    "cost.csv": "date\n",
    "prices.csv": "",
}  # fmt: skip

EXPECTED = {
    ("specie.toml", 5, "CFG002"), ("specie.toml", 7, "CFG007"), ("specie.toml", 8, "CFG003"),
    ("initiatives.csv", 3, "DAT022"), ("initiatives.csv", 4, "DAT109"), ("initiatives.csv", 5, "DAT101"),
    ("initiatives.csv", 6, "DAT112"), ("stages.csv", 4, "DAT106"), ("stages.csv", 5, "DAT018"),
    ("stages.csv", 6, "DAT017"), ("stages.csv", 7, "DAT019"), ("stages.csv", 7, "DAT022"),
    ("stages.csv", 8, "DAT035"),
    ("stages.csv", 9, "DAT102"), ("costs.csv", 2, "DAT012"), ("costs.csv", 3, "DAT013"),
    ("costs.csv", 4, "DAT105"), ("costs.csv", 5, "DAT113"), ("costs.csv", 6, "DAT030"),
    ("costs.csv", None, "DAT034"), ("costs.csv", 8, "DAT010"), ("costs.csv", 9, "DAT023"),
    ("costs.csv", 10, "DAT102"), ("costs.csv", 12, "DAT103"), ("kpis.csv", 2, "DAT110"),
    ("outcomes.csv", 2, "DAT111"), ("outcomes.csv", 3, "DAT018"), ("rollout.csv", 2, "DAT108"),
    ("rollout.csv", 3, "DAT123"), ("budgets.csv", 3, "DAT114"), ("budgets.csv", 4, "DAT121"),
    ("benefits.csv", 2, "DAT117"), ("benefits.csv", 3, "DAT116"), ("contracts.csv", 2, "DAT104"),
    ("vendors.toml", 2, "DAT021"), ("rounds.csv", 2, "DAT115"), ("rounds.csv", 3, "DAT120"),
    ("holdings.csv", 2, "DAT118"), ("usage.csv", 1, "DAT007"), ("usage.csv", 2, "DAT119"),
    ("skills.csv", 2, "DAT012"), ("cash.csv", 1, "DAT008"), ("survey.csv", 2, "DAT015"),
    ("rates.csv", 4, "DAT003"), ("cost.csv", None, "DAT001"), ("prices.csv", None, "DAT005"),
}  # fmt: skip


@pytest.fixture
def broken(opened: Any) -> Any:
    return opened(FILES, SETTINGS)


def test_all_faults_are_named_in_one_go(broken: Any) -> None:
    found = {(p.file, p.row, p.code) for p in broken.problems}
    assert found >= EXPECTED
    assert len({code for _, _, code in EXPECTED}) >= 30
    unforeseen = {place for place in found - EXPECTED if place[2] not in {"DAT124", "DAT112"}}
    assert not unforeseen


def test_problems_are_sorted_explained_and_placed(broken: Any) -> None:
    places = [(p.file, p.row or 0) for p in broken.problems]
    assert places == sorted(places)
    for problem in broken.problems:
        assert problem.code in CODES
        if problem.column and problem.code.startswith("DAT0") and problem.code not in ("DAT008",):
            assert problem.position is not None


def test_hints_say_what_was_probably_meant(broken: Any) -> None:
    hints = {(p.file, p.row, p.code): p.hint for p in broken.problems}
    assert hints["initiatives.csv", 3, "DAT022"].arg("name") == "build"
    assert hints["stages.csv", 7, "DAT022"].arg("name") == "integration"
    assert hints["costs.csv", 6, "DAT030"].arg("name") == "TWD"
    assert hints["costs.csv", 10, "DAT102"].arg("file") == "initiatives.csv"  # AI-02 is there, but set aside
    assert hints["rollout.csv", 3, "DAT123"].arg("name") == "u2"
    assert hints["cost.csv", None, "DAT001"].arg("name") == "costs.csv"


def test_the_good_rows_are_used_all_the_same(broken: Any) -> None:
    assert [r["amount"] for r in broken.select("SELECT amount FROM costs")] == [12, 12]
    assert broken.has("initiatives")
    assert {
        s.table for s in broken.sources.values() if s.rows_read != s.rows_used + s.rows_set_aside
    } == set()
