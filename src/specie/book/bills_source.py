"""A bill as a relation: which FOCUS columns it has, of which type, and how its rows are numbered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from specie.book.focus import Heading, read_heading
from specie.book.store import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from duckdb import DuckDBPyConnection

TEXT = "TEXT"
"""Type of a cell that is still text as written; Parquet strings are VARCHAR and read the same way."""


@dataclass(frozen=True, slots=True)
class BillSource:
    """A readable bill.

    ``relation`` is SQL for a FROM clause, ``cells`` SQL for each FOCUS column in it, ``types`` their DuckDB
    types; ``row`` is SQL for the row number, the header being row 1. ``broken`` counts rows that no reader
    can split into cells: they are in no relation. ``limits`` holds the largest amount of a binary column.
    """

    file: str
    heading: Heading
    relation: str
    cells: Mapping[str, str]
    types: Mapping[str, str]
    row: str
    decimal_comma: bool = False
    keyed: bool = False
    """Rows can be looked up by number at little cost, and repeated texts are stored once."""
    broken: int = 0
    limits: Mapping[str, float] = field(default_factory=dict)
    header: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Whether the file has a FOCUS column."""
        return name in self.cells

    def is_text(self, name: str) -> bool:
        """Whether cells of the column are text that must be read."""
        return self.types[name] in (TEXT, "VARCHAR")


def identifier(name: str) -> str:
    """Quote a column name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def open_parquet(path: Path, file: str, store: DuckDBPyConnection) -> BillSource:
    """Describe a Parquet file; raises duckdb.Error when it cannot be read."""
    plain = f"read_parquet('{quoted(str(path))}')"
    described = store.execute(f"DESCRIBE SELECT * FROM {plain}").fetchall()
    header = [str(row[0]) for row in described]
    heading = read_heading(header)
    cells = {name: identifier(header[place]) for name, place in heading.places.items()}
    types = {name: str(described[place][1]) for name, place in heading.places.items()}
    return BillSource(
        file,
        heading,
        f"read_parquet('{quoted(str(path))}', file_row_number = true)",
        cells,
        types,
        "file_row_number + 2",
        keyed=True,
        limits=_limits(plain, store, {n: c for n, c in cells.items() if n in MONEY and types[n] in BINARY}),
    )


BINARY = ("DOUBLE", "FLOAT")
MONEY = ("BilledCost", "EffectiveCost")


def _limits(relation: str, store: DuckDBPyConnection, binary: Mapping[str, str]) -> dict[str, float]:
    """Largest magnitude of binary columns; DuckDB takes it from the file's statistics where it has them."""
    if not binary:
        return {}
    wanted = ", ".join(f"greatest(abs(min({cell})), abs(max({cell})))" for cell in binary.values())
    found = store.execute(f"SELECT {wanted} FROM {relation}").fetchall()[0]
    return {name: float(limit) for name, limit in zip(binary, found, strict=True) if limit is not None}
