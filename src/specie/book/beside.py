"""Read the bills of a small book beside its tables: two readers finish sooner than one after the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.book import bills, store

if TYPE_CHECKING:
    from concurrent.futures import Future

    from duckdb import DuckDBPyConnection

    from specie.book.bills_outcome import BillsOutcome
    from specie.book.opening import Opening

BEFORE_BILLS = ("initiatives", "vendors")
"""Tables that the rows of a bill are mapped to: they are filled before the bills are read."""
_KNOWN = """SELECT (SELECT list((initiative_id) ORDER BY _row) FROM initiatives),
    (SELECT list((vendor_id, name) ORDER BY _row) FROM vendors)"""


@dataclass(frozen=True, slots=True)
class Beside:
    """Bills on their way, and the initiatives and vendors they are mapped to."""

    outcome: Future[BillsOutcome]
    known: object


def begin(opening: Opening) -> Beside | None:
    """Start reading the bills on a connection and a thread of their own; None where they have to wait.

    A large bill takes every core and much of the memory for itself, so it waits for the tables.
    """
    if not opening.found.bills or opening.found.size > store.SMALL:
        return None
    pool = ThreadPoolExecutor(1, thread_name_prefix="specie-bills")
    outcome = pool.submit(_read, opening, opening.store.cursor())
    pool.shutdown(wait=False)
    return Beside(outcome, _known(opening.store))


def finish(opening: Opening, beside: Beside | None) -> BillsOutcome:
    """Wait for the bills; read them now where they had to wait, or where a check removed what they name."""
    early = beside.outcome.result() if beside else None
    if early is None or beside is None or _known(opening.store) != beside.known:
        return bills.load_bills(opening.store, opening.found.bills, opening.root, opening.settings)
    return early


def _read(opening: Opening, own: DuckDBPyConnection) -> BillsOutcome:
    try:
        store.plan_lightly(own)
        return bills.load_bills(own, opening.found.bills, opening.root, opening.settings)
    finally:
        own.close()


def _known(con: DuckDBPyConnection) -> object:
    return con.execute(_KNOWN).fetchall()
