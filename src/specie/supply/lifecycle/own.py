"""Retirements that the user knows of, read from the book."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import Origin
from specie.supply.lifecycle.identity import provider_of
from specie.supply.lifecycle.retirement import Retirement

if TYPE_CHECKING:
    from specie.book import Book

TABLE = "retirements"


def own_retirements(book: Book) -> tuple[Retirement, ...]:
    """Return every used row of the user's ``retirements``."""
    return tuple(_retirement(row) for row in book.select(_sql()))


def _retirement(row: dict[str, Any]) -> Retirement:
    written = row["provider"] or ""
    replacement = row["replacement"] or ""
    return Retirement(
        provider=provider_of(written) or written.strip().casefold(),
        model=row["model"],
        announced=row["announced"],
        shuts_down=row["shuts_down"],
        not_before=None,
        replacements=(replacement,) if replacement else (),
        origin=Origin(row["_file"], f"row {row['_row']}", as_of=row["as_of"], url=row["source"] or ""),
        own=True,
    )


@cache
def _sql() -> str:
    return (files("specie.supply.lifecycle") / "own_retirements.sql").read_text("utf-8")
