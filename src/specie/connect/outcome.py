"""What a connector did, or would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from specie.connect.entry import Entry
    from specie.model import Problem


@dataclass(frozen=True, slots=True)
class Existing:
    """A row that the book has: where it is, what its number is, and who wrote it."""

    file: str
    row: int
    value: float
    bound: str
    via: str
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A row that a connector has a figure for.

    ``kind``: ``added``, ``updated`` (its own row, restated since), ``kept`` (there already) or ``disagrees``
    (the user's row says otherwise and stays).
    """

    kind: str
    entry: Entry
    old: Existing | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every change and every problem; ``written`` names the files, none on a dry run."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    written: tuple[str, ...] = ()
    dry: bool = False

    def of_kind(self, kind: str) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)
