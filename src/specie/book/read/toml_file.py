"""Read a TOML file as a table: ``[[vendors]]`` entries are its rows, counted as if a header were row 1."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from specie.book.digest import file_digest
from specie.book.faults import Faults, Place
from specie.book.read.staged import Staged, relation_name, stage_records
from specie.model import Message, say

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from specie.book.schema import TableSchema


def read_toml(
    path: Path, file: str, schema: TableSchema, store: DuckDBPyConnection, faults: Faults
) -> Staged:
    """Stage the entries of the array that has the table's name."""
    entries = _entries(path, schema.table)
    digest, relation = file_digest(path), relation_name(schema.table)
    if isinstance(entries, Message):
        hint = say("entries start with [[{table}]] on a line of its own", table=schema.table)
        faults.file(Place(file), "DAT032", (entries, hint))
        return Staged(schema.table, file, digest, relation, (), 0)
    header = tuple(dict.fromkeys(key for entry in entries for key in entry))
    records = ((i, [_text(entry.get(key)) for key in header]) for i, entry in enumerate(entries, start=2))
    rows = stage_records(store, schema.table, len(header), records) if header else 0
    return Staged(schema.table, file, digest, relation, header, rows)


def _entries(path: Path, table: str) -> list[dict[str, Any]] | Message:
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return say("the file is not UTF-8 at byte {byte}", byte=error.start + 1)
    except tomllib.TOMLDecodeError as error:
        return say("not valid TOML: {reason}", reason=str(error))
    entries = data.get(table, [])
    if (
        isinstance(entries, list)
        and all(isinstance(entry, dict) for entry in entries)
        and set(data) <= {table}
    ):
        return entries
    return say("the file holds something else than entries of {table}", table=table)


def _text(value: object) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
