"""The tables in words and as JSON Schema, made from the schema files.

``python -m specie.book.describe`` prints the JSON Schema.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from specie.book.schema import ColumnSchema, ColumnType, TableSchema, all_schemas
from specie.model import Message, Term, say

Read: TypeAlias = Callable[[Message], str]
"""Writes a message in the reader's language."""

PERIOD: Final = r"^\d{4}(-Q[1-4]|-W\d{2}|-\d{2}(-\d{2})?)?$"
JSON_TYPES: Final[dict[ColumnType, dict[str, Any]]] = {
    "boolean": {"type": "boolean"},
    "choice": {"type": "string"},
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "date": {"type": "string", "format": "date"},
    "id": {"type": "string", "minLength": 1},
    "integer": {"type": "integer"},
    "money": {"type": "number"},
    "number": {"type": "number"},
    "period": {"type": "string", "pattern": PERIOD},
    "text": {"type": "string"},
}


def type_words(kind: ColumnType) -> Message:
    """Say what a cell of a type looks like."""
    words: dict[ColumnType, Message] = {
        "boolean": say("true or false"),
        "choice": say("one of the words listed"),
        "currency": say("currency code"),
        "date": say("date, 2026-09-30"),
        "id": say("id"),
        "integer": say("whole number"),
        "money": say("amount"),
        "number": say("number"),
        "period": say("period: 2026, 2026-Q3, 2026-09, 2026-W39 or a day"),
        "text": say("text"),
    }
    return words[kind]


def meaning_of(item: ColumnSchema | TableSchema) -> Message:
    """Return the one-line meaning; the catalogue holds it from the schema file."""
    return Message(item.meaning)


def row_of(schema: TableSchema) -> Message:
    """Return what a row of a table is."""
    return Message(schema.row)


def markdown(read: Read) -> str:
    """Return the docs page of all tables."""
    return (
        "\n".join([*_introduction(read), *(line for s in all_schemas() for line in _section(s, read))]) + "\n"
    )


def _introduction(read: Read) -> Iterator[str]:
    yield f"# {read(say('The tables of a book'))}"
    yield ""
    for message in (
        say("A book is a folder with one specie.toml and plain tables beside it. A table is a CSV,"
            " Parquet or TOML"
            " file named after it, or a sheet of book.xlsx. Only initiatives is required."),
        say("Dates are written 2026-09-30, numbers with a decimal point and without thousands"
            " separators. An empty"
            " cell is unknown, never zero. Bills in FOCUS format go into bills/ as they were exported."),
        say("Rows that cannot be used are named with file, row, column, code and hint, and set aside:"
            " rows read are"
            " rows used plus rows set aside."),
    ):  # fmt: skip
        yield read(message)
        yield ""


def _section(schema: TableSchema, read: Read) -> Iterator[str]:
    yield f"## {schema.table}"
    yield ""
    yield read(meaning_of(schema))
    yield ""
    yield f"- {read(say('a row is: {row}', row=row_of(schema)))}"
    if schema.key:
        yield f"- {read(say('key: {columns}', columns=', '.join(schema.key)))}"
    if schema.as_of:
        yield f"- {read(say('cut by {column}: nothing later than as_of is read', column=schema.as_of))}"
    if ahead := schema.foreseen:
        text = say(
            "but by {said} where {column} is one of: {values}",
            said=ahead.as_of,
            column=ahead.column,
            values=", ".join(ahead.values),
        )
        yield f"- {read(text)}"
    yield ""
    heads = (say("column"), say("type"), say("required"), say("meaning"), say("example"))
    yield "| " + " | ".join(read(head) for head in heads) + " |"
    yield "| " + " | ".join("---" for _ in heads) + " |"
    yield from (_line(column, read) for column in schema.columns)
    yield ""


def _line(column: ColumnSchema, read: Read) -> str:
    required = read(say("yes")) if column.required else ""
    kind = "; ".join(read(part) for part in (type_words(column.type), *limits_of(column)))
    example = f"`{column.example}`" if column.example else ""
    cells = (f"`{column.name}`", kind, required, read(meaning_of(column)), example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def limits_of(column: ColumnSchema) -> Iterator[Message]:
    """Say what else a cell must hold to: known words, limits, the table it points to."""
    if column.allowed:
        yield say("known: {names}", names=", ".join(column.allowed))
    if column.minimum is not None and column.maximum is not None:
        yield say("from {low} to {high}", low=f"{column.minimum:g}", high=f"{column.maximum:g}")
    elif column.minimum is not None:
        yield say("{limit} or more", limit=f"{column.minimum:g}")
    if column.above is not None:
        yield say("above {limit}", limit=f"{column.above:g}")
    if column.references:
        yield say("an id of {table}", table=column.references)
    if column.unit in ("fraction", "days", "weeks"):
        yield say("in {unit}", unit=Term(column.unit))


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of every table: an array of rows each."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Specie book",
        "type": "object",
        "required": ["initiatives"],
        "additionalProperties": False,
        "properties": {
            s.table: {"type": "array", "items": {"$ref": f"#/$defs/{s.table}"}} for s in all_schemas()
        },
        "$defs": {schema.table: _object(schema) for schema in all_schemas()},
    }


def _object(schema: TableSchema) -> dict[str, Any]:
    return {
        "title": schema.row,
        "description": schema.meaning,
        "type": "object",
        "required": [column.name for column in schema.columns if column.required],
        "properties": {column.name: _property(column) for column in schema.columns},
        "additionalProperties": schema.table == "outcomes",
    }


def _property(column: ColumnSchema) -> dict[str, Any]:
    described: dict[str, Any] = {**JSON_TYPES[column.type], "description": column.meaning}
    limits = {
        "enum": list(column.allowed) or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "exclusiveMinimum": column.above,
        "examples": [column.example] if column.example else None,
        "x-references": column.references or None,
        "x-unit": column.unit or None,
    }
    return described | {name: value for name, value in limits.items() if value is not None}


if __name__ == "__main__":
    json.dump(json_schema(), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")
