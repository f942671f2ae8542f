"""Who runs on whom: by hand."""

from __future__ import annotations

import pytest

from specie.facts import open_facts
from specie.supply.chain import read_chain


@pytest.fixture
def chain(make_book):
    return read_chain(make_book(), open_facts())


def test_initiatives_with_stage_and_owners(chain):
    by_id = {i.id: i for i in chain.initiatives}
    assert (by_id["A"].stage, by_id["A"].live, by_id["A"].business_owner) == ("production", True, "Ann")
    assert (by_id["B"].technical_owner, by_id["C"].live, by_id["C"].stopped) == ("", False, True)
    assert by_id["A"].ref.label == "Alpha"


def test_vendors_of_one_company_are_one_supplier(chain):
    (developer,) = [n for n in chain.of("B") if n.layer == "model_developer"]
    assert (developer.supplier, developer.company_id, developer.model) == ("lab", "anthropic", "two")
    assert chain.names == ("cloud", "lab", "tool")
    assert {n.initiative_id for n in chain.on("lab", "model_developer")} == {"A", "B"}


def test_the_substitute_of_the_developer_replaces_the_same_supplier_above(chain):
    assert [(n.layer, n.own, n.covered, n.weeks, float(n.cost)) for n in chain.of("A")] == [
        ("host", False, True, 4.0, 1000.0),
        ("invoice_issuer", False, True, 4.0, 1000.0),
        ("model_developer", True, True, 4.0, 1000.0),
    ]
    assert chain.of("A")[0].able == ("lab", "cloud")


def test_criticality_and_what_was_stopped_is_left_out(chain):
    assert (chain.criticality("A"), chain.criticality("B")) == ("critical", "medium")
    assert chain.critical() == ("A",)
    assert chain.of("C") == ()


def test_a_row_without_a_rating_counts_by_its_vendor(make_book):
    rows = "initiative_id,layer,vendor_id,criticality\nA,host,lab,\nB,host,cloud,\n"
    assert read_chain(make_book({"dependencies": rows}), open_facts()).critical() == ("A",)


def test_gaps_name_the_vendor_without_a_company_and_the_initiative_without_a_chain(make_book):
    rows = "initiative_id,layer,vendor_id\nA,host,tool\nA,host,nobody\n"
    gaps = read_chain(make_book({"dependencies": rows}), open_facts()).gaps
    assert [(gap.subject.id, gap.table) for gap in gaps] == [
        ("B", "dependencies"), ("nobody", "vendors"), ("tool", "vendors"),
    ]  # fmt: skip


def test_rows_set_aside_are_counted(make_book):
    rows = "initiative_id,layer,vendor_id\nA,host,cloud\nZ,host,cloud\nB,cellar,cloud\n"
    found = [g for g in read_chain(make_book({"dependencies": rows}), open_facts()).gaps if g.rows == 2]
    assert [gap.table for gap in found] == ["dependencies"]


def test_no_dependencies_at_all(make_book):
    chain = read_chain(make_book({"dependencies": None}), open_facts())
    assert chain.needs == ()
    assert [gap.subject.id for gap in chain.gaps] == ["A", "B"]
