"""One table of a result as plain rows: for registers, spreadsheets and whoever takes it further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.model import Estimate, Quantity
from specie.report.flat import table_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model import Cell, Run, Table
    from specie.report.language import Language


def table_ids(run: Run) -> tuple[str, ...]:
    """Return the ids of every table of a run, each once."""
    return tuple(dict.fromkeys(table.id for result in run.results for table in result.tables))


def as_table_csv(run: Run, wanted: str, language: Language) -> str | None:
    """Write the tables of one id under one header; None where no analysis has it.

    Numbers keep every digit; an estimate has its ends in two columns beside it, and what is measured in money
    or another unit names it in a column of its own. Words are those of the language.
    """
    found = [table for result in run.results for table in result.tables if table.id == wanted]
    if not found:
        return None
    first = found[0]
    rows = [row for table in found if table.columns == first.columns for row in table.rows]
    wide = [any(isinstance(row[k], Estimate) for row in rows) for k in range(len(first.columns))]
    united = [any(isinstance(row[k], Estimate | Quantity) for row in rows) for k in range(len(first.columns))]
    return table_csv(
        [name for k in range(len(first.columns)) for name in _names(first, k, wide[k], united[k])],
        [
            [cell for k, value in enumerate(row) for cell in _cells(value, wide[k], united[k], language)]
            for row in rows
        ],
    )


def _names(table: Table, k: int, wide: bool, united: bool) -> Iterator[str]:
    key = table.columns[k].key
    yield key
    if wide:
        yield from (f"{key}_low", f"{key}_high")
    if united:
        yield f"{key}_unit"


def _cells(value: Cell, wide: bool, united: bool, language: Language) -> Iterator[Any]:
    yield _plain(value, language)
    if wide:
        yield from (value.low, value.high) if isinstance(value, Estimate) else (None, None)
    if united:
        yield value.unit if isinstance(value, Estimate | Quantity) else None


def _plain(value: Cell, language: Language) -> Any:
    match value:
        case Estimate():
            return value.point
        case Quantity():
            return value.value
        case bool() | int() | float() | None:
            return value
        case _:
            return language.value(value)
