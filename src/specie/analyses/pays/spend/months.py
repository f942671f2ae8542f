"""Months and fiscal years: plain arithmetic on dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def month_of(day: date) -> date:
    """First day of the month."""
    return day.replace(day=1)


def add_months(month: date, count: int) -> date:
    """First day of the month ``count`` months later (or earlier)."""
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def month_end(month: date) -> date:
    """Last day of the month."""
    return add_months(month, 1) - timedelta(days=1)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """Every month from the one of ``first`` to the one of ``last``; empty when there is none."""
    start, end = month_of(first), month_of(last)
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    return tuple(add_months(start, k) for k in range(count))


def last_complete_month(as_of: date) -> date:
    """Last month that is over on the day of the book."""
    month = month_of(as_of)
    return month if as_of == month_end(month) else add_months(month, -1)


def fiscal_year(as_of: date, start: tuple[int, int]) -> tuple[date, date]:
    """First and last day of the fiscal year that holds a day."""
    this = _start(as_of.year, start)
    year = as_of.year if as_of >= this else as_of.year - 1
    return _start(year, start), _start(year + 1, start) - timedelta(days=1)


def share_of_month(month: date, start: date, end: date) -> float:
    """Share of the days of a month that lie between two days, both included."""
    days = (min(end, month_end(month)) - max(start, month)).days + 1
    return max(days, 0) / monthrange(month.year, month.month)[1]


def named(month: date) -> str:
    """Write a month the same way in every language: ``2026-09``."""
    return month.isoformat()[:7]


def _start(year: int, start: tuple[int, int]) -> date:
    month, day = start
    return date(year, month, min(day, monthrange(year, month)[1]))
