"""Read one table file, whatever its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.folder import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from specie.book.faults import Faults
    from specie.book.read.staged import Staged
    from specie.book.schema import TableSchema


def read_table_file(
    path: Path, schema: TableSchema, store: DuckDBPyConnection, faults: Faults, encoding: str | None
) -> Staged:
    """Stage a CSV, Parquet or TOML file."""
    form = FORMATS[path.suffix.casefold()]
    if form == "csv":
        from specie.book.read.csv_file import read_csv

        return read_csv(path, path.name, schema, store, faults, encoding)
    if form == "parquet":
        from specie.book.read.parquet_file import read_parquet

        return read_parquet(path, path.name, schema, store, faults)
    from specie.book.read.toml_file import read_toml

    return read_toml(path, path.name, schema, store, faults)
