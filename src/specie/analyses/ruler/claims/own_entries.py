"""The claims that the user keeps, and which of them a later one has replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.analyses.ruler.claims.entry import Entry
from specie.analyses.ruler.claims.queries import number, origin_of, rows
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.ruler.claims.entry import Words
    from specie.book import Book


def own_entries(book: Book, stale_days: float) -> Iterator[Entry]:
    """Yield every claim of the book; one without a topic is a topic of its own."""
    for row in rows(book, "claims"):
        yield Entry(
            "claims",
            row["claim_id"],
            ("claims", row["topic"] or row["claim_id"]),
            row["statement"],
            number(row["value"]),
            row["unit"] or "",
            row["definition"] or "",
            row["publisher"],
            row["source"],
            row["published"],
            row["status"],
            origin_of(row),
            row["bound"] or "=",
            number(row["low"]),
            number(row["high"]),
            row["numerator"] or "",
            row["denominator"] or "",
            _sample(row),
            number(row["window_months"]),
            row["original"] or "",
            row["interest"] or "",
            row["occasion"] or "",
            row["company_id"] or "",
            (book.as_of - row["published"]).days > stale_days,
            own=True,
            version=row["version"],
            supersedes=row["supersedes"] or "",
        )


def _sample(row: dict[str, Any]) -> Words:
    size, note = row["sample_size"], row["sample_note"] or ""
    if size is None:
        return note
    count = Quantity(int(size), "count")
    return say("{count}: {note}", count=count, note=note) if note else say("{count}", count=count)


def replaced(entries: Sequence[Entry]) -> dict[str, str]:
    """Return claim -> the newer claim that took its place.

    A claim cannot take the place of one that is neither older nor a lower version of the same day.
    """
    by_id = {entry.id: entry for entry in entries if entry.table == "claims"}
    found: dict[str, str] = {}
    for entry in by_id.values():
        earlier = by_id.get(entry.supersedes)
        if earlier is not None and _age(earlier) < _age(entry):
            found[earlier.id] = entry.id
    return found


def _age(entry: Entry) -> tuple[int, int]:
    return entry.said_on.toordinal(), entry.version or 0
