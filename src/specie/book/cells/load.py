"""From text to typed tables: read each column, name what is odd, keep the rows that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.cells.loading import CELLS, Loading, mapping
from specie.book.cells.odd import nameless_columns, odd_columns, read_odd
from specie.book.cells.oddness import STORED
from specie.book.cells.reading import plain_value
from specie.book.faults import Faults
from specie.book.store import quoted
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duckdb import DuckDBPyConnection

    from specie.book.headers import Matched
    from specie.book.read.staged import Staged
    from specie.book.schema import ColumnSchema, TableSchema
    from specie.book.settings import Settings
    from specie.model import Message

REFERENCED = ("initiatives", "kpis", "vendors")


def create_tables(store: DuckDBPyConnection, schemas: Iterable[TableSchema]) -> None:
    """Create the typed table of every schema, without rows, and the lists of ids as written."""
    statements = [_create(schema) for schema in schemas]
    statements.append("CREATE TABLE _written (_table VARCHAR, id VARCHAR)")
    statements.append("CREATE TABLE _pointers (_table VARCHAR, _column VARCHAR, _row BIGINT, id VARCHAR)")
    store.execute("; ".join(statements))


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
    loading = Loading(staged, schema, matched, store, faults)
    nameless_columns(loading)
    _name_cells(loading)
    for column in odd_columns(loading):
        read_odd(loading, column)
    if matched.usable:
        if loading.mapped:
            _keep_pointers(loading)
        _insert(loading, settings.currency)
        _cut(loading, settings.as_of)
    else:  # the other cells are read all the same, so that every fault is named in one go
        faults.set_aside(schema.table, staged.file, f"SELECT _row FROM {staged.relation}")
    _write_ids(loading)


def _keep_pointers(loading: Loading) -> None:
    """Remember where rows set aside for one cell point to, so that an unknown id in them is named too."""
    pointing = [c for c in loading.present if c.references and c.name not in loading.mapped]
    aside = f"SELECT _row FROM _aside WHERE _table = '{loading.schema.table}'"
    for column in pointing:
        loading.store.execute(
            f"""INSERT INTO _pointers SELECT '{loading.schema.table}', '{column.name}', _row,
            cell_plain("{column.name}") FROM {CELLS} WHERE _row IN ({aside})"""
        )


def _write_ids(loading: Loading) -> None:
    """Remember the ids of tables that others point to, as written, for the hints."""
    key = loading.schema.key[0] if loading.schema.key else ""
    if loading.schema.table in REFERENCED and key in loading.matched.positions:
        loading.store.execute(
            f"INSERT INTO _written SELECT DISTINCT '{loading.schema.table}', cell_plain({key}) FROM {CELLS}"
        )


def _insert(loading: Loading, currency: str) -> None:
    """Insert every row that was not set aside, in the order of the file."""
    table, columns = loading.schema.table, loading.schema.columns
    typed = ", ".join(f'{_value(loading, column)} AS "{column.name}"' for column in columns)
    derived = ", ".join(part for column in columns for part in _derived(column, loading.schema))
    loading.store.execute(
        f"""INSERT INTO {table} SELECT '{quoted(loading.staged.file)}', _row, {derived}
        FROM (SELECT _row, {typed} FROM {_good_rows(loading)})""",
        {"book": currency} if loading.schema.money else None,
    )


def _good_rows(loading: Loading) -> str:
    """SQL of the rows to use, each odd text with its reading beside it."""
    joins = [
        f'LEFT JOIN {mapping(column)} ON cells."{column.name}" IS NOT DISTINCT FROM {mapping(column)}.x'
        for column in loading.present
        if column.name in loading.mapped
    ]
    aside = f"SELECT _row FROM _aside WHERE _table = '{loading.schema.table}'"
    order = "ORDER BY _row" if joins else ""
    return f"{CELLS} AS cells {' '.join(joins)} WHERE _row NOT IN ({aside}) {order}"


def _value(loading: Loading, column: ColumnSchema) -> str:
    if column.name not in loading.matched.positions:
        return f"CAST(NULL AS {STORED[column.type]})"
    x = f'cells."{column.name}"'
    if column.name not in loading.mapped:
        return plain_value(column, x)
    read = mapping(column)
    return f"CASE WHEN {read}.odd THEN {read}.value ELSE try_cast({x} AS {STORED[column.type]}) END"


def _derived(column: ColumnSchema, schema: TableSchema) -> list[str]:
    name = f'"{column.name}"'
    if column.type == "period":
        return [name, f"period_start({name})", f"period_end({name})"]
    if column.type != "money":
        return [name]
    same = "coalesce(currency, $book) = $book" if "currency" in schema.names else "$book IS NOT NULL"
    return [name, f"CASE WHEN {same} THEN {name} END"]


def _cut(loading: Loading, as_of: date) -> None:
    """Set aside what is later than the book's date."""
    schema, store = loading.schema, loading.store
    if not schema.as_of or schema.as_of not in loading.matched.positions:
        return
    column = schema.column(schema.as_of)
    day = f'"{column.name}_start"' if column.type == "period" else f'"{column.name}"'
    after = f"{day} > DATE '{as_of}'{_not_said_by(loading, as_of)}"
    later = f"SELECT _row FROM {schema.table} WHERE {after}"
    counted = store.execute(f"SELECT count(*), min(_row) FROM ({later})").fetchone()
    if counted is None or not counted[0]:
        return
    message = say(
        "rows later than {as_of} are not read: {count}, from row {row} on",
        count=Quantity(counted[0], "count"),
        as_of=as_of,
        row=counted[1],
    )
    loading.faults.file(loading.place(column), "DAT034", (message, _may_stay(schema)), rows=counted[0])
    loading.faults.set_aside(schema.table, loading.staged.file, later)
    store.execute(f"DELETE FROM {schema.table} WHERE {after}")


def _not_said_by(loading: Loading, as_of: date) -> str:
    """SQL that spares rows about the future which were said by the book's date."""
    foreseen = loading.schema.foreseen
    if foreseen is None or not {foreseen.column, foreseen.as_of} <= loading.matched.positions.keys():
        return ""
    words = ", ".join(f"'{quoted(value)}'" for value in foreseen.values)
    said = f'"{foreseen.column}" IN ({words}) AND "{foreseen.as_of}" <= DATE \'{as_of}\''
    return f" AND NOT coalesce({said}, FALSE)"


def _may_stay(schema: TableSchema) -> Message | None:
    foreseen = schema.foreseen
    if foreseen is None:
        return None
    return say(
        "what was said of the future by then is read when its {column} is one of: {values}",
        column=foreseen.column,
        values=", ".join(foreseen.values),
    )


def _name_cells(loading: Loading) -> None:
    """Lay the file's columns under their schema names."""
    cells = ", ".join(f'c{loading.matched.positions[c.name]} AS "{c.name}"' for c in loading.present)
    loading.store.execute(
        f"CREATE OR REPLACE TEMP VIEW {CELLS} AS SELECT _row, {cells} FROM {loading.staged.relation}"
    )
