"""A date as it is written, and the days that it may mean."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from specie.model.claim import Days


@dataclass(frozen=True, slots=True)
class Point:
    """The printed parts of a date; ``told`` counts from the day of writing: ("years", -1) is last year."""

    year: int | None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    fiscal: bool = False
    close: bool = False
    """The end of the year: 年底, the end of 2025."""
    told: tuple[str, int] | None = None
    since: int | None = None
    """The first month where several months are told together: 1 in the first nine months of 2026."""
    span: int | None = None
    """How many months end with this one: 3 in the three months to March 2026."""

    @property
    def grain(self) -> str:
        """How fine the date is: day, month, quarter, half, year or fiscal year."""
        if self.fiscal:
            return "fiscal year" if self.quarter is None and self.half is None else "fiscal quarter"
        if self.since is not None or self.span is not None:
            return "months"
        named = (("day", self.day), ("month", self.month), ("quarter", self.quarter), ("half", self.half))
        told = self.told[0].removesuffix("s") if self.told else "year"
        return next((grain for grain, part in named if part is not None), told)

    def in_year(self, year: int) -> Point:
        """Return the same date with its year."""
        return replace(self, year=year, told=None)


def days(point: Point) -> Days | None:
    """Return the days of a date whose year is known; None where the calendar has no such day.

    A fiscal year may end in any month: fiscal 2026 is read as February 2025 to December 2026.
    """
    year = point.year
    if year is None or not 1800 <= year <= 2200:
        return None
    if point.fiscal:
        return Days(date(year - 1, 2, 1), date(year, 12, 31))
    if point.span is not None and point.month is not None:
        return _months_to(year, point.month, point.span)
    if point.day is not None:
        return _day(year, point.month or 0, point.day)
    return _months(year, *_first_and_last(point))


def _first_and_last(point: Point) -> tuple[int, int]:
    """Return the first and last month that a date without a day names."""
    if point.month is not None:
        return (point.since or point.month), point.month
    if point.quarter is not None:
        return point.quarter * 3 - 2, point.quarter * 3
    if point.half is not None:
        return point.half * 6 - 5, point.half * 6
    return (10 if point.close else 1), 12


def settled(point: Point, written: Days) -> Point | None:
    """Return a date told from the day of writing as a plain one; None where the text was not dated finely."""
    if point.told is None:
        return _latest(point, written)
    unit, offset = point.told
    if unit == "years":
        known = written.first.year == written.last.year
        return point.in_year(written.last.year + offset) if known else None
    if (written.first.year, written.first.month) != (written.last.year, written.last.month):
        return None
    months = written.last.year * 12 + written.last.month - 1 + offset * (3 if unit == "quarters" else 1)
    year, month = divmod(months, 12)
    return Point(year, month=month + 1) if unit == "months" else Point(year, quarter=month // 3 + 1)


def _latest(point: Point, written: Days) -> Point | None:
    """A month without a year is the latest one that had begun when the text was written.

    The month of the writing itself, unless it was over, may as well be that of the year before.
    """
    if point.month == written.last.month and point.day is None and point.span is None:
        return None
    for year in (written.last.year, written.last.year - 1):
        found = days(point.in_year(year))
        if found is not None and found.first <= written.last:
            return point.in_year(year)
    return None


def _day(year: int, month: int, day: int) -> Days | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return Days(date(year, month, day), date(year, month, day))


def _months_to(year: int, month: int, count: int) -> Days | None:
    last = _months(year, month, month)
    if last is None or not 0 < count <= 60:
        return None
    first_year, first_month = divmod(year * 12 + month - count, 12)
    return Days(date(first_year, first_month + 1, 1), last.last)


def _months(year: int, first: int, last: int) -> Days | None:
    if not 1 <= first <= last <= 12:
        return None
    after = date(year + last // 12, last % 12 + 1, 1)
    return Days(date(year, first, 1), after - timedelta(days=1))
