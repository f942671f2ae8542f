"""One check: which rows of a table are wrong, and how to say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specie.book.faults import Explained, Faults, Place
from specie.book.levels import level_of
from specie.model import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duckdb import DuckDBPyConnection

    from specie.book.schema import TableSchema
    from specie.book.settings import Settings


@dataclass(frozen=True, slots=True)
class Check:
    """Rows of ``table`` that ``sql`` finds (``_row`` and whatever ``explain`` reads), named under ``code``.

    It runs only where the table itself and everything in ``needs`` has rows.
    """

    code: str
    table: str
    column: str
    sql: str
    explain: Callable[[dict[str, Any]], Explained]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checking:
    """What checks see: the store, the schemas, the settings, and where each table was read."""

    store: DuckDBPyConnection
    faults: Faults
    settings: Settings
    schemas: Mapping[str, TableSchema]
    files: Mapping[str, str]
    """Table to the file its rows come from; tables without rows are not in it."""
    positions: Mapping[str, Mapping[str, int]]
    """Table to the place of each column in its file."""

    def place(self, table: str, column: str) -> Place:
        """Where a column of a table is."""
        return Place(self.files[table], column, self.positions[table].get(column))

    def ids(self, sql: str) -> list[str]:
        """Return the one text column of a query."""
        return [str(row[0]) for row in self.store.execute(sql).fetchall()]


def run_check(checking: Checking, check: Check) -> int:
    """Name the rows that a check finds; an error sets them aside. Return how many there are."""
    if any(table not in checking.files for table in (check.table, *check.needs)):
        return 0
    place = checking.place(check.table, check.column)
    found = checking.faults.found(place, check.code, check.sql, check.explain)
    if found and level_of(check.code) is Level.ERROR:
        remove_rows(checking, check.table, check.sql)
    return found


def remove_rows(checking: Checking, table: str, sql: str) -> None:
    """Set rows aside and take them out of their table."""
    store = checking.store
    store.execute(f"CREATE OR REPLACE TEMP TABLE _gone AS SELECT DISTINCT _row FROM ({sql})")
    checking.faults.set_aside(table, checking.files[table], "SELECT _row FROM _gone")
    store.execute(f"DELETE FROM {table} WHERE _row IN (SELECT _row FROM _gone)")
