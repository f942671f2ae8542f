"""What every part of the funnel needs: the journeys, the passages, the date, the settings, the origins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.funnel.journey import STAGES
from specie.analyses.pays.funnel.passage import Passage, passage

if TYPE_CHECKING:
    from datetime import date

    from specie.analyses.pays.funnel.journey import Journey
    from specie.analyses.pays.funnel.settings import Settings
    from specie.model import Origin


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One portfolio on one day."""

    journeys: tuple[Journey, ...]
    as_of: date
    settings: Settings
    origins: tuple[Origin, ...]
    passages: dict[str, Passage]

    @property
    def today(self) -> str:
        """The day of the book, as a period."""
        return self.as_of.isoformat()

    @property
    def staged(self) -> tuple[Journey, ...]:
        """Initiatives for which the book names a stage."""
        return tuple(journey for journey in self.journeys if journey.spells)

    @property
    def active(self) -> tuple[Journey, ...]:
        """Initiatives that are in a stage and not stopped."""
        return tuple(journey for journey in self.journeys if journey.active)

    @property
    def pilots(self) -> Passage:
        """Everyone who ever entered a pilot."""
        return self.passages["pilot"]


def make_scope(
    journeys: tuple[Journey, ...], as_of: date, settings: Settings, origins: tuple[Origin, ...]
) -> Scope:
    """Follow the journeys through every stage that leads on."""
    passages = {
        stage: passage(stage, journeys, as_of, settings.observed_from)
        for stage in STAGES
        if stage != "scaled"
    }
    return Scope(journeys, as_of, settings, origins, passages)
