"""A stretch of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
