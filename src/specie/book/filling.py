"""Fill the store: read every table, check it, convert its money, and account for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.beside import read_tables
from specie.book.billing import load_bills
from specie.book.book import TableSource
from specie.book.cells.load import create_tables, load_table
from specie.book.checks import AFTER_CONVERSION, BEFORE_CONVERSION, run_checks
from specie.book.checks.check import Checking
from specie.book.digest import file_digest
from specie.book.faults import Place
from specie.book.headers import Matched, match_header
from specie.book.rates import convert_tables
from specie.book.read.table_file import read_table_file
from specie.book.read.workbook import Workbook, open_workbook, read_sheet
from specie.book.store import create_views
from specie.model import Origin, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.book.read.staged import Staged
    from specie.book.schema import TableSchema
    from specie.book.underway import Opening


def fill(opening: Opening) -> tuple[Mapping[str, TableSource], Mapping[str, tuple[Origin, ...]]]:
    """Read and check every table; return where each was read and what became of its rows."""
    workbook = _open_workbook(opening)
    create_tables(opening.store, opening.schemas.values())
    beside = read_tables(opening, lambda one, schema: _table(one, schema, workbook))
    _name_missing(opening)
    checking = _checking(opening)
    run_checks(checking, BEFORE_CONVERSION)
    convert_tables(checking)
    run_checks(checking, AFTER_CONVERSION)
    bills, bill_origins = load_bills(opening, beside)
    create_views(opening.store)
    return _sources(opening) | {"bills": bills}, _origins(opening) | {"bills": bill_origins}


def _open_workbook(opening: Opening) -> Workbook | None:
    path = opening.found.workbook
    if path is None:
        return None
    opening.digests[path.name] = file_digest(path)
    return open_workbook(path, opening.faults)


def _table(opening: Opening, schema: TableSchema, workbook: Workbook | None) -> None:
    """Read a table from the one place that has rows; rows of it in a second place are set aside."""
    first: str | None = None
    for staged in _stage(opening, schema, workbook):
        opening.staged.setdefault(schema.table, []).append(staged)
        if first is None:
            _load(opening, schema, staged)
            first = staged.file if staged.rows else None
        elif staged.rows:
            _second_place(opening, staged, first)
        opening.store.execute(_dropped(staged))


def _dropped(staged: Staged) -> str:
    return f"DROP {'VIEW' if staged.is_view else 'TABLE'} IF EXISTS {staged.relation}"


def _stage(opening: Opening, schema: TableSchema, workbook: Workbook | None) -> Iterator[Staged]:
    for path in opening.found.tables.get(schema.table, []):
        staged = read_table_file(path, schema, opening.store, opening.faults, opening.settings.encoding)
        opening.digests[path.name] = staged.digest
        yield staged
    if workbook and schema.table in workbook.sheets:
        yield read_sheet(workbook, schema, opening.store, opening.faults)


def _load(opening: Opening, schema: TableSchema, staged: Staged) -> None:
    if not staged.header:
        return
    matched = match_header(staged.header, schema, staged.file, opening.faults)
    opening.matched[schema.table] = matched
    if staged.rows:
        load_table(staged, schema, matched, opening.store, opening.faults, opening.settings)


def _second_place(opening: Opening, staged: Staged, first: str) -> None:
    message = say(
        "{table} has rows in {first} too: none of these {count} rows is used",
        table=staged.table,
        first=first,
        count=staged.rows,
    )
    hint = say("keep the table in one place: remove the rows here or there")
    opening.faults.file(Place(staged.file), "DAT002", (message, hint), rows=staged.rows)
    opening.faults.set_aside(staged.table, staged.file, f"SELECT _row FROM {staged.relation}")


def _name_missing(opening: Opening) -> None:
    """A book without initiatives has nothing that money could be for."""
    if not any(staged.rows for staged in opening.staged.get("initiatives", [])):
        message = say("there are no initiatives")
        hint = say("list them in initiatives.csv: initiative_id and name are enough to begin")
        opening.faults.file(Place("initiatives.csv"), "DAT033", (message, hint))


def _checking(opening: Opening) -> Checking:
    used = {
        table: next(s.file for s in staged if s.rows)
        for table, staged in opening.staged.items()
        if any(s.rows for s in staged)
    }
    filled = [t for t in used if opening.store.execute(f"SELECT 1 FROM {t} LIMIT 1").fetchone()]
    return Checking(
        opening.store,
        opening.faults,
        opening.settings,
        opening.schemas,
        files={table: used[table] for table in filled},
        positions={table: opening.matched.get(table, Matched({}, False)).positions for table in filled},
    )


def _sources(opening: Opening) -> dict[str, TableSource]:
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in opening.schemas)
    used = dict(opening.store.execute(counts).fetchall())
    aside = dict(
        opening.store.execute(
            "SELECT _table, count(DISTINCT (_file, _row)) FROM _aside GROUP BY 1"
        ).fetchall()
    )
    return {
        table: TableSource(
            table,
            tuple(s.file for s in opening.staged.get(table, [])),
            sum(s.rows for s in opening.staged.get(table, [])),
            used[table],
            aside.get(table, 0),
        )
        for table in opening.schemas
    }


def _origins(opening: Opening) -> dict[str, tuple[Origin, ...]]:
    return {table: tuple(_origins_of(opening, table)) for table in opening.staged}


def _origins_of(opening: Opening, table: str) -> Iterator[Origin]:
    counts = dict(opening.store.execute(f"SELECT _file, count(*) FROM {table} GROUP BY 1").fetchall())
    for staged in opening.staged[table]:
        if staged.file in counts:
            yield Origin(staged.file, f"{counts[staged.file]} rows", staged.digest, opening.settings.as_of)
