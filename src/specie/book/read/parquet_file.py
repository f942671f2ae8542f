"""Read a Parquet file as it stands: rows are counted as if a header were row 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.digest import file_digest
from specie.book.faults import Faults, Place
from specie.book.read.staged import Staged, relation_name
from specie.book.store import quoted
from specie.model import say

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from specie.book.schema import TableSchema


def read_parquet(
    path: Path, file: str, schema: TableSchema, store: DuckDBPyConnection, faults: Faults
) -> Staged:
    """Stage a Parquet file without copying it: the relation reads the file."""
    import duckdb

    relation = relation_name(schema.table)
    source = f"read_parquet('{quoted(str(path))}', file_row_number = true)"
    try:
        described = store.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {source}").fetchall()
        header = tuple(str(row[0]) for row in described)
        cells = ", ".join(
            f"cell_text(CAST({_quoted_name(name)} AS VARCHAR)) AS c{i}" for i, name in enumerate(header, 1)
        )
        store.execute(
            f"CREATE OR REPLACE TEMP VIEW {relation} AS SELECT file_row_number + 2 AS _row, {cells}"
            f" FROM {source}"
        )
        counted = store.execute(f"SELECT count(*) FROM {relation}").fetchone()
    except duckdb.Error:
        faults.file(
            Place(file), "DAT032", (say("the file cannot be read as Parquet"), say("export it again"))
        )
        return Staged(schema.table, file, file_digest(path), relation, (), 0, is_view=True)
    return Staged(
        schema.table,
        file,
        file_digest(path),
        relation,
        header,
        int(counted[0]) if counted else 0,
        is_view=True,
    )


def _quoted_name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
