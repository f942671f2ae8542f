"""SQL that reads a column: its value, the code of what is odd about it, and whether it is worth a look.

``x`` is SQL for the trimmed text of a cell. A column without odd cells is only cast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from specie.book.store import quoted

if TYPE_CHECKING:
    from specie.book.schema import ColumnSchema

FIRST_DAY, LAST_DAY = "DATE '1900-01-01'", "DATE '2200-12-31'"
STORED: Final = {
    "boolean": "BOOLEAN", "choice": "VARCHAR", "currency": "VARCHAR", "date": "DATE", "id": "VARCHAR",
    "integer": "BIGINT", "money": "DECIMAL(38, 12)", "number": "DOUBLE", "period": "VARCHAR", "text": "VARCHAR",
}  # fmt: skip
"""Type of a column in the store."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What a column shows of itself: its decimal marks, and whether bare numbers are Excel days."""

    comma: bool = False
    dot: bool = False
    serial_dates: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of any cell, and the code of an odd one (NULL when it is fine)."""

    value: str
    code: str


def is_odd(column: ColumnSchema, x: str) -> str:
    """SQL that tells whether a cell needs more than a cast (true for a cell that must be filled)."""
    odd = f"{x} IS NOT NULL AND ({_ODD[column.type](column, x)})"
    return f"{x} IS NULL OR ({odd})" if column.required else odd


def plain_value(column: ColumnSchema, x: str) -> str:
    """SQL of the value when no cell of the column is odd."""
    return f"CAST({x} AS {STORED[column.type]})"


def reading(column: ColumnSchema, x: str, habit: Habit) -> Reading:
    """SQL of the value and the code when some cell of the column is odd."""
    inner = _READINGS[column.type](column, x, habit)
    unknown = f"cell_unknown_number({x})" if column.type in _NUMERIC else f"cell_unknown_word({x})"
    missing = "'DAT023'" if column.required else "'DAT024'"
    empty = "'DAT023'" if column.required else "NULL"
    return Reading(
        value=f"CASE WHEN {unknown} OR cell_formula_error({x}) THEN NULL ELSE {inner.value} END",
        code=f"CASE WHEN {x} IS NULL THEN {empty} WHEN {unknown} THEN {missing}"
        f" WHEN cell_formula_error({x}) THEN 'DAT026' ELSE {inner.code} END",
    )


_NUMERIC = ("integer", "money", "number")


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
    outside = _outside(column, f"try_cast({x} AS DOUBLE)")
    return f"NOT coalesce({plain}, false) OR coalesce({outside}, false)"


def _outside(column: ColumnSchema, value: str) -> str:
    limits = ((column.minimum, "<"), (column.above, "<="), (column.maximum, ">"))
    parts = [f"{value} {sign} {limit}" for limit, sign in limits if limit is not None]
    return " OR ".join(parts) or "false"


def _odd_date(_: ColumnSchema, x: str) -> str:
    return f"NOT date_is_plain({x}) OR NOT {_believable(f'try_cast({x} AS DATE)')}"


def _odd_period(_: ColumnSchema, x: str) -> str:
    return f"NOT coalesce(period_is_plain({x}) AND {_believable(f'period_start({x})')}, false)"


def _odd_currency(_: ColumnSchema, x: str) -> str:
    return f"NOT {_is_currency(x)}"


def _odd_boolean(_: ColumnSchema, x: str) -> str:
    return f"{x} NOT IN ('true', 'false')"


def _is_currency(code: str) -> str:
    return f"(regexp_full_match({code}, '[A-Z]{{3}}') AND {code} NOT IN ('NTD', 'RMB'))"


def _believable(start: str) -> str:
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
    "period": _odd_period,
    "text": _odd_text,
}


def _read_text(column: ColumnSchema, x: str, _: Habit) -> Reading:
    if column.type == "id":
        return Reading(f"cell_plain({x})", f"CASE WHEN {x} <> cell_plain({x}) THEN 'DAT025' END")
    return Reading(x, "NULL")


def _read_choice(column: ColumnSchema, x: str, _: Habit) -> Reading:
    cases = " ".join(f"WHEN '{quoted(_folded(v))}' THEN '{quoted(v)}'" for v in column.allowed)
    value = f"CASE choice_plain({x}) {cases} END"
    return Reading(value, f"CASE WHEN {value} IS NULL THEN 'DAT022' END")


def _folded(value: str) -> str:
    return value.lower().replace("-", "_").replace(" ", "_")


def _read_boolean(_column: ColumnSchema, x: str, _: Habit) -> Reading:
    return Reading(f"boolean_value({x})", f"CASE WHEN boolean_value({x}) IS NULL THEN 'DAT021' END")


def _read_currency(_column: ColumnSchema, x: str, _: Habit) -> Reading:
    code = f"upper(cell_plain({x}))"
    good = _is_currency(code)
    return Reading(f"CASE WHEN {good} THEN {code} END", f"CASE WHEN NOT {good} THEN 'DAT030' END")


def _read_date(_column: ColumnSchema, x: str, habit: Habit) -> Reading:
    value = f"date_value(cell_plain({x}), {habit.serial_dates})"
    return Reading(value, _date_code(x, value, value, "'DAT016'"))


def _read_period(_column: ColumnSchema, x: str, habit: Habit) -> Reading:
    day = f"strftime(date_value(cell_plain({x}), {habit.serial_dates}), '%Y-%m-%d')"
    known = f"period_canonical(cell_plain({x}))"
    value = f"CASE WHEN period_start({known}) IS NOT NULL THEN {known} WHEN {known} IS NULL THEN {day} END"
    other = f"CASE WHEN {known} IS NOT NULL THEN 'DAT018' ELSE 'DAT020' END"
    odd = _date_code(x, value, f"period_start({value})", other)
    return Reading(value, f"CASE WHEN {_odd_period(_column, x)} THEN {odd} END")


def _date_code(x: str, value: str, start: str, otherwise: str) -> str:
    plain, shape = f"cell_plain({x})", f"date_shape(cell_plain({x}))"
    return f"""CASE
        WHEN {value} IS NULL AND date_ambiguous({plain}) THEN 'DAT017'
        WHEN {value} IS NULL AND {shape} = 'serial' THEN 'DAT036'
        WHEN {value} IS NULL AND {shape} NOT IN ('none', 'words') THEN 'DAT018'
        WHEN {value} IS NULL THEN {otherwise}
        WHEN NOT {_believable(start)} THEN 'DAT015'
        WHEN date_is_plain({x}) OR {shape} = 'serial' THEN NULL
        WHEN regexp_full_match({x}, '.{{10}}[T ]00:00(:00([.]0+)?)?(Z|[+-]00(:00)?)?') THEN NULL
        WHEN {shape} = 'republic' THEN 'DAT035'
        ELSE 'DAT019' END"""


def _read_number(column: ColumnSchema, x: str, habit: Habit) -> Reading:
    text = f"number_text({x}, {habit.comma}, {habit.dot})"
    value = _number_value(column, x, text)
    refused = f"contains(cell_plain({x}), '%')" if column.type != "number" else "false"
    code = f"""CASE
        WHEN {refused} THEN 'DAT012'
        WHEN {text} IS NULL AND number_shape(number_spaced(number_digits({x})))
            IN ('one comma', 'one dot') THEN 'DAT013'
        WHEN {text} IS NULL OR NOT number_is_plain({text}) THEN 'DAT012'
        WHEN {value} IS NULL THEN '{"DAT014" if column.type == "integer" else "DAT015"}'
        WHEN {_outside(column, f"CAST({value} AS DOUBLE)")} THEN 'DAT015'
        WHEN {text} <> {x} THEN 'DAT025' END"""
    return Reading(f"CASE WHEN {refused} THEN NULL ELSE {value} END", code)


def _number_value(column: ColumnSchema, x: str, text: str) -> str:
    if column.type == "money":
        return f"try_cast({text} AS DECIMAL(38, 12))"
    if column.type == "number":
        number = f"try_cast({text} AS DOUBLE)"
        return f"CASE WHEN isfinite({number}) THEN {number} / number_divisor({x}) END"
    exact = f"try_cast({text} AS DECIMAL(38, 12))"
    return f"CASE WHEN {exact} = trunc({exact}) THEN try_cast({exact} AS BIGINT) END"


_READINGS: Final[dict[str, Callable[[ColumnSchema, str, Habit], Reading]]] = {
    "boolean": _read_boolean,
    "choice": _read_choice,
    "currency": _read_currency,
    "date": _read_date,
    "id": _read_text,
    "integer": _read_number,
    "money": _read_number,
    "number": _read_number,
    "period": _read_period,
    "text": _read_text,
}


def _literals(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{quoted(value)}'" for value in values)
