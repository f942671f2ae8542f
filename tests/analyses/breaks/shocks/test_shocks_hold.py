"""What holds for every shock: nothing struck, nothing changed; harder is not cheaper; bad input is named."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.model import Origin, Ref, Status, say
from specie.report.language import language
from specie.supply.cases import NOTHING, Amount, add, amount
from specie.supply.chain import Need
from specie.supply.severity import Severity
from specie.supply.standstill import out_months

NOT_STRUCK = {"own_price": 1.0, "own_growth": 1.0, "own_seat_month": 0.001, "own_service_days": 3650.0,
              "own_notice_days": 3650.0}  # fmt: skip


def test_no_shock_no_change(make, assess):
    result = assess(make({"contracts": None}), **NOT_STRUCK)
    for shock in ("price_rise/lab", "growth/all", "seats/tool"):
        (cost,) = result.find("shock_cost_year", shock)
        assert (cost.low, cost.point, cost.high) == (0, 0, 0)
    (cost,) = result.find("shock_cost_year", "insolvent/lab")
    assert (cost.low, cost.high) == (1000, 1000)  # with years of service left only the move is paid
    (red,) = result.find("shock_red", "price_rise/lab")
    assert red.point == 0
    (after,) = [e for e in result.find("net_cash_after", "A") if e.period.endswith("growth/all")]
    assert (after.low, after.point, after.high) == (1200 - 1250, 2400 - 1250, 3600 - 1250)


@pytest.mark.parametrize(
    ("param", "shock", "harder"),
    [
        ("own_price", "price_rise/lab", (1.0, 1.05, 1.2, 2.0, 4.0)),
        ("own_growth", "growth/all", (1.0, 1.5, 3.0, 12.0)),
        ("own_seat_month", "seats/tool", (1.0, 20.0, 50.0, 500.0)),
        ("own_service_days", "insolvent/lab", (3650.0, 60.0, 30.0, 0.0)),
        ("own_notice_days", "access/US", (3650.0, 60.0, 5.0, 0.0)),
    ],
)
def test_harder_is_not_cheaper(make, assess, param, shock, harder):
    book = make()
    found = [next(assess(book, **{param: value}).find("shock_cost_year", shock)).point for value in harder]
    assert found == sorted(found)
    assert found[-1] > found[0]


CASES = st.tuples(*[st.floats(-1e9, 1e9, allow_nan=False)] * 3)


@given(parts=st.lists(CASES, max_size=20))
def test_cents_add_up_case_by_case_in_any_order(parts):
    amounts = [amount(*part) for part in parts]
    assert add(amounts) == add(reversed(amounts))
    assert add(amounts).mild == sum((a.mild for a in amounts), NOTHING.mild)
    assert all(
        float(a.severe) == pytest.approx(p[2], abs=0.0051) for a, p in zip(amounts, parts, strict=True)
    )


def test_the_ends_hold_the_typical_case_even_where_a_hard_shock_also_saves():
    low, typical, high = Amount(
        *(amount(5, 9, -3).mild, amount(5, 9, -3).typical, amount(5, 9, -3).severe)
    ).ends
    assert (low, typical, high) == (-3, 9, 9)


def need(weeks, tested):
    return Need("A", "host", Ref("vendor", "v"), None, "", None, False, "w", tested, weeks, None, "")


@settings(max_examples=60)
@given(
    weeks=st.one_of(st.none(), st.floats(0, 200)), days=st.tuples(*[st.floats(0, 400)] * 3),
    prior=st.tuples(st.floats(0, 30), st.floats(30, 80)),
)  # fmt: skip
def test_standstill_runs_from_none_to_a_year_and_grows_with_harm(weeks, days, prior):
    most, typical, least = sorted(days, reverse=True)
    severity = Severity(most, typical, least, say(""), Origin("x"), "")
    mild, middle, severe = out_months([need(weeks, None)], severity, prior)
    assert 0 <= mild <= middle <= severe <= 12
    assert out_months([need(weeks, None)] * 2, severity, prior) == (mild, middle, severe)


def test_no_returns_published(make, assess):
    result = assess(make(), results={})
    assert not list(result.find("net_cash_after"))
    assert all("below zero" not in str(row[2]) for t in result.tables if t.id == "red" for row in t.rows)
    assert any(f.code == "BRK308" for f in result.findings)


def test_an_unknown_model_a_missing_rate_and_impossible_contracts_are_named(make, assess):
    changes = {
        "usage": (
            "date,initiative_id,provider,model,input_tokens,output_tokens,requests\n"
            "2026-06-01,A,nobody,secret,2000,10,1\n2026-06-01,A,anthropic,claude-sonnet-4-5,2000,10,1\n"
        ),
        "contracts": "contract_id,vendor_id,starts_on,ends_on,committed\nX,lab,2026-05-01,2026-01-01,9\n",
    }
    result = assess(make(changes))
    named = {(str(row[0].id), row[3]) for t in result.tables if t.id == "not_assessed" for row in t.rows}
    assert {("nobody/secret", "usage"), ("all", "contracts")} <= named
    assert not list(result.find("list_cost_year", "A"))  # a part of its use has no price: not told, not zero
    euro = assess(make(changes, currency="EUR"))
    assert not list(euro.find("other_model_year"))
    assert "rates" in [row[3] for t in euro.tables if t.id == "not_assessed" for row in t.rows]


def test_an_unknown_vendor_has_its_shock_and_is_named(make, assess):
    rows = "initiative_id,layer,vendor_id,criticality,migration_weeks\nA,host,stranger,critical,8\n"
    result = assess(make({"dependencies": rows}))
    (found,) = result.find("shock_months", "insolvent/stranger")
    assert found.low == 0
    (gaps,) = [t for t in result.tables if t.id == "not_assessed"]
    told = [row[1].template for row in gaps.rows if row[0].id == "stranger"]
    assert any("home region" in text for text in told)
    assert any("company behind" in text for text in told)


def test_where_several_make_the_models_a_rise_of_one_touches_from_none_to_all(make, assess):
    layers = "B,invoice_issuer,cloud\nB,model_developer,lab\nB,model_developer,lab2\n"
    rows = f"initiative_id,layer,vendor_id\n{layers}"
    contracts = "contract_id,vendor_id,starts_on,price_protection\nK,cloud,2025-07-01,0.0\n"
    result = assess(make({"dependencies": rows, "contracts": contracts}), own_price=2.0)
    (capped,) = result.find("shock_cost_year", "price_rise/lab2")
    assert (capped.low, capped.high) == (0, 0)
    (lost,) = result.find("shock_cost_year", "protection/cloud")
    assert (lost.low, lost.high) == (240, 240)  # once, however many makers there are
    free = assess(make({"dependencies": rows, "contracts": "contract_id,vendor_id\n"}), own_price=2.0)
    (rise,) = free.find("shock_cost_year", "price_rise/lab2")
    assert (rise.low, rise.point, rise.high) == (0, 120, 240)


def test_only_a_bill_or_only_dependencies(make, assess):
    few = dict.fromkeys(("dependencies", "contracts", "usage", "vendors", "stages"))
    bill = assess(make(few))
    assert bill.status is Status.OK
    assert {e.subject.id.partition("/")[0] for e in bill.find("shock_cost_year")} == {
        "price_rise", "price_cut", "seats",
    }  # fmt: skip


def test_only_dependencies(make, assess):
    few = dict.fromkeys(("costs", "contracts", "usage", "stages"))
    result = assess(make(few), results={})
    assert result.status is Status.OK
    assert list(result.find("shock_months", "insolvent/lab"))


def test_nothing_to_strike(make, assess):
    few = dict.fromkeys(("costs", "contracts", "usage", "stages", "dependencies", "vendors"))
    result = assess(make(few))
    assert result.status is Status.NOT_ASSESSED
    assert dict(result.reason.args)["table"] == "dependencies"


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"exit_weeks_low": 60.0}, "exit_weeks_low"),
        ({"tokenizer_spread": 1.0}, "tokenizer_spread"),
        ({"alternatives": "gpt-5"}, "provider/model"),
        ({"price_row": "no-such-row"}, "no-such-row"),
        ({"own_price": 0.5}, "own_price"),
    ],
)
def test_parameters_that_make_no_sense_are_named(make, assess, params, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        assess(make(), **params)


def test_a_row_without_three_cases_is_not_used(make, assess):
    result = assess(make(), growth_row="usage-cost-per-pull-request")
    assert not list(result.find("shock_cost_year", "growth/all"))


def test_same_book_same_digits(make, assess):
    book = make()
    assert assess(book) == assess(book)


def test_both_languages_say_the_same_numbers(make, assess):
    result = assess(make())
    english, chinese = language("en"), language("zh-Hant")
    said = (
        *result.headline,
        *(f.message for f in result.findings),
        *(g.note for g in result.tables if g.note),
    )
    for message in said:
        assert digits(english.sentence(message)) == digits(chinese.sentence(message)), message.template
    for table in result.tables:
        for row in table.rows:
            assert all(isinstance(chinese.value(cell), str) for cell in row)


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text))


def test_seats_are_the_mean_of_the_days_with_a_count(make, assess):
    result = assess(make(), own_seat_month=100.0)
    (cost,) = result.find("shock_cost_year", "seats/tool")
    assert cost.point == 12 * np.mean([2, 4]) * 100 - 600
