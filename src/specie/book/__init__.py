"""The book: a folder of tables, checked and typed, behind one object."""

from __future__ import annotations

from specie.book.book import Book, TableSource
from specie.book.errors import BookError, BookNotFound
from specie.book.opening import open_book
from specie.book.settings import BillRules, Policy, Settings

__all__ = [
    "BillRules",
    "Book",
    "BookError",
    "BookNotFound",
    "Policy",
    "Settings",
    "TableSource",
    "open_book",
]
