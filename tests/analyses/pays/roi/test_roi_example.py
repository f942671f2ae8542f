"""The example firm: cost to the cent, verdicts against what its generator knows, the ledger reconciled."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from specie.analyses.pays.roi.run import run
from specie.analyses.pays.spend.run import run as spend
from specie.facts import open_facts
from specie.model import Estimate, Grade, Inputs, Origin, Ref, Result, Status, exact, say

CODES = {"PAY401": True, "PAY402": False, "PAY403": None, "PAY404": None}
CENT = Decimal("0.005")


@pytest.fixture(scope="module")
def example(example_firm, example_book):
    return example_firm.truth, example_book


def known_effects(truth, book, *, spread: float) -> Result:
    """Effects as the generator knows them, give or take ``spread`` of each."""
    worth = {
        row["kpi_id"]: row["value"] for row in book.select("SELECT kpi_id, value_per_unit AS value FROM kpis")
    }
    told = []
    for kpi in truth.kpis:
        value = worth[kpi.kpi_id]
        ref, origins = Ref("kpi", kpi.kpi_id, kpi.kpi_id), (Origin("outcomes.csv"),)
        for measure, money in (
            ("improvement_year", kpi.value_year),
            ("improvement_to_date", kpi.value_to_date),
        ):
            point = float(money / value) if value else 0.0
            wide = spread * abs(point)
            told.append(
                Estimate(
                    measure, ref, "2026", point, point - wide, point + wide, 0.95, "index", "imputation",
                    Grade.B, origins, say("all treated cases"),
                )
            )  # fmt: skip
        for measure, count in (("units_treated", kpi.treated_units), ("units_compared", kpi.units)):
            told.append(exact(measure, ref, "2026", count, "count", "count", origins, denominator=say("all")))
    return Result("pays/effect", Status.OK, tuple(told))


@pytest.fixture(scope="module")
def result(example):
    truth, book = example
    facts = open_facts()
    results = {
        "pays/effect": known_effects(truth, book, spread=0.001),
        "pays/spend": spend(book, facts, Inputs(level=0.90, seed=1)),
    }
    return run(book, facts, Inputs(level=0.90, seed=1, results=results))


def verdicts(result):
    return {f.subject.id: CODES[f.code] for f in result.findings if f.code in CODES}


def test_full_cost_is_the_truth_to_the_cent(example, result):
    truth, _ = example
    for row in truth.initiatives:
        for measure, amount in (("cost_year", row.cost_year), ("cost_to_date", row.cost_to_date)):
            (found,) = result.find(measure, row.initiative_id)
            assert abs(Decimal(str(found.point)) - amount) < CENT, (row.initiative_id, measure)
            assert found.exact or measure == "cost_to_date", row.initiative_id


def test_money_of_the_effects_is_the_truth_to_the_cent(example, result):
    truth, _ = example
    for kpi in truth.kpis:
        for found in result.find("value_year", kpi.kpi_id):
            assert abs(Decimal(str(found.point)) - kpi.value_year) < CENT
    for row in truth.initiatives:
        for found in result.find("hard_benefit_year", row.initiative_id):
            assert abs(Decimal(str(found.point)) - row.cash_year) < CENT * 2
    assert len(list(result.find("hard_benefit_year"))) == 16


def test_verdicts_on_known_effects_are_never_wrong(example, result):
    """The confusion table: the worth of a unit keeps its range, so some remain open, and none is wrong."""
    truth, _ = example
    found = verdicts(result)
    table = Counter((row.pays, found[row.initiative_id]) for row in truth.initiatives)
    assert table[True, False] == table[False, True] == 0
    assert table[True, True] >= 3
    assert table[False, False] >= 8
    assert table[None, True] == table[None, False] == 0
    assert set(found) == {row.initiative_id for row in truth.initiatives}


def test_hours_are_weighed_at_their_full_worth_beside_the_cash(example, result):
    """All hours as cash would carry the cost exactly where the generator says that their full worth does."""
    truth, _ = example
    compared = 0
    for row in truth.initiatives:
        for share in result.find("soft_to_break_even", row.initiative_id):
            (soft,) = result.find("soft_benefit_year", row.initiative_id)
            assert (soft.point >= float(row.cost_year - row.cash_year)) is row.pays_at_full_worth
            assert share.low <= float(row.cost_year) / float(row.value_year)
            compared += 1
    assert compared >= 4


def test_stories_are_told(example, result):
    truth, _ = example
    findings = {(f.code, f.subject.id) for f in result.findings}
    assert {("PAY411", i) for i in truth.told("claim never booked")} <= findings
    assert {("PAY412", i) for i in truth.told("booked in part")} <= findings
    assert {("PAY402", i) for i in truth.told("harmful")} <= findings
    assert {("PAY403", i) for i in truth.told("young pilot")} <= findings
    unbooked = {i for code, i in findings if code in ("PAY411", "PAY412")}
    assert unbooked.isdisjoint(truth.told("booked"))


def test_claims_and_ledger_are_the_truth_to_the_cent(example, result):
    truth, book = example
    accounts = {claim.ledger_account for claim in truth.claims if claim.ledger_account}
    rows = book.select("SELECT account, amount_book AS amount FROM ledger")
    posted = -sum(row["amount"] for row in rows if row["account"] in accounts)
    (booked,) = result.find("booked", "all")
    (figure,) = [f for f in result.figures if f.id == "waterfall"]
    assert Decimal(str(booked.point)) == posted
    assert Decimal(str(figure.data[-1]["amount"])) == posted
    assert posted == sum(claim.booked for claim in truth.claims)
    running = 0.0
    for row in figure.data:
        step = row["amount"] if row["kind"] == "step" else 0
        running = row["amount"] if row["kind"] == "start" else running + step
        assert row["kind"] != "total" or row["amount"] == pytest.approx(running, abs=0.005)
    cash = [c for c in truth.claims if c.cash_class in ("booked", "released", "avoided")]
    for initiative in {c.initiative_id for c in cash}:
        (claimed,) = result.find("claimed", initiative)
        assert Decimal(str(claimed.point)) == sum(c.claimed for c in cash if c.initiative_id == initiative)


def test_nothing_needs_mending_in_the_sums(result):
    assert not [f for f in result.findings if f.code == "PAY430"]


def test_no_benefit_is_no_verdict_of_pays(example):
    """Null: effects of zero, give or take, pay nowhere; what costs and brings no cash does not pay."""
    truth, book = example
    zero = known_effects(truth, book, spread=0.0)
    from dataclasses import replace

    nothing = tuple(
        replace(e, point=0.0, low=-1.0, high=1.0) if e.measure.startswith("improvement") else e
        for e in zero.estimates
    )
    effects = {"pays/effect": replace(zero, estimates=nothing)}
    found = verdicts(run(book, open_facts(), Inputs(results=effects)))
    assert True not in found.values()
    assert sum(verdict is False for verdict in found.values()) >= 10
