"""``specie connect``: what is printed, in both languages, and how it exits."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from specie.cli.connect import command
from specie.connect.codes import CODES


@pytest.fixture
def call(recorded, book_folder, monkeypatch):
    monkeypatch.delenv("SPECIE_CONTACT", raising=False)
    monkeypatch.setenv("SPECIE_LANG", "en")

    def run(*arguments):
        done = CliRunner().invoke(command, [str(a) for a in arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return run


def test_the_rows_are_told_and_written(call, recorded, book_folder):
    done = call("filings", book_folder, "QSYN=quillstone", "--from", recorded)
    assert done.exit_code == 0
    assert "+ quillstone, revenue, 2023-07-01 to 2026-07-04, rows: 17" in done.stdout
    assert "added, rows: 190" in done.stdout
    assert "written: financials.csv" in done.stdout
    again = call("filings", book_folder, "QSYN=quillstone", "--from", recorded)
    assert "there already, rows: 190" in again.stdout
    assert "nothing was written" in again.stdout


def test_a_dry_run_says_so(call, recorded, book_folder):
    done = call("filings", book_folder, "QSYN=quillstone", "--from", recorded, "--dry-run")
    assert "dry run" in done.stdout
    assert done.exit_code == 0


def test_json_and_csv_hold_every_row(call, recorded, book_folder):
    base = ("filings", book_folder, "QSYN=quillstone", "--from", recorded, "--dry-run", "--format")
    data = json.loads(call(*base, "json").stdout)
    assert (data["dry_run"], data["written"], len(data["rows"])) == (True, [], 190)
    assert {row["kind"] for row in data["rows"]} == {"added"}
    assert any(p["code"] == "SRC221" for p in data["problems"])
    rows = list(csv.DictReader(io.StringIO(call(*base, "csv").stdout)))
    assert len(rows) == 190
    assert rows[0]["metric"] == "revenue"


def test_fewer_years_are_fewer_rows(call, recorded, book_folder):
    base = ("filings", book_folder, "QSYN=quillstone", "--from", recorded, "--dry-run", "--format", "json")
    rows = json.loads(call(*base, "--years", "1").stdout)["rows"]
    assert 0 < len(rows) < 80
    assert min(row["cells"]["period_end"] for row in rows) > "2025-06-01"


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ((), "the SEC wants to know who asks"),
        (("--contact", "jane@example.com"), "no name with an e-mail address"),
        (("--contact", "J\n jane@example.com"), "plain ASCII letters"),
    ],
)
def test_without_a_contact_nobody_is_asked(call, book_folder, contact, told):
    done = call("filings", book_folder, "NVDA", *contact)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "hint" in done.stderr


def test_an_extra_that_is_not_there_is_named(call, book_folder, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "edgar", None)
    done = call("filings", book_folder, "NVDA", "--contact", "Jane jane@example.com")
    assert done.exit_code == 2
    assert "specie[filings]" in done.stderr


def test_an_unknown_ticker_exits_with_one(call, recorded, book_folder):
    done = call("filings", book_folder, "NONE", "--from", recorded)
    assert done.exit_code == 1
    assert "SRC102" in done.stdout
    assert "nothing was written" in done.stdout


@pytest.mark.parametrize("option", ["--from", "book"])
def test_a_folder_that_is_not_there_exits_with_two(call, recorded, book_folder, tmp_path, option):
    missing = tmp_path / "missing"
    arguments = (
        (book_folder, "X", "--from", missing) if option == "--from" else (missing, "X", "--from", recorded)
    )
    done = call("filings", *arguments)
    assert done.exit_code == 2
    assert str(missing) in done.stderr


def test_prices_come_from_a_folder(call, book_folder, tmp_path):
    folder = tmp_path / "closes"
    folder.mkdir()
    (folder / "x.csv").write_text("ticker,date,close,currency\nQSYN,2026-10-30,41.5,USD\n")
    done = call("prices", book_folder, "QSYN=quillstone", "--from", folder)
    assert done.exit_code == 0
    assert "+ QSYN, prices" in done.stdout
    assert "SRC306" in done.stdout
    assert call("prices", book_folder, "X", "--from", folder, "--provider", "other").exit_code == 2
    assert call("prices", book_folder, "X", "--from", folder, "--day", "2027-01-01").exit_code == 2


def test_every_code_is_explained_once():
    assert all(code.id == id_ and code.title and code.meaning and code.remedy for id_, code in CODES.items())
