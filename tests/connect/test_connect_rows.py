"""Rows into a book: added once, the user's never touched, restatements followed, files swapped whole."""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from specie.book import open_book
from specie.companies.ledger import read_ledger
from specie.connect.entry import Entry
from specie.connect.fetch.folder import FolderFetcher
from specie.connect.filings.connect import connect_filings
from specie.connect.filings.rows import VIA, facts_to_rows
from specie.connect.outcome import Existing
from specie.connect.table.compare import agree, compare
from specie.connect.table.file import TableError, open_table, replace_whole
from specie.connect.table.text import number_text
from specie.connect.wanted import wanted
from specie.facts import open_facts

HEADER = ("company_id,period_end,period,metric,basis,gross_net,value,unit,bound,status,source,source_quality,"
          "note,via,as_of")  # fmt: skip


@pytest.fixture
def bring(book_folder, recorded, english):
    """Run the connector on the book."""

    def run(*asked, folder=recorded, **options):
        book = open_book(book_folder)
        source = FolderFetcher(folder)
        return connect_filings(
            asked or ("QSYN=quillstone",), book, open_facts(), source, book_folder, english, **options
        )

    return run


def write_own(folder: Path, *rows: str, header: str = HEADER, newline: str = "\n") -> bytes:
    content = newline.join((header, *rows, "")).encode()
    (folder / "financials.csv").write_bytes(content)
    return content


def own(
    value, end="2025-01-04", period="year", metric="cost_of_revenue", bound="=", via="", as_of="2025-03-01"
):
    return (f"quillstone,{end},{period},{metric},gaap,,{value},usd,{bound},,https://own.example,primary,"
            f"mine,{via},{as_of}")  # fmt: skip


def lines(folder: Path) -> list[dict[str, str]]:
    with (folder / "financials.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kinds(outcome):
    return {kind: len(outcome.of_kind(kind)) for kind in ("added", "updated", "kept", "disagrees")}


def test_a_second_run_changes_nothing(bring, book_folder):
    first = bring()
    content = (book_folder / "financials.csv").read_bytes()
    second = bring()
    assert kinds(first)["added"] == 190
    assert first.written == ("financials.csv",)
    assert kinds(second) == {"added": 0, "updated": 0, "kept": 190, "disagrees": 0}
    assert second.written == ()
    assert (book_folder / "financials.csv").read_bytes() == content


def test_the_book_reads_every_row_and_the_ledger_knows_them(bring, book_folder):
    bring()
    book = open_book(book_folder)
    assert not [p for p in book.problems if p.file == "financials.csv"]
    assert book.sources["financials"].rows_used == 190
    ledger = read_ledger(book, open_facts())
    revenues = [r for r in ledger.revenues if r.company == "quillstone"]
    assert {(r.end.text, r.period): r.value for r in revenues}["2026-07-04", "year"] == 3_930_000_000
    assert {str(r.grade) for r in revenues} == {"filed"}


def test_a_dry_run_says_the_same_and_writes_nothing(bring, book_folder):
    before = (book_folder / "financials.csv").read_bytes()
    done = bring(dry=True)
    assert kinds(done)["added"] == 190
    assert done.written == ()
    assert (book_folder / "financials.csv").read_bytes() == before


def test_a_row_of_the_user_that_disagrees_stays_and_is_named(bring, book_folder):
    content = write_own(book_folder, own(1_000_000_000))
    done = bring()
    (change,) = done.of_kind("disagrees")
    (problem,) = [p for p in done.problems if p.code == "SRC401"]
    assert (problem.file, problem.row) == ("financials.csv", 2)
    assert (change.old.value, change.entry.value) == (1_000_000_000, 1_105_000_000)
    assert (book_folder / "financials.csv").read_bytes().startswith(content)
    assert sum(r["period_end"] == "2025-01-04" and r["metric"] == "cost_of_revenue" and r["period"] == "year"
               for r in lines(book_folder)) == 1  # fmt: skip


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (own(1_105_000_000), "kept"),
        (own(1.105e9), "kept"),
        (own("1110000000"), "kept"),  # rounded to ten million, as it is written
        (own(1_105_000_000, end="2025-01"), "kept"),  # the month in which the period ends
        (own(1_000_000_000, bound=">="), "added"),  # a floor that holds: the figure stands beside it
        (own(2_000_000_000, bound=">="), "disagrees"),
        (own(1_105_000_000, period="quarter"), "added"),
        (own(1_105_000_000).replace("gaap", "press"), "added"),
    ],
)
def test_what_agrees_with_a_row_of_the_user(bring, book_folder, row, kind):
    write_own(book_folder, row)
    done = bring()
    (change,) = [c for c in done.changes
                 if c.entry.name[1:4] == ("2025-01-04", "year", "cost_of_revenue")]  # fmt: skip
    assert change.kind == kind


def test_a_year_as_date_names_the_fiscal_year_not_twelve_months_within(bring, book_folder):
    write_own(book_folder, own(1_510_000_000, end="2025"), own(1, end="2026", metric="capex"))
    done = bring()
    named = [c for c in done.changes if c.entry.name[2:4] == ("year", "cost_of_revenue")]
    assert {c.kind for c in named if c.entry.name[1] > "2025-04"} == {"added"}, "no fiscal year ends in these"


def test_a_restatement_updates_the_connectors_row_unless_it_was_edited(bring, book_folder, recorded, english):
    for value, expected in ((98_000_000, "updated"), (97_000_000, "disagrees")):
        write_own(
            book_folder,
            own(5, metric="mine"),
            own(value, metric="net_income", via=VIA, as_of="2025-02-23"),
            own(7, metric="mine too"),
            newline="\r\n",
        )
        done = bring()
        (change,) = [c for c in done.changes if c.entry.name[1:4] == ("2025-01-04", "year", "net_income")]
        assert change.kind == expected
        rows = lines(book_folder)
        assert (rows[0]["metric"], rows[2]["metric"]) == ("mine", "mine too")
        assert rows[1]["value"] == ("89000000" if expected == "updated" else "97000000")
        assert b"\n" not in (book_folder / "financials.csv").read_bytes().replace(b"\r\n", b"")


def test_other_companies_go_on_when_one_fails(bring):
    done = bring("NONE", "QSYN=quillstone", "no ticker!", "CIK0000000007=seven", "CIK9999991=quillstone")
    assert [p.code for p in done.problems if p.level == "error"] == ["SRC102", "SRC101", "SRC108", "SRC103"]
    assert kinds(done)["added"] == 190


def test_a_half_written_answer_is_named_and_the_book_is_as_it_was(bring, book_folder, recorded, tmp_path):
    whole = (recorded / "CIK0009999991.json").read_bytes()
    (tmp_path / "CIK0009999991.json").write_bytes(whole[: len(whole) // 2])
    before = (book_folder / "financials.csv").read_bytes()
    done = bring("CIK9999991", folder=tmp_path)
    assert [p.code for p in done.problems] == ["SRC107"]
    assert (book_folder / "financials.csv").read_bytes() == before


def test_a_ticker_is_known_by_the_facts_the_holdings_or_goes_by_itself(book_folder):
    (book_folder / "holdings.csv").write_text(
        "holding_id,company_id,ticker,quantity,price,currency,share_class\nH,mine,QSYN,1,,,\n"
    )
    book, facts = open_book(book_folder), open_facts()
    assert wanted("nvda", book, facts).company_id == "nvidia"
    assert wanted("QSYN", book, facts).company_id == "mine"
    assert wanted("XYZ", book, facts).company_id == "xyz"
    assert not wanted("XYZ", book, facts).known
    assert wanted("XYZ = Own-1", book, facts).company_id == "Own-1"
    assert wanted("CIK0001045810=nvidia", book, facts).cik == 1045810
    assert [wanted(t, book, facts) for t in ("", "=", "a b", "X=", "../x", "X=a/b")] == [None] * 6


# The file


@pytest.mark.parametrize(
    ("encoding", "separator", "newline", "note"),
    [("utf-8", ",", "\r\n", 'café, "x"\nline'), ("utf-8-sig", ";", "\n", "x"), ("cp950", "\t", "\n", "金額")],
)
def test_the_form_of_the_file_is_kept(bring, book_folder, encoding, separator, newline, note, english):
    names = [*HEADER.split(","), "my own"]
    with (book_folder / "financials.csv").open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator, lineterminator=newline)
        writer.writerow(names)
        writer.writerow(
            [
                "own",
                "2024",
                "year",
                "revenue",
                "press",
                "",
                "5",
                "usd",
                "=",
                "",
                "s",
                "",
                note,
                "",
                "2025-01-01",
                "?",
            ]
        )
    if encoding == "cp950":
        settings = book_folder / "specie.toml"
        settings.write_text(settings.read_text("utf-8") + '\n[read]\nencoding = "big5"\n', "utf-8")
    before = (book_folder / "financials.csv").read_bytes()
    bring()
    after = (book_folder / "financials.csv").read_bytes()
    assert after.startswith(before)
    with (book_folder / "financials.csv").open(encoding=encoding, newline="") as file:
        rows = list(csv.reader(file, delimiter=separator))
    assert {len(row) for row in rows} == {len(names)}
    assert len(rows) == 192
    assert kinds(bring())["kept"] == 190


def test_a_book_without_the_table_gets_it(bring, book_folder):
    (book_folder / "financials.csv").unlink()
    assert bring().written == ("financials.csv",)
    assert (book_folder / "financials.csv").read_text("utf-8").splitlines()[0] == HEADER
    assert (book_folder / "financials.csv").stat().st_mode & 0o777 == 0o666 & ~_mask()


def _mask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_table_without_a_column_for_what_must_be_said_is_refused(bring, book_folder):
    header = HEADER.replace(",bound", "").replace(",via", "")
    content = write_own(book_folder, header=header)
    done = bring()
    assert [p.code for p in done.problems if p.level == "error"] == ["SRC404"]
    assert dict(done.problems[-1].message.args)["columns"] == "bound, via"
    assert (book_folder / "financials.csv").read_bytes() == content
    assert done.written == ()


def test_a_table_in_another_format_is_refused(bring, book_folder):
    (book_folder / "financials.csv").unlink()
    (book_folder / "financials.toml").write_text("[[financials]]\n")
    assert "SRC402" in [p.code for p in bring().problems]
    assert not (book_folder / "financials.csv").exists()


def test_an_encoding_without_the_characters_is_refused(bring, book_folder, english):
    settings = book_folder / "specie.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[read]\nencoding = "cp1252"\n', "utf-8")
    write_own(book_folder, own("5", metric="caf\xe9").encode("cp1252").decode("latin-1"))
    (book_folder / "financials.csv").write_bytes(
        (book_folder / "financials.csv").read_text("utf-8").encode("latin-1")
    )
    table = open_table(book_folder, "financials", "cp1252")
    with pytest.raises(TableError) as caught:
        table.with_rows([{"company_id": "金"}], {})
    assert caught.value.kind == "encoding"


def test_a_failed_swap_leaves_the_old_file_and_no_other(bring, book_folder, monkeypatch):
    before = sorted(p.name for p in book_folder.iterdir())
    content = (book_folder / "financials.csv").read_bytes()

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    for place in ("specie.connect.table.file.Path.replace", "specie.connect.table.file.tempfile.mkstemp",
                  "specie.connect.table.file.os.fsync"):  # fmt: skip
        with monkeypatch.context() as patch:
            patch.setattr(place, refuse)
            done = bring()
        (problem,) = [p for p in done.problems if p.level == "error"]
        assert (problem.code, problem.file) == ("SRC406", "financials.csv")
        assert dict(problem.message.args)["cause"] == "Permission denied"
        assert done.written == ()
        assert (book_folder / "financials.csv").read_bytes() == content
        assert sorted(p.name for p in book_folder.iterdir()) == before


def test_a_file_that_changed_meanwhile_is_left_alone(book_folder):
    table = open_table(book_folder, "financials", None)
    (book_folder / "financials.csv").write_text("somebody else\n")
    with pytest.raises(TableError) as caught:
        replace_whole(table, b"ours")
    assert caught.value.kind == "changed"
    assert (book_folder / "financials.csv").read_text() == "somebody else\n"
    assert not list(book_folder.glob(".*tmp"))


def test_a_row_that_is_not_the_one_read_is_not_replaced(book_folder):
    write_own(book_folder, own(5))
    table = open_table(book_folder, "financials", None)
    with pytest.raises(TableError) as caught:
        table.with_rows([], {2: {"company_id": "another", "metric": "cost_of_revenue"}})
    assert caught.value.kind == "changed"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (1.5e12, "1500000000000"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (-2.5, "-2.5"),
        (123456789012345.0, "123456789012345"),
    ],
)
def test_numbers_are_written_plainly(value, text):
    assert number_text(value) == text
    assert number_text(value, decimal_comma=True) == text.replace(".", ",")


@pytest.mark.parametrize(
    ("own_figure", "found", "same"),
    [
        (5.2e9, 5.21e9, True),
        (5.2e9, 5.26e9, False),
        (5e9, 5.4e9, False),  # one digit is not taken as a range of ten percent
        (5e9, 5.01e9, True),
        (0.0, 0.0, True),
        (0.0, 4.0, False),
        (-5.2e9, 5.2e9, False),
        (25.4, 25.4, True),
        (25.4, 25.5, False),
    ],
)
def test_a_rounded_figure_agrees(own_figure, found, same):
    assert agree(own_figure, found) is same


def test_a_floor_found_beside_the_users_figure(book_folder):
    write_own(book_folder, own(500, metric="total_debt", period="point"))

    def floor(value):
        named = {"company_id": "quillstone", "period_end": date(2025, 1, 4), "period": "point"}
        cells = {
            **named,
            "metric": "total_debt",
            "basis": "gaap",
            "unit": "usd",
            "value": value,
            "bound": ">=",
        }
        key = ("company_id", "period_end", "period", "metric", "basis")
        return Entry("financials", cells, key, "value", date(2025, 1, 4))

    book = open_book(book_folder)
    never = lambda _entry, _old: False  # noqa: E731
    assert [c.kind for c in compare([floor(400.0), floor(600.0)], book, never)] == ["added", "disagrees"]


def test_existing_rows_carry_their_place():
    assert Existing("financials.csv", 3, 1.0, "=", "").row == 3


def test_rows_do_not_depend_on_the_language_of_their_notes(bring, book_folder, document):
    rows, _ = facts_to_rows(document, "quillstone", as_of=date(2026, 10, 31))
    assert len(rows) == len({row.name for row in rows})
