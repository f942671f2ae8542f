"""Files as people have them: encodings, delimiters, quotes, blank lines, workbooks, Parquet, TOML."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specie.book import open_book
from specie.book.faults import Faults
from specie.book.read import csv_file
from specie.book.read.csv_file import read_csv
from specie.book.schema import table_schema
from specie.book.store import open_store

if TYPE_CHECKING:
    from specie.book import Book

HEADER = "date,initiative_id,vendor_id,cost_type,amount,currency\n"
ROW = "2026-01-05,AI-01,,labour,100.50,USD\n"


def codes(book: Book, file: str = "costs.csv") -> list[str]:
    return [problem.code for problem in book.problems if problem.file == file]


def amounts(book: Book) -> list[Decimal]:
    return [row["amount"] for row in book.select("SELECT amount FROM costs ORDER BY _row")]


def test_a_clean_table(opened: Any) -> None:
    book = opened({"costs.csv": HEADER + ROW})
    assert amounts(book) == [Decimal("100.50")]
    assert book.problems == ()
    assert book.sources["costs"].rows_read == book.sources["costs"].rows_used == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters_and_line_ends(opened: Any, mark: str, end: str) -> None:
    text = (HEADER + ROW).replace(",", mark).replace("\n", end)
    assert amounts(opened({"costs.csv": text})) == [Decimal("100.50")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_encodings(opened: Any, encoding: str) -> None:
    text = "initiative_id,name\nAI-01,客服助理\n"
    book = opened({"initiatives.csv": text.encode(encoding)})
    assert book.initiative("AI-01").label == "客服助理"
    assert "DAT003" not in codes(book, "initiatives.csv")


@pytest.mark.parametrize(
    ("encoding", "name", "likely"),
    [
        ("cp950", "客戶服務部門的專案", "cp950"),
        ("gb18030", "客户服务部门的项目", "gb18030"),
        ("cp1252", "Société Générale café", "cp1252"),
    ],
)
def test_other_encodings_are_named_with_byte_line_and_guess(
    opened: Any, encoding: str, name: str, likely: str
) -> None:
    data = f"initiative_id,name\nAI-01,plain\nAI-02,{name}\n".encode(encoding)
    book = opened({"initiatives.csv": data})
    (fault,) = [p for p in book.problems if p.code == "DAT003"]
    first_bad = len(b"initiative_id,name\nAI-01,plain\nAI-02,")
    assert fault.row == 3
    assert fault.message.arg("line") == 3
    assert first_bad < fault.message.arg("byte") <= first_bad + len(name.encode(encoding))
    assert fault.hint is not None
    assert fault.hint.arg("name") == likely
    source = book.sources["initiatives"]
    assert (source.rows_read, source.rows_used, source.rows_set_aside) == (2, 0, 2)


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "cp1252", "utf-16-le"])
def test_an_encoding_can_be_declared(opened: Any, encoding: str) -> None:
    name = "Société" if encoding == "cp1252" else "客服"
    settings_text = f'[book]\ncurrency="USD"\nas_of=2026-09-30\n[read]\nencoding="{encoding}"\n'
    book = opened({"initiatives.csv": f"initiative_id,name\nAI-01,{name}\n".encode(encoding)}, settings_text)
    assert book.initiative("AI-01").label == name


def test_a_declared_encoding_that_does_not_fit_is_named(opened: Any) -> None:
    settings_text = '[book]\ncurrency="USD"\nas_of=2026-09-30\n[read]\nencoding="ascii"\n'
    book = opened({"initiatives.csv": "initiative_id,name\nAI-01,客服\n".encode("cp950")}, settings_text)
    assert "DAT003" in codes(book, "initiatives.csv")


def test_quoted_newlines_delimiters_and_quotation_marks(opened: Any) -> None:
    text = 'initiative_id,name,use_case\nAI-01,"a, b","line one\nline ""two"""\nAI-02,c,d\n'
    book = opened({"initiatives.csv": text})
    rows = book.select("SELECT name, use_case, _row FROM initiatives ORDER BY _row")
    assert rows[0] == {"name": "a, b", "use_case": 'line one\nline "two"', "_row": 2}
    assert rows[1]["_row"] == 3  # a record is one row, however many lines it has


def test_blank_lines_keep_their_row_numbers_and_are_no_rows(opened: Any) -> None:
    book = opened({"costs.csv": HEADER + "\n" + ROW + "\n,,,,,\n" + ROW.replace("100.50", "x") + "\n\n"})
    assert amounts(book) == [Decimal("100.50")]
    (fault,) = [p for p in book.problems if p.code == "DAT012"]
    assert fault.row == 6
    assert book.sources["costs"].rows_read == 2


def test_ragged_rows(opened: Any) -> None:
    long, short = ROW.replace("\n", ",extra\n"), "2026-01-06,AI-01,,labour,7\n"
    trailing = ROW.replace("\n", ",,\n")
    book = opened({"costs.csv": HEADER + long + short + trailing})
    found = {(p.row, p.code, p.level.value) for p in book.problems if p.file == "costs.csv"}
    assert (2, "DAT010", "error") in found
    assert (3, "DAT011", "warning") in found
    assert (3, "DAT023", "error") in found  # the currency it lacks is required
    assert amounts(book) == [Decimal("100.50")]
    assert book.sources["costs"].rows_set_aside == 2


def test_a_quote_that_is_never_closed_costs_one_row_only(opened: Any) -> None:
    broken = '2026-01-06,AI-01,,labour,"7,USD\n'
    book = opened({"costs.csv": HEADER + ROW + broken + ROW.replace("100.50", "8")})
    (fault,) = [p for p in book.problems if p.code == "DAT027"]
    assert fault.row == 3
    assert amounts(book) == [Decimal("100.50"), Decimal(8)]
    source = book.sources["costs"]
    assert (source.rows_read, source.rows_used, source.rows_set_aside) == (3, 2, 1)


def test_a_nul_byte_costs_its_row(opened: Any) -> None:
    book = opened({"costs.csv": (HEADER + ROW).encode() + b"2026-01-06,AI-01,,labour,7\x00,USD\n"})
    assert [p.row for p in book.problems if p.code == "DAT004"] == [3]
    assert amounts(book) == [Decimal("100.50")]


def test_an_empty_file_and_a_header_only(opened: Any) -> None:
    book = opened({"costs.csv": "", "usage.csv": "date,provider\n", "rates.csv": " \n\n"})
    assert codes(book) == ["DAT005"]
    assert codes(book, "rates.csv") == ["DAT005"]
    assert codes(book, "usage.csv") == []
    assert not book.has("costs")
    assert not book.has("usage")


def test_a_line_that_names_the_delimiter(opened: Any) -> None:
    text = "sep=;\n" + (HEADER + ROW).replace(",", ";")
    assert amounts(opened({"costs.csv": text})) == [Decimal("100.50")]


def test_headers_fold_case_spaces_and_width(opened: Any) -> None:
    book = opened(
        {"costs.csv": HEADER.replace("cost_type", "Ｃost Type").replace("amount", " Amount ") + ROW}
    )
    assert amounts(book) == [Decimal("100.50")]
    assert codes(book) == ["DAT009", "DAT009"]


def test_unknown_missing_and_doubled_columns(opened: Any) -> None:
    book = opened(
        {
            "costs.csv": HEADER.replace("amount", "amuont") + ROW,
            "cash.csv": "date,cash,currency,cash\n2026-01-01,1,USD,2\n",
            "usage.csv": "date,provider,colour\n2026-01-01,openai,red\n",
        }
    )
    unknown = next(p for p in book.problems if p.code == "DAT007" and p.file == "costs.csv")
    assert unknown.hint is not None
    assert unknown.hint.arg("name") == "amount"
    assert "DAT008" in codes(book)
    assert codes(book, "cash.csv") == ["DAT006"]
    assert codes(book, "usage.csv") == ["DAT007"]
    assert book.has("usage")
    assert book.sources["costs"].rows_set_aside == book.sources["costs"].rows_read == 1
    assert book.sources["cash"].rows_set_aside == 1


def test_a_column_without_a_name(opened: Any) -> None:
    book = opened({"costs.csv": HEADER.replace("\n", ",\n") + ROW.replace("\n", ",look\n")})
    assert codes(book) == ["DAT037"]
    assert amounts(book) == [Decimal("100.50")]


def test_decimal_commas_of_a_column_and_of_a_delimiter(opened: Any) -> None:
    rows = "2026-01-05;AI-01;;labour;1.234,50;USD\n2026-01-06;AI-01;;labour;1.234;USD\n"
    book = opened({"costs.csv": HEADER.replace(",", ";") + rows})
    assert amounts(book) == [Decimal("1234.50"), Decimal(1234)]
    comma = "2026-01-05;AI-01;;labour;1,234;USD\n"
    assert amounts(opened({"costs.csv": HEADER.replace(",", ";") + comma})) == [Decimal("1.234")]


def test_an_ambiguous_number_names_both_readings(opened: Any) -> None:
    book = opened({"costs.csv": HEADER + '2026-01-05,AI-01,,labour,"1,234",USD\n'})
    (fault,) = [p for p in book.problems if p.code == "DAT013"]
    assert (fault.message.arg("whole"), fault.message.arg("fraction")) == ("1234", "1.234")
    other = opened({"costs.csv": HEADER + '2026-01-05,AI-01,,labour,"1,234",USD\n' + ROW})
    assert amounts(other) == [Decimal(1234), Decimal("100.50")]  # 100.50 shows the habit of the column


def test_files_that_are_no_tables(opened: Any) -> None:
    book = opened(
        {"cost.csv": "a\n", "Stages.CSV": "initiative_id,stage,entered_on\nAI-01,idea,2026-01-01\n",
        "usage.xlsx": b"x",
         "README.md": "text", "bill/x.csv": "a\n"}
    )  # fmt: skip
    named = {p.file: p.hint and dict(p.hint.args) for p in book.problems if p.code == "DAT001"}
    assert set(named) == {"cost.csv", "usage.xlsx", "bill"}
    assert named["cost.csv"] == {"name": "costs.csv"}
    assert named["bill"] == {"name": "bills/"}
    assert book.has("stages")


def test_a_table_in_two_places_is_used_once(opened: Any) -> None:
    book = opened({"costs.csv": HEADER + ROW, "costs.tsv": (HEADER + ROW + ROW).replace(",", "\t")})
    assert codes(book, "costs.tsv") == ["DAT002"]
    source = book.sources["costs"]
    assert (source.rows_read, source.rows_used, source.rows_set_aside) == (3, 1, 2)
    assert [origin.place for origin in book.origins("costs")] == ["costs.csv"]


def test_a_file_that_cannot_be_opened_is_named(write: Any) -> None:
    folder = write()
    (folder / "costs.csv").symlink_to(folder / "gone.csv")
    assert codes(open_book(folder)) == ["DAT032"]


def test_a_folder_with_an_odd_name(write: Any, tmp_path: Path) -> None:
    folder = tmp_path / "it's [a] *book?"
    write({"costs.csv": HEADER + ROW})
    folder.mkdir()
    for name in ("specie.toml", "initiatives.csv", "costs.csv"):
        (tmp_path / name).rename(folder / name)
    duckdb.sql("SELECT 'v-1' AS vendor_id, 'Nimbus' AS name").write_parquet(str(tmp_path / "v.parquet"))
    (tmp_path / "v.parquet").rename(folder / "vendors.parquet")
    book = open_book(folder)
    assert amounts(book) == [Decimal("100.50")]
    assert book.vendor("v-1").label == "Nimbus"


# --- Parquet and TOML ----------------------------------------------------------------------------------


def test_parquet_keeps_types(write: Any, tmp_path: Path) -> None:
    folder = write()
    duckdb.sql(
        f"""COPY (SELECT DATE '2026-01-05' AS date, 'AI-01' AS initiative_id, 'labour' AS cost_type,
        12.5::DOUBLE AS amount, 'USD' AS currency UNION ALL
        SELECT DATE '2026-01-06', 'AI-01', 'labour', 1e-7, 'USD' UNION ALL
        SELECT DATE '2026-01-07', 'AI-01', 'nonsense', 3, 'USD') TO '{folder / "costs.parquet"}'"""
    )
    book = open_book(folder)
    assert amounts(book) == [Decimal("12.5"), Decimal("0.0000001")]
    (fault,) = [p for p in book.problems if p.file == "costs.parquet"]
    assert (fault.code, fault.row) == ("DAT022", 4)
    (tmp_path / "costs.parquet").write_bytes(b"PAR1 not really")
    assert codes(open_book(folder), "costs.parquet") == ["DAT032"]


def test_toml_entries_are_rows(opened: Any) -> None:
    book = opened(
        {
            "vendors.toml": '[[vendors]]\nvendor_id = "v-1"\nname = "Nimbus"\ncritical = true\n'
            '[[vendors]]\nvendor_id = "v-2"\n',
            "cash.toml": "[cash\n",
            "skills.toml": "[other]\n",
        }
    )
    assert book.vendor("v-1").label == "Nimbus"
    assert book.select("SELECT critical FROM vendors") == [{"critical": True}]
    assert [(p.row, p.code) for p in book.problems if p.file == "vendors.toml"] == [(3, "DAT023")]
    assert codes(book, "cash.toml") == ["DAT032"]
    assert codes(book, "skills.toml") == ["DAT032"]


# --- the workbook --------------------------------------------------------------------------------------


def make_workbook(path: Path, sheets: dict[str, list[list[Any]]], merge: str | None = None) -> None:
    workbook = xlsxwriter.Workbook(str(path))
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if isinstance(cell, date | datetime):
                    sheet.write_datetime(i, j, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001  Excel knows no zones
                elif isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(i, j, cell, None, "#N/A")
                elif cell is not None:
                    sheet.write(i, j, cell)
        if merge:
            sheet.merge_range(merge, "AI-01")
    workbook.close()


COLUMNS = ["date", "initiative_id", "vendor_id", "cost_type", "amount", "currency"]


def test_a_workbook_with_dates_serials_numbers_and_errors(write: Any) -> None:
    folder = write()
    make_workbook(
        folder / "book.xlsx",
        {
            "costs": [
                COLUMNS,
                [date(2026, 1, 5), "AI-01", None, "labour", 1234.5, "USD"],
                [None] * 6,
                [46027, "AI-01", None, "labour", 480, "USD"],
                [date(2026, 1, 7), "AI-01", None, "labour", "=NA()", "USD"],
            ],
            "notes": [["anything"], ["at all"]],
            "cots": [["date"], ["x"]],
            "_mine": [["x"], ["y"]],
        },
    )
    book = open_book(folder)
    rows = book.select("SELECT date, amount, _row FROM costs ORDER BY _row")
    assert rows == [
        {"date": date(2026, 1, 5), "amount": Decimal("1234.5"), "_row": 2},
        {"date": date(2026, 1, 5), "amount": Decimal(480), "_row": 4},
    ]
    broken = [p for p in book.problems if p.file == "book.xlsx#costs"]
    assert [(p.row, p.column, p.code) for p in broken] == [(5, "amount", "DAT026")]
    assert [p.file for p in book.problems if p.code == "DAT031"] == ["book.xlsx#cots"]
    assert [origin.place for origin in book.origins("costs")] == ["book.xlsx#costs"]


def test_merged_cells_are_named(write: Any) -> None:
    folder = write({"initiatives.csv": None})
    make_workbook(folder / "book.xlsx", {"initiatives": [["initiative_id", "name"], [None, "One"], [None,
    "Two"]]},
                  merge="A2:A3")  # fmt: skip
    book = open_book(folder)
    assert {p.code for p in book.problems} >= {"DAT029", "DAT023"}
    assert book.sources["initiatives"].rows_read == 2


def test_a_sheet_with_a_header_only_is_no_second_place(write: Any) -> None:
    folder = write({"costs.csv": HEADER + ROW})
    make_workbook(folder / "book.xlsx", {"costs": [COLUMNS], "cash": [["date", "cash", "currency"]]})
    assert open_book(folder).problems == ()


def test_a_sheet_and_a_file_are_two_places(write: Any) -> None:
    folder = write({"costs.csv": HEADER + ROW})
    make_workbook(
        folder / "book.xlsx", {"costs": [COLUMNS, [date(2026, 1, 5), "AI-01", None, "labour", 1, "USD"]]}
    )
    assert codes(open_book(folder), "book.xlsx#costs") == ["DAT002"]


def test_a_file_that_is_no_workbook(opened: Any) -> None:
    assert codes(opened({"book.xlsx": b"no zip"}), "book.xlsx") == ["DAT032"]


# --- two readers, one relation -------------------------------------------------------------------------

STORE = open_store()
cell = st.text(alphabet='ab1 ,;"\n\r\té', max_size=6)


@given(st.lists(st.lists(cell, min_size=3, max_size=3), max_size=8), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_readers_give_the_same_relation(tmp_path: Path, rows: list[list[str]], end: str) -> None:
    quoted = [",".join('"' + c.replace('"', '""') + '"' for c in row) for row in rows]
    path = tmp_path / "initiatives.csv"
    path.write_bytes(end.join(["initiative_id,name,function", *quoted, ""]).encode())
    assert relation(path, regular=True) == relation(path, regular=False)


piece = st.sampled_from(
    ["a", "b1", ",", ",", '"', '""', " ", "'", ";", "é", "\t", "#", "\u3000", ',"x"', '"y",']
)


@given(st.lists(st.lists(piece, max_size=9).map("".join), max_size=6), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_readers_agree_on_any_text(tmp_path: Path, lines: list[str], end: str) -> None:
    path = tmp_path / "initiatives.csv"
    path.write_bytes(end.join(["initiative_id,name,function", *lines]).encode())
    assert relation(path, regular=True) == relation(path, regular=False)


def relation(path: Path, *, regular: bool) -> tuple[Any, ...]:
    faults = Faults(STORE)
    real = csv_file._read_regular
    if not regular:
        csv_file._read_regular = lambda *_: None  # pyright: ignore[reportAttributeAccessIssue]
    try:
        staged = read_csv(path, path.name, table_schema("initiatives"), STORE, faults, None)
    finally:
        csv_file._read_regular = real
    rows = STORE.execute(f"SELECT * FROM {staged.relation} ORDER BY _row").fetchall()
    return rows, staged.rows, tuple(faults.problems)
