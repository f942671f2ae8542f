"""What is wrong with a company's facts, before it is known where they were read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Level, Problem

if TYPE_CHECKING:
    from datetime import date

    from specie.model import Message


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault of a tag; ``end`` is the period's, None where it concerns all of them."""

    code: str
    tag: str | None
    message: Message
    hint: Message | None = None
    level: Level = Level.WARNING
    end: date | None = None
    rows: int = 1

    def at(self, place: str) -> Problem:
        """Name it with its place: the document and the tag."""
        return Problem(place, None, self.tag, self.code, self.message, self.hint, self.level, rows=self.rows)
