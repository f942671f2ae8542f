"""SQL that reads a column, in layers: each layer names one more thing about a cell, the last its value.

A cell that only needs a cast is left alone; an odd one goes through the layers and ends with a value, a code
(``DAT012``), or both. ``x`` is SQL for the trimmed text of a cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from specie.book.cells.oddness import NUMERIC, STORED, believable, is_currency, is_odd, outside
from specie.book.store import quoted

if TYPE_CHECKING:
    from specie.book.schema import ColumnSchema


Layer: TypeAlias = "dict[str, str]"
"""New names and the SQL they stand for."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What a column shows of itself: its decimal marks, and whether bare numbers are Excel days."""

    comma: bool = False
    dot: bool = False
    serial_dates: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """SQL names of what the layers find out about the cells of one column."""

    column: ColumnSchema
    habit: Habit

    def __call__(self, part: str) -> str:
        """Name one finding, such as ``"amount:shape"``."""
        return f'"{self.column.name}:{part}"'

    @property
    def x(self) -> str:
        """The trimmed text."""
        return f'"{self.column.name}"'


def plain_value(column: ColumnSchema, x: str) -> str:
    """SQL of the value of a cell that is not odd."""
    return f"CAST({x} AS {STORED[column.type]})"


def layers(column: ColumnSchema, habit: Habit) -> list[Layer]:
    """Layers that end with ``<column>:value`` and ``<column>:code`` (NULL when nothing is odd)."""
    cell = Cell(column, habit)
    unknown = "cell_unknown_number" if column.type in NUMERIC else "cell_unknown_word"
    inner = _LAYERS[column.type](cell)
    empty = "DAT023" if column.required else "DAT024"
    return [
        {cell("odd"): odd_in(column, habit)},
        {
            cell("unknown"): f"{cell('odd')} AND ({cell.x} IS NULL OR {unknown}({cell.x}))",
            cell("broken"): f"{cell('odd')} AND coalesce(cell_formula_error({cell.x}), false)",
        },
        {
            cell("p"): f"CASE WHEN {cell('odd')} AND NOT {cell('unknown')} AND NOT {cell('broken')}"
            f" THEN cell_plain({cell.x}) END"
        },
        *inner,
        {
            cell("value"): f"CASE WHEN NOT {cell('odd')} THEN {_cast(column, cell.x)}"
            f" WHEN {cell('p')} IS NOT NULL THEN {cell('read')} END",
            cell("code"): f"CASE WHEN {cell('unknown')} THEN '{empty}' WHEN {cell('broken')} THEN 'DAT026'"
            f" ELSE {cell('fault')} END",
        },
    ]


def layered(relation: str, steps: list[list[Layer]]) -> str:
    """SQL of a relation with the layers of several columns applied side by side."""
    sql = relation
    for depth in range(max((len(column) for column in steps), default=0)):
        new = [
            f"{value} AS {name}"
            for column in steps
            if depth < len(column)
            for name, value in column[depth].items()
        ]
        sql = f"(SELECT *, {', '.join(new)} FROM {sql})"
    return sql


def shape_layers(cell: Cell) -> list[Layer]:
    """Layers that end with the shape of a number, for the habit of its column."""
    return [
        {cell("all"): f"cell_plain({cell.x})"},
        {cell("d"): f"number_digits({cell('all')})"},
        {cell("digits"): f"number_ungrouped({cell('d')})"},
        {cell("shape"): f"number_shape({cell('digits')})"},
    ]


def odd_in(column: ColumnSchema, habit: Habit) -> str:
    """SQL that tells whether a cell is odd in a column of this habit.

    Where the column uses decimal commas, 1.234 is not plain: it is 1234, or cannot be told.
    """
    x = f'"{column.name}"'
    odd = f"({is_odd(column, x)})"
    if column.type in NUMERIC and habit.comma:
        return f"{odd} OR coalesce(regexp_full_match({x}, '[-+]?[1-9][0-9]{{0,2}}[.][0-9]{{3}}'), false)"
    return odd


def _cast(column: ColumnSchema, x: str) -> str:
    return f"try_cast({x} AS {STORED[column.type]})"


def _read_text(cell: Cell) -> list[Layer]:
    if cell.column.type == "id":
        return [
            {cell("read"): cell("p"), cell("fault"): f"CASE WHEN {cell('p')} <> {cell.x} THEN 'DAT025' END"}
        ]
    return [{cell("read"): cell.x, cell("fault"): "NULL"}]


def _read_choice(cell: Cell) -> list[Layer]:
    cases = " ".join(f"WHEN '{quoted(_folded(v))}' THEN '{quoted(v)}'" for v in cell.column.allowed)
    return [
        {cell("read"): f"CASE choice_plain({cell('p')}) {cases} END"},
        {cell("fault"): _unless_read(cell, "DAT022")},
    ]


def _folded(value: str) -> str:
    return value.lower().replace("-", "_").replace(" ", "_")


def _unless_read(cell: Cell, code: str) -> str:
    return f"CASE WHEN {cell('p')} IS NOT NULL AND {cell('read')} IS NULL THEN '{code}' END"


def _read_boolean(cell: Cell) -> list[Layer]:
    return [{cell("read"): f"boolean_value({cell('p')})"}, {cell("fault"): _unless_read(cell, "DAT021")}]


def _read_currency(cell: Cell) -> list[Layer]:
    return [
        {cell("upper"): f"upper({cell('p')})"},
        {cell("read"): f"CASE WHEN {is_currency(cell('upper'))} THEN {cell('upper')} END"},
        {cell("fault"): _unless_read(cell, "DAT030")},
    ]


def _date_layers(cell: Cell, day: str) -> list[Layer]:
    """Layers that end with a day, named as asked."""
    numbers = {cell(name): f"date_number({cell('p')}, {part})" for part, name in enumerate("abc", start=1)}
    parts = ", ".join(cell(name) for name in ("p", "shape", "a", "b", "c"))
    return [
        {cell("shape"): f"date_shape({cell('p')})", **numbers},
        {cell(day): f"date_value({parts}, {cell.habit.serial_dates})"},
    ]


def _read_date(cell: Cell) -> list[Layer]:
    return [*_date_layers(cell, "read"), {cell("fault"): _date_fault(cell, cell("read"), "'DAT016'")}]


def _read_period(cell: Cell) -> list[Layer]:
    known = cell("canonical")
    first, *others = _date_layers(cell, "day")
    return [
        {known: f"period_canonical({cell('p')})", **first},
        *others,
        {cell("start"): f"coalesce(period_start({known}), CASE WHEN {known} IS NULL THEN {cell('day')} END)"},
        {
            cell("read"): f"CASE WHEN {cell('start')} IS NOT NULL"
            f" THEN coalesce({known}, strftime({cell('day')}, '%Y-%m-%d')) END",
            cell("fault"): _date_fault(
                cell, cell("start"), f"CASE WHEN {known} IS NOT NULL THEN 'DAT018' ELSE 'DAT020' END"
            ),
        },
    ]


def _date_fault(cell: Cell, day: str, otherwise: str) -> str:
    p, shape = cell("p"), cell("shape")
    return f"""CASE
        WHEN {p} IS NULL THEN NULL
        WHEN {day} IS NULL AND date_ambiguous({shape}, {cell("a")}, {cell("b")}) THEN 'DAT017'
        WHEN {day} IS NULL AND {shape} = 'serial' THEN 'DAT036'
        WHEN {day} IS NULL AND {shape} NOT IN ('none', 'words') THEN 'DAT018'
        WHEN {day} IS NULL THEN {otherwise}
        WHEN NOT {believable(day)} THEN 'DAT015'
        WHEN {shape} = 'serial' THEN NULL
        WHEN regexp_full_match({p}, '.{{10}}[T ]00:00(:00([.]0+)?)?(Z|[+-]00(:00)?)?') THEN NULL
        WHEN {shape} = 'republic' THEN 'DAT035'
        ELSE 'DAT019' END"""


def _read_number(cell: Cell) -> list[Layer]:
    p, digits, mark, text = cell("p"), cell("digits"), cell("mark"), cell("text")
    habit = cell.habit
    plain = f"number_is_plain({cell.x}) AND {cell('shape')} <> 'one dot'"
    return [
        {cell("d"): f"number_digits({p})"},
        {digits: f"number_ungrouped({cell('d')})"},
        {cell("shape"): f"number_shape({digits})"},
        {mark: f"number_mark({cell('shape')}, {habit.comma}, {habit.dot})"},
        {text: f"CASE WHEN {plain} THEN {cell.x} ELSE number_text({p}, {digits}, {mark}) END"},
        {
            cell("exact"): f"try_cast({text} AS DECIMAL(38, 12))",
            cell("double"): f"try_cast({text} AS DOUBLE)",
        },
        {cell("read"): _number_value(cell)},
        {cell("fault"): _number_fault(cell)},
    ]


def _number_value(cell: Cell) -> str:
    p, exact, double = cell("p"), cell("exact"), cell("double")
    if cell.column.type == "number":
        return f"CASE WHEN isfinite({double}) THEN {double} / number_divisor({p}) END"
    if cell.column.type == "money":
        return f"CASE WHEN NOT contains({p}, '%') THEN {exact} END"
    return (
        f"CASE WHEN NOT contains({p}, '%') AND {exact} = trunc({exact}) THEN try_cast({exact} AS BIGINT) END"
    )


def _number_fault(cell: Cell) -> str:
    p, text, read = cell("p"), cell("text"), cell("read")
    refused = "false" if cell.column.type == "number" else f"contains({p}, '%')"
    too_much = "DAT014" if cell.column.type == "integer" else "DAT015"
    return f"""CASE
        WHEN {p} IS NULL THEN NULL
        WHEN {refused} THEN 'DAT012'
        WHEN {text} IS NULL AND {cell("shape")} IN ('one comma', 'one dot') THEN 'DAT013'
        WHEN {text} IS NULL THEN 'DAT012'
        WHEN {read} IS NULL THEN '{too_much}'
        WHEN {outside(cell.column, f"CAST({read} AS DOUBLE)")} THEN 'DAT015'
        WHEN {text} <> {cell.x} THEN 'DAT025' END"""


_LAYERS: Final[dict[str, Callable[[Cell], list[Layer]]]] = {
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
