"""The example firm: what the analysis says is what its generator knows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from specie.analyses.pays.spend.run import run
from specie.facts import open_facts
from specie.model import Inputs

CENT = Decimal("0.005")


@pytest.fixture(scope="module")
def example(example_firm, example_book):
    return example_firm.truth, example_book, run(example_book, open_facts(), Inputs(level=0.90, seed=1))


def told(result, measure, kind):
    return {e.subject.id: e.point for e in result.find(measure) if e.subject.kind == kind}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("function", "function"),
        ("stage", "stage"),
        ("vendor", "vendor_id"),
        ("cost_type", "cost_type"),
        ("initiative", "initiative_id"),
    ],
)
def test_spend_by_dimension_is_the_truth_to_the_cent(example, kind, field):
    truth, _, result = example
    expected = {key or "unassigned": amount for (key,), amount in truth.total(field).items()}
    found = told(result, "spend_all", kind)
    assert set(found) == set(expected)
    for key, amount in expected.items():
        assert abs(Decimal(str(found[key])) - amount) < CENT, key


def test_totals_and_windows_are_the_truth(example):
    truth, _, result = example
    year = [
        row.amount for row in truth.spend if row.month >= date(truth.as_of.year - 1, truth.as_of.month + 1, 1)
    ]
    fiscal = [row.amount for row in truth.spend if row.month >= date(truth.as_of.year, 1, 1)]
    whole = [row.amount for row in truth.spend]
    for measure, rows in (("spend_all", whole), ("spend_12_months", year), ("spend_fiscal_year", fiscal)):
        assert abs(Decimal(str(told(result, measure, "portfolio")["all"])) - sum(rows)) < CENT, measure


def test_bills_reconcile_and_effective_cost_is_the_truth(example):
    truth, _, result = example
    differences = told(result, "bill_difference", "bill")
    assert differences
    assert set(differences.values()) == {0.0}
    bills = truth.total("source", effective=True)[("bills",)]
    assert abs(Decimal(str(told(result, "effective_cost", "portfolio")["all"])) - bills) < CENT


def test_the_planted_spike_is_found(example):
    truth, _, result = example
    (spiky,) = truth.told("cost spike")
    found = [f for f in result.findings if f.code == "PAY107" and f.subject.id == spiky]
    assert [f.message.arg("month") for f in found] == ["2026-03"]


def test_every_table_has_rows_and_every_figure_data(example):
    _, _, result = example
    assert {t.id for t in result.tables} >= {
        "by_function",
        "by_stage",
        "by_vendor",
        "bills",
        "months",
        "services",
    }
    assert {f.id for f in result.figures} == {"monthly", "by_function", "forecast", "share_of_budget"}
    assert all(f.data for f in result.figures)
