"""Which supplier's loss stops how many critical initiatives: by hand."""

from __future__ import annotations

import pytest

from specie.analyses.breaks.concentration.reliance import losses, open_needs, read_reliances
from specie.analyses.breaks.concentration.suppliers import read_suppliers
from specie.facts import open_facts
from specie.model import Severity

# A: all on lab1, substitute lab2 tested.  B: lab1 hosted by cloud, substitute lab2 never tested.
# C: cloud hosts, developer lab2 with a second lab2 model as "substitute".  D: nothing critical.
DEPS = (
    "A,invoice_issuer,lab1,,critical,,,,\nA,host,lab1,,critical,,,,\n"
    "A,model_developer,lab1,one,critical,lab2,2026-05-01,4,1000\n"
    "B,host,cloud,,critical,,,,\nB,model_developer,lab1,one,critical,Lab Two,,6,2000\n"
    "C,host,cloud,,critical,cloud2,2024-01-01,2,\nC,model_developer,lab2,two,critical,lab2,2026-05-01,,\n"
    "D,model_developer,lab1,one,high,,,,\n"
)
COSTS = (
    "date,initiative_id,vendor_id,cost_type,amount,currency\n"
    "2026-06-01,A,,labour,50,USD\n2026-06-01,B,lab1,usage,30,USD\n2026-06-01,C,cloud,usage,20,USD\n"
)


def reliances_of(book):
    return read_reliances(book, read_suppliers(book, open_facts(), ()), frozenset({"critical"}))


def one(result, measure, subject):
    (found,) = result.find(measure, subject)
    return found


def test_stops_by_hand(make_book):
    found = losses(reliances_of(make_book(dependencies=DEPS)))
    assert found.initiatives == ("A", "B", "C")
    assert found.stops == {"lab1": ("B",), "cloud": ("B",), "lab2": ("C",), "cloud2": ()}
    assert found.rests["lab1"] == ("A", "B")
    assert found.pair() == (("lab1", "lab2"), 3)  # A goes down once both are gone


def test_a_tested_substitute_of_the_developer_replaces_its_hosting_and_invoices_too(make_book):
    reliances = reliances_of(make_book(dependencies=DEPS))
    assert {r.layer for r in reliances if r.initiative_id == "A" and r.covered} == {
        "invoice_issuer", "host", "model_developer",
    }  # fmt: skip
    assert [r.layer for r in reliances if r.initiative_id == "A" and r.own and r.covered] == [
        "model_developer"
    ]


def test_a_substitute_of_the_developer_does_not_replace_another_host(make_book):
    deps = "A,host,cloud,,critical,,,,\nA,model_developer,lab1,one,critical,lab2,2026-05-01,4,\n"
    assert losses(reliances_of(make_book(dependencies=deps))).stops["cloud"] == ("A",)


def test_layers_apart(make_book):
    reliances = reliances_of(make_book(dependencies=DEPS))
    assert losses(reliances, "host").stops["cloud"] == ("B",)
    assert losses(reliances, "model_developer").stops == {"lab1": ("B",), "lab2": ("C",)}
    assert not losses(reliances, "tool").stops


def test_what_must_be_tested_once_per_initiative_and_supplier(make_book):
    found = open_needs(reliances_of(make_book(dependencies=DEPS)))
    assert [(r.initiative_id, r.supplier) for r in found] == [("B", "lab1"), ("B", "cloud"), ("C", "lab2")]


def test_estimates_and_findings(make_book, assess):
    result = assess(make_book({"costs": COSTS}, dependencies=DEPS))
    assert one(result, "critical_initiatives", "all").point == 3
    assert one(result, "critical_uncovered", "all").point == 2
    assert one(result, "critical_stopped", "cloud").point == 1
    share = one(result, "critical_stopped_share", "lab1")
    assert share.point == pytest.approx(1 / 3)
    assert share.exact  # a census has no sampling interval
    assert one(result, "critical_stopped_spend", "lab1").point == pytest.approx(0.30)
    assert one(result, "critical_stopped_spend", "lab2").point == pytest.approx(0.20)
    by_code = {}
    for finding in result.findings:
        by_code.setdefault(finding.code, []).append(finding)
    assert {f.subject.id for f in by_code["BRK104"]} == {"lab1", "cloud", "lab2"}
    assert {f.subject.id for f in by_code["BRK105"]} == {"B", "C"}
    assert [f.subject.id for f in by_code["BRK106"]] == ["C"]  # cloud2 was tested in 2024


def test_most_of_the_critical_work_on_one_supplier_is_an_alarm(make_book, assess):
    deps = "".join(f"{i},model_developer,lab1,one,critical,,,,\n" for i in "ABC")
    result = assess(make_book(dependencies=deps))
    (finding,) = (f for f in result.findings if f.code == "BRK104")
    assert finding.severity is Severity.ALARM
    assert result.headline[0].arg("share").point == 1.0


def test_what_counts_as_critical_can_be_set(make_book, assess):
    result = assess(make_book(dependencies=DEPS), critical_from="high")
    assert one(result, "critical_initiatives", "all").point == 4
    assert one(result, "critical_stopped", "lab1").point == 2


def test_a_row_without_a_rating_follows_the_vendor(make_book, assess):
    result = assess(make_book(dependencies="A,host,cloud,,,,,,\nB,host,cloud2,,,,,,\n"))
    assert one(result, "critical_initiatives", "all").point == 1


def test_stopped_initiatives_do_not_count(make_book, assess):
    stages = "initiative_id,stage,entered_on\nB,production,2025-01-01\nB,stopped,2026-01-01\n"
    result = assess(make_book({"stages": stages}, dependencies=DEPS))
    assert one(result, "critical_initiatives", "all").point == 2
    assert one(result, "critical_stopped", "lab1").point == 0


def test_nothing_stops_when_everything_is_tested(make_book, assess):
    deps = "A,model_developer,lab1,one,critical,lab2,2026-05-01,4,\n"
    result = assess(make_book(dependencies=deps))
    assert "No single supplier" in result.headline[0].template
    assert not [f for f in result.findings if f.code in {"BRK104", "BRK105"}]


def test_nothing_rated_says_so(make_book, assess):
    result = assess(make_book(dependencies="A,model_developer,lab1,one,low,,,,\n"))
    assert not list(result.find("critical_initiatives"))
    assert any("criticality" in dict(f.message.args).values() for f in result.findings if f.code == "BRK109")


def test_heat_table_has_a_row_per_initiative_and_a_column_per_layer(make_book, assess):
    result = assess(make_book(dependencies=DEPS))
    (heat,) = (table for table in result.tables if table.id == "heat")
    assert [column.key for column in heat.columns] == [
        "initiative", "critical", "invoice_issuer", "host", "model_developer", "tool",
    ]  # fmt: skip
    assert [row[0].id for row in heat.rows][:3] == ["B", "C", "A"]  # most open needs first
    assert heat.rows[-1][0].id == "D"
    assert "not tested" in heat.rows[0][4].template


def test_contracts_whose_notice_comes_due(make_book, assess):
    contracts = (
        "contract_id,vendor_id,starts_on,ends_on,notice_days\n"
        "K1,cloud,2025-01-01,2026-12-31,90\n"  # notice by 2026-10-02: within 120 days
        "K2,lab1,2025-01-01,2027-12-31,90\n"  # far away
        "K3,lab2,2025-01-01,2026-08-01,90\n"  # notice passed, ends soon
        "K4,lab2,2024-01-01,2026-05-01,30\n"  # ended
    )
    result = assess(make_book({"contracts": contracts}, dependencies=DEPS))
    told = {f.message.arg("contract"): f.message.template for f in result.findings if f.code == "BRK107"}
    assert set(told) == {"K1", "K3"}
    assert "notice" in told["K1"]
