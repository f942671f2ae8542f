"""Read the sheets of ``book.xlsx`` as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from specie.book.digest import file_digest
from specie.book.faults import Faults, Place
from specie.book.folder import table_called
from specie.book.nearest import nearest
from specie.book.read.formula_errors import formula_errors
from specie.book.read.staged import Record, Staged, relation_name, stage_records
from specie.book.schema import TABLES
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from duckdb import DuckDBPyConnection
    from python_calamine import CalamineSheet, CalamineWorkbook

    from specie.book.schema import TableSchema

UNREAD = ("readme", "example", "notes", "lists", "說明", "範例")
"""Sheets of the template that hold no rows; so do sheets whose name starts with an underscore."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """An open workbook: its digest, the sheet of each table that has rows, the errors of its formulas."""

    path: Path
    digest: str
    book: CalamineWorkbook
    sheets: Mapping[str, str]
    errors: Mapping[str, Mapping[tuple[int, int], str]]


def open_workbook(path: Path, faults: Faults) -> Workbook | None:
    """Open the workbook; sheets with an unknown name are named, sheets with a header only are passed over."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError):
        faults.file(
            Place(path.name),
            "DAT032",
            (say("the file cannot be read as a workbook"), say("save it as .xlsx without a password")),
        )
        return None
    sheets: dict[str, str] = {}
    for name in book.sheet_names:
        _sort_sheet(book, name, path.name, sheets, faults)
    return Workbook(path, file_digest(path), book, sheets, formula_errors(path))


def _sort_sheet(book: CalamineWorkbook, name: str, file: str, sheets: dict[str, str], faults: Faults) -> None:
    table = table_called(name)
    if table is None:
        if not name.startswith("_") and name.strip().casefold() not in UNREAD:
            near = nearest(name, TABLES)
            message = say('the sheet "{name}" is no table of a book: it is not read', name=name)
            hint = say("did you mean {name}?", name=near) if near else None
            faults.file(Place(f"{file}#{name}"), "DAT031", (message, hint))
    elif book.get_sheet_by_name(name).height > 1:
        sheets.setdefault(table, name)


def read_sheet(workbook: Workbook, schema: TableSchema, store: DuckDBPyConnection, faults: Faults) -> Staged:
    """Stage one sheet; rows are numbered as the spreadsheet shows them."""
    name = workbook.sheets[schema.table]
    file = f"{workbook.path.name}#{name}"
    sheet = workbook.book.get_sheet_by_name(name)
    grid = _grid(sheet, workbook.errors.get(name, {}))
    header = next((cells for _, cells in grid if any(cells)), None)
    relation = relation_name(schema.table)
    if header is None:
        return Staged(schema.table, file, workbook.digest, relation, (), 0)
    while header and not header[-1]:
        header = header[:-1]
    width = len(header)
    _merged(sheet, file, faults)
    rows = stage_records(store, schema.table, width, ((row, cells[:width]) for row, cells in grid))
    return Staged(
        schema.table, file, workbook.digest, relation, tuple(h or "" for h in header), rows, serial_dates=True
    )


def _grid(sheet: CalamineSheet, errors: Mapping[tuple[int, int], str]) -> Iterator[Record]:
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
        cells: list[str | None] = [None] * left + [cell_as_text(value) for value in values]
        for column in range(len(cells)):
            cells[column] = errors.get((row, column + 1), cells[column])
        yield row, cells


def _merged(sheet: CalamineSheet, file: str, faults: Faults) -> None:
    ranges = sheet.merged_cell_ranges or []
    if ranges:
        message = say("{count} merged areas: only the first cell of each has a value", count=len(ranges))
        faults.file(
            Place(file), "DAT029", (message, say("unmerge them and fill each cell")), ranges[0][0][0] + 1
        )


def cell_as_text(value: Any) -> str | None:
    """Write a cell as text: whole numbers without a decimal point, dates as ISO."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value.total_seconds() / 86_400) if isinstance(value, timedelta) else str(value)
