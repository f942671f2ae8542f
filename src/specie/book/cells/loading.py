"""One file on its way into its table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from specie.book.faults import Faults, Place

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from specie.book.cells.reading import Habit
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
    habits: dict[str, Habit] = field(default_factory=dict)

    @property
    def present(self) -> tuple[ColumnSchema, ...]:
        """Columns of the schema that the file has."""
        return tuple(c for c in self.schema.columns if c.name in self.matched.positions)

    def place(self, column: ColumnSchema) -> Place:
        """Where a column is in the file."""
        return Place(self.staged.file, column.name, self.matched.positions[column.name])
