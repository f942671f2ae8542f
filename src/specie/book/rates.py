"""Money in the book's currency: the latest rate on or before the day of the row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specie.book.checks.check import Check, Checking, run_check
from specie.model import say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from specie.book.faults import Explained
    from specie.book.schema import TableSchema
    from specie.book.settings import Settings


@dataclass(frozen=True, slots=True)
class Money:
    """Money columns of a relation, with SQL for the day and the currency of a row."""

    relation: str
    columns: tuple[str, ...]
    day: str
    currency: str


def convert_tables(checking: Checking) -> None:
    """Fill the ``_book`` columns of foreign rows; a row without a rate is named and set aside."""
    for table in checking.files:
        schema = checking.schemas[table]
        if schema.money and "currency" in schema.names:
            _convert_table(checking, schema)


def _convert_table(checking: Checking, schema: TableSchema) -> None:
    settings = checking.settings
    day = _day(schema, schema.money[0].dated_by, settings)
    money = Money(schema.table, tuple(c.name for c in schema.money), day, "currency")
    if has_foreign(checking.store, money, settings.currency):
        convert(checking.store, money, settings.currency)
        run_check(
            checking,
            Check("DAT113", schema.table, "currency", without_rate(money), NoRate(settings.currency)),
        )


def _day(schema: TableSchema, dated_by: str, settings: Settings) -> str:
    book_day = f"DATE '{settings.as_of}'"
    if not dated_by:
        return book_day
    column = f'"{dated_by}_end"' if schema.column(dated_by).type == "period" else f'"{dated_by}"'
    return f"least(coalesce({column}, {book_day}), {book_day})"


def has_foreign(store: DuckDBPyConnection, money: Money, currency: str) -> bool:
    """Tell whether a relation has rows in another currency than the book's."""
    found = store.execute(f"SELECT 1 FROM {money.relation} WHERE {money.currency} <> ? LIMIT 1", [currency])
    return found.fetchone() is not None


def convert(store: DuckDBPyConnection, money: Money, currency: str) -> None:
    """Set ``<column>_book`` of every foreign row that has a rate."""
    sets = ", ".join(f'"{c}_book" = in_book_currency(t."{c}", r.per_unit)' for c in money.columns)
    store.execute(
        f"""UPDATE {money.relation} AS t SET {sets}
        FROM (
            SELECT foreign_rows._row, rates.per_unit
            FROM (SELECT _row, {money.currency} AS code, {money.day} AS day FROM {money.relation}
                  WHERE {money.currency} <> $book) AS foreign_rows
            ASOF JOIN rates ON foreign_rows.code = rates.currency AND foreign_rows.day >= rates.date
        ) AS r WHERE t._row = r._row""",
        {"book": currency},
    )


def without_rate(money: Money) -> str:
    """SQL of the rows that have money but could not be converted."""
    lacking = " OR ".join(f'("{c}" IS NOT NULL AND "{c}_book" IS NULL)' for c in money.columns)
    return (
        f"SELECT _row, {money.currency} AS currency, {money.day} AS day FROM {money.relation} WHERE {lacking}"
    )


class NoRate:
    """Words for a row that no rate fits."""

    def __init__(self, currency: str) -> None:
        self._currency = currency

    def __call__(self, row: dict[str, Any]) -> Explained:
        """Say which rate is missing and on which day."""
        message = say("no rate for {currency} on or before {day}", currency=row["currency"], day=row["day"])
        return message, say(
            "add a line to rates: what 1 {currency} is worth in {book}",
            currency=row["currency"],
            book=self._currency,
        )
