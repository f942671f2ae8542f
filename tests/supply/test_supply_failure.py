"""What the failure of each supplier takes: by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from specie.book import Book, open_book
from specie.facts import open_facts
from specie.kernel.money import Range
from specie.model import Ref
from specie.supply.chain import read_chain
from specie.supply.contracts import read_contracts
from specie.supply.exposure import EXIT_WEEKS
from specie.supply.failure import Failure, read_failures, read_insolvency
from specie.supply.failure_params import INSOLVENCY_PARAMS, WEEKS_PARAMS
from specie.supply.returns import Return
from specie.supply.standstill import Year

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
YEAR = 365.25
GIVEN = {p.name: p.default for p in INSOLVENCY_PARAMS}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    (tmp_path / "specie.toml").write_text('[book]\ncurrency = "USD"\nas_of = 2026-06-30\n')
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text)
    return open_book(tmp_path)


def failures(
    book: Book, benefits: dict[str, Range | None], paid: dict[str, float] | None = None, **given: float
) -> dict[str, Failure]:
    chain = read_chain(book, open_facts())
    returns = {k: Return(Ref("initiative", k), Range(1, 1, 1), b, 0.9, ()) for k, b in benefits.items()}
    how = read_insolvency(open_facts(), {**GIVEN, **given})
    year = Year(returns, paid or {}, EXIT_WEEKS)
    found = read_failures(book, chain, read_contracts(book, chain.suppliers), year, how)
    return {f.supplier: f for f in found}


def parts(failure: Failure) -> dict[tuple[str, str | None], tuple[float, float, float]]:
    return {(p.rule, None if p.initiative is None else p.initiative.id): p.money.cases for p in failure.parts}


def test_every_part_by_hand(book):
    benefits = {"A": Range(100, 120, 140), "B": Range(-50, 10, 20)}
    failure = failures(book, benefits, {"A": 24.0})["v"]
    found = parts(failure)
    assert found["prepaid lost", None] == (21, 24, 27)  # 0.7 to 0.9 of a claim is lost
    assert found["steps of leaving", "A"] == (9, 9, 9)
    assert found["move", "A"] == (40, 40, 40)
    assert found["move", "C"] == (5, 5, 5)
    # A was tested: 13 weeks are 91 days, less 90, 30 or no days of service.
    days = (1, 61, 91)
    lost = tuple(b * d / YEAR for b, d in zip((100, 120, 140), days, strict=True))
    assert found["benefit lost", "A"] == pytest.approx(lost, abs=0.006)
    assert found["use not paid", "A"] == pytest.approx(tuple(-24 * d / YEAR for d in days), abs=0.006)
    # Of B nothing is told: 26, 39 or 52 weeks; a benefit below zero that is lost is a gain.
    open_ = tuple(b * d / YEAR for b, d in zip((-50, 10, 20), (92, 243, 364), strict=True))
    assert found["benefit lost", "B"] == pytest.approx(open_, abs=0.006)
    assert ("benefit lost", "C") not in found  # not measured
    assert not any(who == "D" for _, who in found)  # stopped
    assert [s.initiative.id for s in failure.standstills] == ["A", "B", "C"]
    assert failure.untold == 2  # B names no cost to move, C no benefit


def test_what_is_not_critical_stands_still_too(book):
    assert ("benefit lost", "C") in parts(failures(book, {"C": Range(10, 20, 30)})["v"])


def test_the_parts_add_up_case_by_case_and_so_do_the_net_ones(book):
    benefits: dict[str, Range | None] = {"A": Range(100, 120, 140), "B": Range(0, 10, 20)}
    failure = failures(book, benefits, {"A": 24.0, "B": 500.0})["v"]
    for shown in (failure.parts, failure.net):
        whole = [sum(p.money.cases[k] for p in shown) for k in range(3)]
        assert failure.money.low == pytest.approx(min(whole))
        assert failure.money.point == pytest.approx(whole[1])
        assert failure.money.high == pytest.approx(max(whole))
    still = [p for p in failure.net if p.rule == "standstill"]
    assert [p.initiative.id for p in still if p.initiative] == ["A", "B"]
    assert still[1].money.severe < 0  # it pays more by use than it earns


def test_use_is_not_saved_where_the_benefit_is_not_known(book):
    assert ("use not paid", "A") not in parts(failures(book, {"A": None}, {"A": 24.0})["v"])


def test_your_own_days_of_service_win_over_the_row(book):
    found = parts(failures(book, {"A": Range(100, 120, 140)}, own_service_days=91.0)["v"])
    assert ("benefit lost", "A") not in found
    assert found["move", "A"] == (40, 40, 40)


def test_prepaid_money_of_an_ended_contract_is_not_lost_again(book):
    assert "w" not in failures(book, {})


def test_a_benefit_that_nobody_measured_is_counted_not_zero(book):
    found = failures(book, {"A": None})["v"]
    assert not [p for p in found.parts if p.rule == "benefit lost"]
    assert found.untold == 3


def test_a_row_that_is_not_there_is_named(book):
    with pytest.raises(ValueError, match="no row 'nothing'"):
        read_insolvency(open_facts(), {**GIVEN, "insolvency_row": "nothing"})


def test_weeks_of_the_parameters_are_those_of_the_room():
    assert tuple(p.default for p in WEEKS_PARAMS) == EXIT_WEEKS
