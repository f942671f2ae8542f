"""What each table holds, as data: one TOML file per table."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, TypeAlias

ColumnType: TypeAlias = Literal["id", "text", "choice", "number", "boolean", "date", "day", "span"]

TABLES: Final = (
    "companies", "rounds", "financials", "market", "deals", "rulers", "zombies", "shocks", "analogues",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: type, meaning, allowed values, and the table whose ids it holds.

    ``prose`` columns are sentences for a reader, read by ``Fact.message``; ``term`` columns are words whose
    sense hangs on the table (``seed`` of a round), read by ``Fact.term``. Both are translated.
    """

    name: str
    type: ColumnType
    meaning: str
    required: bool = False
    values: tuple[str, ...] = ()
    references: str = ""
    unit: str = ""
    minimum: float | None = None
    prose: bool = False
    term: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """One table: what a row is, its key, its columns, and days until a row is stale (None: never)."""

    table: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    stale_after_days: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in file order."""
        return tuple(column.name for column in self.columns)

    @property
    def prose(self) -> frozenset[str]:
        """Names of the columns whose sentences are translated."""
        return frozenset(column.name for column in self.columns if column.prose)

    @property
    def terms(self) -> frozenset[str]:
        """Names of the columns whose words are translated."""
        return frozenset(column.name for column in self.columns if column.term)


def table_names() -> tuple[str, ...]:
    """Return the tables of this room: those that others refer to come first."""
    return TABLES


@cache
def schema(table: str) -> Schema:
    """Return the schema of one table; raises KeyError for a table that does not ship."""
    if table not in TABLES:
        raise KeyError(table)
    raw = tomllib.loads((files("specie.facts") / "schema" / f"{table}.toml").read_text("utf-8"))
    columns = tuple(_column(entry) for entry in raw["columns"])
    return Schema(raw["table"], raw["meaning"], tuple(raw["key"]), columns, raw.get("stale_after_days"))


def _column(entry: dict[str, Any]) -> Column:
    values: dict[str, Any] = {**entry, "values": tuple(entry.get("values", ()))}
    return Column(**values)
