"""Read a small book on two connections at once: most of the time goes to planning many small queries.

Each reader has a connection and a thread of its own; the store does its work without the interpreter's lock.
What a reader finds does not depend on the others: problems are put in order at the end, rows are counted in
the store.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from specie.book import bills, store

if TYPE_CHECKING:
    from concurrent.futures import Future

    from duckdb import DuckDBPyConnection

    from specie.book.bills_outcome import BillsOutcome
    from specie.book.schema import TableSchema
    from specie.book.underway import Opening

READERS = 2
BEFORE_BILLS = ("initiatives", "vendors")
"""Tables that the rows of a bill are mapped to: they are filled before the bills are read."""
_KNOWN = """SELECT (SELECT list((initiative_id) ORDER BY _row) FROM initiatives),
    (SELECT list((vendor_id, name) ORDER BY _row) FROM vendors)"""

ReadTable: TypeAlias = "Callable[[Opening, TableSchema], None]"


@dataclass(frozen=True, slots=True)
class Beside:
    """Bills on their way, and the initiatives and vendors they are mapped to."""

    outcome: Future[BillsOutcome]
    known: object


def read_tables(opening: Opening, read: ReadTable) -> Beside | None:
    """Read every table; where the book is small the bills come with them, and two are read at a time.

    A large table or bill takes every core and much of the memory for itself, so there nothing stands beside
    it; the sheets of one workbook are read one after the other.
    """
    for name in BEFORE_BILLS:
        read(opening, opening.schemas[name])
    rest = [schema for name, schema in opening.schemas.items() if name not in BEFORE_BILLS]
    if opening.found.size > store.SMALL or opening.found.workbook:
        for schema in rest:
            read(opening, schema)
        return None
    return _read_small(opening, sorted(rest, key=lambda schema: -opening.found.size_of(schema.table)), read)


def _read_small(opening: Opening, schemas: list[TableSchema], read: ReadTable) -> Beside | None:
    """Two readers; the bills and the largest tables first."""
    with ThreadPoolExecutor(READERS, thread_name_prefix="specie-reader") as pool:
        outcome = pool.submit(_read_bills, opening) if opening.found.bills else None
        beside = Beside(outcome, _known(opening.store)) if outcome else None
        for done in [pool.submit(_read_table, opening, schema, read) for schema in schemas]:
            done.result()
    order = list(opening.schemas)
    opening.staged = dict(sorted(opening.staged.items(), key=lambda item: order.index(item[0])))
    return beside


def _read_table(opening: Opening, schema: TableSchema, read: ReadTable) -> None:
    with store.reader(opening.store) as own:
        read(replace(opening, store=own, faults=opening.faults.on(own)), schema)


def _read_bills(opening: Opening) -> BillsOutcome:
    with store.reader(opening.store) as own:
        return bills.load_bills(own, opening.found.bills, opening.root, opening.settings)


def finish(opening: Opening, beside: Beside | None) -> BillsOutcome:
    """Return the bills; read them now where they had to wait, or where a check removed what they name."""
    if beside is None or _known(opening.store) != beside.known:
        return bills.load_bills(opening.store, opening.found.bills, opening.root, opening.settings)
    return beside.outcome.result()


def _known(con: DuckDBPyConnection) -> object:
    return con.execute(_KNOWN).fetchall()
