"""Which rule fires at a gate: they are asked in order, and the first that holds decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from specie.analyses.pays.gates.judge import Judged, Watched
    from specie.analyses.pays.gates.plan import Plan


class Answer(StrEnum):
    """What to do with the tranche."""

    FUND = "fund"
    HOLD = "hold"
    STOP = "stop"
    TOO_EARLY = "too early"


class Rule(StrEnum):
    """Why."""

    STOPPED = "already stopped"
    NOT_STARTED = "nobody has started"
    NOT_REACHED = "decision date not reached"
    NO_READINGS = "no readings"
    NO_COMPARISON = "nothing to compare with"
    NO_DATE = "no decision date"
    CANNOT_DECIDE = "design cannot decide"
    SHOWN_EARLY = "minimum shown before the date"
    HARM_EARLY = "harm shown before the date"
    ABOVE = "interval above the minimum"
    BELOW = "interval below the minimum"
    HARM = "interval on the wrong side"
    ONE_LOOK = "shown at one look, not over all"
    SMALLER = "effect shown, minimum not"
    OPEN = "interval holds zero"
    AFTERWARDS = "written after the decision"
    NO_OWNER = "owner missing"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer of a gate and the rule that gave it."""

    answer: Answer
    rule: Rule


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was known on the day of a gate; ``bar`` is the minimum effect on the scale of comparison."""

    day: date
    readings: bool
    judged: Judged | None
    watched: Watched | None
    bar: float


def decide(plan: Plan, evidence: Evidence) -> Outcome:
    """Answer a gate; money is released only by a plan written in time, with both owners and no blocker."""
    outcome = _by_evidence(plan, evidence)
    if outcome.answer is not Answer.FUND:
        return outcome
    if plan.late == "after decision":
        return Outcome(Answer.HOLD, Rule.AFTERWARDS)
    if plan.missing_owners:
        return Outcome(Answer.HOLD, Rule.NO_OWNER)
    return Outcome(Answer.HOLD, Rule.BLOCKED) if plan.blocked_by else outcome


def _by_evidence(plan: Plan, evidence: Evidence) -> Outcome:
    if plan.stopped_on is not None and plan.stopped_on <= evidence.day:
        return Outcome(Answer.STOP, Rule.STOPPED)
    due = plan.due(evidence.day)
    if plan.began_on is None or plan.began_on > evidence.day:
        return Outcome(Answer.HOLD if due else Answer.TOO_EARLY, Rule.NOT_STARTED)
    if not evidence.readings:
        return Outcome(Answer.HOLD if due else Answer.TOO_EARLY, Rule.NO_READINGS)
    return _at_the_date(evidence) if due else _before_the_date(plan, evidence)


def _before_the_date(plan: Plan, evidence: Evidence) -> Outcome:
    """Before its date a gate opens early only for the minimum itself, and closes early only for a harm.

    An effect that is still below the minimum may be growing: that is too early to call.
    """
    watched = evidence.watched
    if watched is not None and watched.harm:
        return Outcome(Answer.STOP, Rule.HARM_EARLY)
    if watched is not None and watched.shown:
        return Outcome(Answer.FUND, Rule.SHOWN_EARLY)
    return Outcome(Answer.TOO_EARLY, Rule.NOT_REACHED if plan.decide_on else Rule.NO_DATE)


def _at_the_date(evidence: Evidence) -> Outcome:
    judged = evidence.judged
    if judged is None:
        return Outcome(Answer.HOLD, Rule.NO_COMPARISON)
    if not judged.decidable:
        return Outcome(Answer.HOLD, Rule.CANNOT_DECIDE)
    above, below = judged.low > 0 and judged.low >= evidence.bar, judged.high < evidence.bar
    watched = evidence.watched
    shown, missed = (watched.shown, watched.missed) if watched else (above, below)
    if missed:
        return Outcome(Answer.STOP, Rule.HARM if judged.high < 0 else Rule.BELOW)
    if shown:
        return Outcome(Answer.FUND, Rule.ABOVE)
    if above or below:
        return Outcome(Answer.HOLD, Rule.ONE_LOOK)
    return Outcome(Answer.HOLD, Rule.SMALLER if judged.low > 0 else Rule.OPEN)
