"""The example firm: shares and single points are what its generator knows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from specie.analyses.breaks.concentration.run import run
from specie.book import open_book
from specie.example import write_example
from specie.facts import open_facts
from specie.model import Inputs


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("example")
    truth = write_example(folder)
    return truth, run(open_book(folder), open_facts(), Inputs())


def since(truth):
    return date(truth.as_of.year - 1, truth.as_of.month + 1, 1)


def test_shares_of_the_invoices_are_the_truth(example):
    truth, result = example
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in truth.spend:
        if row.month >= since(truth) and row.vendor_id and row.cost_type != "tax":
            sums[row.vendor_id] += row.amount
    total = sum(sums.values())
    found = {e.subject.id: e for e in result.find("share_invoice_issuer")}
    for vendor, amount in sums.items():
        assert found[vendor].point == pytest.approx(float(amount / total), abs=1e-9), vendor


def test_the_developer_behind_the_resellers_is_found(example):
    truth, result = example
    leaning = truth.roles["D1"]
    issuer = next(result.find("share_invoice_issuer", leaning))
    developer = next(result.find("share_model_developer", leaning))
    assert developer.low > issuer.high


def test_critical_initiatives_are_those_the_firm_runs(example):
    truth, result = example
    running = [row for row in truth.initiatives if row.critical and row.stage != "stopped"]
    (found,) = result.find("critical_initiatives")
    assert found.point == len(running)


def test_losing_the_main_cloud_stops_what_it_hosts(example):
    truth, result = example
    (found,) = result.find("critical_stopped", truth.roles["C1"])
    assert found.point >= 1
    tested = set(truth.told("tested substitute"))
    named = {f.subject.id for f in result.findings if f.code == "BRK105"}
    untested = set(truth.told("untested substitute")) | set(truth.told("no substitute"))
    assert untested <= named | {r.initiative_id for r in truth.initiatives if r.stage == "stopped"}
    assert tested
