"""The workbook of a new book: a sheet per table with notes and lists of words, and an example sheet."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from specie.book.describe import limits_of, meaning_of, row_of, type_words
from specie.book.schema import ColumnSchema, TableSchema, all_schemas
from specie.model import say

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from specie.book.describe import Read

LAST_ROW = 1_048_575
FORMATS = {"date": "yyyy-mm-dd", "id": "@", "text": "@", "period": "@", "choice": "@", "currency": "@"}
LONGEST_LIST = 255
"""Characters that a list in a cell's validation may have."""


def write_workbook(path: Path, read: Read) -> None:
    """Write the workbook; the sheets ``readme`` and ``example`` are never read back."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"title": "Specie book", "created": datetime(2000, 1, 1)})  # noqa: DTZ001  fixed
        styles = _styles(workbook)
        _readme(workbook.add_worksheet("readme"), read, styles)
        for schema in all_schemas():
            _table(workbook.add_worksheet(schema.table), schema, read, styles)
        _example(workbook.add_worksheet("example"), read, styles)


def _styles(workbook: Workbook) -> dict[str, Format]:
    required = {"bold": True, "bg_color": "#E8EEF7", "bottom": 1}
    return {
        "required": workbook.add_format(required),
        "optional": workbook.add_format({**required, "bold": False}),
        "wrap": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "bold": workbook.add_format({"bold": True}),
        **{form: workbook.add_format({"num_format": form}) for form in set(FORMATS.values())},
    }


def _readme(sheet: Worksheet, read: Read, styles: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 110, styles["wrap"])
    lines = (
        say("One sheet is one table: fill in those you have. Only initiatives is required."),
        say("Bold columns are required. Each header has a note; cells with known words have a list."),
        say(
            "A sheet without rows is not read, so a table may lie in a CSV file beside the workbook instead."
        ),
        say("The sheets readme and example are not read."),
    )
    for row, message in enumerate(lines):
        sheet.write(row, 1, read(message))
    for row, schema in enumerate(all_schemas(), start=len(lines) + 1):
        sheet.write(row, 0, schema.table, styles["bold"])
        sheet.write(row, 1, read(meaning_of(schema)))


def _table(sheet: Worksheet, schema: TableSchema, read: Read, styles: dict[str, Format]) -> None:
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(schema.columns):
        style = styles["required" if column.required else "optional"]
        form = FORMATS.get(column.type)
        sheet.set_column(position, position, max(len(column.name) + 3, 12), styles[form] if form else None)
        sheet.write(0, position, column.name, style)
        sheet.write_comment(0, position, _note(column, read), {"x_scale": 2, "y_scale": 1.2})
        rule = _rule(column)
        if rule:
            sheet.data_validation(1, position, LAST_ROW, position, rule)


def _note(column: ColumnSchema, read: Read) -> str:
    parts = [
        read(meaning_of(column)),
        "; ".join(read(m) for m in (type_words(column.type), *limits_of(column))),
    ]
    if column.example:
        parts.append(read(say("example: {example}", example=column.example)))
    return "\n".join(parts)


def _rule(column: ColumnSchema) -> dict[str, Any] | None:
    """The validation of a column's cells; a list of words warns rather than forbids."""
    words = list(column.allowed) if column.type == "choice" else []
    if column.type == "boolean":
        words = ["true", "false"]
    if not words or len(",".join(words)) > LONGEST_LIST or any(word.startswith("=") for word in words):
        return None
    return {"validate": "list", "source": words, "error_type": "warning"}


def _example(sheet: Worksheet, read: Read, styles: dict[str, Format]) -> None:
    """One made-up row of every table, clearly marked; this sheet is not read."""
    sheet.set_column(0, 30, 18)
    sheet.write(0, 0, read(say("Made-up rows that show the form. This sheet is not read.")), styles["bold"])
    row = 2
    for schema in all_schemas():
        sheet.write(row, 0, schema.table, styles["bold"])
        sheet.write(row, 1, read(row_of(schema)))
        sheet.write_row(row + 1, 0, schema.names, styles["optional"])
        sheet.write_row(row + 2, 0, [column.example for column in schema.columns], styles["@"])
        row += 4
