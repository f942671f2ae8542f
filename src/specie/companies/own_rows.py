"""The user's own rounds and figures, read from the book."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.companies.record import MARKET_VALUE, Price, Reported, Vouch
from specie.companies.span import Span
from specie.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.book import Book


def own_prices(book: Book) -> Iterator[Price]:
    """Yield every used row of the user's ``rounds``."""
    for row in book.select(sql("own_rounds")):
        yield Price(
            row["company_id"],
            _span(row, "date"),
            row["series"] or "",
            row["kind"] or "",
            row["status"],
            row["lead"] or "",
            _number(row["amount_usd"]),
            _number(row["post_money_usd"]),
            row["post_money_bound"] or "=",
            _vouch(row, book),
        )


def own_market_values(book: Book) -> Iterator[Price]:
    """Yield the user's market values: prices of listed shares."""
    for row in book.select(sql("own_financials")):
        if row["metric"] == "market_cap":
            yield Price(
                row["company_id"],
                _span(row, "period_end"),
                "market value",
                "market",
                "reported",
                "",
                None,
                float(row["value"]),
                row["bound"] or "=",
                _vouch(row, book),
                label=MARKET_VALUE,
            )


def own_figures(book: Book) -> Iterator[Reported]:
    """Yield every used row of the user's ``financials`` but market values."""
    for row in book.select(sql("own_financials")):
        if row["metric"] != "market_cap":
            yield Reported(
                row["company_id"],
                _span(row, "period_end"),
                row["period"],
                row["metric"],
                row["basis"],
                row["gross_net"] or "",
                float(row["value"]),
                row["bound"] or "=",
                _vouch(row, book),
                row["unit"].lower(),
                row["status"] or "",
            )


@cache
def sql(name: str) -> str:
    """Return one of this folder's queries."""
    return (files("specie.companies") / f"{name}.sql").read_text("utf-8")


def _vouch(row: dict[str, Any], book: Book) -> Vouch:
    origin = Origin(row["_file"], f"row {row['_row']}", as_of=row["as_of"], url=row["source"] or "")
    stale = (book.as_of - row["as_of"]).days > 180
    return Vouch(origin, row["source_quality"] or "", (), row["note"] or "", row["as_of"], True, stale)


def _span(row: dict[str, Any], column: str) -> Span:
    return Span(row[f"{column}_start"], row[f"{column}_end"], str(row[column]))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
