"""One stated fact of a filing, and the stretches of time that facts are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

LENGTHS = {"quarter": (80, 100), "half": (170, 195), "nine-months": (260, 290), "year": (350, 380)}
"""Days of a period, 52 and 53 weeks and calendar months included; other lengths are not used."""
QUARTERS = {"quarter": 1, "half": 2, "nine-months": 3, "year": 4}
LONG_YEAR = 368
"""A year of so many days has 53 weeks."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From a first to a last day, both included; a day on which something stood has no first one."""

    start: date | None
    end: date

    @property
    def days(self) -> int:
        """Its length."""
        return (self.end - self.start).days + 1 if self.start else 0

    @property
    def kind(self) -> str:
        """The word of the table for its length; empty for lengths that are not used."""
        if self.start is None:
            return "point"
        return next((kind for kind, (low, high) in LENGTHS.items() if low <= self.days <= high), "")

    @property
    def after(self) -> date:
        """The day after its last."""
        return self.end + timedelta(days=1)

    @property
    def text(self) -> str:
        """ISO 8601 interval, or the day."""
        return f"{self.start}/{self.end}" if self.start else str(self.end)


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure as one filing states it."""

    tag: str
    period: Period
    value: float
    accession: str
    filed: date


@dataclass(frozen=True, slots=True)
class Settled:
    """The figure of a period that holds on the day of reading: the newest filing's.

    ``fact`` is the filing that stated it first, ``confirmed`` the day it was last stated; ``restated`` says
    that an older filing had another one. ``unit`` is what its filing rounds to.
    """

    fact: Fact
    unit: float
    confirmed: date
    restated: bool = False

    @property
    def period(self) -> Period:
        """The period it is about."""
        return self.fact.period

    @property
    def value(self) -> float:
        """The figure."""
        return self.fact.value
