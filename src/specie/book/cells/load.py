"""From text to typed tables: read each column, name what is odd, keep the rows that hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.book.cells.explain import explain
from specie.book.cells.reading import STORED, Cell, Habit, is_odd, layered, layers, plain_value, shape_layers
from specie.book.faults import CAPS, Faults, Place
from specie.book.levels import level_of
from specie.book.store import quoted
from specie.model import Level, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duckdb import DuckDBPyConnection

    from specie.book.headers import Matched
    from specie.book.read.staged import Staged
    from specie.book.schema import ColumnSchema, TableSchema
    from specie.book.settings import Settings

CELLS = "_cells"
REFERENCED = ("initiatives", "kpis", "vendors")


@dataclass(frozen=True, slots=True)
class _Loading:
    """One file on its way into its table."""

    staged: Staged
    schema: TableSchema
    matched: Matched
    store: DuckDBPyConnection
    faults: Faults
    habits: dict[str, Habit]

    @property
    def present(self) -> tuple[ColumnSchema, ...]:
        """Columns of the schema that the file has."""
        return tuple(c for c in self.schema.columns if c.name in self.matched.positions)

    def place(self, column: ColumnSchema) -> Place:
        """Where a column is in the file."""
        return Place(self.staged.file, column.name, self.matched.positions[column.name])


def create_tables(store: DuckDBPyConnection, schemas: Iterable[TableSchema]) -> None:
    """Create the typed table of every schema, without rows, and the list of ids as written."""
    statements = [_create(schema) for schema in schemas]
    store.execute("; ".join([*statements, "CREATE TABLE _written (_table VARCHAR, id VARCHAR)"]))


def _create(schema: TableSchema) -> str:
    columns = "".join(f", {line}" for column in schema.columns for line in _declared(column))
    return f"CREATE TABLE {schema.table} (_file VARCHAR, _row BIGINT{columns})"


def _declared(column: ColumnSchema) -> list[str]:
    stored = STORED[column.type]
    lines = [f'"{column.name}" {stored}']
    if column.type == "period":
        lines += [f'"{column.name}_start" DATE', f'"{column.name}_end" DATE']
    if column.type == "money":
        lines += [f'"{column.name}_book" {stored}']
    return lines


def load_table(
    staged: Staged,
    schema: TableSchema,
    matched: Matched,
    store: DuckDBPyConnection,
    faults: Faults,
    settings: Settings,
) -> None:
    """Fill the typed table from a staged file; rows that do not hold are named and set aside."""
    loading = _Loading(staged, schema, matched, store, faults, {})
    _nameless_columns(loading)
    if not matched.usable:
        faults.set_aside(schema.table, staged.file, f"SELECT _row FROM {staged.relation}")
        return
    _name_cells(loading)
    for column in _odd_columns(loading):
        _read_odd(loading, column)
    _insert(loading, settings.currency)
    _cut(loading, settings.as_of)
    _write_ids(loading)


def _nameless_columns(loading: _Loading) -> None:
    """Name columns that have cells but no name."""
    for position, name in enumerate(loading.staged.header, start=1):
        if not name.strip():
            row = loading.store.execute(
                f"SELECT count(*), min(_row) FROM {loading.staged.relation} WHERE cell_text(c{position}) IS NOT NULL"
            ).fetchone()
            if row and row[0]:
                message = say("column {position} has no name, but {count} rows have a cell in it: it is not read",
                              position=position, count=row[0])  # fmt: skip
                place = Place(loading.staged.file, None, position)
                loading.faults.file(
                    place, "DAT037", (message, say("give the column a name in row 1")), row[1]
                )


def _write_ids(loading: _Loading) -> None:
    """Remember the ids of tables that others point to, as written, for the hints."""
    key = loading.schema.key[0] if loading.schema.key else ""
    if loading.schema.table in REFERENCED and key in loading.matched.positions:
        loading.store.execute(
            f"INSERT INTO _written SELECT DISTINCT '{loading.schema.table}', cell_plain(\"{key}\") FROM {CELLS}"
        )


def _name_cells(loading: _Loading) -> None:
    """Lay the file's columns under their schema names, trimmed."""
    cells = ", ".join(
        f'cell_text(c{loading.matched.positions[c.name]}) AS "{c.name}"' for c in loading.present
    )
    loading.store.execute(
        f"CREATE OR REPLACE TEMP VIEW {CELLS} AS SELECT _row, {cells} FROM {loading.staged.relation}"
    )


def _odd_columns(loading: _Loading) -> list[ColumnSchema]:
    """One pass over the file: which columns need more than a cast."""
    counts = ", ".join(
        f"coalesce(bool_or({is_odd(column, Cell(column, Habit()).x)}), false)" for column in loading.present
    )
    row = loading.store.execute(f"SELECT {counts} FROM {CELLS}").fetchone() or ()
    return [column for column, odd in zip(loading.present, row, strict=True) if odd]


def _read_odd(loading: _Loading, column: ColumnSchema) -> None:
    """Name the odd cells of a column and set aside the rows of those that cannot be read."""
    habit = _habit(loading, column)
    loading.habits[column.name] = habit
    cell = Cell(column, habit)
    source = f"(SELECT _row, {cell.x} FROM {CELLS})"
    coded = f"(SELECT _row, {cell.x} AS x, {cell('code')} AS code FROM {layered(source, [layers(column, habit)])})"
    counted = loading.store.execute(
        f"""SELECT code, count(*), min_by({{'row': _row, 'text': x}}, _row, {max(CAPS.values())})
        FROM {coded} WHERE code IS NOT NULL GROUP BY code ORDER BY code"""
    ).fetchall()
    for code, total, samples in counted:
        loading.faults.rows(loading.place(column), code, total, (
            (sample["row"], explain(code, column, sample["text"], habit)) for sample in samples))  # fmt: skip
    errors = [code for code, _, _ in counted if level_of(code) is Level.ERROR]
    if errors:
        listed = ", ".join(f"'{code}'" for code in errors)
        loading.faults.set_aside(
            loading.schema.table, loading.staged.file, f"SELECT _row FROM {coded} WHERE code IN ({listed})"
        )


def _habit(loading: _Loading, column: ColumnSchema) -> Habit:
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


def _insert(loading: _Loading, currency: str) -> None:
    """Insert every row that was not set aside."""
    table, habits = loading.schema.table, loading.habits
    odd = [layers(column, habits[column.name]) for column in loading.present if column.name in habits]
    typed = ", ".join(f'{_value(loading, column)} AS "{column.name}"' for column in loading.schema.columns)
    columns = ", ".join(
        part for column in loading.schema.columns for part in _derived(column, loading.schema)
    )
    good = f"(SELECT * FROM {CELLS} WHERE _row NOT IN (SELECT _row FROM _aside WHERE _table = '{table}'))"
    loading.store.execute(
        f"""INSERT INTO {table} SELECT '{quoted(loading.staged.file)}', _row, {columns}
        FROM (SELECT _row, {typed} FROM {layered(good, odd)})""",
        {"book": currency} if loading.schema.money else None,
    )


def _value(loading: _Loading, column: ColumnSchema) -> str:
    if column.name not in loading.matched.positions:
        return f"CAST(NULL AS {STORED[column.type]})"
    if column.name in loading.habits:
        return Cell(column, loading.habits[column.name])("value")
    return plain_value(column, f'"{column.name}"')


def _derived(column: ColumnSchema, schema: TableSchema) -> list[str]:
    name = f'"{column.name}"'
    if column.type == "period":
        return [name, f"period_start({name})", f"period_end({name})"]
    if column.type != "money":
        return [name]
    same = "coalesce(currency, $book) = $book" if "currency" in schema.names else "$book IS NOT NULL"
    return [name, f"CASE WHEN {same} THEN {name} END"]


def _cut(loading: _Loading, as_of: date) -> None:
    """Set aside what is later than the book's date."""
    schema, store = loading.schema, loading.store
    if not schema.as_of or schema.as_of not in loading.matched.positions:
        return
    column = schema.column(schema.as_of)
    day = f'"{column.name}_start"' if column.type == "period" else f'"{column.name}"'
    later = f"SELECT _row FROM {schema.table} WHERE {day} > DATE '{as_of}'"
    counted = store.execute(f"SELECT count(*), min(_row) FROM ({later})").fetchone() or (0, None)
    if not counted[0]:
        return
    message = say("{count} rows are later than {as_of} and are not read, from row {row} on",
                  count=Quantity(counted[0], "count"), as_of=as_of, row=counted[1])  # fmt: skip
    loading.faults.file(loading.place(column), "DAT034", (message, None), rows=counted[0])
    loading.faults.set_aside(schema.table, loading.staged.file, later)
    store.execute(f"DELETE FROM {schema.table} WHERE {day} > DATE '{as_of}'")
