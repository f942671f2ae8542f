"""Problems as they are met: a few by name, the rest counted, and the rows they set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from specie.book.levels import level_of
from specie.model import Level, Message, Problem, Quantity, say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CAPS = {Level.ERROR: 50, Level.WARNING: 50, Level.NOTE: 3}
"""How many problems of one file, code and column are named one by one before the rest is counted."""

Explained: TypeAlias = "tuple[Message, Message | None]"
"""What is wrong, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the book, and a column of it where the fault is in one."""

    file: str
    column: str | None = None
    position: int | None = None


@dataclass(slots=True)
class Faults:
    """Every problem met while a book is opened; the store remembers which rows were set aside."""

    store: DuckDBPyConnection
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store.execute("CREATE OR REPLACE TABLE _aside (_table VARCHAR, _file VARCHAR, _row BIGINT)")

    def on(self, store: DuckDBPyConnection) -> Faults:
        """The same problems and rows set aside, told over another connection to the store."""
        beside = copy(self)
        beside.store = store
        return beside

    def file(
        self, place: Place, code: str, explained: Explained, row: int | None = None, rows: int = 1
    ) -> None:
        """Name a fault of a file as a whole, or of one row of it."""
        message, hint = explained
        self.problems.append(
            Problem(place.file, row, place.column, code, message, hint, level_of(code), place.position, rows)
        )

    def rows(self, place: Place, code: str, total: int, samples: Iterable[tuple[int, Explained]]) -> None:
        """Name the first rows with a fault and count the others."""
        named = 0
        for row, explained in samples:
            if named == CAPS[level_of(code)]:
                break
            self.file(place, code, explained, row)
            named += 1
        if total > named:
            self._more(place, code, total - named)

    def _more(self, place: Place, code: str, count: int) -> None:
        message = say("{count} more rows like this", count=Quantity(count, "count"))
        self.file(place, code, (message, None), rows=count)

    def found(
        self,
        place: Place,
        code: str,
        relation: str,
        explain: Callable[[dict[str, Any]], Explained],
        params: Sequence[Any] = (),
    ) -> int:
        """Name the rows of a relation that has ``_row`` and whatever ``explain`` reads; return how many."""
        counted = self.store.execute(f"SELECT count(*) FROM ({relation})", params or None).fetchone()
        total = int(counted[0]) if counted else 0
        if total:
            cap = CAPS[level_of(code)]
            cursor = self.store.execute(
                f"SELECT * FROM ({relation}) ORDER BY _row LIMIT {cap}", params or None
            )
            names = [column[0] for column in cursor.description or ()]
            records = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            self.rows(place, code, total, ((record["_row"], explain(record)) for record in records))
        return total

    def set_aside(self, table: str, file: str, rows: str | Sequence[int]) -> None:
        """Remember rows as set aside: a query that yields ``_row``, or row numbers."""
        if isinstance(rows, str):
            self.store.execute(f"INSERT INTO _aside SELECT ?, ?, _row FROM ({rows})", [table, file])
        elif rows:
            self.store.execute(
                "INSERT INTO _aside SELECT ?, ?, unnest(?::BIGINT[])", [table, file, list(rows)]
            )
