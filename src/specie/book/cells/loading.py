"""One file on its way into its table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from specie.book.faults import Faults, Place

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from specie.book.headers import Matched
    from specie.book.read.staged import Staged
    from specie.book.schema import ColumnSchema, TableSchema

CELLS = "_cells"
"""View of a file's cells under their schema names, trimmed."""


@dataclass(frozen=True, slots=True)
class Loading:
    """One file on its way into its table."""

    staged: Staged
    schema: TableSchema
    matched: Matched
    store: DuckDBPyConnection
    faults: Faults
    mapped: list[str] = field(default_factory=list)
    """Columns with odd cells, whose texts are read in a mapping."""

    @property
    def present(self) -> tuple[ColumnSchema, ...]:
        """Columns of the schema that the file has."""
        return tuple(c for c in self.schema.columns if c.name in self.matched.positions)

    def place(self, column: ColumnSchema) -> Place:
        """Where a column is in the file."""
        return Place(self.staged.file, column.name, self.matched.positions[column.name])


def mapping(column: ColumnSchema) -> str:
    """Return the relation that holds value and code of each odd text of a column."""
    return f'"_read_{column.name}"'
