"""Faults between bills: overlapping exports, issuers that are no vendors, rules that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.bills_explain import shown
from specie.book.bills_faults import CAP
from specie.book.nearest import nearest
from specie.book.store import sql_text
from specie.model import Level, Problem, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

    from specie.book.settings import BillRules

SETTINGS = "specie.toml"


def name_overlaps(store: DuckDBPyConnection) -> Iterator[Problem]:
    """Name pairs of files that hold the same sums for the same day, account and service."""
    for later, first, lines, rows, currency, amount, begin, end in store.execute(
        sql_text("sql", "bills_overlaps")
    ).fetchall():
        message = say(
            "{rows} rows in {lines} sums of {begin} to {end} are the same as in {first}, {amount} in all",
            rows=Quantity(int(rows), "count"),
            lines=Quantity(int(lines), "count"),
            begin=begin,
            end=end,
            first=first,
            amount=Quantity(amount, currency),
        )
        hint = say("where one export repeats the other, remove one: its money counts twice")
        yield Problem(later, None, "BilledCost", "DAT341", message, hint, Level.WARNING, rows=int(rows))


def name_strangers(store: DuckDBPyConnection) -> Iterator[Problem]:
    """Name invoice issuers that are no vendor, once there are vendors at all."""
    vendors = [
        str(row[0]) for row in store.execute("SELECT name FROM vendors WHERE name IS NOT NULL").fetchall()
    ]
    if not vendors:
        return
    found = store.execute(
        """SELECT invoice_issuer, min(file), CAST(sum(n_rows) AS BIGINT) AS n FROM bill_lines
        WHERE vendor_id IS NULL AND invoice_issuer IS NOT NULL GROUP BY invoice_issuer ORDER BY n DESC, 1"""
    ).fetchall()
    for issuer, file, rows in found[:CAP]:
        near = nearest(issuer, vendors, 0.75)
        message = say('invoice issuer "{name}" is no vendor of the book', name=shown(issuer))
        hint = (
            say('did you mean "{name}"? map it under [bills.vendors] in specie.toml', name=near)
            if near
            else say("add it to the table vendors, or map it under [bills.vendors] in specie.toml")
        )
        yield Problem(file, None, "InvoiceIssuerName", "DAT346", message, hint, Level.NOTE, rows=int(rows))


def name_rules(store: DuckDBPyConnection, rules: BillRules) -> Iterator[Problem]:
    """Name rules of ``[bills]`` whose initiative or vendor is not in its table."""
    for section, rule, table, column in (
        ("accounts", rules.accounts, "initiatives", "initiative_id"),
        ("skus", rules.skus, "initiatives", "initiative_id"),
        ("services", rules.services, "initiatives", "initiative_id"),
        ("vendors", rules.vendors, "vendors", "vendor_id"),
    ):
        known = [str(row[0]) for row in store.execute(f"SELECT {column} FROM {table}").fetchall()]
        for key, target in rule.items():
            if target not in known:
                near = nearest(target, known, 0.75)
                message = say(
                    '[bills.{section}] leads "{key}" to {target}, which is not in the table {table}',
                    section=section,
                    key=shown(key),
                    target=target,
                    table=table,
                )
                hint = say("did you mean {name}?", name=near) if near else say("add it, or correct the rule")
                yield Problem(SETTINGS, None, f"bills.{section}", "DAT344", message, hint, Level.WARNING)
