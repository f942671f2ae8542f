"""A file as it stands, and the way rows read in Python enter the store."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from duckdb import DuckDBPyConnection

BATCH = 50_000

Record: TypeAlias = "tuple[int, Sequence[str | None]]"
"""Row number (the header is row 1) and the cells, as many as the header has."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A file whose cells are in ``relation`` as ``_row, c1, c2, ...``; ``rows`` counts those read.

    ``rows`` includes rows the reader already set aside, which are not in the relation. ``decimal_comma`` is
    the evidence of the delimiter; ``serial_dates`` that bare numbers may be days since 1899-12-30.
    """

    table: str
    file: str
    digest: str
    relation: str
    header: tuple[str, ...]
    rows: int
    decimal_comma: bool = False
    serial_dates: bool = False
    is_view: bool = False


def relation_name(table: str) -> str:
    """Return the name of the relation that holds a table's cells as text."""
    return f"_raw_{table}"


def column_list(width: int) -> str:
    """Return ``c1, c2, ...``."""
    return ", ".join(f"c{i}" for i in range(1, width + 1))


def stage_query(store: DuckDBPyConnection, table: str, width: int, query: str) -> int:
    """Keep the rows of a query that yields ``_row, c1, c2, ...``, trimmed; blank ones are passed over."""
    relation = relation_name(table)
    cells = ", ".join(f"cell_text(c{i}) AS c{i}" for i in range(1, width + 1))
    trimmed = f"SELECT _row, {cells} FROM ({query})"
    store.execute(
        f"""CREATE OR REPLACE TEMP TABLE {relation} AS
        SELECT * FROM ({trimmed}) WHERE coalesce({column_list(width)}) IS NOT NULL"""
    )
    return _count(store, relation)


def _count(store: DuckDBPyConnection, relation: str) -> int:
    counted = store.execute(f"SELECT count(*) FROM {relation}").fetchone()
    return int(counted[0]) if counted else 0


def stage_records(store: DuckDBPyConnection, table: str, width: int, records: Iterable[Record]) -> int:
    """Keep records, trimmed, batch by batch; blank ones are passed over, not counted."""
    relation = relation_name(table)
    columns = ", ".join(f"c{i} VARCHAR" for i in range(1, width + 1))
    store.execute(f"CREATE OR REPLACE TEMP TABLE {relation} (_row BIGINT, {columns})")
    for batch in _batches(iter(records)):
        _write(store, relation, width, batch)
    return _count(store, relation)


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(records, BATCH)):
        yield batch


def _write(store: DuckDBPyConnection, relation: str, width: int, batch: list[Record]) -> None:
    import numpy as np

    arrays: dict[str, np.ndarray] = {"_row": np.array([row for row, _ in batch], dtype=np.int64)}
    for i, cells in enumerate(zip(*(cells for _, cells in batch), strict=True), start=1):
        column = np.empty(len(batch), dtype=object)
        column[:] = cells
        arrays[f"c{i}"] = column
    store.register("_batch", arrays)
    try:
        cells = ", ".join(f"cell_text(CAST(c{i} AS VARCHAR)) AS c{i}" for i in range(1, width + 1))
        store.execute(
            f"""INSERT INTO {relation} SELECT * FROM (SELECT _row, {cells} FROM _batch)
            WHERE coalesce({column_list(width)}) IS NOT NULL"""
        )
    finally:
        store.unregister("_batch")
