"""Days and months: the last twelve of them, and how many days of each month lie in a stretch."""

from __future__ import annotations

import calendar
from datetime import date

from specie.model.window import twelve_months_to as last_year

__all__ = ["days_within", "last_year", "month_of", "months_between"]

DAYS_IN_MONTH = 365.25 / 12


def month_of(day: date) -> date:
    """First day of its month."""
    return day.replace(day=1)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """First days of the months from one month to another, both included."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(start, end + 1))


def days_within(month: date, start: date, end: date) -> int:
    """Days of a month that lie between two days, both included."""
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    return max(0, (min(last, end) - max(month, start)).days + 1)
