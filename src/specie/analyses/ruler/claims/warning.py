"""Expert warnings: who, when, with what to gain, and whether they are due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.ruler.claims.forecast import Forecast
from specie.analyses.ruler.claims.queries import number, origin_of, rows
from specie.model import Term

if TYPE_CHECKING:
    from datetime import date

    from specie.book import Book
    from specie.model import Origin


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning; ``actual`` is None while it is not known whether it came true."""

    id: str
    statement: str
    speaker: str
    affiliation: str
    interest: str
    said_on: date
    due: date | None
    due_text: str
    chance: float | None
    actual: float | None
    origin: Origin
    company: str = ""

    def standing(self, on: date) -> Term:
        """What became of it by a day."""
        if self.actual is not None:
            return Term("came true") if self.actual else Term("did not come true")
        if self.due is None:
            return Term("without a date")
        return Term("due, outcome not recorded") if self.due <= on else Term("not yet due")

    @property
    def forecast(self) -> Forecast | None:
        """The warning as a forecast to be scored, where the speaker gave a chance and a time."""
        if self.chance is None or self.due is None:
            return None
        return Forecast(
            self.id,
            "warnings",
            self.speaker,
            self.statement,
            self.id,
            "",
            self.said_on,
            self.due_text,
            self.due,
            "",
            self.origin,
            chance=self.chance,
            actual=self.actual,
            interest=self.interest,
            own=True,
        )


def all_warnings(book: Book) -> tuple[Warned, ...]:
    """Return the warnings of the book, the newest first."""
    return tuple(
        Warned(
            row["warning_id"],
            row["statement"],
            row["speaker"],
            row["affiliation"] or "",
            row["interest"] or "",
            row["said_on"],
            row["due_end"],
            str(row["due"] or ""),
            number(row["probability"]),
            number(row["actual"]) if _known_on(row["resolved_on"], row["due_end"], book.as_of) else None,
            origin_of(row),
            row["company_id"] or "",
        )
        for row in rows(book, "warnings")
    )


def _known_on(resolved_on: date | None, due: date | None, on: date) -> bool:
    known_on = resolved_on or due
    return known_on is None or known_on <= on
