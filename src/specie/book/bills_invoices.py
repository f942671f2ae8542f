"""Invoice totals against the charges that should make them up (FOCUS 1.4 Invoice Detail).

The tolerance is the specification's: the larger of 100 subunits of the currency and half a subunit times the
root of the number of charges. Tax lines and open invoices may differ.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from specie.book import bills_cells as cells
from specie.book.bills_outcome import BillFile
from specie.book.store import quoted, sql_text
from specie.model import Level, Problem, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

    from specie.book.bills_faults import BillFaults
    from specie.book.bills_source import BillSource

WHOLE_UNITS = frozenset(
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    }
)
"""Currencies of ISO 4217 without subunits."""


def tolerance(currency: str, charges: int) -> Decimal:
    """Return by how much an invoice may differ from the sum of its charges."""
    subunit = Decimal(1) if currency in WHOLE_UNITS else Decimal("0.01")
    return max(100 * subunit, subunit * Decimal(math.sqrt(charges) / 2))


class Invoices:
    """Invoice totals and the charges per invoice, as files are read."""

    def __init__(self, store: DuckDBPyConnection) -> None:
        self._store = store
        self._files = 0

    def take(self, source: BillSource, empty: BillFile, faults: BillFaults) -> BillFile:
        """Read a file of invoice totals; it adds nothing to ``bill_lines``."""
        billed, currency = cells.money(source, "BilledCost"), cells.text(source, "BillingCurrency")
        create = (
            "CREATE OR REPLACE TEMP TABLE _bill_invoiced AS"
            if not self._files
            else "INSERT INTO _bill_invoiced"
        )
        self._store.execute(
            f"""{create} SELECT '{quoted(empty.file)}' AS file,
            bill_text({cells.text(source, "InvoiceId")}) AS invoice,
            upper(bill_text({currency})) AS currency, CAST({billed} AS DECIMAL(38, 18)) AS billed,
            lower(bill_text({cells.text(source, "ChargeCategory")})) AS category,
            lower(bill_text({cells.text(source, "InvoiceIssueStatus")})) AS status FROM {source.relation}"""
        )
        self._files += 1
        return self._account(source, empty, faults)

    def _account(self, source: BillSource, empty: BillFile, faults: BillFaults) -> BillFile:
        counted = self._store.execute(
            """SELECT count(*), count(*) FILTER (billed IS NULL OR invoice IS NULL OR currency IS NULL)
            FROM _bill_invoiced WHERE file = ?""",
            [empty.file],
        ).fetchall()
        read, aside = int(counted[0][0]) + source.broken, int(counted[0][1]) + source.broken
        if counted[0][1]:
            message = say(
                "{rows} invoice lines lack InvoiceId, BillingCurrency or BilledCost: they are not compared",
                rows=Quantity(int(counted[0][1]), "count"),
            )
            faults.add("DAT320", Level.ERROR, message, column="BilledCost", rows=int(counted[0][1]))
        return BillFile(empty.file, empty.digest, source.heading.kind, "1.4", read, read - aside, aside)

    def remember(self) -> None:
        """Add up the used charges of the file just read, per invoice."""
        self._store.execute(sql_text("sql", "bills_charged"))

    def compare(self) -> Iterator[Problem]:
        """Name invoices that differ from their charges, and those without any."""
        if not self._files:
            return
        for found in self._store.execute(sql_text("sql", "bills_invoices")).fetchall():
            yield from _differs(found)


def _differs(found: tuple[Any, ...]) -> Iterator[Problem]:
    file, invoice, currency, invoiced, charged, charges = found
    if charges is None:
        message = say(
            "invoice {invoice} of {amount} has no charges in bills/",
            invoice=invoice,
            amount=Quantity(invoiced, currency),
        )
        yield Problem(
            file,
            None,
            "InvoiceId",
            "DAT343",
            message,
            say("export the charges of this invoice too"),
            Level.WARNING,
        )
    elif abs(invoiced - (charged or 0)) > tolerance(currency, int(charges)):
        message = say(
            "invoice {invoice} is {amount}, its {count} charges are {charged}",
            invoice=invoice,
            amount=Quantity(invoiced, currency),
            count=Quantity(int(charges), "count"),
            charged=Quantity(charged or Decimal(0), currency),
        )
        hint = say("look for charges that were exported twice or not at all")
        yield Problem(file, None, "BilledCost", "DAT342", message, hint, Level.WARNING)
