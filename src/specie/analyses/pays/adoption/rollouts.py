"""How far each initiative has reached the units it is meant for, and when that stopped growing."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from specie.analyses.pays.adoption.scope import query
from specie.model import PORTFOLIO, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from specie.analyses.pays.adoption.scope import Scope
    from specie.model import Estimate, Message, Ref, Window

AFTER = {"reach_3_months": 91, "reach_6_months": 182, "reach_12_months": 365}
LIVE = frozenset({"production", "scaled"})
STOPPED = "stopped"
BY_DESIGN = frozenset({"randomised", "staggered"})


@dataclass(frozen=True, slots=True)
class Rollout:
    """Units of one initiative on the day of the book; ``starts`` and ``ends`` are sorted and not later.

    ``planned`` counts units that start later; ``designed`` says that an order or a lot decided who starts
    when, so that units which never start may be held back on purpose.
    """

    initiative: Ref
    stage: str
    as_of: date
    units: int
    starts: tuple[date, ...]
    ends: tuple[date, ...]
    planned: int
    designed: bool

    @property
    def stopped(self) -> bool:
        """Whether the initiative itself was stopped, and with it every unit's use."""
        return self.stage == STOPPED

    @property
    def using(self) -> int:
        """Units that have started and not stopped."""
        return len(self.starts) - len(self.ends)

    @property
    def reach(self) -> float:
        """Share of the units listed that use it."""
        return self.using / self.units

    @property
    def waiting(self) -> int:
        """Units that have not started and have no day on which they will."""
        return self.units - len(self.starts) - self.planned

    @property
    def still(self) -> int | None:
        """Days since a unit last started; None before the first."""
        return (self.as_of - self.starts[-1]).days if self.starts else None

    def using_on(self, day: date) -> int:
        """Units that use it on a day."""
        return bisect_right(self.starts, day) - bisect_right(self.ends, day)

    def after(self, days: int) -> float | None:
        """Share in use so many days after the first start; None when that day has not come."""
        if not self.starts or (self.as_of - self.starts[0]).days < days:
            return None
        return self.using_on(self.starts[0] + timedelta(days=days)) / self.units

    def mean_using(self, window: Window) -> float:
        """Units that use it on an average day of a window."""
        days = (window.start + timedelta(days=n) for n in range(window.days))
        return sum(self.using_on(day) for day in days) / window.days

    def curve(self) -> Iterator[tuple[int, float]]:
        """Yield the share in use by days since the first start, at every day it changes and at the end."""
        if self.starts:
            changes = sorted({*self.starts, *self.ends, self.as_of})
            for day in changes:
                yield (day - self.starts[0]).days, self.using_on(day) / self.units


def read_rollouts(scope: Scope) -> tuple[Rollout, ...]:
    """Read who got it and when, initiative by initiative."""
    rows = scope.book.select(query("units"))
    return tuple(
        _rollout(scope, initiative_id, list(own))
        for initiative_id, own in groupby(rows, lambda row: row["initiative_id"])
    )


def _rollout(scope: Scope, initiative_id: str, rows: list[dict[str, Any]]) -> Rollout:
    as_of = scope.book.as_of
    begun = [row for row in rows if row["treated_on"] is not None and row["treated_on"] <= as_of]
    starts = sorted(row["treated_on"] for row in begun)
    closed = rows[0]["entered_on"] if rows[0]["stage"] == STOPPED else None
    ends = sorted(day for row in begun if (day := _end(row, closed)) is not None and day <= as_of)
    planned = sum(row["treated_on"] is not None and row["treated_on"] > as_of for row in rows)
    return Rollout(
        scope.book.initiative(initiative_id),
        str(rows[0]["stage"] or ""),
        as_of,
        len(rows),
        tuple(starts),
        tuple(ends),
        planned,
        all(row["assigned"] in BY_DESIGN for row in rows),
    )


def _end(row: dict[str, Any], closed: date | None) -> date | None:
    """The day a unit stopped, on its own or with its initiative; never before it started."""
    days = [day for day in (row["left_on"], closed) if day is not None]
    return max(min(days), row["treated_on"]) if days else None


def rollout_estimates(scope: Scope, found: Sequence[Rollout]) -> Iterator[Estimate]:
    """Yield the reach of each initiative today and after a time, then of all together."""
    for rollout in found:
        yield from _one(scope, rollout)
    live = [rollout for rollout in found if not rollout.stopped]
    if len(live) > 1:
        units, using = sum(r.units for r in live), sum(r.using for r in live)
        of = say(
            "of {units} places in {count} initiatives that were not stopped; a unit counts once in each",
            units=units,
            count=len(live),
        )
        yield _estimate(scope, "reach", PORTFOLIO, scope.today, using / units, "fraction", of)


def _one(scope: Scope, rollout: Rollout) -> Iterator[Estimate]:
    subject, of = rollout.initiative, _of(rollout)
    yield _estimate(scope, "units_using", subject, scope.today, rollout.using, "count", of)
    yield _estimate(scope, "reach", subject, scope.today, rollout.reach, "fraction", of)
    for measure, days in AFTER.items():
        share = rollout.after(days)
        if share is not None:
            yield _estimate(scope, measure, subject, scope.today, share, "fraction", of)
    if rollout.still is not None:
        since = say("from the day on which a unit last started to the day of the book")
        yield _estimate(scope, "days_without_start", subject, scope.today, rollout.still, "days", since)
    if rollout.ends and not rollout.stopped:
        gone = len(rollout.ends) / len(rollout.starts)
        whole = say("of {count} units that ever started", count=len(rollout.starts))
        yield _estimate(scope, "given_up", subject, scope.today, gone, "fraction", whole)


def _of(rollout: Rollout) -> Message:
    return say("of {count} units listed in rollout", count=rollout.units)


def _estimate(
    scope: Scope, measure: str, subject: Ref, period: str, value: float, unit: str, of: Message
) -> Estimate:
    assumed = (say("units that are meant to use it and are not in rollout are not counted"),)
    method = {"fraction": "share", "days": "days"}.get(unit, "count")
    return scope.recorded(measure, subject, period, value, unit, method, ("rollout",), of, assumed)
