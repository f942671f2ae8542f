"""Adoption against depth: how many use it, and how much each of them does, then and now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from specie.analyses.pays.adoption.scope import query
from specie.model import Quantity, Term, Window, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.pays.adoption.rollouts import Rollout
    from specie.analyses.pays.adoption.scope import Scope
    from specie.model import Estimate, Ref

WEEK = 7
COUNTED = {"requests": "requests", "seats": "seat-days", "tokens": "tokens"}
"""What depth is measured by, the first that an initiative counts, with its unit."""
SHALLOWER = Term("wider but shallower").id


@dataclass(frozen=True, slots=True)
class Depth:
    """One initiative in two stretches: units using it on an average day, and use a unit and week."""

    initiative: Ref
    reach: float
    unit: str
    breadth: tuple[float, float]
    """Before, now."""
    each: tuple[float, float]
    """Before, now."""

    @property
    def breadth_change(self) -> float:
        """Change of the units that use it, as a fraction."""
        return self.breadth[1] / self.breadth[0] - 1

    @property
    def change(self) -> float:
        """Change of what a unit does in a week, as a fraction."""
        return self.each[1] / self.each[0] - 1

    def moved(self, least: float) -> str:
        """Where it moved: a word of the vocabulary."""
        wide, deep = _sign(self.breadth_change, least), _sign(self.change, least)
        return _WORDS[wide, deep]


_WORDS = {
    (1, 1): Term("wider and deeper").id,
    (1, 0): Term("wider, as deep as before").id,
    (1, -1): SHALLOWER,
    (0, 1): Term("as wide, deeper").id,
    (0, 0): Term("as wide and as deep as before").id,
    (0, -1): Term("as wide, shallower").id,
    (-1, 1): Term("narrower but deeper").id,
    (-1, 0): Term("narrower, as deep as before").id,
    (-1, -1): Term("narrower and shallower").id,
}


def _sign(change: float, least: float) -> int:
    return (change >= least) - (change <= -least)


def read_depths(scope: Scope, rollouts: Sequence[Rollout]) -> tuple[Depth, ...]:
    """Compare the recent days with as many before them, where use covers both stretches."""
    then, now = _activity(scope, scope.before), _activity(scope, scope.recent)
    begun = _activity(scope, _ever(scope))
    found = (
        _depth(rollout, scope, then.get(rollout.initiative.id), now.get(rollout.initiative.id))
        for rollout in rollouts
        if _covers(begun.get(rollout.initiative.id), scope.before)
    )
    return tuple(depth for depth in found if depth is not None)


def _activity(scope: Scope, window: Window) -> dict[str, dict[str, Any]]:
    rows = scope.book.select(query("activity"), **window.dates)
    return {row["initiative_id"]: row for row in rows}


def _ever(scope: Scope) -> Window:
    return Window(date.min, scope.year.end)


def _covers(row: Mapping[str, Any] | None, window: Window) -> bool:
    """Tell whether use was recorded from the first week of a window on."""
    first: date | None = row["first_on"] if row else None
    return first is not None and (first - window.start).days < WEEK


def _depth(
    rollout: Rollout, scope: Scope, then: Mapping[str, Any] | None, now: Mapping[str, Any] | None
) -> Depth | None:
    windows = (scope.before, scope.recent)
    breadth = tuple(rollout.mean_using(window) for window in windows)
    for counted, unit in COUNTED.items():
        sums = [_number(row, counted) for row in (then, now)]
        if all(sums) and all(breadth):
            each = [s / (b * w.days) * WEEK for s, b, w in zip(sums, breadth, windows, strict=True)]
            return Depth(
                rollout.initiative, rollout.reach, unit, (breadth[0], breadth[1]), (each[0], each[1])
            )
    return None


def _number(row: Mapping[str, Any] | None, name: str) -> float:
    return float(row[name]) if row is not None and row[name] is not None else 0.0


def depth_estimates(scope: Scope, found: Sequence[Depth]) -> Iterator[Estimate]:
    """Yield what a unit does in a week now, and both changes."""
    tables = ("usage", "rollout")
    for depth in found:
        of = say("over {count} units using it on an average day", count=_rounded(depth.breadth[1]))
        then = say("against the {time} before", time=Quantity(scope.before.days, "days"))
        subject, period = depth.initiative, scope.recent.period
        yield scope.recorded("depth", subject, period, depth.each[1], depth.unit, "per_unit_week", tables, of)
        for measure, value in (("depth_change", depth.change), ("breadth_change", depth.breadth_change)):
            yield scope.recorded(measure, subject, period, value, "fraction", "change", tables, then)


def _rounded(value: float) -> Quantity:
    return Quantity(value, "count", 1)
