"""A small book is read with small plans; the rows and the problems are those of any other plan."""

from __future__ import annotations

import shutil

import pytest

from specie.book import open_book, store
from specie.example import write_example

ROWS = 2_000
"""Kept of a long file: plans are chosen by the size of a book, and every query runs on some rows of it."""


@pytest.fixture(scope="module")
def odd_book(tmp_path_factory):
    """The example book, its long files cut short, with a few faults in it."""
    folder = tmp_path_factory.mktemp("plans") / "book"
    write_example(folder)
    for path in (folder / "outcomes.csv", folder / "usage.csv", *(folder / "bills").glob("*.csv")):
        path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:ROWS]), "utf-8")
    costs = (folder / "costs.csv").read_text("utf-8").splitlines()
    costs[3] = costs[3].replace("-", "/", 2)
    costs[5] = costs[5] + ",one too many"
    (folder / "costs.csv").write_text("\n".join(costs) + "\n", "utf-8")
    shutil.copy(folder / "bills" / "mistral.csv", folder / "bills" / "twice.csv")
    return folder


def _seen(folder):
    book = open_book(folder)
    ledger = book.select("SELECT * FROM spend_ledger ORDER BY ALL")
    outcomes = book.select("SELECT count(*) AS n, min(_row) AS first, max(value) AS most FROM outcomes")
    return book.digest, book.problems, dict(book.sources), ledger, outcomes


def test_plans_do_not_change_what_is_read(odd_book, monkeypatch):
    small = _seen(odd_book)
    monkeypatch.setattr(store, "SMALL", -1)
    assert _seen(odd_book) == small
    assert any(problem.code == "DAT306" for problem in small[1])


def test_bills_read_beside_the_tables_see_what_the_checks_remove(odd_book, monkeypatch, tmp_path):
    folder = shutil.copytree(odd_book, tmp_path / "book")
    path = folder / "initiatives.csv"
    rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*rows, rows[1] + " again"]) + "\n", "utf-8")
    small = _seen(folder)
    monkeypatch.setattr(store, "SMALL", -1)
    assert _seen(folder) == small
    assert any(problem.file == "initiatives.csv" and problem.row == len(rows) + 1 for problem in small[1])


def test_the_store_is_left_as_it_was(odd_book):
    wanted = store.open_store().execute("SELECT current_setting('threads')").fetchall()
    assert [tuple(row.values()) for row in open_book(odd_book).select(
        "SELECT current_setting('threads') AS threads")] == wanted  # fmt: skip


def test_a_store_is_left_as_it_was_after_a_failure():
    opened = store.open_store()
    before = opened.execute("SELECT current_setting('threads')").fetchall()
    with pytest.raises(ZeroDivisionError), store.small_plans(opened, 1):
        raise ZeroDivisionError
    assert opened.execute("SELECT current_setting('threads')").fetchall() == before
