"""What could not be assessed, and which table would change that: a word for every row that does not count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import PORTFOLIO, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.book import Book
    from specie.model import Message, Ref


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is not assessed: what it is about, why, which table would tell, how many rows it is."""

    subject: Ref
    message: Message
    table: str
    rows: int = 1


def set_aside(book: Book, tables: Iterable[str]) -> Iterator[Gap]:
    """Name the tables of which the book had to set rows aside; each row stands among its problems."""
    for table in tables:
        source = book.sources.get(table)
        if source is not None and source.rows_set_aside:
            message = say(
                "{count} rows of {table} could not be used: see the problems of the book",
                count=Quantity(source.rows_set_aside, "count"), table=table,
            )  # fmt: skip
            yield Gap(PORTFOLIO, message, table, source.rows_set_aside)
