"""The opened book: what analyses and faces see of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specie.model import Ref

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import numpy as np
    from duckdb import DuckDBPyConnection

    from specie.book.settings import Policy, Settings
    from specie.model import BookInfo, Origin, Problem


@dataclass(frozen=True, slots=True)
class TableSource:
    """Where a table was read and what became of its rows: read = used + set aside."""

    table: str
    files: tuple[str, ...] = ()
    rows_read: int = 0
    rows_used: int = 0
    rows_set_aside: int = 0


class Book:
    """A checked book: typed tables in an embedded store, its problems and where everything was read."""

    def __init__(
        self,
        info: BookInfo,
        settings: Settings,
        problems: tuple[Problem, ...],
        sources: Mapping[str, TableSource],
        origins: Mapping[str, tuple[Origin, ...]],
        store: DuckDBPyConnection,
    ) -> None:
        self.info = info
        self.settings = settings
        self.problems = problems
        self.sources = sources
        self._origins = origins
        self._store = store
        self._labels: dict[str, dict[str, str]] = {}

    def __repr__(self) -> str:
        return f"<Book {self.info.name!r} as of {self.info.as_of} with {len(self.problems)} problems>"

    @property
    def as_of(self) -> date:
        """The day nothing later than which is read."""
        return self.settings.as_of

    @property
    def currency(self) -> str:
        """The currency everything is reported in."""
        return self.settings.currency

    @property
    def digest(self) -> str:
        """SHA-256 of the whole book: ``specie.toml`` and every table file."""
        return self.info.digest

    @property
    def fiscal_year_start(self) -> tuple[int, int]:
        """Month and day on which the fiscal year starts."""
        return self.settings.fiscal_year_start

    @property
    def policy(self) -> Policy:
        """The user's own limits."""
        return self.settings.policy

    def has(self, table: str) -> bool:
        """Tell whether a table has at least one used row."""
        source = self.sources.get(table)
        return source is not None and source.rows_used > 0

    def select(self, sql: str, **params: object) -> list[dict[str, Any]]:
        """Run DuckDB SQL with ``$named`` parameters; rows as dictionaries."""
        cursor = self._store.cursor()
        cursor.execute(sql, params or None)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def arrays(self, sql: str, **params: object) -> dict[str, np.ndarray]:
        """Run DuckDB SQL; columns as arrays: unknown numbers are NaN, dates NaT, text None."""
        from specie.book.columns import plain_array

        cursor = self._store.cursor()
        cursor.execute(sql, params or None)
        return {name: plain_array(array) for name, array in cursor.fetchnumpy().items()}

    def origins(self, table: str) -> tuple[Origin, ...]:
        """Where the rows of a table come from, one origin per file; empty when it was not read."""
        return self._origins.get(table, ())

    def initiative(self, initiative_id: str) -> Ref:
        """Return the reference of an initiative, labelled with its name."""
        return Ref("initiative", initiative_id, self._label("initiatives", "initiative_id", initiative_id))

    def vendor(self, vendor_id: str) -> Ref:
        """Return the reference of a vendor, labelled with its name."""
        return Ref("vendor", vendor_id, self._label("vendors", "vendor_id", vendor_id))

    def _label(self, table: str, key: str, wanted: str) -> str:
        if table not in self._labels:
            rows = self.select(f"SELECT {key} AS id, name FROM {table}")
            self._labels[table] = {row["id"]: row["name"] or "" for row in rows}
        return self._labels[table].get(wanted, "")
