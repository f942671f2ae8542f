"""Schema, template and docs: all made from the same files, and all of them hold."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
import python_calamine

from specie.book import open_book
from specie.book.describe import json_schema, markdown
from specie.book.folder import table_called
from specie.book.schema import TABLES, all_schemas, table_schema
from specie.book.template import write_template
from specie.model import Level, Message, Term

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "book.md"
FACTS = {"rounds": "rounds", "financials": "financials", "deals": "deals"}


def english(message: Message) -> str:
    """Fill a template as English does, without any number formatting."""
    return message.template.format(**{name: _plain(value) for name, value in message.args})


def _plain(value: object) -> str:
    if isinstance(value, Message):
        return english(value)
    return value.id if isinstance(value, Term) else str(value)


def test_every_schema_file_is_a_table_and_reads() -> None:
    folder = ROOT / "src" / "specie" / "book" / "schema"
    assert {path.stem for path in folder.glob("*.toml")} == {*TABLES, "bills"}
    assert [schema.table for schema in all_schemas()] == list(TABLES)
    with pytest.raises(KeyError):
        table_schema("nonsense")


@pytest.mark.parametrize("table", TABLES)
def test_a_schema_is_consistent(table: str) -> None:
    schema = table_schema(table)
    assert len(set(schema.names)) == len(schema.names)
    assert set(schema.key) <= set(schema.names)
    assert any(column.required for column in schema.columns)
    if schema.as_of:
        assert schema.column(schema.as_of).type in ("date", "period")
    for column in schema.columns:
        assert column.meaning.endswith(".")
        assert (column.type == "choice") == bool(column.allowed)
        assert not column.allowed or column.example in column.allowed
        assert not column.references or len(table_schema(column.references).key) == 1
        assert not column.dated_by or schema.column(column.dated_by).type in ("date", "period")
        assert column.example or not column.required
    if schema.money:
        assert "currency" in schema.names


def test_the_tables_of_the_design_have_the_columns_of_the_design(shared: Path) -> None:
    text = (shared / "design" / "book.md").read_text("utf-8")
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and table_called(cells[0]):
            wanted = [name.split(" ")[0] for name in _names(cells[2])]
            assert set(wanted) <= set(table_schema(cells[0]).names) | {"company_id", "further", "as"}, cells[
                0
            ]


def _names(cell: str) -> list[str]:
    depth, flat = 0, ""
    for char in cell:
        depth += (char == "(") - (char == ")")
        flat += char if depth == 0 and char != ")" else ""
    return [part.strip() for part in flat.replace(" or ", ", ").split(",") if part.strip()]


def test_tables_with_a_shipped_twin_have_its_columns(shared: Path) -> None:
    for table, name in FACTS.items():
        with (shared / "facts" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert set(header) <= set(table_schema(table).names)


def test_a_fresh_template_opens_and_asks_for_initiatives_only(tmp_path: Path) -> None:
    written = write_template(tmp_path / "mine", 'Übung "1"', english, date(2026, 9, 30))
    assert all(path.is_file() for path in written)
    book = open_book(tmp_path / "mine")
    assert [(p.code, p.level) for p in book.problems] == [("DAT033", Level.WARNING)]
    assert book.info.name == 'Übung "1"'
    assert book.as_of == date(2026, 9, 30)
    assert all(source.rows_read == 0 for source in book.sources.values())


def test_the_example_of_every_column_passes_its_own_check(tmp_path: Path) -> None:
    write_template(tmp_path, "Examples", english, date(2026, 9, 30))
    for schema in all_schemas():
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(schema.names)
        writer.writerow([column.example for column in schema.columns])
        (tmp_path / f"{schema.table}.csv").write_text(text.getvalue(), "utf-8")
    book = open_book(tmp_path)
    assert [p for p in book.problems if p.level is Level.ERROR] == []
    assert {table for table in TABLES if not book.has(table)} == set()


def test_a_filled_sheet_of_the_template_is_read(tmp_path: Path) -> None:
    import xlsxwriter

    write_template(tmp_path, "Sheets", english, date(2026, 9, 30))
    with xlsxwriter.Workbook(str(tmp_path / "book.xlsx")) as workbook:
        sheet = workbook.add_worksheet("initiatives")
        sheet.write_row(0, 0, table_schema("initiatives").names)
        sheet.write_row(1, 0, ["AI-01", "One"])
    assert open_book(tmp_path).initiative("AI-01").label == "One"


def test_the_workbook_has_a_sheet_per_table_with_its_columns(tmp_path: Path) -> None:
    write_template(tmp_path, "Sheets", english, date(2026, 9, 30))
    workbook = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "book.xlsx"))
    assert workbook.sheet_names == ["readme", *TABLES, "example"]
    for table in TABLES:
        assert workbook.get_sheet_by_name(table).to_python() == [list(table_schema(table).names)]
    example = workbook.get_sheet_by_name("example").to_python()
    assert len([row for row in example if row[0] in TABLES]) == len(TABLES)


def test_the_template_is_the_same_every_time(tmp_path: Path) -> None:
    one = write_template(tmp_path / "a", "Same", english, date(2026, 9, 30))
    other = write_template(tmp_path / "b", "Same", english, date(2026, 9, 30))
    for first, second in zip(one, other, strict=True):
        assert first.name == second.name
        assert first.read_bytes() == second.read_bytes()


def test_the_docs_page_is_what_the_schema_says() -> None:
    assert PAGE.read_text("utf-8") == markdown(english), "run: python tests/book/test_template.py"


def test_the_docs_page_has_every_column_with_its_meaning() -> None:
    page = markdown(english)
    for schema in all_schemas():
        assert f"## {schema.table}\n" in page
        for column in schema.columns:
            assert f"| `{column.name}` | " in page
            assert column.meaning in page


def test_the_json_schema_describes_the_examples() -> None:
    described = json.loads(json.dumps(json_schema()))
    assert set(described["$defs"]) == set(TABLES)
    costs = described["$defs"]["costs"]
    assert costs["required"] == ["date", "cost_type", "amount", "currency"]
    assert costs["properties"]["cost_type"]["enum"][:2] == ["licence", "usage"]
    assert described["$defs"]["rates"]["properties"]["per_unit"]["exclusiveMinimum"] == 0


if __name__ == "__main__":
    PAGE.write_text(markdown(english), "utf-8")
