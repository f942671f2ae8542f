"""A stretch of days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, both ends included."""

    start: date
    end: date

    @property
    def period(self) -> str:
        """The stretch as an ISO 8601 interval."""
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @property
    def dates(self) -> dict[str, date]:
        """The ends as parameters of a query."""
        return {"start": self.start, "end": self.end}

    @property
    def days(self) -> int:
        """Its length."""
        return (self.end - self.start).days + 1


def twelve_months_to(day: date) -> Window:
    """Return the twelve months that end on a day; the end of a month stays an end.

    >>> twelve_months_to(date(2028, 2, 29)).start
    datetime.date(2027, 3, 1)
    """
    length = monthrange(day.year - 1, day.month)[1]
    at_end = day.day == monthrange(day.year, day.month)[1]
    before = date(day.year - 1, day.month, length if at_end else min(day.day, length))
    return Window(before + timedelta(days=1), day)
