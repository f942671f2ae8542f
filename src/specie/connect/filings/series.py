"""One tag through time: years as stated, quarters stated or worked out, and sums of twelve months."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from specie.connect.filings.cycles import suspects
from specie.connect.filings.fact import Period
from specie.connect.filings.issue import Issue
from specie.connect.filings.paths import Timeline
from specie.connect.filings.total import Total, less, stated
from specie.connect.filings.trailing import Trailing, trailing_at
from specie.connect.filings.vintage import amount
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.connect.filings.fact import Settled

DAY = timedelta(days=1)


@dataclass(slots=True)
class Series:
    """Figures of one tag by period, what was left out of doubt, and why."""

    totals: dict[Period, Total] = field(default_factory=dict)
    trailing: dict[Period, Trailing] = field(default_factory=dict)
    left_out: set[Period] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)


def make_series(settled: Mapping[Period, Settled], dropped: set[Period], *, positive: bool) -> Series:
    """Work out every quarter, year and trailing year of one tag.

    A figure that fails a check is named and left out; nothing is put in its place. ``dropped`` were left out
    before.
    """
    series = Series()
    whole = Timeline(settled)
    series.left_out = dropped | suspects(whole, series.issues)
    sound = whole.without(series.left_out)
    for period in (*sound.of_kind("year"), *sound.of_kind("quarter")):
        series.totals[period] = stated(sound.settled[period])
    for total in _worked_out(sound):
        _keep(series, total, positive=positive)
    for quarter in sorted(p for p in series.totals if p.kind == "quarter"):
        _trail(series, sound, quarter)
    return series


def _keep(series: Series, total: Total, *, positive: bool) -> None:
    """Take a worked-out quarter unless something speaks against it."""
    period = total.period
    if period in series.totals or period in series.left_out:
        return
    since = total.mixed
    if since is not None:
        message = say(
            "{period} is not worked out as {arithmetic}: one of them was restated on {day} and another one"
            " was not stated since",
            period=period.text,
            arithmetic=total.arithmetic.removeprefix("+ "),
            day=since,
        )
        series.issues.append(Issue("SRC222", _tag(total), message, None, end=period.end))
        series.left_out.add(period)
    elif positive and total.value < -total.slack:
        message = say(
            "{period} would be {value} ({arithmetic}), which it cannot be: not used",
            period=period.text,
            value=amount(total.value),
            arithmetic=total.arithmetic.removeprefix("+ "),
        )
        series.issues.append(Issue("SRC223", _tag(total), message, None, end=period.end))
        series.left_out.add(period)
    else:
        series.totals[period] = total


def _worked_out(timeline: Timeline) -> Iterator[Total]:
    """Yield quarters as the difference of two stretches that start, or end, on the same day."""
    found: dict[Period, Total] = {}
    for period, held in sorted(timeline.settled.items()):
        if period.kind == "quarter":
            continue
        for total in (*_last_quarter(timeline, period, held), *_first_quarter(timeline, period, held)):
            best = found.get(total.period)
            if best is None or (total.mixed is not None, len(total.terms)) < _rank(best):
                found[total.period] = total
    yield from found.values()


def _rank(total: Total) -> tuple[bool, int]:
    return total.mixed is not None, len(total.terms)


def _last_quarter(timeline: Timeline, period: Period, held: Settled) -> Iterator[Total]:
    """Year less nine months, and so on."""
    start = period.start
    assert start is not None
    for before in sorted({p.end for p in timeline.settled if start <= p.end < period.end}):
        rest = Period(before + DAY, period.end)
        part = timeline.total(start, before) if rest.kind == "quarter" else None
        if part is not None:
            yield less(rest, stated(held), part)


def _first_quarter(timeline: Timeline, period: Period, held: Settled) -> Iterator[Total]:
    """Half year less its second quarter, and so on."""
    start = period.start
    assert start is not None
    for after in sorted(day for day in timeline.starting if start < day <= period.end):
        first = Period(start, after - DAY)
        part = timeline.total(after, period.end) if first.kind == "quarter" else None
        if part is not None:
            yield less(first, stated(held), part)


def _trail(series: Series, timeline: Timeline, last: Period) -> None:
    """Add the twelve months that end with a quarter, unless a stated year ends there."""
    if any(p.kind == "year" and p.end == last.end for p in series.totals):
        return
    quarters = _four(series, last)
    found = trailing_at(timeline, last, quarters, series.left_out)
    if isinstance(found, Trailing):
        series.trailing[found.total.period] = found
    elif found is not None:
        series.issues.append(found)


def _four(series: Series, last: Period) -> tuple[Total, ...]:
    """The quarter and the three before it, oldest first; fewer where one is missing."""
    by_end = {p.end: p for p in series.totals if p.kind == "quarter"}
    chain = [last]
    while len(chain) < 4:
        start = chain[-1].start
        assert start is not None
        before = by_end.get(start - DAY)
        if before is None:
            break
        chain.append(before)
    assert all(earlier.after == later.start for later, earlier in pairwise(chain))
    return tuple(series.totals[period] for period in reversed(chain))


def _tag(total: Total) -> str:
    return total.terms[0][1].fact.tag
