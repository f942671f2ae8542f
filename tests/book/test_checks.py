"""Checks across rows and tables that the broken book does not show, and what must not be called a fault."""

from __future__ import annotations

from typing import Any

import pytest

from specie.book.nearest import nearest
from specie.model import Level

COSTS = "date,initiative_id,vendor_id,cost_type,amount,currency\n"
KPIS = "kpi_id,initiative_id,name,better,scale\n"


def found(book: Any, code: str) -> list[tuple[str, int | None]]:
    return [(p.file, p.row) for p in book.problems if p.code == code]


def test_an_unknown_supplier_is_named_and_its_money_kept(opened: Any) -> None:
    files = {
        "vendors.csv": "vendor_id,name\nnimbus,Nimbus\n",
        "costs.csv": COSTS + "2026-01-05,AI-01,nimbsu,data,5,USD\n2026-01-06,AI-01,,data,6,USD\n",
    }
    book = opened(files)
    (fault,) = [p for p in book.problems if p.code == "DAT125"]
    assert fault.level is Level.WARNING
    assert fault.hint.arg("name") == "nimbus"
    assert book.sources["costs"].rows_used == 2


def test_a_row_with_a_bad_cell_and_an_unknown_id_is_named_for_both(opened: Any) -> None:
    rows = "2026-01-05,AI-99,,data,abc,USD\n2026-01-06,AI-98,,data,6,USD\n2026-01-07,AI-01,,data,7,USD\n"
    book = opened({"costs.csv": COSTS + rows})
    assert found(book, "DAT102") == [("costs.csv", 2), ("costs.csv", 3)]
    assert found(book, "DAT012") == [("costs.csv", 2)]
    source = book.sources["costs"]
    assert (source.rows_read, source.rows_used, source.rows_set_aside) == (3, 1, 2)


def test_ids_are_not_checked_against_a_table_that_is_not_there(opened: Any) -> None:
    book = opened({"costs.csv": COSTS + "2026-01-05,AI-01,v-9,data,5,USD\n"})
    assert book.problems == ()


def test_what_hangs_on_a_row_that_is_set_aside_falls_with_it(opened: Any) -> None:
    kpis = KPIS + "K-1,AI-01,One,higher,level\nK-2,AI-01,Two,sideways,level\n"
    outcomes = "kpi_id,unit_id,period,value\nK-1,u,2026-01,1\nK-2,u,2026-01,1\nK-3,u,2026-01,1\n"
    book = opened({"kpis.csv": kpis, "outcomes.csv": outcomes})
    hints = {p.row: p.hint for p in book.problems if p.code == "DAT102"}
    assert set(hints) == {3, 4}
    assert hints[3].arg("file") == "kpis.csv"
    assert hints[4].arg("name") in {"K-1", "K-2"}


def test_the_first_row_of_a_key_is_used(opened: Any) -> None:
    book = opened(
        {"rates.csv": "currency,date,per_unit\nEUR,2026-01-01,1\nEUR,2026-01-01,2\nGBP,2026-01-01,3\n"}
    )
    assert found(book, "DAT101") == [("rates.csv", 3)]
    assert [r["per_unit"] for r in book.select("SELECT per_unit FROM rates ORDER BY _row")] == [1.0, 3.0]


def test_keys_with_unknown_parts_are_compared_too(opened: Any) -> None:
    rows = "initiative_id,layer,vendor_id,model\nAI-01,host,v,\nAI-01,host,v,\nAI-01,host,v,m\n"
    assert found(opened({"dependencies.csv": rows}), "DAT101") == [("dependencies.csv", 3)]


def test_the_rate_of_the_own_currency_is_one(opened: Any) -> None:
    book = opened({"rates.csv": "currency,date,per_unit\nUSD,2026-01-01,31.5\nUSD,2026-02-01,1\n"})
    assert found(book, "DAT122") == [("rates.csv", 2)]


def test_a_rate_must_be_above_zero(opened: Any) -> None:
    book = opened({"rates.csv": "currency,date,per_unit\nEUR,2026-01-01,0\nEUR,2026-02-01,-1\n"})
    assert found(book, "DAT015") == [("rates.csv", 2), ("rates.csv", 3)]


def test_budgets_of_different_scopes_may_cover_the_same_days(opened: Any) -> None:
    rows = "2026,it,100,USD\n2026,ai,10,USD\n2026,revenue,900,USD\n2025,it,90,USD\n"
    assert opened({"budgets.csv": "period,scope,amount,currency\n" + rows}).problems == ()


def test_a_year_and_its_quarters_overlap_whichever_comes_first(opened: Any) -> None:
    rows = "2026-Q1,it,30,USD\n2026-Q2,it,30,USD\n2026,it,100,USD\n"
    assert found(opened({"budgets.csv": "period,scope,amount,currency\n" + rows}), "DAT114") == [
        ("budgets.csv", 4)
    ]


def test_a_floor_on_a_price_may_lie_below_what_was_there_before(opened: Any) -> None:
    header = "company_id,date,pre_money_usd,post_money_usd,post_money_bound,status,source,as_of\n"
    rows = "x,2026-01,100,90,>=,closed,s,2026-01-31\nx,2026-02,100,90,<=,closed,s,2026-02-28\n"
    assert found(opened({"rounds.csv": header + rows}), "DAT115") == [("rounds.csv", 3)]


@pytest.mark.parametrize(
    ("scale", "value", "wrong"),
    [("share", "0", False), ("share", "1", False), ("share", "1.01", True), ("count", "3", False),
     ("count", "3.5", True), ("count", "-1", True), ("log", "0.1", False), ("log", "0", True),
     ("level", "-5.5", False), ("share", "", False)],
)  # fmt: skip
def test_readings_against_their_scale(opened: Any, scale: str, value: str, wrong: bool) -> None:
    files = {"kpis.csv": f"{KPIS}K-1,AI-01,One,higher,{scale}\n",
             "outcomes.csv": f"kpi_id,unit_id,period,value\nK-1,u,2026-01,{value}\n"}  # fmt: skip
    assert bool(found(opened(files), "DAT111")) == wrong


@pytest.mark.parametrize(
    ("stages", "day", "early"),
    [
        ("AI-01,idea,2026-01-01\nAI-01,pilot,2026-03-01\n", "2026-02-01", True),
        ("AI-01,idea,2026-01-01\nAI-01,pilot,2026-03-01\n", "2026-03-01", False),
        ("AI-01,idea,2026-01-01\n", "2026-02-01", False),
        ("AI-01,approval,2026-01-01\n", "2025-12-31", True),
        ("AI-01,production,2026-01-01\n", "2025-12-31", True),
    ],
)
def test_units_start_with_the_pilot_or_later(opened: Any, stages: str, day: str, early: bool) -> None:
    files = {
        "stages.csv": "initiative_id,stage,entered_on\n" + stages,
        "rollout.csv": f"initiative_id,unit_id,treated_on,assigned\nAI-01,u,{day},chosen\nAI-01,v,,chosen\n",
    }
    assert bool(found(opened(files), "DAT108")) == early


@pytest.mark.parametrize(("left", "wrong"), [("2026-03-01", False), ("2026-02-28", True)])
def test_a_unit_leaves_after_it_started(opened: Any, left: str, wrong: bool) -> None:
    rows = f"AI-01,u,2026-03-01,{left}\nAI-01,v,2026-03-01,\nAI-01,w,,\n"
    book = opened({"rollout.csv": "initiative_id,unit_id,treated_on,left_on\n" + rows})
    assert found(book, "DAT104") == ([("rollout.csv", 2)] if wrong else [])


def test_units_of_rollout_and_outcomes_are_matched_both_ways(opened: Any) -> None:
    files = {
        "kpis.csv": f"{KPIS}K-1,AI-01,One,higher,level\n",
        "outcomes.csv": (
            "kpi_id,unit_id,period,value\nK-1,team-01,2026-01,1\nK-1,team-1,2026-01,1\nK-1,team-1,2026-02,1\n"
        ),
        "rollout.csv": "initiative_id,unit_id,treated_on\nAI-01,team-01,\nAI-01,team-O1,\nAI-02,else,\n",
    }
    book = opened(files)
    assert found(book, "DAT123") == [("rollout.csv", 3)]
    assert found(book, "DAT124") == [("outcomes.csv", 3)]
    assert next(p for p in book.problems if p.code == "DAT124").message.arg("count") == 2


def test_a_forecast_for_the_past_or_upside_down_is_set_aside(opened: Any) -> None:
    header = "forecast_id,publisher,series,made_on,date,value,low,high,source,as_of\n"
    rows = "F-1,P,s,2026-02-01,2025,1,,,x,2026-02-01\nF-2,P,s,2026-02-01,2027,5,6,7,x,2026-02-01\n"
    rows += "F-3,P,s,2026-02-01,2026,5,4,7,x,2026-02-01\n"
    book = opened({"forecasts.csv": header + rows})
    assert found(book, "DAT104") == [("forecasts.csv", 2)]
    assert found(book, "DAT110") == [("forecasts.csv", 3)]
    assert book.sources["forecasts"].rows_used == 1


def test_a_statement_comes_true_or_not(opened: Any) -> None:
    header = "forecast_id,publisher,series,made_on,date,probability,actual,source,as_of\n"
    rows = "".join(
        f"F-{n},P,s,2026-02-01,2026-03,{chance},{actual},x,2026-02-01\n"
        for n, (chance, actual) in enumerate([(0.4, 1), (0.4, 0.5), ("", 7), (0.4, "")])
    )
    warnings = (
        "warning_id,statement,speaker,said_on,probability,actual,source,as_of\n"
        "W-1,It falls,Somebody,2026-01-01,0.3,0.2,x,2026-01-01\n"
    )
    book = opened({"forecasts.csv": header + rows, "warnings.csv": warnings})
    assert found(book, "DAT126") == [("forecasts.csv", 3), ("warnings.csv", 2)]
    assert book.sources["forecasts"].rows_used == 3


def test_a_claim_takes_the_place_of_an_earlier_one(opened: Any) -> None:
    header = "claim_id,statement,publisher,published,status,version,supersedes,source,as_of,low,value,high\n"
    rows = (
        "C-1,One,P,2026-01-01,reported,1,,x,2026-01-01,,1,\n"
        "C-2,Two,P,2026-01-01,reported,2,C-1,x,2026-01-01,,1,\n"
        "C-3,Three,P,2025-01-01,reported,,C-1,x,2026-01-01,,1,\n"
        "C-4,Four,P,2026-01-01,reported,,C-4,x,2026-01-01,,1,\n"
        "C-5,Five,P,2026-01-01,reported,,C-0,x,2026-01-01,,1,\n"
        "C-6,Six,P,2026-01-01,reported,,,x,2026-01-01,3,2,4\n"
    )
    book = opened({"claims.csv": header + rows})
    assert found(book, "DAT127") == [("claims.csv", n) for n in (4, 5, 6)]
    assert found(book, "DAT110") == [("claims.csv", 7)]
    assert book.sources["claims"].rows_used == 5


def test_the_nearest_name() -> None:
    assert nearest("Amuont", ["amount", "currency"]) == "amount"
    assert nearest("zzz", ["amount"]) is None
    assert nearest("x", []) is None


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("preferred,1,true,3,,", ""),
        ("preferred,2,true,1.5,,", "DAT128"),
        ("preferred,,true,0.5,,", "DAT128"),
        ("preferred,1,false,3,,", "DAT128"),
        ("preferred,1,false,,2,", "DAT129"),
        ("common,1,,,,", "DAT129"),
        ("common,,,,,0", ""),
        ("option,,,,2,", ""),
        ("pool,,,,,1", "DAT129"),
    ],
)
def test_rights_that_a_class_of_shares_cannot_have(opened: Any, cells: str, code: str) -> None:
    header = (
        "company_id,series,date,kind,liquidation_multiple,participating,participation_cap,strike_usd,"
        "ipo_ratchet,status,source,as_of\n"
    )
    book = opened({"terms.csv": f"{header}x,S,2026-01-05,{cells},closed,s,2026-01-31\n"})
    assert [p.code for p in book.problems] == ([code] if code else [])
    assert book.sources["terms"].rows_used == 1


@pytest.mark.parametrize(
    ("cells", "wrong"), [("87.5,fraction", True), ("-0.1,fraction", True), ("0.875,fraction", False),
                         ("1412,elo", False), ("87.5,points", False)],
)  # fmt: skip
def test_a_share_of_tasks_lies_between_nothing_and_all(opened: Any, cells: str, wrong: bool) -> None:
    table = (
        "company_id,model,released_on,benchmark,score,unit,measured_by,measured_on,source,as_of\n"
        f"acme,One,2026-01-01,Tasks,{cells},independent,2026-02-01,https://a.example,2026-02-01\n"
    )
    book = opened({"benchmarks.csv": table})
    assert bool(found(book, "DAT130")) is wrong
    assert book.sources["benchmarks"].rows_used == (0 if wrong else 1)
