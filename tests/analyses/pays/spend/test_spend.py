"""What AI costs: sums by hand, to the cent; missing tables; odd books."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from specie.analyses.pays.spend import ANALYSIS
from specie.analyses.pays.spend.assessed import assess as work_out
from specie.analyses.pays.spend.bills import BillFile
from specie.analyses.pays.spend.findings import findings
from specie.analyses.pays.spend.ledger import read_ledger
from specie.analyses.pays.spend.months import fiscal_year
from specie.analyses.pays.spend.scope import make_scope
from specie.analyses.pays.spend.settings import read_settings
from specie.book import open_book
from specie.model import Inputs, Result, Severity, Status

COSTS = """date,initiative_id,vendor_id,cost_type,amount,currency
2025-05-31,A,,labour,50.00,USD
2025-07-31,A,,labour,100.10,USD
2026-01-31,A,,labour,200.20,USD
2026-06-30,B,v1,licence,300.30,USD
2026-06-30,,,review,9.40,USD
"""
VENDORS = "vendor_id,name\nv1,Vendor One\n"
STAGES = """initiative_id,stage,entered_on
A,pilot,2025-06-01
A,production,2026-01-31
B,pilot,2026-07-01
"""


def value(result: Result, measure: str, subject: str = "all", kind: str = "portfolio") -> float | None:
    found = [e for e in result.find(measure, subject) if e.subject.kind == kind]
    assert len(found) <= 1, found
    return found[0].point if found else None


def codes(result: Result) -> list[str]:
    return [finding.code for finding in result.findings]


def scope_of(book):
    ledger = read_ledger(book, fiscal_year(book.as_of, book.fiscal_year_start)[0])
    return make_scope(book, ledger, read_settings(Inputs(seed=7)))


# ---- truth by hand


def test_sums_by_every_dimension(make_book, assess):
    book = make_book({"costs": COSTS, "vendors": VENDORS, "stages": STAGES})
    result = assess(book)
    assert value(result, "spend_all") == pytest.approx(660.00, abs=1e-12)
    assert value(result, "spend_12_months") == pytest.approx(610.00, abs=1e-12)  # 2025-07 to 2026-06
    assert value(result, "spend_fiscal_year") == pytest.approx(509.90, abs=1e-12)
    assert value(result, "spend_all", "finance", "function") == pytest.approx(350.30)
    assert value(result, "spend_all", "A", "initiative") == pytest.approx(350.30)
    assert value(result, "spend_12_months", "A", "initiative") == pytest.approx(300.30)
    assert value(result, "spend_12_months", "unassigned", "initiative") == pytest.approx(9.40)
    assert value(result, "spend_all", "v1", "vendor") == pytest.approx(300.30)
    assert value(result, "spend_all", "labour", "cost_type") == pytest.approx(350.30)
    assert value(result, "spend_share", "B", "initiative") == pytest.approx(300.30 / 610.00)


def test_the_stage_is_the_one_on_the_day_of_the_cost(make_book, assess):
    result = assess(make_book({"costs": COSTS, "vendors": VENDORS, "stages": STAGES}))
    assert value(result, "spend_all", "pilot", "stage") == pytest.approx(100.10)
    assert value(result, "spend_all", "production", "stage") == pytest.approx(200.20)  # entered that day
    assert value(result, "spend_all", "unassigned", "stage") == pytest.approx(50.00 + 300.30 + 9.40)


def test_each_dimension_adds_up_to_the_total(make_book, assess):
    result = assess(make_book({"costs": COSTS, "vendors": VENDORS, "stages": STAGES}))
    for window in ("spend_all", "spend_12_months"):
        for kind in ("function", "stage", "vendor", "cost_type", "initiative"):
            parts = [e.point for e in result.find(window) if e.subject.kind == kind]
            assert sum(parts) == pytest.approx(value(result, window), abs=1e-9), (window, kind)


def test_bills_and_costs_in_several_currencies(make_book, assess, charge):
    rates = "currency,date,per_unit\nEUR,2026-01-01,1.10\nEUR,2026-06-01,1.20\n"
    costs = "date,initiative_id,vendor_id,cost_type,amount,currency\n2026-05-31,A,,labour,100,EUR\n"
    rows = charge("2026-06-05", "10.005", currency="EUR", account="acc-b") + charge(
        "2026-06-06", "-2.5", category="Credit"
    )
    book = make_book(
        {"costs": costs, "rates": rates}, bills={"june": rows}, more='[bills.accounts]\n"acc-b" = "B"\n'
    )
    result = assess(book)
    assert value(result, "spend_all") == pytest.approx(110 + 12.006 - 2.5, abs=1e-9)
    assert value(result, "spend_all", "B", "initiative") == pytest.approx(12.006, abs=1e-9)
    assert value(result, "spend_all", "credit", "cost_type") == pytest.approx(-2.5)
    (bill,) = work_out(scope_of(book)).bills
    assert bill.reconciles
    assert (bill.assigned, bill.unassigned) == (Decimal("12.006"), Decimal("-2.5"))
    (difference,) = result.find("bill_difference")
    assert difference.point == 0.0
    assert difference.exact


def test_estimates_use_only_declared_measures_methods_and_codes(make_book, assess, charge):
    bills = {"b": charge("2026-06-05", "10", effective="4")}
    result = assess(make_book({"costs": COSTS, "vendors": VENDORS}, bills=bills))
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert set(codes(result)) <= {c.id for c in ANALYSIS.codes}
    keys = [e.key for e in result.estimates]
    assert len(keys) == len(set(keys))
    assert all(e.denominator is not None for e in result.estimates)
    assert 2 <= len(result.key) <= 5


# ---- reconciliation


def test_effective_cost_beside_billed_cost(make_book, assess, charge):
    rows = charge("2026-06-05", "120", effective="10") + charge("2026-06-06", "1", effective="1")
    result = assess(make_book({}, bills={"b": rows}))
    assert value(result, "billed_cost") == 121
    assert value(result, "effective_cost") == 11
    assert "PAY112" in codes(result)


def test_a_bill_that_does_not_reconcile_is_an_alarm(make_book, charge):
    book = make_book({}, bills={"b": charge("2026-06-05", "10")})
    found = work_out(scope_of(book))
    (bill,) = found.bills
    broken = replace(found, bills=(replace(bill, ledger=bill.ledger - Decimal("0.01")),))
    (first, *_) = findings(broken, {})
    assert (first.code, first.severity) == ("PAY102", Severity.ALARM)
    assert first.evidence[0].point == pytest.approx(0.01)


@pytest.mark.parametrize("field", ["ledger", "assigned", "unassigned"])
def test_a_cent_anywhere_breaks_reconciliation(field):
    good = BillFile(
        "f", date(2026, 1, 1), date(2026, 1, 2), 2, Decimal(3), None, Decimal(1), Decimal(2), Decimal(3)
    )
    assert good.reconciles
    assert not replace(good, **{field: getattr(good, field) + Decimal("0.01")}).reconciles


@pytest.mark.shared
def test_focus_sample_to_the_cent(shared: Path, tmp_path: Path, assess):
    source = shared / "data" / "bills" / "focus_1_0_sample.csv"
    with source.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    truth = sum(Decimal(row["BilledCost"]) for row in rows)
    assert {row["BillingCurrency"] for row in rows} == {"USD"}
    (tmp_path / "specie.toml").write_text('[book]\nname = "F"\ncurrency = "USD"\nas_of = 2024-12-31\n')
    (tmp_path / "initiatives.csv").write_text("initiative_id,name\nA,Alpha\n")
    (tmp_path / "bills").mkdir()
    (tmp_path / "bills" / source.name).write_bytes(source.read_bytes())
    book = open_book(tmp_path)
    result = assess(book)
    (bill,) = work_out(scope_of(book)).bills
    assert bill.billed == truth
    assert bill.ledger == truth
    assert bill.n_rows == len(rows) == 1000
    assert value(result, "spend_all") == float(truth)
    assert result.status is Status.OK
    assert "PAY101" in codes(result)  # nothing is mapped yet
    services = next(table for table in result.tables if table.id == "services")
    assert services.rows
    assert value(result, "unassigned_share") == 1.0


# ---- missing tables


def test_only_bills_and_a_list_of_initiatives(make_book, assess, charge):
    result = assess(make_book({}, bills={"b": charge("2026-06-05", "10") + charge("2026-05-05", "5")}))
    assert result.status is Status.OK
    assert value(result, "spend_all") == 15
    assert value(result, "spend_all", "Nimbus Inc", "vendor") == 15
    assert not list(result.find("it_budget"))
    notes = [f.message.template for f in result.findings if f.code == "PAY109"]
    assert any("budget" in note for note in notes)
    assert any("stage" in note for note in notes)
    assert "PAY110" in codes(result)
    assert result.headline


def test_only_costs(make_book, assess):
    result = assess(make_book({"costs": COSTS, "vendors": VENDORS}))
    assert not any(e.subject.kind == "bill" for e in result.estimates)
    assert not list(result.find("effective_cost"))
    assert any("bills" in f.message.template for f in result.findings if f.code == "PAY109")


def test_old_money_is_not_told_as_the_last_twelve_months_of_nothing(make_book, assess, charge):
    result = assess(make_book({}, bills={"b": charge("2024-09-05", "10")}))
    assert value(result, "spend_12_months") == 10
    (window,) = (e for e in result.find("spend_12_months") if e.subject.kind == "portfolio")
    assert window.period == "2024-09-01/2024-09-30"
    assert not list(result.find("spend_fiscal_year"))
    assert "PAY113" in codes(result)


def test_no_usable_money_is_not_assessed(make_book, assess):
    assert assess(make_book({})).status is Status.NOT_ASSESSED


@pytest.mark.parametrize(
    "wrong", [{"paths": 5}, {"breach_watch": 0.9, "breach_alarm": 0.5}, {"breach_alarm": 2}]
)
def test_parameters_without_sense_are_named(make_book, assess, wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        assess(make_book({"costs": COSTS, "vendors": VENDORS}), **wrong)
