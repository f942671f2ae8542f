"""A day, or the days that a partial date may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.growth import Bounds, years_between

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day an event may have happened on, and the date as it is written in the table."""

    start: date
    end: date
    text: str

    @property
    def shown(self) -> date | str:
        """The day where it is known, else the year or month as written."""
        return self.start if self.start == self.end else self.text

    def gap_days(self, other: Span) -> int:
        """Return the least number of days between the two events: 0 where they may be the same day."""
        return max((other.start - self.end).days, (self.start - other.end).days, 0)

    def years_to(self, later: Span) -> Bounds:
        """Return the least and the greatest number of years from this event to a later one."""
        return years_between(_day(self.start), _day(self.end), _day(later.start), _day(later.end))


def _day(day: date) -> np.datetime64:
    return np.datetime64(day, "D")
