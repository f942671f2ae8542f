"""Who waits, for how long, and for whom: stalls, blockers, approvals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.funnel.conversion import stage
from specie.analyses.pays.funnel.passage import HERE
from specie.model import PORTFOLIO, Estimate, Grade, Quantity, Ref, Term, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.analyses.pays.funnel.journey import Journey, Spell
    from specie.analyses.pays.funnel.scope import Scope
    from specie.model import Message

WORKING = ("idea", "approval", "pilot")
"""Stages that are meant to be left; staying in production is no stall."""
GATES = ("privacy", "legal", "security")
"""Blockers that are a regulatory or policy gate rather than a lack of means."""


@dataclass(frozen=True, slots=True)
class Stay:
    """The present stay of an active initiative: how long, and why it is on the list, if it is."""

    journey: Journey
    spell: Spell
    days: int
    limit: float | None
    """Days within which the chosen share of the closed stays ended; None where too few have."""

    @property
    def too_long(self) -> bool:
        """Whether it lasts longer than the closed stays did."""
        return self.limit is not None and self.days > self.limit

    @property
    def stalled(self) -> bool:
        """Whether it lasts too long or somebody has named what blocks it."""
        return self.too_long or bool(self.spell.blocked_by)


@dataclass(frozen=True, slots=True)
class Block:
    """A spell that somebody marked as blocked."""

    journey: Journey
    spell: Spell
    blocker: str
    days: int

    @property
    def open(self) -> bool:
        """Whether it lasts."""
        return self.spell.left_on is None


@dataclass(frozen=True, slots=True)
class Wait:
    """All the time one initiative has spent in approval."""

    journey: Journey
    days: int
    open: bool
    blockers: tuple[str, ...]


def limits(scope: Scope) -> dict[str, float | None]:
    """Return the upper quantile of the closed stays in each working stage; None where too few are closed."""
    found: dict[str, float | None] = {}
    for name in WORKING:
        closed = [leaving.days for leaving in scope.passages[name].leavings if leaving.outcome != HERE]
        enough = len(closed) >= scope.settings.stall_closed
        found[name] = float(np.quantile(closed, scope.settings.stall_quantile)) if enough else None
    return found


def stays(scope: Scope) -> tuple[Stay, ...]:
    """List every active initiative with its present stay: stalled first, then the longest."""
    limit = limits(scope)
    found = [
        Stay(journey, spell, (scope.as_of - since).days, limit.get(spell.stage))
        for journey in scope.active
        if (spell := journey.current) is not None and (since := journey.here_since) is not None
    ]
    return tuple(sorted(found, key=lambda stay: (not stay.stalled, -stay.days, stay.journey.initiative.id)))


def blocks(scope: Scope) -> tuple[Block, ...]:
    """List every spell marked as blocked: open first, then the longest. A stop is a reason, not a wait."""
    found = [
        Block(journey, spell, spell.blocked_by, spell.days(scope.as_of))
        for journey in scope.journeys
        for spell in journey.spells
        if spell.blocked_by and spell.stage != "stopped"
    ]
    return tuple(sorted(found, key=lambda b: (not b.open, -b.days, b.journey.initiative.id)))


def waits(scope: Scope) -> tuple[Wait, ...]:
    """List every initiative that was ever in approval: still waiting first, then the longest."""
    found = [_wait(journey, scope) for journey in scope.journeys]
    met = [wait for wait in found if wait is not None]
    return tuple(sorted(met, key=lambda wait: (not wait.open, -wait.days, wait.journey.initiative.id)))


def _wait(journey: Journey, scope: Scope) -> Wait | None:
    spells = [spell for spell in journey.spells if spell.stage == "approval"]
    if not spells:
        return None
    blockers = dict.fromkeys(spell.blocked_by for spell in spells if spell.blocked_by)
    days = sum(spell.days(scope.as_of) for spell in spells)
    return Wait(journey, days, spells[-1].left_on is None, tuple(blockers))


def waiting_estimates(scope: Scope) -> Iterator[Estimate]:
    """Sum the days: in the present stage, blocked, in approval."""
    for name, limit in limits(scope).items():
        if limit is not None:
            yield _days("stall_limit", stage(name), limit, scope, _closed(scope, name))
    for stay in stays(scope):
        of = say("in {stage}, its present stage", stage=Term(stay.spell.stage))
        yield _days("days_in_stage", stay.journey.initiative, stay.days, scope, of)
    yield from _blocked(scope)
    yield from _approvals(scope)


def _closed(scope: Scope, name: str) -> Message:
    passage = scope.passages[name]
    return say(
        "{share} of the {count} that left {stage} did so within this time",
        share=Quantity(scope.settings.stall_quantile, "fraction"),
        count=passage.entered - passage.count(HERE),
        stage=Term(name),
    )


def _blocked(scope: Scope) -> Iterator[Estimate]:
    found = blocks(scope)
    for blocker, group in by_blocker(found).items():
        of = say("in {count} stays marked as blocked, of {all} so marked", count=len(group), all=len(found))
        yield _days("blocked_days", Ref("blocker", blocker), sum(b.days for b in group), scope, of)
        inside = [b for b in group if b.spell.stage == "approval"]
        if inside:
            of = say("in {count} stays in approval marked as blocked", count=len(inside))
            subject = Ref("blocker", blocker)
            yield _days("approval_blocked_days", subject, sum(b.days for b in inside), scope, of)


def by_blocker(found: Iterable[Block]) -> dict[str, list[Block]]:
    """Group blocked spells by what blocks, the most days first."""
    groups: dict[str, list[Block]] = defaultdict(list)
    for block in found:
        groups[block.blocker].append(block)
    return dict(sorted(groups.items(), key=lambda item: (-sum(b.days for b in item[1]), item[0])))


def _approvals(scope: Scope) -> Iterator[Estimate]:
    found = waits(scope)
    if not found:
        return
    waiting = [wait for wait in found if wait.open]
    of = say("of {count} initiatives that were ever in approval", count=len(found))
    yield _days("approval_days", PORTFOLIO, sum(wait.days for wait in found), scope, of)
    yield _days("approval_days_waiting", PORTFOLIO, sum(wait.days for wait in waiting), scope, of)
    for wait in found:
        yield _days("approval_days", wait.journey.initiative, wait.days, scope, say("all stays in approval"))


def _days(measure: str, subject: Ref, days: float, scope: Scope, of: Message) -> Estimate:
    return exact(
        measure, subject, scope.today, days, "days", "days", scope.origins, grade=Grade.RECORDED,
        denominator=of,
    )  # fmt: skip
