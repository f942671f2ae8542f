"""The tables that ship: complete, typed, sourced, consistent."""

import csv
import math
import pickle
from datetime import date
from pathlib import Path

import pytest

from specie.facts import Fact, check, open_facts, schema, table_names

FACTS = open_facts()
EXPECTED_ROWS = {
    "companies": 78, "rounds": 84, "financials": 175, "market": 71, "deals": 86, "rulers": 109,
    "zombies": 36, "shocks": 61, "analogues": 33,
}  # fmt: skip


def test_every_row_of_every_file_is_read() -> None:
    assert {table: len(FACTS.rows(table)) for table in table_names()} == EXPECTED_ROWS


@pytest.mark.parametrize("table", table_names())
def test_no_ragged_row_and_nothing_lost_in_typing(table: str) -> None:
    with (FACTS.folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        raw = list(csv.reader(file))
    assert tuple(raw[0]) == schema(table).names
    for cells, fact in zip(raw[1:], FACTS.rows(table), strict=True):
        assert len(cells) == len(raw[0])
        for column, cell in zip(schema(table).names, cells, strict=True):
            assert _same(cell, fact[column]), (table, fact.row, column)


def _same(cell: str, value: object) -> bool:
    if isinstance(value, bool):
        return cell == str(value).lower()
    if isinstance(value, float):
        return math.isclose(float(cell), value, rel_tol=0)
    return (cell or None) == value


@pytest.mark.parametrize("table", table_names())
def test_every_row_has_source_and_date(table: str) -> None:
    for fact in FACTS.rows(table):
        assert fact.source
        assert date(2000, 1, 1) < fact.as_of <= date(2026, 11, 22)
        assert fact.origin.url == fact.source
        assert fact.origin.as_of == fact.as_of
        assert fact.origin.rows == f"row {fact.row}"


@pytest.mark.parametrize("table", [t for t in table_names() if t != "companies"])
def test_every_row_says_what_kind_of_document_it_is(table: str) -> None:
    assert {fact.quality for fact in FACTS.rows(table)} <= {"primary", "secondary"}


def test_nothing_is_wrong_between_cells() -> None:
    assert check(FACTS) == ()


def test_known_figures() -> None:
    series_h = next(f for f in FACTS.rows("rounds") if f.key == ("anthropic", "2026-05-28", "Series H"))
    assert series_h["post_money_usd"] == 965e9
    assert series_h.start("date") == series_h.end("date") == date(2026, 5, 28)
    ruler = FACTS.one("rulers", "nanda-task-pilot-to-implemented")
    assert ruler is not None
    assert (ruler["result"], ruler["unit"]) == (0.25, "organisation")
    division = FACTS.one("companies", "google-deepmind")
    assert division is not None
    assert division["priced"] is False


def test_the_same_facts_are_pickled_and_digested() -> None:
    again = pickle.loads(pickle.dumps(FACTS))
    assert again.digest == FACTS.digest
    assert again.rows("deals") == FACTS.rows("deals")
    assert len(FACTS.digest) == 64


def test_same_money_points_at_rows_that_exist() -> None:
    keys = {fact.key for fact in FACTS.rows("rounds")}
    told = FACTS.same_money("rounds")
    assert told
    assert set(told) <= keys
    assert {target for _, target in told.values()} <= keys
    assert {relation for relation, _ in told.values()} == {"conflict", "part", "extension"}


def test_tables_equal_the_compiled_ones(shared: Path) -> None:
    for table in table_names():
        assert (FACTS.folder / f"{table}.csv").read_bytes() == (
            shared / "facts" / f"{table}.csv"
        ).read_bytes()


def test_intervals_of_rulers_are_wilson_where_they_say_so() -> None:
    from specie.kernel.proportion import wilson

    checked = 0
    for fact in FACTS.rows("rulers"):
        size, low, high = (
            fact.number("sample_size"),
            fact.number("interval_low"),
            fact.number("interval_high"),
        )
        if (
            size is None
            or low is None
            or high is None
            or "computed: Wilson" not in fact.text("interval_note")
        ):
            continue
        result = fact.number("result")
        assert result is not None
        ends = wilson(result * size, size, 0.95)
        assert ends.low == pytest.approx(low, abs=6e-5), fact["ruler_id"]
        assert ends.high == pytest.approx(high, abs=6e-5), fact["ruler_id"]
        checked += 1
    assert checked > 30


def test_a_fact_is_hashable() -> None:
    assert len({fact for fact in FACTS.rows("rounds") if isinstance(fact, Fact)}) == 84
