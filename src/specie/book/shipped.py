"""A book without tables of its own: for questions that the shipped facts answer alone."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from specie.book.opening import open_book

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from specie.book.book import Book
    from specie.model import Ref

NAME = "shipped facts"


def book_about(company: Ref, as_of: date) -> Book:
    """Open a book that holds nothing but its date and one company as a vendor, so that analyses look at it.

    Nothing is left on disk.
    """
    return book_of((company,), as_of)


def book_of(companies: Iterable[Ref], as_of: date) -> Book:
    """Open a book that holds nothing but its date and some companies as vendors.

    Nothing is left on disk.
    """
    with tempfile.TemporaryDirectory(prefix="specie-facts-") as folder:
        root = Path(folder)
        settings = f'[book]\nname = "{NAME}"\ncurrency = "USD"\nas_of = {as_of.isoformat()}\n'
        (root / "specie.toml").write_text(settings, encoding="utf-8")
        with (root / "vendors.csv").open("w", encoding="utf-8", newline="") as handle:
            rows = [("vendor_id", "company_id", "name"), *((c.id, c.id, c.name) for c in companies)]
            csv.writer(handle).writerows(rows)
        return open_book(root)
