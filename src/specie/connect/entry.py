"""A row that a connector wants in a table of the book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from specie.model import Message

Cell: TypeAlias = "str | float | date | Message"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table: ``key`` are the columns that name it, ``measure`` the column that holds its number.

    ``end`` is the day it is about. ``rolling`` rows end within a year that a partial date would name too.
    Messages are written in the language of whoever writes the row.
    """

    table: str
    cells: Mapping[str, Cell]
    key: tuple[str, ...]
    measure: str
    end: date
    rolling: bool = False

    @property
    def value(self) -> float:
        """Its number."""
        number = self.cells[self.measure]
        assert isinstance(number, int | float)
        return float(number)

    @property
    def bound(self) -> str:
        """Whether the number is exact, a floor or a ceiling."""
        return str(self.cells.get("bound", "="))

    @property
    def name(self) -> tuple[str, ...]:
        """What names it, as text."""
        return tuple(str(self.cells[column]) for column in self.key)
