"""What to do about forecasts and warnings: score what is due, and mind who was right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.claims.entry import bare
from specie.analyses.ruler.claims.forecast import overdue
from specie.model import PORTFOLIO, Finding, Quantity, Ref, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.ruler.claims.register import Register

ENOUGH = 10
"""Forecasts that are due before a forecaster is judged at all."""


def forecast_findings(register: Register, level: float) -> Iterator[Finding]:
    """Yield findings on outcomes that are missing, chances, ranges and warnings."""
    yield from _overdue(register)
    yield from _calibration(register, level)
    yield from _skill(register)
    yield from _ranges(register, level)
    yield from _warnings(register)


def _overdue(register: Register) -> Iterator[Finding]:
    due = overdue(register.forecasts, register.as_of)
    if due:
        message = say(
            "Forecasts that are due and have no outcome: {count} (the first: {what})",
            count=Quantity(len(due), "count"),
            what=bare(due[0].what),
        )
        action = say("Write down what came true: a forecast that is not scored teaches nothing")
        yield Finding("RUL209", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _calibration(register: Register, level: float) -> Iterator[Finding]:
    """Yield where the given chances can hardly have been right; with many judged, fewer by chance alone."""
    judged = [score for score in register.chances if score.n >= ENOUGH]
    for score in judged:
        if not score.p_value < (1 - level) / len(judged):
            continue
        message = say(
            "{publisher}: its chances do not mean what they say (of {n} due; p {p_value})",
            publisher=score.publisher,
            n=Quantity(score.n, "count"),
            p_value=Quantity(score.p_value, "index", 3),
        )
        action = say("Read its chances off the calibration table, not as they are given")
        yield Finding(
            "RUL210", Severity.WATCH, score.ref, message, score.estimates[:2], action, Role.ENTERPRISE
        )


def _skill(register: Register) -> Iterator[Finding]:
    for score in register.chances:
        if score.n < ENOUGH or not score.parts.skill < 0:
            continue
        message = say(
            "{publisher}: the base rate alone would have scored better ({base} against {brier})",
            publisher=score.publisher,
            base=Quantity(score.parts.uncertainty, "index", 2),
            brier=score.brier,
        )
        action = say("Plan with the base rate until its forecasts beat it")
        yield Finding("RUL211", Severity.NOTE, score.ref, message, (score.brier,), action, Role.ENTERPRISE)


def _ranges(register: Register, level: float) -> Iterator[Finding]:
    """Yield where fewer ranges held than were said to, by more than chance alone."""
    for score in register.ranges:
        high = score.share.high
        if high is None or high >= score.level:
            continue
        message = say(
            "{publisher}: its ranges are too narrow: {held} of {n} held, said to hold with {level}",
            publisher=score.publisher,
            held=Quantity(score.held, "count"),
            n=Quantity(score.n, "count"),
            level=Quantity(score.level if score.stated else level, "fraction", 0),
        )
        action = say("Widen its ranges until they hold as often as they should")
        subject = Ref("forecaster", score.publisher)
        yield Finding("RUL212", Severity.WATCH, subject, message, (score.share,), action, Role.ENTERPRISE)


def _warnings(register: Register) -> Iterator[Finding]:
    due = [w for w in register.warnings if w.actual is None and w.due is not None and w.due <= register.as_of]
    for warned in due:
        message = say(
            "The warning of {speaker} is due: “{statement}” (interest: {interest})",
            speaker=warned.speaker,
            statement=bare(warned.statement),
            interest=bare(warned.interest) or say("none stated"),
        )
        action = say("Write down whether it came true, and keep it beside the speaker's next one")
        subject = Ref("warning", warned.id)
        yield Finding("RUL213", Severity.NOTE, subject, message, (), action, Role.INVESTOR)
