"""The tables of the capability analysis: gaps with their mixes, the roadmap, and steps that wait."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from specie.analyses.breaks.capability.estimates import cost
from specie.analyses.breaks.capability.mix import OWN
from specie.analyses.breaks.capability.wording import mix_words, names
from specie.analyses.breaks.capability.words import WAYS
from specie.kernel.money import certain
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.breaks.capability.mix import Gap
    from specie.analyses.breaks.capability.scope import Scope
    from specie.model import Cell, Estimate


def tables(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> tuple[Table, ...]:
    """Make every table that has rows."""
    made = (_gaps(scope, known), _skills(scope, known), _roadmap(scope), _steps(scope))
    return tuple(table for table in made if table.rows)


def _skills(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Table:
    columns = (
        Column("skill", say("Skill")),
        Column("needed", say("Needed")),
        Column("have", say("At hand")),
        Column("gap", say("People missing")),
        Column("coverage", say("Share at hand")),
        Column("waiting", say("Running initiatives that need it")),
    )
    rows = tuple(
        (
            skill.ref,
            _count(skill.needed),
            _count(skill.have),
            known.get(("skill_gap", skill.name)) or Term("not assessed"),
            known.get(("skill_coverage", skill.name)),
            names(waiting) if (waiting := scope.waiting(skill)) else None,
        )
        for skill in scope.skills
    )
    text = say("In full-time equivalents, as the table tells; heads say nothing of how good they are.")
    return Table("skills", say("Skills needed and held"), columns, rows, text)


def _gaps(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Table:
    columns = (
        Column("skill", say("Skill")),
        Column("gap", say("People missing")),
        Column("mix", say("Cheapest mix")),
        Column("cost", say("Its cost")),
        Column("weeks", say("Weeks until at work")),
        Column("needed_by", say("Needed by")),
        Column("in_time", say("Cheapest mix in time")),
        Column("in_time_cost", say("Its cost")),
        Column("in_house", say("Cost without contracts")),
    )
    rows = tuple(
        (
            gap.skill.ref,
            known.get(("skill_gap", gap.skill.name)),
            mix_words(gap.cheapest) if gap.cheapest else Term("not assessed"),
            known.get(("gap_cost", gap.skill.name)),
            known.get(("weeks_to_fill", gap.skill.name)),
            gap.skill.needed_by,
            _in_time(gap),
            known.get(("gap_cost_in_time", gap.skill.name)),
            known.get(("gap_cost_in_house", gap.skill.name)),
        )
        for gap in scope.gaps
    )
    text = say(
        "The mix shown trains only those told as trainable and counts whole people trained and hired. The low"
        " end takes parts of people and, where nobody told, trains all."
    )
    return Table("gaps", say("What closes each gap at least cost"), columns, rows, text)


def _in_time(gap: Gap) -> Cell:
    if gap.skill.needed_by is None:
        return None
    return mix_words(gap.in_time) if gap.in_time else Term("none")


def _roadmap(scope: Scope) -> Table:
    """One row for each way of each plan, those that must start first on top."""
    columns = (
        Column("start_by", say("Start by")),
        Column("skill", say("Skill")),
        Column("way", say("Do")),
        Column("people", say("People")),
        Column("at_work", say("At work, if started on the book's day")),
        Column("cost", say("Cost")),
        Column("in_house", say("Stays in house")),
        Column("state", say("State")),
    )
    steps = [(gap, way) for gap in scope.gaps if gap.plan for way in gap.plan.used]
    order = sorted(
        steps, key=lambda s: (s[0].start_by(s[1]) is None, s[0].start_by(s[1]) or date.max, s[0].skill.name)
    )
    text = say(
        "Follows the cheapest mix that is in time, else the cheapest. The day of start is the day needed less"
        " the weeks of the way."
    )
    rows = tuple(_row(scope, gap, way) for gap, way in order)
    return Table("roadmap", say("Roadmap of own capability"), columns, rows, text)


def _row(scope: Scope, gap: Gap, way: str) -> tuple[Cell, ...]:
    people = gap.plan.people(way) if gap.plan else 0.0
    weeks, offer = gap.skill.offers[way].weeks, gap.skill.offers[way].cost or 0.0
    years = scope.settings.years if way == "contract" else 1.0
    return (
        gap.start_by(way),
        gap.skill.ref,
        WAYS[way],
        Quantity(people, "count"),
        None if weeks is None else scope.book.as_of + timedelta(weeks=weeks),
        cost(
            scope, "gap_cost", gap.skill.ref, certain(people * offer * years),
            say("for {count} people", count=Quantity(people, "count")),
        ),
        Term("yes" if way in OWN else "no"),
        _state(scope, gap, way),
    )  # fmt: skip


def _state(scope: Scope, gap: Gap, way: str) -> Term:
    start = gap.start_by(way)
    if start is None:
        return Term("no day told")
    return Term("too late" if start < scope.book.as_of else "in time")


def _steps(scope: Scope) -> Table:
    columns = (
        Column("supplier", say("Supplier")),
        Column("initiative", say("Initiative")),
        Column("asset", say("What moves")),
        Column("step", say("Step")),
        Column("skill", say("Skill")),
        Column("gap", say("People missing")),
    )
    by_name = {skill.name: skill for skill in scope.skills}
    of = {id(step): skill for skill in by_name.values() for step in scope.steps_of(skill)}
    rows = tuple(
        (
            step.vendor,
            step.initiative or Term("all"),
            Term(step.asset),
            step.step,
            step.skill,
            _count(of[id(step)].gap) if id(step) in of else Term("not assessed"),
        )
        for step in scope.steps
    )
    return Table("steps", say("Steps of leaving a supplier and the skill each needs"), columns, rows)


def _count(number: float | None) -> Quantity | None:
    return None if number is None else Quantity(number, "count")
