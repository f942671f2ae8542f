"""How initiatives leave a stage: moving on and being stopped compete; young ones have done neither yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.funnel.journey import ORDER, STOPPED, Journey
from specie.kernel.competing import Incidence, aalen_johansen
from specie.kernel.follow_up import follow_up
from specie.kernel.survival import Interval, Survival, kaplan_meier, quantile, reaches

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from specie.kernel.step_interval import Band

HERE, MOVED_ON, STOPPED_HERE = 0, 1, 2
"""Still there, went on to a later stage, was stopped."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What one initiative did after it first entered a stage, and after how many days."""

    journey: Journey
    days: int
    outcome: int
    seen_from: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """Everyone who ever entered a stage, with the curves of leaving it."""

    stage: str
    leavings: tuple[Leaving, ...]
    incidence: Incidence
    survival: Survival

    @property
    def entered(self) -> int:
        """How many entered."""
        return len(self.leavings)

    def count(self, outcome: int) -> int:
        """How many had an outcome by now."""
        return sum(leaving.outcome == outcome for leaving in self.leavings)

    def young(self, months: float) -> int:
        """How many are still there without having had ``months`` to leave."""
        return sum(leaving.outcome == HERE and leaving.days < in_days(months) for leaving in self.leavings)

    def judged(self, months: float) -> bool:
        """Whether anybody was followed for that long."""
        return self.entered > 0 and reaches(self.incidence.subjects, self.incidence.survival, in_days(months))

    def moved_on(self, months: float, level: float) -> Band:
        """Share that went on within ``months``."""
        return self.incidence.band(MOVED_ON, [in_days(months)], level=level, method="effective")

    def stopped(self, months: float, level: float) -> Band:
        """Share that was stopped within ``months``."""
        return self.incidence.band(STOPPED_HERE, [in_days(months)], level=level, method="effective")

    def still_there(self, months: float, level: float) -> Band:
        """Share that was still there after ``months``."""
        return self.survival.band([in_days(months)], level=level, method="effective")

    def median_days(self, level: float) -> Interval:
        """Days until half of them had left, either way."""
        return quantile(self.survival, 0.5, level=level, method="effective")


def in_days(months: float) -> int:
    """Whole days in a number of months (12 months are 365)."""
    return int(months * 365.25 / 12)


def passage(
    stage: str, journeys: Sequence[Journey], as_of: date, observed_from: date | None = None
) -> Passage:
    """Follow everyone who entered a stage from the first entry to the first later stage or stop.

    Steps back do not stop the clock, and a skipped stage counts as moved on. With ``observed_from`` an
    initiative counts from that day on, and not at all if it had left before (delayed entry).
    """
    found = (_leaving(stage, journey, as_of, observed_from) for journey in journeys)
    leavings = tuple(leaving for leaving in found if leaving is not None)
    subjects = follow_up(
        [leaving.days for leaving in leavings],
        [leaving.outcome for leaving in leavings],
        [leaving.seen_from for leaving in leavings],
    )
    return Passage(stage, leavings, aalen_johansen(subjects, 2), kaplan_meier(subjects))


def _leaving(stage: str, journey: Journey, as_of: date, observed_from: date | None) -> Leaving | None:
    stages = [spell.stage for spell in journey.spells]
    if stage not in stages:
        return None
    first = stages.index(stage)
    start, end, outcome = journey.spells[first].entered_on, as_of, HERE
    for spell in journey.spells[first + 1 :]:
        if ORDER[spell.stage] > ORDER[stage]:
            end, outcome = spell.entered_on, STOPPED_HERE if spell.stage == STOPPED else MOVED_ON
            break
    seen_from = (observed_from - start).days if observed_from and observed_from > start else 0
    days = (end - start).days
    return Leaving(journey, days, outcome, seen_from) if days > seen_from or not seen_from else None
