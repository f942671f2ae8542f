"""Statements about the future and by others: what came true, and what took the place of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.book.checks.check import Check
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.book.checks.check import Checking
    from specie.book.faults import Explained


def statement_checks(_: Checking) -> Iterator[Check]:
    """Yield checks of forecasts, warnings and claims."""
    for table in ("forecasts", "warnings"):
        sql = f"""SELECT _row, actual FROM {table}
            WHERE probability IS NOT NULL AND actual IS NOT NULL AND actual NOT IN (0, 1)"""
        yield Check("DAT126", table, "actual", sql, _neither)
    yield Check("DAT127", "claims", "supersedes", NOT_EARLIER, _not_earlier)


NOT_EARLIER = """SELECT c._row, c.supersedes FROM claims c LEFT JOIN claims e ON e.claim_id = c.supersedes
WHERE c.supersedes IS NOT NULL AND (e.claim_id IS NULL OR e.published > c.published
    OR (e.published = c.published AND coalesce(e.version >= c.version, TRUE)))"""
"""Claims whose predecessor is not there, or is neither older nor a lower version of the same day."""


def _neither(row: dict[str, Any]) -> Explained:
    message = say(
        "a statement with a probability came true or did not: {actual} is neither 1 nor 0",
        actual=Quantity(row["actual"], "index"),
    )
    return message, say("write 1 or 0, or leave it empty while nobody knows")


def _not_earlier(row: dict[str, Any]) -> Explained:
    message = say('"{id}" is no earlier claim that this one could take the place of', id=row["supersedes"])
    return message, say("name the claim_id of an earlier version, or leave it empty")
