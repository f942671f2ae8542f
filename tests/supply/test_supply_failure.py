"""What the failure of each supplier takes: by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from specie.book import Book, open_book
from specie.facts import open_facts
from specie.kernel.money import Range
from specie.model import Ref
from specie.supply.chain import read_chain
from specie.supply.contracts import read_contracts
from specie.supply.failure import Failure, read_failures
from specie.supply.returns import Return

TABLES = {
    "initiatives": "initiative_id,name\nA,Alpha\nB,Beta\nC,Gamma\nD,Delta\n",
    "stages": "initiative_id,stage,entered_on\nD,stopped,2026-01-01\n",
    "vendors": "vendor_id,name\nv,Vend\nw,Wend\n",
    "dependencies": (
        "initiative_id,layer,vendor_id,criticality,substitute,substitute_tested_on,migration_weeks,"
        "migration_cost\nA,host,v,critical,w,2026-05-01,13,40\nB,host,v,critical,,,,\nC,host,v,low,,,,5\n"
        "D,host,v,critical,,,,99\n"
    ),
    "contracts": (
        "contract_id,vendor_id,starts_on,ends_on,prepaid\nK,v,2026-01-01,2026-12-31,30\n"
        "L,w,2025-01-01,2025-12-31,7\n"
    ),
    "exit_steps": "vendor_id,initiative_id,asset,step,cost\nv,A,prompts,x,9\nv,,data,y,\n",
}  # fmt: skip
YEAR = 365.25 / 7


@pytest.fixture
def book(tmp_path: Path) -> Book:
    (tmp_path / "specie.toml").write_text('[book]\ncurrency = "USD"\nas_of = 2026-06-30\n')
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text)
    return open_book(tmp_path)


def failures(book: Book, benefits: dict[str, Range | None]) -> dict[str, Failure]:
    chain = read_chain(book, open_facts())
    returns = {k: Return(Ref("initiative", k), Range(1, 1, 1), b, 0.9, ()) for k, b in benefits.items()}
    found = read_failures(book, chain, read_contracts(book, chain.suppliers), returns)
    return {f.supplier: f for f in found}


def test_every_part_by_hand(book):
    found = failures(book, {"A": Range(100, 120, 140), "B": Range(-50, 10, 20)})["v"]
    parts = {(p.rule, p.initiative_id): p.money for p in found.parts}
    assert parts["prepaid lost", None] == Range(30, 30, 30)
    assert parts["steps of leaving", None] == Range(9, 9, 9)
    assert parts["move", "A"] == Range(40, 40, 40)
    assert parts["move", "C"] == Range(5, 5, 5)
    # A was tested: 13 weeks. B was not: from 26 to 52; what it may lose below zero is none.
    tested = parts["benefit lost", "A"]
    assert (tested.low, tested.point, tested.high) == pytest.approx(
        tuple(b * 13 / YEAR for b in (100, 120, 140))
    )
    open_ = parts["benefit lost", "B"]
    assert (open_.low, open_.high) == pytest.approx((0, 20 * 52 / YEAR))
    assert ("benefit lost", "C") not in parts  # not critical
    assert not any(p.initiative_id == "D" for p in found.parts)  # stopped
    assert found.untold == 1  # B names no cost to move


def test_the_parts_add_up(book):
    found = failures(book, {"A": Range(100, 120, 140), "B": Range(0, 10, 20)})["v"]
    assert found.money.low == math.fsum(p.money.low for p in found.parts)
    assert found.money.high == math.fsum(p.money.high for p in found.parts)


def test_prepaid_money_of_an_ended_contract_is_not_lost_again(book):
    assert "w" not in failures(book, {})


def test_a_benefit_that_nobody_measured_is_counted_not_zero(book):
    found = failures(book, {"A": None})["v"]
    assert not [p for p in found.parts if p.rule == "benefit lost"]
    assert found.untold == 2
