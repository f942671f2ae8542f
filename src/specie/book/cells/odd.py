"""Which cells of a file are odd: named, and their rows set aside where they cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.cells.explain import explain
from specie.book.cells.loading import CELLS, Loading
from specie.book.cells.oddness import is_odd
from specie.book.cells.reading import Cell, Habit, layered, layers, shape_layers
from specie.book.faults import CAPS, Place
from specie.book.levels import level_of
from specie.model import Level, say

if TYPE_CHECKING:
    from specie.book.schema import ColumnSchema


def nameless_columns(loading: Loading) -> None:
    """Name columns that have cells but no name."""
    for position, name in enumerate(loading.staged.header, start=1):
        if not name.strip():
            row = loading.store.execute(
                f"SELECT count(*), min(_row) FROM {loading.staged.relation} WHERE c{position} IS NOT NULL"
            ).fetchone()
            if row and row[0]:
                message = say(
                    "column {position} has no name, but {count} rows have a cell in it: it is not read",
                    position=position,
                    count=row[0],
                )
                place = Place(loading.staged.file, None, position)
                loading.faults.file(
                    place, "DAT037", (message, say("give the column a name in row 1")), row[1]
                )


def odd_columns(loading: Loading) -> list[ColumnSchema]:
    """One pass over the file: which columns need more than a cast."""
    counts = ", ".join(
        f"coalesce(bool_or({is_odd(column, Cell(column, Habit()).x)}), false)" for column in loading.present
    )
    row = loading.store.execute(f"SELECT {counts} FROM {CELLS}").fetchone() or ()
    return [column for column, odd in zip(loading.present, row, strict=True) if odd]


def read_odd(loading: Loading, column: ColumnSchema) -> None:
    """Name the odd cells of a column and set aside the rows of those that cannot be read."""
    habit = _habit(loading, column)
    loading.habits[column.name] = habit
    cell = Cell(column, habit)
    source = f"(SELECT _row, {cell.x} FROM {CELLS})"
    read = layered(source, [layers(column, habit)])
    coded = f"(SELECT _row, {cell.x} AS x, {cell('code')} AS code FROM {read})"
    counted = loading.store.execute(
        f"""SELECT code, count(*), min_by({{'row': _row, 'text': x}}, _row, {max(CAPS.values())})
        FROM {coded} WHERE code IS NOT NULL GROUP BY code ORDER BY code"""
    ).fetchall()
    for code, total, samples in counted:
        loading.faults.rows(
            loading.place(column),
            code,
            total,
            ((sample["row"], explain(code, column, sample["text"], habit)) for sample in samples),
        )
    errors = [code for code, _, _ in counted if level_of(code) is Level.ERROR]
    if errors:
        listed = ", ".join(f"'{code}'" for code in errors)
        loading.faults.set_aside(
            loading.schema.table, loading.staged.file, f"SELECT _row FROM {coded} WHERE code IN ({listed})"
        )


def _habit(loading: Loading, column: ColumnSchema) -> Habit:
    serials = loading.staged.serial_dates
    if column.type not in ("integer", "money", "number"):
        return Habit(serial_dates=serials)
    cell = Cell(column, Habit())
    source = layered(f"(SELECT {cell.x} FROM {CELLS})", [shape_layers(cell)])
    row = loading.store.execute(
        f"""SELECT coalesce(bool_or(number_shows_comma({cell("shape")})), false),
            coalesce(bool_or(number_shows_dot({cell("shape")})), false) FROM {source}"""
    ).fetchone() or (False, False)
    comma, dot = bool(row[0]), bool(row[1])
    return Habit(comma or (loading.staged.decimal_comma and not dot), dot, serials)
