"""Faults told per value instead of per row: currencies, categories, tags and issuers that are not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.bills_explain import shown
from specie.book.bills_faults import CAP, BillFaults
from specie.book.focus import focus
from specie.book.nearest import nearest
from specie.model import Level, Message, Quantity, say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from specie.book.bills_rollup import Rows


def name_groups(store: DuckDBPyConnection, rows: Rows, faults: BillFaults, tag: str | None) -> None:
    """Name what the groups of one file show."""
    _currencies(store, faults)
    _categories(store, rows, faults)
    _issuers(store, rows, faults)
    _mixed(store, faults)
    if tag:
        _tags(store, rows, faults, tag)


def _values(store: DuckDBPyConnection, column: str, where: str) -> list[tuple[str | None, int]]:
    found = store.execute(
        f"""SELECT {column}, CAST(sum(n_rows) AS BIGINT) AS n FROM _bill_resolved WHERE {where}
        GROUP BY {column} ORDER BY n DESC, {column}"""
    ).fetchall()
    return [(value, int(count)) for value, count in found]


def _currencies(store: DuckDBPyConnection, faults: BillFaults) -> None:
    where = "NOT currency_known AND currency_written IS NOT NULL"
    values = _values(store, "currency_written", where)
    for value, count in values[:CAP]:
        message = say(
            '{column} is not a currency code: "{text}"', column="BillingCurrency", text=shown(value)
        )
        hint = say("three letters as in ISO 4217, such as {example}", example="USD")
        faults.add("DAT323", Level.ERROR, message, hint, column="BillingCurrency", rows=count)
    faults.more("DAT323", Level.ERROR, "BillingCurrency", sum(count for _, count in values[CAP:]))


def _categories(store: DuckDBPyConnection, rows: Rows, faults: BillFaults) -> None:
    if not rows.source.has("ChargeCategory"):
        return
    allowed = ", ".join(focus().column("ChargeCategory").allowed)
    values = _values(store, "charge_category", "NOT category_known")
    for value, count in values[:CAP]:
        message = (
            say('unknown {column}: "{text}"', column="ChargeCategory", text=shown(value))
            if value
            else say("{column} is missing", column="ChargeCategory")
        )
        faults.add(
            "DAT337",
            Level.WARNING,
            message,
            say("FOCUS knows {values}", values=allowed),
            column="ChargeCategory",
            rows=count,
        )
    faults.more("DAT337", Level.WARNING, "ChargeCategory", sum(count for _, count in values[CAP:]))


def _issuers(store: DuckDBPyConnection, rows: Rows, faults: BillFaults) -> None:
    if not rows.source.has("InvoiceIssuerName"):
        return
    for _, count in _values(store, "issuer", "issuer IS NULL"):
        message = say(
            "{column} is missing in {rows} rows: they belong to no vendor",
            column="InvoiceIssuerName",
            rows=Quantity(count, "count"),
        )
        hint = say("FOCUS requires it in every row: export the bill again")
        faults.add("DAT347", Level.WARNING, message, hint, column="InvoiceIssuerName", rows=count)


def _mixed(store: DuckDBPyConnection, faults: BillFaults) -> None:
    values = [str(value) for value, _ in _values(store, "currency", "currency_known")]
    if len(values) > 1:
        message = say(
            "the bill is in {count} currencies: {names}",
            count=Quantity(len(values), "count"),
            names=", ".join(sorted(values)),
        )
        hint = say("the rates table converts them to the book's currency")
        faults.add("DAT340", Level.NOTE, message, hint, column="BillingCurrency")


def _tags(store: DuckDBPyConnection, rows: Rows, faults: BillFaults, tag: str) -> None:
    tagged, assigned = store.execute(
        "SELECT bool_or(tag IS NOT NULL), bool_or(initiative_id IS NOT NULL) FROM _bill_resolved"
    ).fetchall()[0]
    if not tagged and assigned:
        return  # another rule says whose the rows are: the supplier may not know tags at all
    if not tagged:
        message = say('no row of the bill carries the tag "{tag}"', tag=tag)
        hint = say(
            "initiative_tag under [bills] in specie.toml must be the tag's key as it stands in the bill"
        )
        faults.add("DAT348", Level.NOTE, message, hint, column="Tags")
        return
    known = [str(row[0]) for row in store.execute("SELECT initiative_id FROM initiatives").fetchall()]
    values = _values(store, "tag", "tag_unknown")
    for value, count in values[:CAP]:
        message = say(
            'tag {tag} names no initiative: "{text}", so its rows belong to none', tag=tag, text=shown(value)
        )
        faults.add("DAT338", Level.WARNING, message, _tag_hint(str(value), known), column="Tags", rows=count)
    faults.more("DAT338", Level.WARNING, "Tags", sum(count for _, count in values[CAP:]))


def _tag_hint(value: str, known: list[str]) -> Message:
    near = nearest(value, known, 0.75)
    if near:
        return say("did you mean {name}?", name=near)
    return say("add it to the table initiatives, or correct the tag")
