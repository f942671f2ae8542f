"""Days and months: the last twelve of them, and how many days of each month lie in a stretch."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from specie.model import Window

DAYS_IN_MONTH = 365.25 / 12


def last_year(as_of: date) -> Window:
    """Return the twelve months that end on a day."""
    year, month = as_of.year - 1, as_of.month
    before = date(year, month, min(as_of.day, calendar.monthrange(year, month)[1]))
    if as_of.day == calendar.monthrange(as_of.year, month)[1]:
        before = date(year, month, calendar.monthrange(year, month)[1])
    return Window(before + timedelta(days=1), as_of)


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
