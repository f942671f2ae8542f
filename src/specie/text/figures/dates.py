"""Dates of a text: all families together, two joined by a dash as one, years settled where they can be."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from specie.model.claim import Days
from specie.text.figures import dates_chinese, dates_english
from specie.text.figures.calendar import Point, days, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, its place and the days it may mean; ``last`` is the other end of two that are joined."""

    start: int
    end: int
    point: Point
    when: Days | None = None
    last: Point | None = None


_JOINT = re.compile(r"[ ]?[-~][ ]?|[ ]to[ ]|[ ]through[ ]|[ ]?[至到][ ]?")
_STOP = re.compile(r"[。！？!?\n]|\.[ ]")
_NEAR = 300
"""How far a month may stand from the only year that its sentence names."""


def dates(text: str, breaks: Sequence[int], written: Days | None) -> list[Dated]:
    """Return every date of a folded and masked text whose days are known, in order.

    A day of a month that names no year, and for which the text gives none, has no days of its own.
    """
    found = _apart([*dates_english.points(text), *dates_chinese.points(text)])
    settle = _settled(text, found, breaks, written)
    return _joined(text, settle)


def _apart(found: Iterable[tuple[int, int, Point]]) -> list[Dated]:
    """Where two readings meet, the one that begins first, then the longer one, stays."""
    kept: list[Dated] = []
    for start, end, point in sorted(found, key=lambda item: (item[0], -item[1])):
        if not kept or start >= kept[-1].end:
            kept.append(Dated(start, end, point))
    return kept


def _settled(text: str, found: list[Dated], breaks: Sequence[int], written: Days | None) -> list[Dated]:
    printed = [dated for dated in found if dated.point.year is not None]
    starts = [dated.start for dated in printed]
    points = [
        dated.point if dated.point.year else _with_year(text, dated, printed, starts, breaks, written)
        for dated in found
    ]
    settle: list[Dated] = []
    for place, dated in enumerate(found):
        point = points[place] or _before_next(text, found, points, place)
        when = days(point) if point else None
        if point is not None and when is not None:
            settle.append(replace(dated, point=point, when=when))
        elif dated.point.day is not None and dated.point.month is not None:
            settle.append(dated)
    return settle


def _before_next(text: str, found: list[Dated], points: list[Point | None], place: int) -> Point | None:
    """A month of which the year is open lies in that of a later month that follows in its sentence."""
    dated, after = found[place], points[place + 1] if place + 1 < len(points) else None
    if (
        after is None
        or after.year is None
        or dated.point.month is None
        or (after.month or 0) <= dated.point.month
    ):
        return None
    return dated.point.in_year(after.year) if _one_sentence(text, dated, found[place + 1]) else None


def _with_year(
    text: str,
    dated: Dated,
    printed: list[Dated],
    starts: list[int],
    breaks: Sequence[int],
    written: Days | None,
) -> Point | None:
    """Take the only year that its sentence names for a month or day, else count from the day of writing.

    Where the sentence names only a bare year and the day of writing speaks for another one, neither is taken.
    """
    if dated.point.told is not None:
        return settled(dated.point, written) if written else None
    near = [one for one in _around(dated, printed, starts, breaks) if _one_sentence(text, one, dated)]
    years = {one.point.year for one in near}
    by_writing = settled(dated.point, written) if written else None
    if len(years) != 1:
        return by_writing if not years else None
    point = dated.point.in_year(near[0].point.year or 0)
    fine = any(one.point.grain in ("day", "month", "quarter") for one in near)
    return point if fine or by_writing in (None, point) else None


def _one_sentence(text: str, one: Dated, two: Dated) -> bool:
    first, second = sorted((one, two), key=lambda dated: dated.start)
    return not _STOP.search(text, first.end, second.start)


def _around(dated: Dated, printed: list[Dated], starts: list[int], breaks: Sequence[int]) -> list[Dated]:
    low, high = _paragraph(dated.start, breaks)
    low, high = max(low, dated.start - _NEAR), min(high, dated.end + _NEAR)
    return printed[bisect_right(starts, low - 1) : bisect_right(starts, high)]


def _paragraph(pos: int, breaks: Sequence[int]) -> tuple[int, int]:
    at = bisect_right(breaks, pos)
    return (breaks[at - 1] if at else 0), (breaks[at] if at < len(breaks) else pos + _NEAR)


def _joined(text: str, found: list[Dated]) -> list[Dated]:
    joined: list[Dated] = []
    for dated in found:
        before = joined[-1] if joined else None
        whole = _span(text, before, dated) if before else None
        joined[-1:] = [whole] if whole else [*joined[-1:], dated]
    return joined


def _span(text: str, one: Dated, two: Dated) -> Dated | None:
    """Join two dates into the stretch between them when only a dash or "to" stands there."""
    between = text.startswith("between ", max(0, one.start - 8)) and text[one.end : two.start] == " and "
    if (
        one.last
        or one.when is None
        or two.when is None
        or not (between or _JOINT.fullmatch(text, one.end, two.start))
    ):
        return None
    if one.when.first >= two.when.first:
        return None
    return Dated(one.start, two.end, one.point, Days(one.when.first, two.when.last), two.point)
