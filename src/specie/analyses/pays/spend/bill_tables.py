"""Tables about the bills: reconciliation, currencies, services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.spend.bills import billed_currencies
from specie.analyses.pays.spend.ledger import query
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.spend.assessed import Assessed

MOST_SERVICES = 50


def bill_tables(found: Assessed) -> Iterator[Table]:
    """Yield the tables about the bills."""
    yield _reconciliation(found)
    yield _currencies(found)
    yield _services(found)


def _reconciliation(found: Assessed) -> Table:
    columns = (
        Column("file", say("File")),
        Column("rows", say("Rows")),
        Column("billed", say("Billed")),
        Column("assigned", say("Assigned to initiatives")),
        Column("unassigned", say("Not assigned")),
        Column("ledger", say("In the ledger")),
        Column("difference", say("Difference")),
        Column("effective", say("Effective cost")),
        Column("state", say("Reconciles")),
    )
    money = found.scope.money
    rows = tuple(
        (
            bill.file,
            bill.n_rows,
            money(bill.billed),
            money(bill.assigned),
            money(bill.unassigned),
            money(bill.ledger),
            money(max(bill.differences, key=abs)),
            None if bill.effective is None else money(bill.effective),
            Term("yes" if bill.reconciles else "no"),
        )
        for bill in sorted(found.bills, key=lambda bill: (bill.reconciles, -bill.billed, bill.file))
    )
    text = say("Billed = assigned + not assigned = in the ledger, to the last digit, in the book's currency.")
    return Table("bills", say("Bills against the ledger"), columns, rows, text)


def _currencies(found: Assessed) -> Table:
    columns = (
        Column("file", say("File")),
        Column("billed", say("Billed")),
        Column("effective", say("Effective cost")),
    )
    billed = billed_currencies(found.scope) if found.bills else ()
    rows = tuple(
        (
            row.file,
            Quantity(row.billed, row.currency),
            None if row.effective is None else Quantity(row.effective, row.currency),
        )
        for row in billed
    )
    text = say("As on the bill, before any conversion: compare these with the invoice.")
    return Table("bill_currencies", say("Bills in their own currency"), columns, rows, text)


def _services(found: Assessed) -> Table:
    columns = (
        Column("service", say("Service")),
        Column("issuer", say("Invoice issuer")),
        Column("amount", say("Billed")),
        Column("unassigned", say("Not assigned")),
    )
    money = found.scope.money
    found_rows = found.scope.book.select(query("services")) if found.bills else []
    rows = tuple(
        (row["service"] or Term("not stated"), row["issuer"], money(row["amount"]), money(row["unassigned"]))
        for row in found_rows[:MOST_SERVICES]
        if row["amount"] is not None
    )
    text = say("Whole book; the largest not assigned are the ones worth mapping to initiatives first.")
    return Table("services", say("What the bills are for"), columns, rows, text)
