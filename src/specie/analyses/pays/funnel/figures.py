"""The figures of the funnel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.funnel.passage import HERE, MOVED_ON, STOPPED_HERE
from specie.analyses.pays.funnel.waiting import blocks, by_blocker
from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.funnel.scope import Scope
    from specie.kernel.step_interval import Band
    from specie.model import Cell

OUTCOMES = {
    MOVED_ON: Term("moved on"),
    HERE: Term("still there"),
    STOPPED_HERE: Term("stopped"),
}


def figures(scope: Scope) -> Iterator[Figure]:
    """Yield every figure that has something to show."""
    made = (_counts(scope), _curves(scope), _blocked(scope))
    yield from (figure for figure in made if figure.data)


def _counts(scope: Scope) -> Figure:
    data = tuple(
        {"stage": Term(name), "outcome": word, "count": passage.count(outcome)}
        for name, passage in scope.passages.items()
        for outcome, word in OUTCOMES.items()
        if passage.entered
    )
    return Figure(
        "funnel",
        "stacked_bar",
        say("Who entered each stage and what became of them"),
        data,
        {"x": "stage", "y": "count", "colour": "outcome"},
        {"stage": say("Stage"), "count": say("Initiatives"), "outcome": say("By now")},
        {"count": "count"},
        say(
            "{pilots} entered a pilot; moved on: {moved}, stopped: {stopped}, still there: {here}.",
            pilots=scope.pilots.entered,
            moved=scope.pilots.count(MOVED_ON),
            stopped=scope.pilots.count(STOPPED_HERE),
            here=scope.pilots.count(HERE),
        ),
    )


def _curves(scope: Scope) -> Figure:
    pilots = scope.pilots
    subjects = pilots.incidence.subjects
    grid = np.unique(np.concatenate([[0.0], subjects.time]))
    data = [
        row
        for cause in (MOVED_ON, STOPPED_HERE)
        for row in _steps(
            grid,
            pilots.incidence.band(cause, grid, level=scope.settings.level, method="effective"),
            OUTCOMES[cause],
        )
    ]
    return Figure(
        "pilot_curves",
        "step",
        say("From pilot: moving on and being stopped compete"),
        tuple(data) if pilots.entered else (),
        {"x": "days", "y": "share", "low": "low", "high": "high", "colour": "outcome"},
        {"days": say("Days since the pilot began"), "share": say("Share"), "outcome": say("Outcome")},
        {"days": "days", "share": "fraction"},
        say(
            "Two step curves over {days}, from {count} pilots: the share that moved on and the share that was"
            " stopped, with their intervals; the rest are still in pilot.",
            days=Quantity(round(subjects.last), "days"),
            count=pilots.entered,
        ),
        say("The band widens to the right because fewer pilots were followed that long."),
    )


def _steps(grid: np.ndarray, band: Band, word: Term) -> Iterator[Mapping[str, Cell]]:
    for day, point, low, high in zip(grid, band.point, band.low, band.high, strict=True):
        yield {
            "days": int(day),
            "share": float(point),
            "low": float(low),
            "high": float(high),
            "outcome": word,
        }


def _blocked(scope: Scope) -> Figure:
    groups = by_blocker(blocks(scope))
    data = tuple(
        {
            "blocker": Term(blocker),
            "state": Term("open" if still else "cleared"),
            "days": sum(b.days for b in group if b.open is still),
        }
        for blocker, group in groups.items()
        for still in (True, False)
    )
    return Figure(
        "blocked_days",
        "stacked_bar",
        say("Days blocked, by what blocks"),
        data,
        {"x": "blocker", "y": "days", "colour": "state"},
        {"blocker": say("Blocked by"), "days": say("Days"), "state": say("State")},
        {"days": "days"},
        say("{count} blockers; most days: {first}.", count=len(groups), first=_first(groups)),
    )


def _first(groups: Mapping[str, object]) -> Term:
    return Term(next(iter(groups), ""))
