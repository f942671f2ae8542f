"""Read one table file, whatever its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.faults import Faults, Place
from specie.book.folder import FORMATS
from specie.book.read.staged import Staged, relation_name
from specie.model import say

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from specie.book.schema import TableSchema


def read_table_file(
    path: Path, schema: TableSchema, store: DuckDBPyConnection, faults: Faults, encoding: str | None
) -> Staged:
    """Stage a CSV, Parquet or TOML file; one that the system does not hand out is named."""
    try:
        return _read(path, schema, store, faults, encoding)
    except OSError as error:
        message = say("the file cannot be opened: {reason}", reason=error.strerror or str(error))
        hint = say("check that it is there and may be read")
        faults.file(Place(path.name), "DAT032", (message, hint))
        return Staged(schema.table, path.name, "", relation_name(schema.table), (), 0)


def _read(
    path: Path, schema: TableSchema, store: DuckDBPyConnection, faults: Faults, encoding: str | None
) -> Staged:
    form = FORMATS[path.suffix.casefold()]
    if form == "csv":
        from specie.book.read.csv_file import read_csv

        return read_csv(path, path.name, schema, store, faults, encoding)
    if form == "parquet":
        from specie.book.read.parquet_file import read_parquet

        return read_parquet(path, path.name, schema, store, faults)
    from specie.book.read.toml_file import read_toml

    return read_toml(path, path.name, schema, store, faults)
