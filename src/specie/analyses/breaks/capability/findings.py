"""What somebody should do something about: the loudest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.capability.wording import mix_words, names
from specie.analyses.breaks.capability.words import WAYS
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, listed, say
from specie.supply.gap import set_aside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.capability.mix import Gap
    from specie.analyses.breaks.capability.scope import Scope
    from specie.model import Estimate, Message


def findings(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> tuple[Finding, ...]:
    """Collect the findings."""
    found = [f for gap in scope.gaps for f in _of_gap(scope, gap, known)]
    found += [*_steps_wait(scope, known), *_outside(scope, known)]
    found += [
        Finding("BRK907", Severity.NOTE, PORTFOLIO, message, (), None, Role.ENTERPRISE)
        for message in _left_out(scope)
    ]
    return tuple(sorted(found, key=lambda finding: -finding.severity.rank))


def _of_gap(scope: Scope, gap: Gap, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Finding]:
    makers = (_missing, _no_way_in_time, _haste, _no_price)
    for make in makers:
        finding = make(scope, gap, known)
        if finding is not None:
            yield finding


def _missing(scope: Scope, gap: Gap, known: Mapping[tuple[str, str], Estimate]) -> Finding | None:
    waiting = scope.waiting(gap.skill)
    if not waiting:
        return None
    evidence = _evidence(gap, known, "skill_gap", "gap_cost")
    parts = {
        "count": Quantity(gap.missing, "count"), "needed": Quantity(gap.skill.needed or 0.0, "count"),
        "skill": gap.skill.ref, "who": names(waiting),
    }  # fmt: skip
    if len(evidence) < 2:
        message = say("{count} of {needed} people for {skill} are missing; {who} need it", **parts)
        action = say("close the gap, or do with fewer initiatives that need it")
    else:
        message = say(
            "{count} of {needed} people for {skill} are missing; {who} need it; closing the gap costs {cost}",
            **parts, cost=evidence[1],
        )  # fmt: skip
        action = say("least cost: {mix}", mix=mix_words(gap.cheapest)) if gap.cheapest else None
    return Finding("BRK901", Severity.WATCH, gap.skill.ref, message, evidence, action, Role.ENTERPRISE)


def _no_way_in_time(scope: Scope, gap: Gap, known: Mapping[tuple[str, str], Estimate]) -> Finding | None:
    due = gap.skill.needed_by
    if due is None or gap.in_time is not None or gap.cheapest is None:
        return None
    if gap.untimed:
        message = say(
            "whether {skill} can be filled by {day} cannot be told: {ways} have no weeks",
            skill=gap.skill.ref, day=due, ways=listed([WAYS[way] for way in gap.untimed]),
        )  # fmt: skip
        action = say("fill the columns of weeks in {table}", table="skills")
        return Finding("BRK907", Severity.NOTE, gap.skill.ref, message, (), action, Role.ENTERPRISE)
    message = say(
        "no way fills {count} people for {skill} by {day}",
        count=Quantity(gap.missing, "count"), skill=gap.skill.ref, day=due,
    )  # fmt: skip
    action = say("move the day, or find somebody sooner than the table tells")
    evidence = _evidence(gap, known, "skill_gap", "weeks_to_fill")
    return Finding("BRK902", Severity.ALARM, gap.skill.ref, message, evidence, action, Role.ENTERPRISE)


def _haste(scope: Scope, gap: Gap, known: Mapping[tuple[str, str], Estimate]) -> Finding | None:
    if gap.in_time is None or gap.cheapest is None:
        return None
    if not gap.in_time.mix.cost > gap.cheapest.mix.cost:
        return None
    evidence = _evidence(gap, known, "gap_cost_in_time", "gap_cost")
    message = say(
        "to have {skill} by {day} costs {more} more than the cheapest mix, which comes too late",
        skill=gap.skill.ref, day=gap.skill.needed_by or "",
        more=Quantity(gap.in_time.mix.cost - gap.cheapest.mix.cost, scope.book.currency),
    )  # fmt: skip
    action = say("in time: {mix}", mix=mix_words(gap.in_time))
    return Finding("BRK903", Severity.WATCH, gap.skill.ref, message, evidence, action, Role.ENTERPRISE)


def _no_price(scope: Scope, gap: Gap, known: Mapping[tuple[str, str], Estimate]) -> Finding | None:
    if gap.cheapest is not None:
        return None
    message = say(
        "what it costs to fill {count} people for {skill} is not assessed: no way with a price gives as many",
        count=Quantity(gap.missing, "count"), skill=gap.skill.ref,
    )  # fmt: skip
    action = say("fill {columns} in {table}", columns="hire_cost, train_cost, contract_cost", table="skills")
    evidence = _evidence(gap, known, "skill_gap")
    return Finding("BRK905", Severity.NOTE, gap.skill.ref, message, evidence, action, Role.ENTERPRISE)


def _steps_wait(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Finding]:
    waiting = [(gap, scope.steps_of(gap.skill)) for gap in scope.gaps]
    short = [gap for gap, steps in waiting if steps]
    if not short:
        return
    vendors = list(dict.fromkeys(step.vendor for _, steps in waiting for step in steps))
    message = say(
        "steps of leaving {who} that need a skill of which people are missing: {count} of {all}; skills:"
        " {skills}",
        who=names(vendors), count=sum(len(steps) for _, steps in waiting), all=len(scope.steps),
        skills=names([gap.skill.ref for gap in short]),
    )  # fmt: skip
    action = say("close those gaps before a supplier must be left, or plan the steps without the skill")
    evidence = tuple(e for gap in short for e in _evidence(gap, known, "skill_gap"))
    yield Finding("BRK904", Severity.WATCH, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _outside(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Finding]:
    lent = [gap for gap in scope.gaps if gap.plan is not None and gap.plan.people("contract")]
    if not lent:
        return
    people = sum(gap.plan.people("contract") for gap in lent if gap.plan is not None)
    message = say(
        "{count} people in the plan are contracted: {skills}",
        count=Quantity(people, "count"), skills=names([gap.skill.ref for gap in lent]),
    )  # fmt: skip
    action = say("have the contracted people train your own, or compare with the cost without contracts")
    evidence = tuple(e for gap in lent for e in _evidence(gap, known, "gap_cost_in_house"))
    yield Finding("BRK906", Severity.NOTE, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _left_out(scope: Scope) -> Iterator[Message]:
    yield from (gap.message for gap in set_aside(scope.book, ("skills", "exit_steps")))
    for skill in scope.skills:
        if skill.gap is None:
            yield say(
                "{skill} is not assessed: fill {columns} in {table}",
                skill=skill.ref, columns="needed, have", table="skills",
            )  # fmt: skip
    for skill, initiative in scope.unknown_initiatives():
        yield say(
            "{skill} is needed for {initiative}, which {table} does not have",
            skill=skill.ref, initiative=initiative, table="initiatives",
        )  # fmt: skip
    for name in scope.unknown_skills():
        yield say(
            "steps in {steps} need {skill}, which {table} does not have",
            steps="exit_steps", skill=name, table="skills",
        )  # fmt: skip
    if not any(skill.needed_for for skill in scope.skills):
        yield say("which initiatives wait for a skill is not assessed: fill {column} in {table}",
                  column="needed_for", table="skills")  # fmt: skip
    if not any(skill.needed_by for skill in scope.skills):
        yield say("what is in time is not assessed: fill {column} in {table}", column="needed_by",
                  table="skills")  # fmt: skip
    if not scope.steps:
        yield say("which steps of leaving a supplier need a skill is not assessed: add {table}",
                  table="exit_steps")  # fmt: skip


def _evidence(gap: Gap, known: Mapping[tuple[str, str], Estimate], *measures: str) -> tuple[Estimate, ...]:
    found = (known.get((measure, gap.skill.name)) for measure in measures)
    return tuple(estimate for estimate in found if estimate is not None)
