"""The way of each initiative through the stages, as recorded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from specie.book import Book

STAGES = ("idea", "approval", "pilot", "production", "scaled")
"""The way forward, in order; ``stopped`` leads out of it from anywhere."""
STOPPED = "stopped"
ORDER = {stage: rank for rank, stage in enumerate((*STAGES, STOPPED))}


@dataclass(frozen=True, slots=True)
class Spell:
    """One unbroken stay in a stage; ``left_on`` is None while it lasts."""

    stage: str
    entered_on: date
    left_on: date | None
    blocked_by: str | None = None
    note: str | None = None

    def days(self, as_of: date) -> int:
        """Length so far, in days."""
        return ((self.left_on or as_of) - self.entered_on).days


@dataclass(frozen=True, slots=True)
class Journey:
    """An initiative with its spells in order of time; no spells when the book names no stage for it."""

    initiative: Ref
    approach: str | None
    business_owner: str | None
    technical_owner: str | None
    spells: tuple[Spell, ...]

    @property
    def current(self) -> Spell | None:
        """The last spell, which the initiative is still in."""
        return self.spells[-1] if self.spells else None

    @property
    def active(self) -> bool:
        """Whether it is in a stage that is not ``stopped``."""
        return self.current is not None and self.current.stage != STOPPED

    @property
    def here_since(self) -> date | None:
        """When it came into its present stage; a second row for it does not restart the clock."""
        since = None
        for spell in reversed(self.spells):
            if spell.stage != self.spells[-1].stage:
                break
            since = spell.entered_on
        return since

    @property
    def before_stop(self) -> Spell | None:
        """The last spell before it was stopped for good."""
        working = [spell for spell in self.spells if spell.stage != STOPPED]
        return working[-1] if working and not self.active else None

    @property
    def stop_reason(self) -> str | None:
        """The blocker that the stop names, or else the spell before it."""
        if self.current is None or self.active:
            return None
        before = self.before_stop
        return self.current.blocked_by or (before.blocked_by if before else None)

    @property
    def stop_note(self) -> str | None:
        """What the user wrote beside the stop."""
        return self.current.note if self.current and not self.active else None

    @property
    def revived(self) -> bool:
        """Whether it went on after a stop."""
        return any(spell.stage == STOPPED for spell in self.spells[:-1]) and self.active


def read_journeys(book: Book) -> tuple[Journey, ...]:
    """Read every initiative of the book with its spells."""
    spells = group_spells(book.select(_sql("spells.sql")))
    return tuple(
        Journey(
            book.initiative(row["initiative_id"]),
            row["approach"],
            row["business_owner"],
            row["technical_owner"],
            spells.get(row["initiative_id"], ()),
        )
        for row in book.select(_sql("initiatives.sql"))
    )


def group_spells(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Spell, ...]]:
    """Gather the spells of each initiative in order of time, those of one day in order of stage."""
    gathered: dict[str, list[Spell]] = defaultdict(list)
    for row in rows:
        gathered[row["initiative_id"]].append(
            Spell(row["stage"], row["entered_on"], row["left_on"], row["blocked_by"], row["note"])
        )
    return {key: tuple(sorted(spells, key=_when)) for key, spells in gathered.items()}


def _when(spell: Spell) -> tuple[date, bool, int]:
    return (spell.entered_on, spell.left_on is None, ORDER[spell.stage])


def _sql(name: str) -> str:
    return files("specie.analyses.pays.funnel").joinpath(name).read_text("utf-8")
