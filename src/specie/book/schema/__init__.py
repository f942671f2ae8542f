"""What each table of a book holds, as data: one TOML file per table.

The checker, the template, the docs page, the JSON schema and the hints are all made from these words.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

ColumnType: TypeAlias = Literal[
    "boolean", "choice", "currency", "date", "id", "integer", "money", "number", "period", "text"
]

TABLES = (
    "initiatives",
    "stages",
    "plans",
    "costs",
    "usage",
    "budgets",
    "rates",
    "kpis",
    "outcomes",
    "rollout",
    "benefits",
    "ledger",
    "vendors",
    "dependencies",
    "contracts",
    "retirements",
    "exit_steps",
    "exit_measures",
    "cash",
    "skills",
    "survey",
    "holdings",
    "prices",
    "rounds",
    "financials",
    "terms",
    "deals",
    "forecasts",
    "assumptions",
    "base_rates",
    "benchmarks",
    "evidence",
    "claims",
    "warnings",
)
"""Every table, in the order in which the docs, the template and the sources list them."""


@dataclass(frozen=True, slots=True)
class ColumnSchema:
    """One column: its type, whether a row can do without it, and what a cell may hold.

    ``references`` names the table whose key the cell must be; ``on_unknown`` says whether an id that is not
    there sets the row aside (``error``) or is only named (``warning``). ``dated_by`` names the column whose
    date picks the exchange rate of a money column; without it the book's date is used.
    """

    name: str
    type: ColumnType
    meaning: str
    example: str = ""
    required: bool = False
    unit: str = ""
    allowed: tuple[str, ...] = ()
    references: str = ""
    on_unknown: Literal["error", "warning"] = "error"
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    dated_by: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Rows about the future: where ``column`` holds one of ``values``, what counts is when it was said."""

    column: str
    values: tuple[str, ...]
    as_of: str
    """Column of the day on which it was said."""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table: what a row is, its key, the column that the book's date cuts, and its columns.

    ``additive`` rows are summed, so an identical second row counts twice and is named. ``foreseen`` rows may
    be about days after the book's date, when they were said by then.
    """

    table: str
    row: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[ColumnSchema, ...]
    as_of: str = ""
    additive: bool = False
    foreseen: Foreseen | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in file order."""
        return tuple(column.name for column in self.columns)

    @property
    def money(self) -> tuple[ColumnSchema, ...]:
        """Columns that are converted to the book's currency."""
        return tuple(column for column in self.columns if column.type == "money")

    def column(self, name: str) -> ColumnSchema:
        """Return one column; raises KeyError when there is none of that name."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def with_covariates(self, names: tuple[str, ...]) -> TableSchema:
        """Return the schema with further numeric columns that the user declared."""
        extra = tuple(
            ColumnSchema(name, "number", "Covariate declared in specie.toml.")
            for name in names
            if name not in self.names
        )
        return replace(self, columns=self.columns + extra)


@cache
def table_schema(table: str) -> TableSchema:
    """Return the schema of one table; raises KeyError for a table that books do not have."""
    if table not in TABLES:
        raise KeyError(table)
    raw = tomllib.loads((files("specie.book") / "schema" / f"{table}.toml").read_text("utf-8"))
    return TableSchema(
        table=raw["table"],
        row=raw["row"]["meaning"],
        meaning=raw["meaning"],
        key=tuple(raw["key"]),
        columns=tuple(_column(entry) for entry in raw["columns"]),
        as_of=raw.get("as_of", ""),
        additive=raw.get("additive", False),
        foreseen=_foreseen(raw["foreseen"]) if "foreseen" in raw else None,
    )


@cache
def all_schemas() -> tuple[TableSchema, ...]:
    """Return the schemas of all tables, in order."""
    return tuple(table_schema(table) for table in TABLES)


def _foreseen(entry: dict[str, Any]) -> Foreseen:
    return Foreseen(entry["column"], tuple(entry["values"]), entry["as_of"])


def _column(entry: dict[str, Any]) -> ColumnSchema:
    given: dict[str, Any] = {**entry, "allowed": tuple(entry.get("allowed", ()))}
    return ColumnSchema(**given)
