"""One row of a fact table, with everything that vouches for it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

from specie.facts.partial_date import first_day, last_day
from specie.facts.schema import schema
from specie.model import Message, Origin, Term

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FactValue: TypeAlias = "str | float | bool | None"


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: ``fact["post_money_usd"]`` is typed; empty cells are ``None``.

    ``row`` counts as a spreadsheet does: the header is row 1. ``digest`` is the SHA-256 of the file.
    """

    table: str
    row: int
    values: Mapping[str, FactValue] = field(hash=False)
    digest: str = ""

    def __getitem__(self, column: str) -> FactValue:
        """Return one typed cell; raises KeyError for a column the table does not have."""
        return self.values[column]

    def text(self, column: str) -> str:
        """Return a text cell, or an empty string where it is empty or the table has no such column."""
        value = self.values.get(column)
        return value if isinstance(value, str) else ""

    def message(self, column: str) -> Message:
        """Return a prose cell as a message, so that it reaches a reader in the reader's language.

        The cell is the template and has no fields: braces in it stay as they are. An empty cell is an empty
        message. Raises KeyError for a column that the schema does not mark as prose: it has no translation.
        """
        if column not in schema(self.table).prose:
            raise KeyError(f"{self.table}.{column} is not prose")
        return Message(self.text(column))

    def term(self, column: str) -> Term:
        """Return a cell of words as a word of the vocabulary; raises KeyError where the schema has none."""
        if column not in schema(self.table).terms:
            raise KeyError(f"{self.table}.{column} is not a word to translate")
        return Term(self.text(column))

    def number(self, column: str) -> float | None:
        """Return a number cell, or None where it is empty; raises TypeError for another column type."""
        value = self.values[column]
        if value is not None and (isinstance(value, bool) or not isinstance(value, float)):
            raise TypeError(f"{self.table}.{column} is not a number")
        return value

    def start(self, column: str) -> date | None:
        """Return the first day a partial date may mean (2026-05 is 2026-05-01), None where it is empty."""
        return first_day(self.text(column)) if self.text(column) else None

    def end(self, column: str) -> date | None:
        """Return the last day a partial date may mean (2026-05 is 2026-05-31), None where it is empty."""
        return last_day(self.text(column)) if self.text(column) else None

    @property
    def key(self) -> tuple[str, ...]:
        """The cells that name this row."""
        return tuple(str(self.values[name] or "") for name in schema(self.table).key)

    @property
    def source(self) -> str:
        """The document that carries the figure."""
        return self.text("source")

    @property
    def via(self) -> str:
        """Where the figure was read when that was not the source itself."""
        return self.text("via")

    @property
    def quality(self) -> str:
        """``primary`` or ``secondary`` document; empty where the table does not say."""
        return self.text("source_quality")

    @property
    def interest(self) -> str:
        """What the publisher gains from the figure, where it was written down."""
        return self.text("interest")

    @property
    def note(self) -> str:
        """What the reader must know, in the compiler's English; ``remark`` is the same for readers."""
        return self.text(self._noted)

    @property
    def remark(self) -> Message:
        """The note as a message, in the reader's language."""
        return self.message(self._noted)

    @property
    def _noted(self) -> str:
        return "note" if "note" in self.values else "caution"

    @property
    def as_of(self) -> date:
        """Date of the source, or of the copy that was read: not the date of the fact."""
        return first_day(self.text("as_of"))

    @property
    def origin(self) -> Origin:
        """Table, row, source and date, for "why this number?"."""
        return Origin(f"facts/{self.table}.csv", f"row {self.row}", self.digest, self.as_of, self.source)

    @property
    def marks(self) -> tuple[str, ...]:
        """What weakens the row: secondary, relayed, headline_only, computed, inferred, do_not_add ..."""
        own = ["secondary"] if self.quality == "secondary" else []
        relayed = ["relayed"] if self.via else []
        return (*own, *relayed, *note_marks(self.note))

    def age_days(self, on: date) -> int:
        """Return how many days before ``on`` the source is dated; negative when it is later."""
        return (on - self.as_of).days

    def stale(self, on: date) -> bool:
        """Return whether the source is older on that day than the table's policy allows."""
        limit = schema(self.table).stale_after_days
        return limit is not None and self.age_days(on) > limit


def note_marks(note: str) -> tuple[str, ...]:
    """Return the marks that the words of a note stand for."""
    lowered = note.lower()
    return tuple(mark for mark, words in _marks().items() if any(word in lowered for word in words))


@cache
def _marks() -> dict[str, tuple[str, ...]]:
    raw = tomllib.loads((files("specie.facts") / "marks.toml").read_text("utf-8"))
    return {mark: tuple(words) for mark, words in raw.items()}
