"""The whole analysis: on shipped facts, on a book with terms, and on what is wrong with terms."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from specie.analyses.worth.terms import ANALYSIS
from specie.analyses.worth.terms.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import Bound, Grade, Inputs, Result, Status

TOML = '[book]\nname = "Tiny"\ncurrency = "USD"\nas_of = {as_of}\n'
HEAD = (
    "company_id,series,date,kind,shares,price_per_share_usd,strike_usd,liquidation_multiple,seniority,"
    "participating,ipo_ratchet,ipo_veto,bound,status,source,source_quality,as_of\n"
)
TABLE = (
    "nimbus,A,2025-01-15,preferred,100000000,0.5,,1,1,false,0,false,,closed,s,primary,2026-03-01\n"
    "nimbus,B,2026-02-20,preferred,100000000,1,,1,1,false,0,false,,closed,s,primary,2026-03-01\n"
    "nimbus,Common,2024-01-01,common,740000000,,,,,,,,,closed,s,primary,2026-03-01\n"
    "nimbus,Options,2025-06-01,option,10000000,,0.1,,,,,,,closed,s,primary,2026-03-01\n"
    "nimbus,Pool,2026-02-20,pool,50000000,,,,,,,,,closed,s,primary,2026-03-01\n"
)
HOLDINGS = "holding_id,company_id,quantity,share_class\n"


def make_book(folder: Path, as_of: str = "2026-10-31", **tables: str) -> Book:
    (folder / "specie.toml").write_text(TOML.format(as_of=as_of), "utf-8")
    tables.setdefault("initiatives", "initiative_id,name\nAI-1,One\n")
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, "utf-8")
    return open_book(folder)


def vendors(*companies: str) -> str:
    return "vendor_id,company_id,name\n" + "".join(f"v{i},{c},Vendor {i}\n" for i, c in enumerate(companies))


def result_of(book: Book, **params: float) -> Result:
    return run(book, open_facts(), Inputs(params=params))


def one(result: Result, measure: str, period: str = ""):
    found = [e for e in result.find(measure) if period in e.period]
    assert len(found) == 1, [e.period for e in found]
    return found[0]


def codes(result: Result) -> Counter[str]:
    return Counter(finding.code for finding in result.findings)


def test_runs_on_shipped_facts_alone(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path))
    assert result.status is Status.OK
    assert result.headline
    assert result.key
    assert max(Counter(e.key for e in result.estimates).values()) == 1


def test_everything_is_declared_and_drawn(tmp_path: Path) -> None:
    holdings = HOLDINGS + "H1,nimbus,1000,common\nH2,nimbus,500,\n"
    book = make_book(tmp_path, terms=HEAD + TABLE, vendors=vendors("openai", "mistral"), holdings=holdings)
    result = result_of(book)
    assert {e.measure for e in result.estimates} == {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} == {m.id for m in ANALYSIS.methods}
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    assert all(e.denominator and e.origins for e in result.estimates)
    assert all(len(line) == len(table.columns) for table in result.tables for line in table.rows)
    for figure in result.figures:
        assert all(set(figure.roles.values()) <= set(row) for row in figure.data)


def test_the_published_example_with_a_sliver_of_options(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, terms=HEAD + TABLE))
    fair, over = one(result, "fair_value"), one(result, "headline_overvaluation")
    assert fair.point == pytest.approx(771.2e6, rel=0.005)
    assert over.point == pytest.approx(0.297, abs=0.01)
    assert fair.low < fair.point < fair.high
    assert fair.grade is Grade.MODELLED
    assert one(result, "headline_value").point == 1e9
    assert one(result, "share_fair_value", "2026-02-20 B").point == pytest.approx(1.0)
    assert one(result, "class_overvaluation", "Common").point == pytest.approx(0.282, abs=0.01)
    values = [e.point for e in result.find("class_fair_value")]
    assert sum(values) == pytest.approx(fair.point)
    assert one(result, "option_pricing_equity").point < fair.point
    assert one(result, "option_pricing_share", "2026-02-20 B").point == pytest.approx(1.0)
    assert codes(result)["WOR401"] == 1


def test_a_firm_without_terms_has_a_range_and_no_point(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=vendors("mistral")))
    over = one(result, "headline_overvaluation")
    assert over.point is None
    assert over.low < over.high
    assert codes(result)["WOR406"] == 1
    assert {t.id for t in result.tables} >= {"firms", "term_sets"}


def test_above_a_hundred_billion_the_readings_are_shown(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=vendors("anthropic", "openai", "mistral")))
    large = {f.subject.id for f in result.findings if f.code == "WOR407"}
    assert large == {"anthropic", "openai"}
    (table,) = [t for t in result.tables if t.id == "ipo_chance"]
    assert len(table.rows) == 6


def test_a_listed_supplier_is_not_valued_by_terms(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=vendors("coreweave", "google-deepmind")))
    assert result.status is Status.NOT_ASSESSED
    assert codes(result)["WOR410"] == 2


def test_positions_by_class(tmp_path: Path) -> None:
    holdings = HOLDINGS + "H1,nimbus,1000,common\nH2,nimbus,500,\nH3,nimbus,10,b\nH4,mistral,10,\n"
    result = result_of(make_book(tmp_path, terms=HEAD + TABLE, holdings=holdings))
    common = one(result, "holding_fair_value", "H1")
    assert common.point == pytest.approx(1000 * one(result, "share_fair_value", "Common").point)
    assert one(result, "holding_headline", "H1").point == 1000
    unknown = one(result, "holding_fair_value", "H2")
    assert unknown.point is None
    assert unknown.high == pytest.approx(500)
    assert one(result, "holding_fair_value", "H3").point == pytest.approx(10)
    assert codes(result)["WOR405"] == 1
    discounted = result_of(
        make_book(tmp_path, terms=HEAD + TABLE, holdings=holdings), marketability_discount=0.2
    )
    assert one(discounted, "holding_fair_value", "H1").point == pytest.approx(0.8 * common.point)


def test_a_floor_stays_a_floor(tmp_path: Path) -> None:
    rows = TABLE.replace(
        "preferred,100000000,1,,1,1,false,0,false,,", "preferred,100000000,1,,1,1,false,0,false,>=,"
    )
    result = result_of(make_book(tmp_path, terms=HEAD + rows))
    for measure in ("headline_value", "fair_value"):
        estimate = one(result, measure)
        assert (estimate.bound, estimate.high) == (Bound.AT_LEAST, None)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("B,2026-02-20,preferred,100000000", "B,2026-02-20,preferred,", "WOR405"),
        ("nimbus,A,2025-01-15,preferred", "nimbus,B,2026-02-20,preferred", "WOR404"),
        ("common,740000000,,,,", "common,740000000,,,1,", "WOR404"),
    ],
)
def test_wrong_terms_are_named_and_give_no_number(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in TABLE
    result = result_of(make_book(tmp_path, terms=HEAD + TABLE.replace(old, new)))
    assert codes(result)[code] == 1
    assert not [e for e in result.estimates if e.subject.id == "nimbus"]


def test_a_ratchet_a_stack_and_unknown_rights_are_told(tmp_path: Path) -> None:
    rows = TABLE.replace(
        "B,2026-02-20,preferred,100000000,1,,1,1,false,0,false",
        "B,2026-02-20,preferred,100000000,1,,3,1,,1.5,false",
    )
    found = codes(result_of(make_book(tmp_path, terms=HEAD + rows)))
    assert found["WOR402"] == 2
    assert found["WOR403"] == 1
    assert found["WOR405"] == 1


def test_nothing_later_than_the_book_is_used(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, as_of="2025-06-15", terms=HEAD + TABLE))
    assert one(result, "headline_value").period == "2025-01-15"
    assert all(e.period[:10] <= "2025-06-15" for e in result.estimates)


def test_same_seed_same_digits_and_bad_parameters_are_told(tmp_path: Path) -> None:
    book = make_book(tmp_path, terms=HEAD + TABLE)
    assert result_of(book) == result_of(book)
    refused = result_of(book, volatility=9.0)
    assert refused.status is Status.NOT_ASSESSED
    assert refused.reason is not None


def test_who_is_a_vendor_changes_no_number(tmp_path: Path) -> None:
    alone = {e.key: e for e in result_of(make_book(tmp_path, vendors=vendors("mistral"))).estimates}
    beside = {
        e.key: e for e in result_of(make_book(tmp_path, vendors=vendors("openai", "mistral"))).estimates
    }
    assert all(beside[key] == estimate for key, estimate in alone.items())
