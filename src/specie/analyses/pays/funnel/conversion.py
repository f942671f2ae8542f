"""Estimates of leaving a stage: exact counts, the naive share, and what censoring-aware curves say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.pays.funnel.journey import STAGES, STOPPED
from specie.analyses.pays.funnel.passage import HERE, MOVED_ON, STOPPED_HERE
from specie.kernel.proportion import wilson
from specie.model import PORTFOLIO, Bound, Estimate, Grade, Quantity, Ref, Term, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.funnel.passage import Passage
    from specie.analyses.pays.funnel.scope import Scope
    from specie.kernel.step_interval import Band
    from specie.model import Message

FEW = 10
"""Below this many the reader is told so beside the interval."""
COUNTS = {"moved_on_now": MOVED_ON, "stopped_now": STOPPED_HERE, "still_there_now": HERE}


def stage(name: str) -> Ref:
    """Refer to a stage."""
    return Ref("stage", name)


def within(months: int) -> str:
    """Write a horizon as an ISO 8601 duration."""
    return f"P{months}M"


def counts(scope: Scope) -> Iterator[Estimate]:
    """Count who is where now, and who ever entered and left each stage."""
    of = say("of {count} initiatives in the book", count=len(scope.journeys))
    for name in (*STAGES, STOPPED):
        here = sum(
            journey.current is not None and journey.current.stage == name for journey in scope.journeys
        )
        yield _count("here_now", stage(name), here, scope, of)
    yield _count("no_stage", PORTFOLIO, len(scope.journeys) - len(scope.staged), scope, of)
    for name, passage in scope.passages.items():
        yield _count("entered", stage(name), passage.entered, scope, of)
        for measure, outcome in COUNTS.items():
            yield _count(measure, stage(name), passage.count(outcome), scope, _of(passage))


def _count(measure: str, subject: Ref, value: int, scope: Scope, of: Message) -> Estimate:
    return exact(
        measure, subject, scope.today, value, "count", "count", scope.origins, grade=Grade.RECORDED,
        denominator=of,
    )  # fmt: skip


def conversions(scope: Scope) -> Iterator[Estimate]:
    """Estimate, for each stage anyone entered, the naive share, the curves and the median stay."""
    for name, passage in scope.passages.items():
        if passage.entered:
            yield naive(passage, stage(name), scope)
            for months in scope.settings.horizons:
                yield from at_horizon(passage, stage(name), months, scope)
            median = median_stay(passage, stage(name), scope)
            if median is not None:
                yield median


def naive(passage: Passage, subject: Ref, scope: Scope) -> Estimate:
    """Share that moved on by now, counting every young initiative as a failure."""
    moved, level = passage.count(MOVED_ON), scope.settings.level
    low, high = wilson(moved, passage.entered, level)
    return Estimate(
        "naive_share", subject, scope.today, moved / passage.entered, float(low), float(high), level,
        "fraction", "wilson", Grade.RECORDED, scope.origins, _of(passage),
        (say("counts the {count} that are still there as if they had failed", count=passage.count(HERE)),),
    )  # fmt: skip


def at_horizon(passage: Passage, subject: Ref, months: int, scope: Scope) -> Iterator[Estimate]:
    """Estimate the three shares at one horizon; nothing when nobody was followed for so long."""
    if not passage.judged(months):
        return
    level = scope.settings.level
    shares = {
        "moved_on": passage.moved_on(months, level),
        "stopped": passage.stopped(months, level),
        "still_there": passage.still_there(months, level),
    }
    for measure, band in shares.items():
        yield _share(measure, subject, months, band, passage, scope)


def moved_on(passage: Passage, subject: Ref, months: int, scope: Scope) -> Estimate | None:
    """Estimate the share that moves on within a horizon; None when nobody was followed for so long."""
    found = at_horizon(passage, subject, months, scope)
    return next((estimate for estimate in found if estimate.measure == "moved_on"), None)


def _share(measure: str, subject: Ref, months: int, band: Band, passage: Passage, scope: Scope) -> Estimate:
    method = "kaplan_meier" if measure == "still_there" else "aalen_johansen"
    return Estimate(
        measure, subject, within(months), float(band.point[0]), float(band.low[0]), float(band.high[0]),
        scope.settings.level, "fraction", method, Grade.RECORDED, scope.origins, _of(passage),
        assumed(passage, months),
    )  # fmt: skip


def assumed(passage: Passage, months: int) -> tuple[Message, ...]:
    """List what a reader must believe to read a curve as a forecast for the young ones."""
    always = (
        say(
            "{count} have been there for less than {time}; they are taken to fare like the earlier ones",
            count=passage.young(months),
            time=Quantity(months, "months"),
        ),
        say("initiatives that were stopped are in the book as well"),
    )
    few = say("only {count} entered: read the interval, not the point", count=passage.entered)
    return (*always, few) if passage.entered < FEW else always


def median_stay(passage: Passage, subject: Ref, scope: Scope) -> Estimate | None:
    """Estimate the days until half have left the stage, one way or the other.

    Where the interval has no upper end only a floor is known, and the estimate says so; None where there is
    not even that.
    """
    level = scope.settings.level
    median = passage.median_days(level)
    closed = math.isfinite(median.high)
    low = median.low if math.isfinite(median.low) else passage.incidence.subjects.last
    if not closed and low <= 0:
        return None
    return Estimate(
        "median_days", subject, scope.today, median.point if closed else None, low,
        median.high if closed else None, level, "days", "kaplan_meier", Grade.RECORDED, scope.origins,
        _of(passage), (say("still there counts as not yet left"),),
        Bound.EXACT if closed else Bound.AT_LEAST,
    )  # fmt: skip


def _of(passage: Passage) -> Message:
    return say(
        "of {count} initiatives that entered {stage}", count=passage.entered, stage=Term(passage.stage)
    )
