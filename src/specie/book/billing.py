"""Bills in the book: loaded, converted to the book's currency, and accounted for like any table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.book import TableSource
from specie.book.faults import Faults, Place
from specie.model import Origin, Quantity, say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from specie.book.beside import Beside
    from specie.book.bills_outcome import BillFile
    from specie.book.settings import Settings
    from specie.book.underway import Opening

MONEY = "DECIMAL(38, 12)"
COLUMNS = f"""file VARCHAR, charge_date DATE, initiative_id VARCHAR, vendor_id VARCHAR,
    invoice_issuer VARCHAR, host VARCHAR, developer VARCHAR, service VARCHAR, charge_category VARCHAR,
    currency VARCHAR, billed_cost {MONEY}, effective_cost {MONEY}, billed_cost_book {MONEY},
    effective_cost_book {MONEY}, n_rows BIGINT"""
CONVERTED = """CREATE TABLE bill_lines AS
SELECT lines.file, charge_date, initiative_id, vendor_id, invoice_issuer, host, developer, service,
    charge_category, lines.currency, billed_cost, effective_cost,
    CASE WHEN lines.currency = $book THEN billed_cost
        ELSE in_book_currency(billed_cost, rates.per_unit) END AS billed_cost_book,
    CASE WHEN lines.currency = $book THEN effective_cost
        ELSE in_book_currency(effective_cost, rates.per_unit) END AS effective_cost_book,
    n_rows
FROM _bill_lines AS lines
ASOF LEFT JOIN rates ON lines.currency = rates.currency AND lines.charge_date >= rates.date
ORDER BY lines.file, charge_date, initiative_id, vendor_id, invoice_issuer, host, developer, service,
    charge_category, lines.currency, billed_cost, effective_cost, n_rows"""
NO_RATE = "billed_cost_book IS NULL AND billed_cost IS NOT NULL"


def load_bills(opening: Opening, beside: Beside | None) -> tuple[TableSource, tuple[Origin, ...]]:
    """Fill ``bill_lines``; return where the bills are and what became of their rows."""
    if not opening.found.bills:
        opening.store.execute(f"CREATE TABLE bill_lines ({COLUMNS})")
        return TableSource("bills"), ()
    from specie.book.beside import finish

    outcome = finish(opening, beside)
    opening.faults.problems.extend(outcome.problems)
    opening.digests.update(outcome.digests)
    lost = _convert(opening.store, opening.settings, opening.faults)
    source = TableSource(
        "bills",
        tuple(bill.file for bill in outcome.files),
        sum(bill.rows_read for bill in outcome.files),
        sum(bill.rows_used for bill in outcome.files) - sum(lost.values()),
        sum(bill.rows_set_aside for bill in outcome.files) + sum(lost.values()),
    )
    origins = tuple(_origin(bill, lost.get(bill.file, 0), opening.settings) for bill in outcome.files)
    return source, tuple(origin for origin in origins if origin is not None)


def _convert(store: DuckDBPyConnection, settings: Settings, faults: Faults) -> dict[str, int]:
    """Add the converted columns; return per file how many rows had no rate and were set aside."""
    store.execute("ALTER TABLE bill_lines RENAME TO _bill_lines")
    store.execute(CONVERTED, {"book": settings.currency})
    store.execute("DROP TABLE _bill_lines")
    lost: dict[str, int] = {}
    missing = store.execute(
        f"""SELECT file, currency, min(charge_date), sum(n_rows)::BIGINT FROM bill_lines WHERE {NO_RATE}
        GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    for file, currency, day, rows in missing:
        message = say(
            "no rate for {currency} on or before {day}: {count} rows are set aside",
            currency=currency,
            day=day,
            count=Quantity(rows, "count"),
        )
        hint = say(
            "add a line to rates: what 1 {currency} is worth in {book}",
            currency=currency,
            book=settings.currency,
        )
        faults.file(Place(file, "BillingCurrency"), "DAT113", (message, hint), rows=rows)
        lost[file] = lost.get(file, 0) + rows
    store.execute(f"DELETE FROM bill_lines WHERE {NO_RATE}")
    return lost


def _origin(bill: BillFile, lost: int, settings: Settings) -> Origin | None:
    used = bill.rows_used - lost
    return Origin(bill.file, f"{used} rows", bill.digest, settings.as_of) if used else None
