"""What a move changes, who stands behind one's suppliers, and where they serve: by hand."""

from __future__ import annotations

import pytest

from specie.model import Severity

VENDORS = {
    "vendors": (
        "vendor_id,company_id,name,kind,region\n"
        "cloud,nimbus,Cloud One,cloud,US\nlab1,labone,Lab One,model,US\nlab2,labtwo,Lab Two,model,EU\n"
        "lab3,,Lab Three,model,EU\n"
    )
}
# A: 60 of lab1, could go to lab2 (tested). B: 20 of lab1, could go to lab3 (never tested). C: 20 of lab2.
NEEDS = (
    "A,model_developer,lab1,one,critical,lab2,2026-05-01,4,1000\n"
    "B,model_developer,lab1,one,critical,lab3,,2,500\nC,model_developer,lab2,two,low,,,,\n"
)
HEAD = "deal_id,from_id,to_id,amount_usd,amount_bound,instrument,signed,start,end,status,source,as_of\n"
DEALS = HEAD + (
    "d1,labone,chips,5,=,compute_contract,2026-01-01,,,committed,x,2026-01-01\n"
    "d2,labtwo,chips,5,=,purchase,2026-01-02,,,closed,x,2026-01-02\n"
    "d3,labtwo,nimbus,5,=,compute_contract,2026-01-03,,,committed,x,2026-01-03\n"
    "d4,labone,others,5,=,compute_contract,2026-01-04,,,rumour,x,2026-01-04\n"
    "d5,chips,foundry,5,=,purchase,2026-01-05,,,committed,x,2026-01-05\n"
    "d6,labone,gone,5,=,compute_contract,2024-01-05,,2025-01-01,committed,x,2024-01-05\n"
    "d7,foundry,mine,5,=,purchase,2026-01-05,,,committed,x,2026-01-05\n"
)


@pytest.fixture
def book(make_book, bill):
    """Sixty and twenty for the first lab, twenty for the second."""

    def made(tables=None, **given):
        bills = bill("Lab One", 60, "A") + bill("Lab One", 20, "B") + bill("Lab Two", 20, "C")
        return make_book({**VENDORS, **(tables or {})}, bills=bills, dependencies=NEEDS, **given)

    return made


def one(result, measure, subject="all"):
    (found,) = result.find(measure, subject)
    return found


def table(result, name):
    (found,) = (t for t in result.tables if t.id == name)
    return found


def test_only_tested_moves_are_compared_and_the_best_is_told(book, assess):
    result = assess(book())
    assert one(result, "hhi_model_developer").point == pytest.approx(10_000 * (0.8**2 + 0.2**2))
    # A goes to the second lab: 20 and 80, no less concentrated, so nothing is recommended.
    assert one(result, "hhi_after_model_developer", "A").point == pytest.approx(6800)
    assert [row[0].id for row in table(result, "moves").rows] == ["A"]
    assert "BRK111" not in [f.code for f in result.findings]


def test_a_move_that_spreads_is_told_with_what_it_costs(make_book, assess, bill):
    bills = bill("Lab One", 40, "A") + bill("Lab One", 40, "B") + bill("Lab Two", 20, "C")
    result = assess(make_book(VENDORS, bills=bills, dependencies=NEEDS))
    assert one(result, "hhi_after_model_developer", "A").point == pytest.approx(5200)  # 40 : 60
    (found,) = (f for f in result.findings if f.code == "BRK111")
    assert found.subject.id == "A"
    assert found.action.arg("weeks").value == 4
    assert one(result, "top_share_after_model_developer", "A").point == pytest.approx(0.6)


def test_30_30_20_20_by_moving_a_third_party_in(make_book, assess, bill):
    """One of 60 with 20 and 20 goes to 30/30/20/20: 4,400 points become 2,600."""
    vendors = {"vendors": VENDORS["vendors"] + "lab4,,Lab Four,model,EU\n"}
    bills = (
        bill("Lab One", 30, "A")
        + bill("Lab One", 30, "B")
        + bill("Lab Two", 20, "C")
        + bill("Lab Three", 20, "D")
    )
    needs = "A,model_developer,lab1,m,low,lab4,2026-05-01,1,1\nB,model_developer,lab1,m,low,,,,\n"
    needs += "C,model_developer,lab2,m,low,,,,\nD,model_developer,lab3,m,low,,,,\n"
    result = assess(make_book(vendors, bills=bills, dependencies=needs))
    assert one(result, "hhi_model_developer").point == pytest.approx(4400)
    assert one(result, "hhi_after_model_developer", "A").point == pytest.approx(2600)
    assert not list(result.find("top3_share_model_developer"))  # three suppliers: all of the money


def test_asked_moves_are_worked_out_together(book, assess):
    result = assess(book(), moves="B:Lab One>lab3; A:lab1")
    # B (20) to the third lab, A (60) to the substitute named for it: 20, 80 of lab2.
    assert one(result, "hhi_after_model_developer").point == pytest.approx(10_000 * (0.2**2 + 0.8**2))
    assert "BRK112" not in [f.code for f in result.findings]


def test_every_initiative_moves_where_none_is_named(book, assess):
    result = assess(book(), moves="lab1>lab2")
    assert one(result, "hhi_after_model_developer").point == pytest.approx(10_000)
    found = [f for f in result.findings if f.code == "BRK112"]
    assert found[0].severity is Severity.WATCH
    assert "BRK112" not in [f.code for f in assess(book(), moves="lab1>lab2", hhi_change=5000).findings]


@pytest.mark.parametrize("wrong", ["nobody>lab2", "C:lab2", "A:lab1>lab1", "A:lab1>stranger", "Z:lab1>lab2"])
def test_moves_without_sense_are_named_and_change_nothing(book, assess, wrong):
    result = assess(book(), moves=wrong)
    (found,) = (f for f in result.findings if f.code == "BRK114")
    assert found.message.arg("asked") == wrong
    assert not list(result.find("hhi_after_model_developer", "all"))


def test_unknown_money_is_split_evenly_to_compare_and_stays_a_range(make_book, assess, bill):
    bills = bill("Cloud One", 60, "A") + bill("Lab Two", 40, "C")
    needs = (
        "A,model_developer,lab1,m1,low,lab3,2026-05-01,1,1\nA,model_developer,lab2,m2,low,,,,\n"
        "C,model_developer,lab2,m2,low,,,,\n"
    )
    result = assess(make_book(VENDORS, bills=bills, dependencies=needs))
    now, then = one(result, "hhi_model_developer"), one(result, "hhi_after_model_developer", "A")
    assert (now.low, now.high) == (then.low, then.high)  # whoever holds it: only the name changes
    (row,) = table(result, "moves").rows
    assert row[6].value == pytest.approx(0.0)  # 30 and 70 both times


def test_no_money_is_lost_on_the_way(book, assess):
    result = assess(book(), moves="lab1>lab2; A:lab1")
    for measure in ("effective_after_model_developer", "top_share_after_model_developer"):
        assert one(result, measure).denominator == one(result, "hhi_model_developer").denominator


def test_a_move_of_the_developer_moves_its_own_invoices_too(make_book, assess, bill):
    needs = "A,invoice_issuer,lab1,,critical,,,,\nA,host,lab1,,critical,,,,\n" + NEEDS
    result = assess(
        make_book(VENDORS, bills=bill("Lab One", 60, "A") + bill("Lab Two", 40, "C"), dependencies=needs)
    )
    assert one(result, "hhi_invoice_issuer").point == pytest.approx(5200)
    assert one(result, "hhi_after_invoice_issuer", "A").point == pytest.approx(10_000)


def test_who_stands_behind_by_tiers(book, assess):
    result = assess(book({"deals": DEALS}))
    rows = {row[0].id: row for row in table(result, "behind").rows}
    assert set(rows) == {"chips", "nimbus", "foundry"}  # rumours, ended deals and a fourth tier are left out
    assert [rows[name][1] for name in ("chips", "nimbus", "foundry")] == [2, 2, 3]
    assert one(result, "behind_suppliers", "chips").point == 2
    assert one(result, "behind_share", "chips").point == pytest.approx(1.0)
    assert one(result, "behind_share", "nimbus").point == pytest.approx(0.2)
    assert not list(result.find("behind_share", "foundry"))
    assert rows["chips"][4] == 2  # A and B stop once both labs are gone
    assert rows["chips"][5] == 2  # only chips leads to the foundry and what lies behind it
    assert rows["nimbus"][5] is None


def test_one_company_behind_several_is_told_once_and_needs_a_limit(book, assess):
    (found,) = (f for f in assess(book({"deals": DEALS})).findings if f.code == "BRK113")
    assert found.subject.id == "chips"
    assert "BRK113" not in [f.code for f in assess(book({"deals": DEALS}, limit=None)).findings]


def test_a_supplier_of_whom_nothing_is_known_is_named(book, assess):
    result = assess(
        book({"deals": HEAD + "d1,labone,chips,5,=,purchase,2026-01-01,,,committed,x,2026-01-01\n"})
    )
    (found,) = (f for f in result.findings if f.code == "BRK115")
    assert "deals" in dict(found.action.args).values()


def test_ways_round_and_sales_to_oneself_do_not_loop(book, assess):
    deals = HEAD + (
        "d1,labone,labtwo,5,=,purchase,2026-01-01,,,committed,x,2026-01-01\n"
        "d2,labtwo,labone,5,=,purchase,2026-01-01,,,committed,x,2026-01-01\n"
        "d3,labone,labone,5,=,purchase,2026-01-01,,,committed,x,2026-01-01\n"
    )
    rows = {row[0].id: row for row in table(assess(book({"deals": deals})), "behind").rows}
    assert {name: row[1] for name, row in rows.items()} == {"labone": 1, "labtwo": 1}


def test_places_by_home_and_by_contract(book, assess):
    contracts = (
        "contract_id,vendor_id,starts_on,ends_on,region\nK1,lab1,2025-01-01,2027-12-31,EU\n"
        "K2,lab2,2025-01-01,2027-12-31,US\nK3,lab2,2025-01-01,2027-12-31,EU\n"
        "K4,lab1,2023-01-01,2024-12-31,US\n"  # ended
    )
    result = assess(book({"contracts": contracts}))
    assert one(result, "region_share", "US").point == pytest.approx(0.8)
    eu, us = one(result, "service_region_share", "EU"), one(result, "service_region_share", "US")
    assert (eu.low, eu.high) == (pytest.approx(0.8), pytest.approx(1.0))
    assert (us.low, us.high) == (pytest.approx(0.0), pytest.approx(0.2))
    assert {row[0].id: row[3] for row in table(result, "places").rows} == {"lab1": "EU", "lab2": "EU, US"}


def test_without_contracts_nothing_is_said_of_service(book, assess):
    assert not list(assess(book()).find("service_region_share"))
