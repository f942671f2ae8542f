"""Dates of which only the year or the month is known: they span days, and keep doing so."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=4096)
def first_day(text: str) -> date:
    """Return the first day of ``2026``, ``2026-05`` or ``2026-05-28``; ValueError for anything else."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


@lru_cache(maxsize=4096)
def last_day(text: str) -> date:
    """Return the last day of ``2026``, ``2026-05`` or ``2026-05-28``; raises ValueError for anything else."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    pieces = text.split("-")
    widths = [len(piece) for piece in pieces]
    if widths not in ([4], [4, 2], [4, 2, 2]) or not all(piece.isdecimal() for piece in pieces):
        raise ValueError(f"not a date of the form 2026, 2026-05 or 2026-05-28: {text!r}")
    numbers = [*map(int, pieces), None, None]
    year, month, day = numbers[0] or 0, numbers[1], numbers[2]
    date(year, 1 if month is None else month, 1 if day is None else day)
    return year, month, day
