"""Queries of this folder, and cells of their rows."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import Origin

if TYPE_CHECKING:
    from specie.book import Book


@cache
def sql(name: str) -> str:
    """Return one of this folder's queries."""
    return (files("specie.analyses.ruler.claims") / f"{name}.sql").read_text("utf-8")


def rows(book: Book, table: str) -> list[dict[str, Any]]:
    """Return the used rows of a table of the book."""
    return book.select(sql(table)) if book.has(table) else []


def origin_of(row: dict[str, Any]) -> Origin:
    """Where a row of the book was read, and the document it names."""
    return Origin(row["_file"], f"row {row['_row']}", as_of=row.get("as_of"), url=row.get("source") or "")


def number(value: Any) -> float | None:
    """Return a cell as a float; None where it is empty."""
    return None if value is None else float(value)
