"""What is wrong with the data: collected as values, never the first exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specie.model.message import Message


class Level(StrEnum):
    """What a problem does to its row or file.

    ``error``: set aside, not used. ``warning``: used, but look at it. ``note``: for information.
    """

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for an error."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault with its place.

    ``row`` counts records as a spreadsheet does: the header is row 1. ``column`` is the column's name,
    ``position`` its place from 1. ``rows`` is how many rows the problem stands for (1 unless summed up).
    """

    file: str
    row: int | None
    column: str | None
    code: str
    message: Message
    hint: Message | None = None
    level: Level = Level.ERROR
    position: int | None = None
    rows: int = 1
