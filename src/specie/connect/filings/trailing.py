"""Twelve months that end between two fiscal years, worked out two ways that must agree.

Four quarters added up, against the last year plus this year to date less last year to date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.connect.filings.fact import QUARTERS, Period
from specie.connect.filings.issue import Issue
from specie.connect.filings.total import Total, added, less, stated
from specie.connect.filings.vintage import amount
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.connect.filings.paths import Timeline


@dataclass(frozen=True, slots=True)
class Trailing:
    """A sum of twelve months; ``checked`` where two independent ways gave it."""

    total: Total
    checked: bool


def trailing_at(
    timeline: Timeline, last: Period, quarters: Sequence[Total], left_out: set[Period]
) -> Trailing | Issue | None:
    """Work out the twelve months that end with a quarter; None where the figures are not there.

    With one way only it is used if no figure inside was doubted; ``checked`` then says no.
    """
    summed = _summed(quarters)
    rolled = _rolled(timeline, last)
    if rolled is not None and rolled.mixed is not None:
        return _mixed(rolled)
    if summed is not None and rolled is not None:
        if summed.weights == rolled.weights:
            return Trailing(rolled, checked=False)
        return _compared(summed, rolled)
    only = summed or rolled
    if only is None or any(_within(period, only.period) for period in left_out):
        return None
    return _mixed(only) if only.mixed is not None else Trailing(only, checked=False)


def _summed(quarters: Sequence[Total]) -> Total | None:
    if len(quarters) < 4:
        return None
    period = Period(quarters[0].period.start, quarters[-1].period.end)
    return added(period, quarters) if period.kind == "year" else None


def _rolled(timeline: Timeline, last: Period) -> Total | None:
    """Last year + this year to date - last year to date."""
    years = [p for p in timeline.of_kind("year") if p.end < last.end]
    if not years:
        return None
    year = years[-1]
    to_date = Period(year.after, last.end)
    now = timeline.total(year.after, last.end) if to_date.kind in QUARTERS else None
    before = _same_length(timeline, year, to_date.kind)
    if now is None or before is None:
        return None
    period = Period(before.period.after, last.end)
    whole = added(period, (stated(timeline.settled[year]), now))
    return less(period, whole, before) if period.kind == "year" else None


def _same_length(timeline: Timeline, year: Period, kind: str) -> Total | None:
    """The stretch of a year from its first day that is as long as this year to date."""
    assert year.start is not None
    inside = sorted({p.end for p in timeline.settled if year.start < p.end < year.end}, reverse=True)
    ends = (end for end in inside if Period(year.start, end).kind == kind)
    totals = (timeline.total(year.start, end) for end in ends)
    return next((total for total in totals if total is not None), None)


def _compared(summed: Total, rolled: Total) -> Trailing | Issue:
    gap = less(summed.period, summed, rolled)
    slack = sum(abs(count) * held.unit for held, count in gap.weights.items()) / 2
    if summed.period == rolled.period and abs(gap.value) <= slack:
        return Trailing(rolled, checked=True)
    message = say(
        "twelve months to {end} are {summed} by quarters but {rolled} by years and year to date: neither is"
        " used",
        end=summed.period.end,
        summed=amount(summed.value),
        rolled=amount(rolled.value),
    )
    hint = say("by quarters: {summed}; by years: {rolled}",
               summed=summed.arithmetic, rolled=rolled.arithmetic)  # fmt: skip
    return Issue("SRC224", summed.newest.fact.tag, message, hint, end=summed.period.end)


def _mixed(total: Total) -> Issue:
    assert total.mixed is not None
    message = say(
        "twelve months to {end} are not worked out as {arithmetic}: one of them was restated on {day} and"
        " another one was not stated since",
        end=total.period.end,
        arithmetic=total.arithmetic.removeprefix("+ "),
        day=total.mixed,
    )
    return Issue("SRC222", total.newest.fact.tag, message, None, end=total.period.end)


def _within(period: Period, outer: Period) -> bool:
    """Tell whether a doubted period shares a day with the twelve months."""
    assert outer.start is not None
    return period.end >= outer.start and (period.start is None or period.start <= outer.end)
