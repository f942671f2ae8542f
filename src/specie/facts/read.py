"""From the bytes of a table to typed rows; standard library only, one table at a time."""

from __future__ import annotations

import csv
import hashlib
import io
import math
from typing import TYPE_CHECKING

from specie.facts.fact import Fact, FactValue
from specie.facts.partial_date import first_day, last_day
from specie.facts.schema import Column, Schema, schema

if TYPE_CHECKING:
    from pathlib import Path


class FactsError(ValueError):
    """A fact table that cannot be read: file, row and column are in the text."""


def read_table(folder: Path, table: str) -> tuple[Fact, ...]:
    """Return the typed rows of one table; raises FactsError at the first cell that does not fit."""
    content = (folder / f"{table}.csv").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    plan = schema(table)
    _check_header(plan, next(rows, []))
    return tuple(_fact(plan, number, cells, digest) for number, cells in enumerate(rows, start=2))


def _check_header(plan: Schema, header: list[str]) -> None:
    if tuple(header) != plan.names:
        raise FactsError(f"{plan.table}.csv:1 columns are {header}, expected {list(plan.names)}")


def _fact(plan: Schema, row: int, cells: list[str], digest: str) -> Fact:
    if len(cells) != len(plan.columns):
        raise FactsError(f"{plan.table}.csv:{row} has {len(cells)} cells, expected {len(plan.columns)}")
    values = {
        column.name: _typed(plan, row, column, cell) for column, cell in zip(plan.columns, cells, strict=True)
    }
    return Fact(plan.table, row, values, digest)


def _typed(plan: Schema, row: int, column: Column, cell: str) -> FactValue:
    try:
        return typed(column, cell)
    except ValueError as fault:
        raise FactsError(f"{plan.table}.csv:{row} {column.name}: {fault}") from fault


def typed(column: Column, cell: str) -> FactValue:
    """Return a cell in the column's type, None when empty; raises ValueError when it does not fit."""
    if cell == "":
        if column.required:
            raise ValueError("is empty")
        return None
    match column.type:
        case "number":
            return _number(cell, column.minimum)
        case "boolean":
            return {"true": True, "false": False}[cell] if cell in ("true", "false") else _refuse(cell)
        case "choice":
            return cell if cell in column.values else _refuse(cell)
        case "date":
            first_day(cell)
        case "day":
            return cell if len(cell) == 10 and first_day(cell) else _refuse(cell)
        case "span":
            _check_span(cell)
        case _:
            pass
    return cell


def _number(cell: str, minimum: float | None) -> float:
    value = float(cell)
    if not math.isfinite(value) or (minimum is not None and value < minimum):
        raise ValueError(f"not an allowed number: {cell!r}")
    return value


def _check_span(cell: str) -> None:
    ends = cell.split("/")
    if len(ends) > 2 or last_day(ends[-1]) < first_day(ends[0]):
        raise ValueError(f"not a span of dates: {cell!r}")


def _refuse(cell: str) -> str:
    raise ValueError(f"not an allowed value: {cell!r}")
