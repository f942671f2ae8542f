"""SQL that tells whether a cell needs more than a cast. ``x`` is SQL for its trimmed text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from specie.book.store import quoted

if TYPE_CHECKING:
    from specie.book.schema import ColumnSchema

FIRST_DAY, LAST_DAY = "DATE '1900-01-01'", "DATE '2200-12-31'"
STORED: Final = {
    "boolean": "BOOLEAN",
    "choice": "VARCHAR",
    "currency": "VARCHAR",
    "date": "DATE",
    "id": "VARCHAR",
    "integer": "BIGINT",
    "money": "DECIMAL(38, 12)",
    "number": "DOUBLE",
    "period": "VARCHAR",
    "text": "VARCHAR",
}
"""Type of a column in the store."""
NUMERIC: Final = ("integer", "money", "number")


def is_odd(column: ColumnSchema, x: str) -> str:
    """SQL that tells whether a cell needs more than a cast (true for an empty one that must be filled)."""
    odd = f"{x} IS NOT NULL AND ({_ODD[column.type](column, x)})"
    return f"{x} IS NULL OR ({odd})" if column.required else odd


def _odd_text(column: ColumnSchema, x: str) -> str:
    wide = f" OR {x} <> cell_plain({x})" if column.type == "id" else ""
    return f"cell_unknown_word({x}) OR ({x} LIKE '#%' AND cell_formula_error({x})){wide}"


def _odd_choice(column: ColumnSchema, x: str) -> str:
    return f"{x} NOT IN ({_literals(column.allowed)})"


def _odd_number(column: ColumnSchema, x: str) -> str:
    plain = f"number_is_plain({x})"
    if column.type == "integer":
        plain = f"regexp_full_match({x}, '-?[0-9]{{1,18}}')"
    elif column.type == "money":
        plain = f"try_cast({x} AS DECIMAL(38, 12)) IS NOT NULL"
    beyond = outside(column, f"try_cast({x} AS DOUBLE)")
    return f"NOT coalesce({plain}, false) OR coalesce({beyond}, false)"


def outside(column: ColumnSchema, value: str) -> str:
    """SQL that tells whether a number breaks a limit of its column."""
    limits = ((column.minimum, "<"), (column.above, "<="), (column.maximum, ">"))
    parts = [f"{value} {sign} {limit}" for limit, sign in limits if limit is not None]
    return " OR ".join(parts) or "false"


def _odd_date(_: ColumnSchema, x: str) -> str:
    return f"NOT coalesce(date_is_plain({x}) AND {believable(f'try_cast({x} AS DATE)')}, false)"


def odd_period(_: ColumnSchema, x: str) -> str:
    """SQL that tells whether a cell is no period in its canonical form."""
    return f"NOT coalesce(period_is_plain({x}) AND {believable(f'period_start({x})')}, false)"


def _odd_currency(_: ColumnSchema, x: str) -> str:
    return f"NOT {is_currency(x)}"


def _odd_boolean(_: ColumnSchema, x: str) -> str:
    return f"{x} NOT IN ('true', 'false')"


def is_currency(code: str) -> str:
    """SQL that tells whether a text has the form of an ISO 4217 code."""
    return f"(regexp_full_match({code}, '[A-Z]{{3}}') AND {code} NOT IN ('NTD', 'RMB'))"


def believable(start: str) -> str:
    """SQL that tells whether a day lies in a year that can be meant."""
    return f"({start} BETWEEN {FIRST_DAY} AND {LAST_DAY})"


_ODD: Final[dict[str, Callable[[ColumnSchema, str], str]]] = {
    "boolean": _odd_boolean,
    "choice": _odd_choice,
    "currency": _odd_currency,
    "date": _odd_date,
    "id": _odd_text,
    "integer": _odd_number,
    "money": _odd_number,
    "number": _odd_number,
    "period": odd_period,
    "text": _odd_text,
}


def _literals(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{quoted(value)}'" for value in values)
