"""When each initiative entered each stage: the nominal day, moved a little by the seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from specie.example.streams import stream

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.random import Generator

    from specie.example.firm import Entry, Firm

SHIFT = 5
"""Days by which the seed moves a date, at most."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A stay in a stage; ``left_on`` is empty while it lasts."""

    stage: str
    entered_on: date
    left_on: date | None
    next_stage: str
    blocked_by: str
    note: str

    def days(self, as_of: date) -> int:
        """Length so far."""
        return ((self.left_on or as_of) - self.entered_on).days


def make_stages(seed: int, firm: Firm) -> dict[str, tuple[Spell, ...]]:
    """The spells of every initiative, oldest first."""
    return {
        initiative.id: _spells(initiative.stages, stream(seed, "stages", initiative.id))
        for initiative in firm.initiatives
    }


def _spells(entries: tuple[Entry, ...], rng: Generator) -> tuple[Spell, ...]:
    shifts = rng.integers(-SHIFT, SHIFT + 1, len(entries)).tolist()
    days = [_workday(entry.on + timedelta(days=n)) for entry, n in zip(entries, shifts, strict=True)]
    following = [*zip(days[1:], (entry.stage for entry in entries[1:]), strict=True), (None, "")]
    return tuple(
        Spell(entry.stage, day, left, after, entry.blocked_by, entry.note)
        for entry, day, (left, after) in zip(entries, days, following, strict=True)
    )


def _workday(day: date) -> date:
    return day + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])


def entered(spells: tuple[Spell, ...], stage: str) -> date | None:
    """The day a stage was entered, if it was."""
    return next((spell.entered_on for spell in spells if spell.stage == stage), None)


def stage_on(spells: tuple[Spell, ...], day: date) -> str:
    """The stage on a day; empty before the first."""
    return next((spell.stage for spell in reversed(spells) if spell.entered_on <= day), "")


def stage_rows(stages: Mapping[str, tuple[Spell, ...]]) -> list[tuple[str, str, str, str, str]]:
    """The table of stages."""
    return [
        (initiative_id, spell.stage, spell.entered_on.isoformat(), spell.blocked_by, spell.note)
        for initiative_id, spells in stages.items()
        for spell in spells
    ]
