"""The days, weeks and months that the example covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Clock:
    """From the first to the last day, both counted."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def days(self) -> tuple[date, ...]:
        """Every day."""
        return _days(self.first, self.last)

    def index(self, day: date) -> int:
        """Days since the first one; negative before it."""
        return (day - self.first).days

    def weekdays(self) -> np.ndarray:
        """0 for Monday to 6 for Sunday, for every day."""
        return (np.arange(self.length) + self.first.weekday()) % 7

    def months(self) -> Iterator[date]:
        """The first day of every month."""
        month = self.first.replace(day=1)
        while month <= self.last:
            yield month
            month = next_month(month)

    def mondays(self) -> list[date]:
        """The Monday of every whole week."""
        monday = self.first + timedelta(days=-self.first.weekday() % 7)
        weeks = ((self.last - monday).days + 1) // 7
        return [monday + timedelta(weeks=n) for n in range(weeks)]


@cache
def _days(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


@cache
def month_start(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


@cache
def next_month(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@cache
def month_end(day: date) -> date:
    """The last day of the month."""
    return next_month(day) - timedelta(days=1)


def iso_week(day: date) -> str:
    """A week as ``2026-W05``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def quarter(day: date) -> str:
    """A quarter as ``2026-Q1``."""
    return f"{day.year}-Q{(day.month + 2) // 3}"
