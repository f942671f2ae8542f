"""Nothing is dropped silently: rows read are rows used plus rows set aside, whatever the tables hold."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.book import Book, open_book
from specie.book.faults import CAPS
from specie.book.schema import TABLES, ColumnSchema, TableSchema, table_schema
from specie.model import Level

if TYPE_CHECKING:
    from specie.model import Problem

SETTINGS = '[book]\nname = "Test"\ncurrency = "USD"\nas_of = 2026-09-30\n'
FEW = settings().max_examples // 5
"""Books; one costs a store and some hundred queries, however many rows and tables it has."""
DIRT = ("", "NULL", "abc", "1,234", "12,5", "-3", "2026-02-30", "03/04/2026", "2027-01-01", "AI-09", "#N/A",
"１２",
        '"quoted, cell"', '"open', "EUR", "115/09/30", "\u3000", "idea", "50%")  # fmt: skip


def dirty_cell(column: ColumnSchema) -> st.SearchStrategy[str]:
    """Mostly something the column accepts, now and then anything."""
    good = list(column.allowed) or [column.example or "x"]
    if column.references == "initiatives" or column.name == "initiative_id":
        good = ["AI-01", "AI-02"]
    if column.type in ("date", "period"):
        good = ["2026-01-05", "2026-03-01", "2025-12-31"]
    return st.one_of(
        st.sampled_from(good), st.sampled_from(good), st.sampled_from(good), st.sampled_from(DIRT)
    )


@st.composite
def dirty_table(draw: st.DrawFn, schema: TableSchema) -> str:
    """A CSV file with dirty cells, ragged rows, blank lines."""
    lines = [",".join(schema.names)]
    for _ in range(draw(st.integers(0, 10))):
        cells = [draw(dirty_cell(column)) for column in schema.columns]
        shape = draw(st.sampled_from(["whole", "whole", "whole", "short", "long", "blank"]))
        cells = {"short": cells[:-1], "long": [*cells, "extra"], "blank": []}.get(shape, cells)
        lines.append(",".join(cells))
    return "\n".join([*lines, ""])


@st.composite
def dirty_book(draw: st.DrawFn) -> dict[str, str]:
    """Initiatives, and some other tables."""
    tables = draw(st.lists(st.sampled_from(TABLES[1:]), min_size=1, max_size=5, unique=True))
    return {f"{table}.csv": draw(dirty_table(table_schema(table))) for table in ("initiatives", *tables)}


def open_files(files: dict[str, str]) -> Book:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {"specie.toml": SETTINGS, **files}.items():
            (Path(folder) / name).write_text(text, "utf-8")
        return open_book(folder)


@given(dirty_book())
@settings(max_examples=FEW, deadline=None)
def test_every_row_is_used_or_set_aside(files: dict[str, str]) -> None:
    book = open_files(files)
    for source in book.sources.values():
        assert source.rows_read == source.rows_used + source.rows_set_aside
        (counted,) = (
            book.select(f"SELECT count(*) AS n FROM {source.table}")
            if source.table in TABLES
            else ({"n": 0},)
        )
        assert counted["n"] == source.rows_used
        errors = [p for p in book.problems if p.file in source.files and sets_aside(p)]
        assert (source.rows_set_aside > 0) == bool(errors)
        assert source.rows_set_aside <= sum(p.rows for p in errors) or any(p.row is None for p in errors)


def sets_aside(problem: Problem) -> bool:
    """An error does; so does the note on rows later than the book's date. An empty file has no rows."""
    return (problem.level is Level.ERROR or problem.code == "DAT034") and problem.code not in (
        "DAT005",
        "DAT033",
    )


@given(dirty_book())
@settings(max_examples=FEW // 4, deadline=None)
def test_opening_twice_gives_the_same(files: dict[str, str]) -> None:
    one, other = open_files(files), open_files(files)
    assert one.digest == other.digest
    assert one.problems == other.problems
    for table in TABLES:
        assert one.select(f"SELECT * FROM {table}") == other.select(f"SELECT * FROM {table}")


def test_many_faults_are_named_up_to_a_cap_and_then_counted(opened: Any) -> None:
    rows = "".join(f"2026-01-05,AI-01,,labour,x{i},USD\n" for i in range(200))
    book = opened({"costs.csv": "date,initiative_id,vendor_id,cost_type,amount,currency\n" + rows})
    found = [p for p in book.problems if p.code == "DAT012"]
    assert len(found) == CAPS[Level.ERROR] + 1
    assert sum(p.rows for p in found) == 200
    (rest,) = [p for p in found if p.row is None]
    assert rest.rows == 200 - CAPS[Level.ERROR]
    assert [p.row for p in found if p.row] == list(range(2, 2 + CAPS[Level.ERROR]))
    assert book.sources["costs"].rows_set_aside == 200


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_threads_change_nothing(write: Any, threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    import specie.book.opening as opening
    import specie.book.store as store

    real = store.open_store

    def with_threads() -> Any:
        connection = real()
        connection.execute(f"SET threads = {threads}")
        return connection

    rows = "".join(f"K-1,u{i % 700},2026-{1 + i // 700 % 9:02d},{i * 0.1:.3f},{i}\n" for i in range(6000))
    folder = write(
        {
            "kpis.csv": "kpi_id,initiative_id,name,better,scale\nK-1,AI-01,One,higher,level\n",
            "outcomes.csv": "kpi_id,unit_id,period,value,weight\n" + rows,
        }
    )
    expected = open_book(folder)
    monkeypatch.setattr(store, "open_store", with_threads)
    assert opening.open_book is open_book
    book = open_book(folder)
    assert book.digest == expected.digest
    assert book.select("SELECT * FROM outcomes") == expected.select("SELECT * FROM outcomes")
    assert book.problems == expected.problems
