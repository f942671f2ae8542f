"""Tables of how many get through: by stage, by horizon, by approach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.funnel.approaches import caveat
from specie.analyses.pays.funnel.conversion import at_horizon, median_stay, moved_on, naive, stage
from specie.analyses.pays.funnel.passage import HERE, MOVED_ON, STOPPED_HERE
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.analyses.pays.funnel.approaches import Side
    from specie.analyses.pays.funnel.passage import Passage
    from specie.analyses.pays.funnel.scope import Scope
    from specie.model import Cell, Message


def rate_tables(scope: Scope, found: Sequence[Side]) -> tuple[Table, ...]:
    """Make the tables of rates."""
    return (_stages(scope), _approaches(scope, found), _horizons(scope))


def _stages(scope: Scope) -> Table:
    months = scope.settings.main_horizon
    columns = (
        Column("stage", say("Stage")),
        Column("entered", say("Entered")),
        Column("moved_on", say("Moved on")),
        Column("stopped", say("Stopped there")),
        Column("still_there", say("Still there")),
        Column("naive", say("Naive rate so far")),
        Column("rate", say("Move on within {time}", time=Quantity(months, "months"))),
        Column("median", say("Half have left after")),
    )
    rows = tuple(
        (Term(name), *_counted(passage, scope), median_stay(passage, stage(name), scope) or _unknown())
        for name, passage in scope.passages.items()
        if passage.entered
    )
    text = say(
        "Moving on means reaching any later stage. The naive rate counts those still there as failures. Steps"
        " back do not stop the clock; {revived} went on after a stop: the first stop counts.",
        revived=sum(journey.revived for journey in scope.journeys),
    )
    return Table("stages", say("From stage to stage"), columns, rows, text)


def _counted(passage: Passage, scope: Scope) -> tuple[Cell, ...]:
    subject = stage(passage.stage)
    rate = moved_on(passage, subject, scope.settings.main_horizon, scope)
    return (
        passage.entered, passage.count(MOVED_ON), passage.count(STOPPED_HERE), passage.count(HERE),
        naive(passage, subject, scope), rate or _unknown(),
    )  # fmt: skip


def _unknown() -> Message:
    return say("cannot tell yet")


def _horizons(scope: Scope) -> Table:
    columns = (
        Column("stage", say("Stage")),
        Column("within", say("Within")),
        Column("moved_on", say("Moved on")),
        Column("stopped", say("Stopped")),
        Column("still_there", say("Still there")),
    )
    rows = tuple(
        (Term(name), Quantity(months, "months"), *_shares(passage, months, scope))
        for name, passage in scope.passages.items()
        if passage.entered
        for months in scope.settings.horizons
    )
    text = say("The three shares of a row add up to one. A horizon nobody was followed for cannot be told.")
    return Table("horizons", say("What becomes of those that enter a stage"), columns, rows, text)


def _shares(passage: Passage, months: int, scope: Scope) -> tuple[Cell, ...]:
    shares = tuple(at_horizon(passage, stage(passage.stage), months, scope))
    return shares or (_unknown(),) * 3


def _approaches(scope: Scope, found: Sequence[Side]) -> Table:
    months = Quantity(scope.settings.main_horizon, "months")
    columns = (
        Column("approach", say("Approach")),
        Column("pilots", say("Pilots")),
        Column("moved_on", say("Moved on")),
        Column("stopped", say("Stopped there")),
        Column("still_there", say("Still there")),
        Column("naive", say("Naive rate so far")),
        Column("rate", say("Move on within {time}", time=months)),
        Column("median", say("Half have left after")),
    )
    rows = tuple(
        (
            Term(side.approach),
            side.pilots.entered,
            side.pilots.count(MOVED_ON),
            side.pilots.count(STOPPED_HERE),
            side.pilots.count(HERE),
            side.naive,
            side.moved_on or _unknown(),
            side.median or _unknown(),
        )
        for side in found
    )
    return Table("approaches", say("Build, buy and partner, from pilot on"), columns, rows, caveat())
