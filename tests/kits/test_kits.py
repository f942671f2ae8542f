"""Kits: each is whole, its counter-metrics keep speed in check, and the book it starts passes every check."""

from __future__ import annotations

from datetime import date
from math import comb
from pathlib import Path

import duckdb
import pytest

from specie.book import open_book
from specie.book.template import write_template
from specie.kits import kit, kit_ids, start_book
from specie.model import CashClass, Level, Message
from specie.report.kit import docs_page, kit_text
from specie.report.language import language

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "kits.md"
TODAY = date(2026, 9, 30)
OUTCOMES = ["kpi_id", "unit_id", "period", "value", "weight"]

each = pytest.mark.parametrize("name", kit_ids())


def english(message: Message) -> str:
    return language("en").message(message)


def test_every_file_is_a_kit_and_an_unknown_name_is_refused():
    folder = ROOT / "src" / "specie" / "kits"
    assert {path.stem for path in folder.glob("*.toml")} == set(kit_ids())
    assert len({kit(name).code for name in kit_ids()}) == len(kit_ids())
    with pytest.raises(KeyError):
        kit("nonsense")


@each
def test_every_result_is_held_in_check_and_every_counter_holds_something(name):
    found = kit(name)
    assert found.results
    counters = {kpi.id for kpi in found.counters}
    for kpi in found.results:
        assert kpi.countered_by
        assert set(kpi.countered_by) <= counters
        assert kpi.cash_class in set(CashClass)
        assert kpi.cash
    held = {counter for kpi in found.results for counter in kpi.countered_by}
    assert held == counters
    assert {"quality", "rework", "security", "satisfaction"} <= {kpi.kind for kpi in found.counters}
    assert len({kpi.id for kpi in found.kpis}) == len(found.kpis)
    for kpi in found.results:
        guards = {found.kpi(counter).kind for counter in kpi.countered_by}
        assert guards & {"quality", "rework"}, f"{kpi.id} could win on speed alone"


@each
def test_every_text_is_there(name):
    found = kit(name)
    for kpi in found.kpis:
        assert all((kpi.name, kpi.unit, kpi.meaning, kpi.weight, kpi.worth, kpi.needs, kpi.misleads))
        assert kpi.id.startswith(f"{found.code}-")
    control = found.control
    assert all((control.unit, control.randomised, control.spill_over, control.hold_out, control.stop_rule))


@each
def test_the_least_comparison_can_be_decided(name):
    """With half of the units drawn, the smallest possible p-value lies below 5 %."""
    control = kit(name).control
    assert 2 / comb(control.least_units, control.least_units // 2) < 0.05
    assert control.weeks_before >= 8
    assert control.weeks_after >= control.weeks_before


@each
def test_a_book_started_from_a_kit_passes_every_check(tmp_path, name):
    write_template(tmp_path, "Mine", english, TODAY)
    start_book(tmp_path, kit(name), TODAY, english)
    book = open_book(tmp_path)
    assert [p for p in book.problems if p.level is Level.ERROR] == []
    assert {p.code for p in book.problems} == {"DAT109"}  # the owners are for the user to name
    assert {row["kpi_id"] for row in book.select("SELECT kpi_id FROM kpis")} == {k.id for k in kit(name).kpis}
    for table in ("initiatives", "kpis", "rollout", "outcomes", "plans"):
        assert book.has(table)


@each
def test_nothing_is_assumed_for_the_user(tmp_path, name):
    write_template(tmp_path, "Mine", english, TODAY)
    start_book(tmp_path, kit(name), TODAY, english)
    book = open_book(tmp_path)
    numbers = "SELECT count(value) + count(weight) AS n FROM outcomes"
    worths = "SELECT count(value_per_unit) + count(value_low) + count(value_high) AS n FROM kpis"
    plans = "SELECT count(baseline) + count(minimum_effect) + count(tranche) AS n FROM plans"
    started = "SELECT count(treated_on) AS n FROM rollout"
    for sql in (numbers, worths, plans, started):
        assert book.select(sql) == [{"n": 0}]


def test_all_kits_fit_into_one_book_in_chinese(tmp_path):
    chinese = language("zh-Hant").message
    write_template(tmp_path, "我的帳冊", chinese, TODAY)
    for name in kit_ids():
        start_book(tmp_path, kit(name), TODAY, chinese)
    book = open_book(tmp_path)
    assert [p for p in book.problems if p.level is Level.ERROR] == []
    assert len(book.select("SELECT * FROM initiatives")) == len(kit_ids())


def test_a_table_without_a_column_is_named(tmp_path):
    write_template(tmp_path, "Mine", english, TODAY)
    (tmp_path / "kpis.csv").write_text("kpi_id,initiative_id\n", "utf-8")
    with pytest.raises(KeyError, match=r"kpis\.csv"):
        start_book(tmp_path, kit(kit_ids()[0]), TODAY, english)


def store(name):
    """The source tables of a kit, empty."""
    connection = duckdb.connect()
    for source in kit(name).sources:
        columns = ", ".join(f"{column} {kind}" for column, kind in source.columns.items())
        connection.execute(f"CREATE TABLE {source.table} ({columns})")
    return connection


def read(connection, name, kpi_id):
    rows = connection.execute(kit(name).kpi(kpi_id).sql).fetchall()
    return {(unit, period): (value, weight) for _, unit, period, value, weight in rows}


@each
def test_every_query_runs_and_gives_rows_of_outcomes(name):
    connection = store(name)
    for kpi in kit(name).kpis:
        done = connection.execute(kpi.sql)
        assert [column[0] for column in done.description] == OUTCOMES, kpi.id
        assert done.fetchall() == []


def test_customer_service_queries_by_hand():
    c = store("customer-service")
    c.execute("""INSERT INTO contacts VALUES
        ('1', 'a', 'x', 'bill', '2026-03-02 09:00', 600, 'agent'),
        ('2', 'a', 'x', 'bill', '2026-03-06 09:00', 300, 'agent'),
        ('3', 'a', 'y', 'bill', '2026-03-06 10:00', NULL, 'self'),
        ('4', 'a', 'x', 'bill', '2026-03-20 09:00', 60, 'agent')""")
    c.execute("INSERT INTO surveys VALUES ('1', 8), ('2', 4)")
    c.execute("INSERT INTO reviews VALUES ('1', true), ('2', false), ('3', false)")
    c.execute("INSERT INTO incidents VALUES ('i', '1'), ('j', '1')")
    week = ("a", "2026-W10")
    assert read(c, "customer-service", "CS-AHT")[week] == (7.5, 2)
    assert read(c, "customer-service", "CS-SELF")[week] == (pytest.approx(1 / 3), 3)
    assert read(c, "customer-service", "CS-REPEAT")[week] == (pytest.approx(1 / 3), 3)
    assert read(c, "customer-service", "CS-REPEAT")["a", "2026-W12"] == (0, 1)
    assert read(c, "customer-service", "CS-CSAT")[week] == (6, 2)
    assert read(c, "customer-service", "CS-ERROR")[week] == (pytest.approx(1 / 3), 3)
    assert read(c, "customer-service", "CS-LEAK")[week] == (pytest.approx(20000 / 3), 3)


def test_knowledge_queries_by_hand():
    c = store("knowledge-retrieval")
    c.execute("""INSERT INTO questions VALUES
        ('1', 'p', 'north', 'leave', '2026-03-02 09:00', 20, 'tool'),
        ('2', 'p', 'north', 'leave', '2026-03-04 09:00', 10, 'expert'),
        ('3', 'q', 'north', 'leave', '2026-03-04 09:00', 6, 'search')""")
    c.execute("INSERT INTO checks VALUES ('1', true, true, false), ('2', false, false, false)")
    c.execute(
        "INSERT INTO tickets VALUES ('t', 'north', '2026-03-03 09:00'), ('u', 'north', '2026-03-10 09:00')"
    )
    c.execute("INSERT INTO people VALUES ('north', '2026-W10', 4), ('south', '2026-W10', 5)")
    c.execute("INSERT INTO ratings VALUES ('1', 9), ('3', 3)")
    week = ("north", "2026-W10")
    assert read(c, "knowledge-retrieval", "KR-FIND")[week] == (12, 3)
    assert read(c, "knowledge-retrieval", "KR-EXPERT")[week] == (0.25, 4)
    assert read(c, "knowledge-retrieval", "KR-EXPERT")["south", "2026-W10"] == (0, 5)
    assert read(c, "knowledge-retrieval", "KR-WRONG")[week] == (0.5, 2)
    assert read(c, "knowledge-retrieval", "KR-STALE")[week] == (0.5, 2)
    assert read(c, "knowledge-retrieval", "KR-REASK")[week] == (pytest.approx(1 / 3), 3)
    assert read(c, "knowledge-retrieval", "KR-ACCESS")[week] == (0, 2)
    assert read(c, "knowledge-retrieval", "KR-SAT")[week] == (6, 2)


def test_coding_queries_by_hand():
    c = store("coding-assistance")
    c.execute("""INSERT INTO changes VALUES
        ('1', 'a', '2026-03-01 09:00', '2026-03-02 09:00', 100, 20, 30),
        ('2', 'a', '2026-03-03 09:00', '2026-03-03 19:00', 300, 0, NULL),
        ('3', 'a', '2026-03-04 09:00', '2026-03-04 11:00', 0, 0, 10)""")
    c.execute(
        "INSERT INTO deployments VALUES ('d', 'a', '2026-03-05', true), ('e', 'a', '2026-03-06', false)"
    )
    c.execute(
        """INSERT INTO items VALUES
        ('i', 'a', '2026-03-05'), ('j', 'a', '2026-03-06'), ('k', 'a', '2026-03-06')"""
    )
    c.execute("INSERT INTO people VALUES ('a', '2026-W10', 6)")
    c.execute("INSERT INTO findings VALUES ('f', 'a', '2026-03-03')")
    c.execute("INSERT INTO pulse VALUES ('a', '2026-03-03', 7), ('a', '2026-03-04', 8)")
    week = ("a", "2026-W10")
    assert read(c, "coding-assistance", "CA-LEAD")[week] == (10, 3)
    assert read(c, "coding-assistance", "CA-DONE")[week] == (0.5, 6)
    assert read(c, "coding-assistance", "CA-FAIL")[week] == (0.5, 2)
    assert read(c, "coding-assistance", "CA-REWORK")[week] == (pytest.approx(20 / 400), 400)
    assert read(c, "coding-assistance", "CA-VULN")[week] == (pytest.approx(25), 400)
    assert read(c, "coding-assistance", "CA-REVIEW")[week] == (20, 2)
    assert read(c, "coding-assistance", "CA-PULSE")[week] == (7.5, 2)


@each
def test_a_kit_reads_in_both_languages_with_the_same_queries(name):
    pages = [kit_text(kit(name), language(code)) for code in ("en", "zh-Hant")]
    for kpi in kit(name).kpis:
        assert all(kpi.sql in page and f"`{kpi.id}`" in page for page in pages)
    assert pages[0].count("\n## ") == pages[1].count("\n## ") == 3


def test_the_docs_page_is_what_the_kits_say():
    wanted = docs_page([kit(name) for name in kit_ids()], language("en"))
    assert PAGE.read_text("utf-8") == wanted, "run: python tests/kits/test_kits.py"


if __name__ == "__main__":
    PAGE.write_text(docs_page([kit(name) for name in kit_ids()], language("en")), "utf-8")
