"""Two rows with one key, and rows that are there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.book.checks.check import Check
from specie.model import Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.book.checks.check import Checking
    from specie.book.faults import Explained
    from specie.book.schema import TableSchema


def key_checks(checking: Checking) -> Iterator[Check]:
    """Yield a check per table: of its key, or of whole rows where rows are summed."""
    for schema in checking.schemas.values():
        columns = schema.key or (schema.names if schema.additive else ())
        if columns and schema.table in checking.files and _any_twice(checking, schema.table, columns):
            yield _repeated(schema, columns)


def _any_twice(checking: Checking, table: str, columns: Sequence[str]) -> bool:
    """Look for equal hashes first: cheap on any size, and most tables have none."""
    row = checking.store.execute(
        f"SELECT 1 FROM {table} GROUP BY {_hash(columns)} HAVING count(*) > 1 LIMIT 1"
    ).fetchone()
    return row is not None


def _hash(columns: Sequence[str]) -> str:
    return f"hash({', '.join(_name(column) for column in columns)})"


def _name(column: str) -> str:
    return f'"{column}"'


def _repeated(schema: TableSchema, columns: Sequence[str]) -> Check:
    names = ", ".join(_name(column) for column in columns)
    suspects = f"SELECT {_hash(columns)} FROM {schema.table} GROUP BY 1 HAVING count(*) > 1"
    sql = f"""SELECT * FROM (
            SELECT _row, {names}, min(_row) OVER (PARTITION BY {names}) AS first_row
            FROM {schema.table} WHERE {_hash(columns)} IN ({suspects}))
        WHERE _row > first_row"""
    if schema.table == "stages":
        return Check("DAT107", schema.table, "stage", sql, _stage_twice)
    if not schema.key:
        return Check("DAT103", schema.table, columns[0], sql, _row_twice)
    return Check("DAT101", schema.table, columns[0], sql, lambda row: _key_twice(row, columns))


def _key_twice(row: dict[str, Any], columns: Sequence[str]) -> Explained:
    key = ", ".join("" if row[column] is None else str(row[column]) for column in columns)
    message = say("{key} is there already, in row {row}", key=key, row=row["first_row"])
    return message, say("a key may stand in one row only: {names}", names=", ".join(columns))


def _row_twice(row: dict[str, Any]) -> Explained:
    message = say("the row is the same as row {row}: it counts twice", row=row["first_row"])
    return message, say("remove one of them if it is the same event")


def _stage_twice(row: dict[str, Any]) -> Explained:
    message = say(
        "{initiative} entered {stage} already, in row {row}",
        initiative=row["initiative_id"],
        stage=Term(row["stage"]),
        row=row["first_row"],
    )
    return message, say("keep the first entry of each stage")
