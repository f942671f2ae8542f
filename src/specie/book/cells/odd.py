"""Which cells of a file are odd: named, and their rows set aside where they cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.cells.explain import explain
from specie.book.cells.loading import CELLS, Loading, mapping
from specie.book.cells.oddness import NUMERIC, is_odd
from specie.book.cells.reading import Cell, Habit, layered, layers, odd_in, shape_layers
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
    """Read each odd text of a column once; name the cells and set aside the rows that cannot be read."""
    habit = _habit(loading, column)
    loading.mapped.append(column.name)
    _map_texts(loading, column, habit)
    name = f'cells."{column.name}"'
    met = f"""SELECT _row, {name} AS text, code FROM {CELLS} AS cells JOIN {mapping(column)} AS read
        ON {name} IS NOT DISTINCT FROM read.x WHERE code IS NOT NULL"""
    counted = loading.store.execute(
        f"""SELECT code, count(*), min_by({{'row': _row, 'text': text}}, _row, {max(CAPS.values())})
        FROM ({met}) GROUP BY code ORDER BY code"""
    ).fetchall()
    for code, total, samples in counted:
        explained = ((s["row"], explain(code, column, s["text"], habit)) for s in samples)
        loading.faults.rows(loading.place(column), code, total, explained)
    errors = ", ".join(f"'{code}'" for code, _, _ in counted if level_of(code) is Level.ERROR)
    if errors:
        rows = f"SELECT _row FROM ({met}) WHERE code IN ({errors})"
        loading.faults.set_aside(loading.schema.table, loading.staged.file, rows)


def _map_texts(loading: Loading, column: ColumnSchema, habit: Habit) -> None:
    """Keep value and code of every odd text of a column."""
    cell = Cell(column, habit)
    texts = f"(SELECT DISTINCT {cell.x} FROM {CELLS} WHERE {odd_in(column, habit)})"
    read = layered(texts, [layers(column, habit)])
    loading.store.execute(
        f"""CREATE OR REPLACE TEMP TABLE {mapping(column)} AS
        SELECT {cell.x} AS x, true AS odd, {cell("value")} AS value, {cell("code")} AS code FROM {read}"""
    )


def _habit(loading: Loading, column: ColumnSchema) -> Habit:
    serials = loading.staged.serial_dates
    if column.type not in NUMERIC:
        return Habit(serial_dates=serials)
    cell = Cell(column, Habit())
    source = layered(f"(SELECT DISTINCT {cell.x} FROM {CELLS})", [shape_layers(cell)])
    row = loading.store.execute(
        f"""SELECT coalesce(bool_or(number_shows_comma({cell("shape")})), false),
            coalesce(bool_or(number_shows_dot({cell("shape")})), false) FROM {source}"""
    ).fetchone() or (False, False)
    comma, dot = bool(row[0]), bool(row[1])
    return Habit(comma or (loading.staged.decimal_comma and not dot), dot, serials)
