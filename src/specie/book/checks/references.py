"""Ids that no row of the table they point to has, also in rows that are set aside for another cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.book.checks.check import Check
from specie.book.nearest import nearest
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.book.checks.check import Checking
    from specie.book.faults import Explained
    from specie.book.schema import ColumnSchema, TableSchema

FIRST = ("initiatives", "vendors", "kpis")
"""Tables that others point to, so that what they lose is known before the others are looked at."""


def reference_checks(checking: Checking) -> Iterator[Check]:
    """Yield a check per column that points to another table, where that table has rows."""
    ordered = sorted(checking.schemas, key=lambda table: FIRST.index(table) if table in FIRST else len(FIRST))
    for table in ordered:
        for column in checking.schemas[table].columns:
            if column.references:
                yield _unknown_id(checking, checking.schemas[table], column)


def _unknown_id(checking: Checking, schema: TableSchema, column: ColumnSchema) -> Check:
    target = column.references
    key = checking.schemas[target].key[0]
    code = "DAT102" if column.on_unknown == "error" else "DAT125"
    pointers = f"""SELECT _row, "{column.name}" AS id FROM {schema.table} UNION ALL
        SELECT _row, id FROM _pointers WHERE _table = '{schema.table}' AND _column = '{column.name}'"""
    sql = f"""SELECT _row, id FROM ({pointers}) WHERE id NOT IN (SELECT "{key}" FROM {target})"""
    return Check(code, schema.table, column.name, sql, _Explain(checking, column, key), needs=(target,))


class _Explain:
    """Words for an unknown id; the known ones are looked up once, when the first fault is named."""

    def __init__(self, checking: Checking, column: ColumnSchema, key: str) -> None:
        self._checking = checking
        self._column = column
        self._key = key
        self._known: list[str] | None = None
        self._written: set[str] = set()

    def __call__(self, row: dict[str, Any]) -> Explained:
        table = self._column.references
        if self._known is None:
            self._known = self._checking.ids(f'SELECT "{self._key}" FROM {table} ORDER BY 1')
            self._written = set(self._checking.ids(f"SELECT id FROM _written WHERE _table = '{table}'"))
        message = say(
            '{column} is not in {table}: "{id}"', column=self._column.name, table=table, id=row["id"]
        )
        if row["id"] in self._written:
            return message, say(
                "its row in {file} was set aside: mend that one first", file=self._checking.files[table]
            )
        near = nearest(row["id"], self._known)
        return message, say("did you mean {name}?", name=near) if near else None
