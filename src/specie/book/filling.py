"""Fill the store: read every table, check it, convert its money, and account for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.book import TableSource
from specie.book.cells.load import create_empty, load_table
from specie.book.digest import file_digest
from specie.book.faults import Place
from specie.book.headers import match_header
from specie.book.opening import Opening, origin_of, schemas_of
from specie.book.rates import convert_table
from specie.book.read.table_file import read_table_file
from specie.book.read.workbook import Workbook, open_workbook, read_sheet
from specie.book.store import create_views
from specie.model import Origin, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.book.read.staged import Staged
    from specie.book.schema import TableSchema


def fill(opening: Opening) -> tuple[Mapping[str, TableSource], Mapping[str, tuple[Origin, ...]]]:
    """Read and check every table; return where each was read and what became of its rows."""
    schemas = schemas_of(opening.settings)
    workbook = _open_workbook(opening)
    for schema in schemas:
        _table(opening, schema, workbook)
    for schema in schemas:
        convert_table(opening.store, schema, opening.settings, opening.faults)
    _empty_bills(opening)
    create_views(opening.store)
    sources = {schema.table: _source(opening, schema.table) for schema in schemas}
    origins = {schema.table: tuple(_origins(opening, schema.table)) for schema in schemas}
    return sources, origins


def _open_workbook(opening: Opening) -> Workbook | None:
    path = opening.found.workbook
    if path is None:
        return None
    opening.digests[path.name] = file_digest(path)
    return open_workbook(path, opening.faults)


def _table(opening: Opening, schema: TableSchema, workbook: Workbook | None) -> None:
    """Read a table from the one place that has rows; rows of it in a second place are set aside."""
    create_empty(opening.store, schema)
    opening.staged[schema.table] = []
    used: str | None = None
    for staged in _stage(opening, schema, workbook):
        opening.staged[schema.table].append(staged)
        if used is None:
            _load(opening, schema, staged)
            used = staged.file if staged.rows else None
        elif staged.rows:
            message = say("{table} has rows in {first} too: none of these {count} rows is used",
                          table=schema.table, first=used, count=staged.rows)  # fmt: skip
            opening.faults.file(Place(staged.file), "DAT002", (message, say("keep one of the two")),
                                rows=staged.rows)  # fmt: skip
            opening.faults.set_aside(schema.table, staged.file, f"SELECT _row FROM {staged.relation}")
        opening.store.execute(f"DROP TABLE IF EXISTS {staged.relation}")


def _stage(opening: Opening, schema: TableSchema, workbook: Workbook | None) -> Iterator[Staged]:
    for path in opening.found.tables.get(schema.table, []):
        staged = read_table_file(path, schema, opening.store, opening.faults, opening.settings.encoding)
        opening.digests[path.name] = staged.digest
        yield staged
    if workbook and schema.table in workbook.sheets:
        yield read_sheet(workbook, schema, opening.store, opening.faults)


def _load(opening: Opening, schema: TableSchema, staged: Staged) -> None:
    if staged.header:
        matched = match_header(staged.header, schema, staged.file, opening.faults)
        if staged.rows:
            load_table(staged, schema, matched, opening.store, opening.faults, opening.settings.currency,
                       opening.settings.as_of)  # fmt: skip


def _empty_bills(opening: Opening) -> None:
    money = "DECIMAL(38, 12)"
    opening.store.execute(
        f"""CREATE TABLE IF NOT EXISTS bill_lines (file VARCHAR, charge_date DATE, initiative_id VARCHAR,
        vendor_id VARCHAR, invoice_issuer VARCHAR, host VARCHAR, developer VARCHAR, service VARCHAR,
        charge_category VARCHAR, currency VARCHAR, billed_cost {money}, effective_cost {money},
        billed_cost_book {money}, effective_cost_book {money}, n_rows BIGINT)"""
    )


def _source(opening: Opening, table: str) -> TableSource:
    staged = opening.staged[table]
    used = opening.store.execute(f"SELECT count(*) FROM {table}").fetchone()
    aside = opening.store.execute(
        "SELECT count(DISTINCT (_file, _row)) FROM _aside WHERE _table = ?", [table]
    ).fetchone()
    return TableSource(
        table,
        tuple(s.file for s in staged),
        sum(s.rows for s in staged),
        int(used[0]) if used else 0,
        int(aside[0]) if aside else 0,
    )


def _origins(opening: Opening, table: str) -> Iterator[Origin]:
    counts = dict(opening.store.execute(f"SELECT _file, count(*) FROM {table} GROUP BY 1").fetchall())
    for staged in opening.staged[table]:
        if counts.get(staged.file):
            yield origin_of(staged, counts[staged.file], opening.settings)
