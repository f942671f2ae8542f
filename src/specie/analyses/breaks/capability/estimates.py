"""The numbers of the capability analysis: counts of the table, and costs of mixes with their ranges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.breaks.capability.mix import OWN
from specie.kernel.money import Range, total
from specie.model import PORTFOLIO, Bound, Estimate, Grade, Quantity, Ref, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.capability.mix import Choice, Gap, Skill
    from specie.analyses.breaks.capability.scope import Scope
    from specie.model import Message


def estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield the numbers of every skill, then those of all together."""
    for skill in scope.counted:
        yield from _of_skill(scope, skill)
    for gap in scope.gaps:
        yield from _of_gap(scope, gap)
    yield from _of_all(scope)


def cost(
    scope: Scope, measure: str, about: Ref, amount: Range, of: Message, notes: tuple[Message, ...] = ()
) -> Estimate:
    """Make the cost of a mix: certain, given the table; a floor where training more may not be possible."""
    if amount.low == amount.high:
        return exact(
            measure, about, scope.today, amount.low, scope.book.currency, "mix", scope.origins,
            grade=Grade.MODELLED, denominator=of, assumptions=notes,
        )  # fmt: skip
    open_above = math.isinf(amount.high)
    return Estimate(
        measure, about, scope.today, amount.point, amount.low, None if open_above else amount.high, 1.0,
        scope.book.currency, "mix", Grade.MODELLED, scope.origins, of, notes,
        Bound.AT_LEAST if open_above else Bound.EXACT,
    )  # fmt: skip


def _of_skill(scope: Scope, skill: Skill) -> Iterator[Estimate]:
    needed, have = skill.needed or 0.0, skill.have or 0.0
    of = say("of {count} people needed", count=Quantity(needed, "count"))
    yield exact(
        "skill_gap", skill.ref, scope.today, skill.gap or 0.0, "count", "count", scope.origins,
        grade=Grade.RECORDED, denominator=of,
    )  # fmt: skip
    if needed > 0:
        yield exact(
            "skill_coverage", skill.ref, scope.today, min(have / needed, 1.0), "fraction", "count",
            scope.origins, grade=Grade.RECORDED, denominator=of,
        )  # fmt: skip


def _of_gap(scope: Scope, gap: Gap) -> Iterator[Estimate]:
    of = say("to fill {count} people", count=Quantity(gap.missing, "count"))
    for measure, choice in (
        ("gap_cost", gap.cheapest),
        ("gap_cost_in_time", gap.in_time),
        ("gap_cost_in_house", gap.own),
    ):
        if choice is not None:
            yield cost(scope, measure, gap.skill.ref, choice.cost, of, tuple(_notes(scope, gap, choice)))
    weeks = None if gap.cheapest is None else gap.weeks(gap.cheapest)
    if weeks is not None:
        yield exact(
            "weeks_to_fill", gap.skill.ref, scope.today, weeks, "weeks", "mix", scope.origins,
            grade=Grade.MODELLED, denominator=of,
        )  # fmt: skip


def _notes(scope: Scope, gap: Gap, choice: Choice) -> Iterator[Message]:
    if gap.skill.trainable is None and "train" in choice.ways:
        yield say("how many can be trained is not told: low if all can, high if nobody can")
    if "contract" in choice.used:
        yield say("contracted people are paid for {years}", years=Quantity(scope.settings.years, "years"))


def _of_all(scope: Scope) -> Iterator[Estimate]:
    priced = [gap.cheapest.cost for gap in scope.gaps if gap.cheapest is not None]
    if priced:
        of = say("{count} of {all} gaps, those with a price", count=len(priced), all=len(scope.gaps))
        yield cost(scope, "gap_cost", PORTFOLIO, total(priced), of)
    timely = [gap.plan.cost for gap in scope.gaps if gap.plan is not None]
    if timely and any(gap.in_time is not None for gap in scope.gaps):
        of = say(
            "{count} of {all} gaps; the cheapest mix where no day is told or none is in time",
            count=len(timely), all=len(scope.gaps),
        )  # fmt: skip
        yield cost(scope, "gap_cost_in_time", PORTFOLIO, total(timely), of)
    own = [gap.own.cost for gap in scope.gaps if gap.own is not None]
    if own:
        of = say("{count} of {all} gaps that training and hiring can fill", count=len(own),
                 all=len(scope.gaps))  # fmt: skip
        yield cost(scope, "gap_cost_in_house", PORTFOLIO, total(own), of)
    yield from _shares(scope)


def _shares(scope: Scope) -> Iterator[Estimate]:
    needed = math.fsum(skill.needed or 0.0 for skill in scope.counted)
    if needed <= 0:
        return
    held = math.fsum(min(skill.have or 0.0, skill.needed or 0.0) for skill in scope.counted)
    gained = math.fsum(
        min(gap.missing, sum(gap.cheapest.people(way) for way in OWN))
        for gap in scope.gaps
        if gap.cheapest is not None
    )
    of = say(
        "of {count} people needed over {skills} skills",
        count=Quantity(needed, "count"), skills=len(scope.counted),
    )  # fmt: skip
    for measure, people, method, grade in (
        ("in_house_share", held, "count", Grade.RECORDED),
        ("in_house_after", held + gained, "mix", Grade.MODELLED),
    ):
        yield exact(
            measure, PORTFOLIO, scope.today, min(people / needed, 1.0), "fraction", method, scope.origins,
            grade=grade, denominator=of,
        )  # fmt: skip
