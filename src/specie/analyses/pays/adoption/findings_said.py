"""Findings on acceptance and on what people say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.adoption.acceptance import tool_ref
from specie.analyses.pays.adoption.survey import MIDDLE
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.pays.adoption.acceptance import Acceptance
    from specie.analyses.pays.adoption.scope import Scope
    from specie.analyses.pays.adoption.survey import Survey
    from specie.model import Estimate, Message

    Known = Mapping[tuple[str, str, str], Estimate]

APART = 1.5
"""A highest rate so many times the lowest is worth saying."""


def acceptance_findings(scope: Scope, found: Sequence[Acceptance], known: Known) -> Iterator[Finding]:
    """Rates that are far apart, and counts that cannot be."""
    for acceptance in found:
        shares = acceptance.shares
        if len(shares) > 1 and shares[-1][0] >= APART * shares[0][0]:
            yield _apart(scope, acceptance, known)
        if acceptance.odd:
            yield _odd(acceptance)


def _apart(scope: Scope, acceptance: Acceptance, known: Known) -> Finding:
    (low, lowest), (high, highest) = acceptance.shares[0], acceptance.shares[-1]
    message = say(
        "acceptance of {tool} is {low} ({lowest}) or {high} ({highest}): the same counts, another"
        " denominator",
        tool=acceptance.tool,
        low=Quantity(low, "fraction"),
        lowest=lowest.label,
        high=Quantity(high, "fraction"),
        highest=highest.label,
    )
    keys = [(d.measure, tool_ref(acceptance).id, scope.recent.period) for _, d in acceptance.shares]
    action = say(
        "log shown, accepted, turned down and kept for the same events; report the share that was kept"
    )
    shown = tuple(known[key] for key in keys if key in known)
    return Finding("PAY708", Severity.NOTE, acceptance.subject, message, shown, action, Role.DEVELOPER)


def _odd(acceptance: Acceptance) -> Finding:
    message = say(
        "{tool}: the count above the line is larger than the one below it in {count} acceptance rates"
        " ({rates})",
        tool=acceptance.tool,
        count=len(acceptance.odd),
        rates=", ".join(d.measure for d in acceptance.odd),
    )
    action = say("mend the export: the rate is left out until the counts agree")
    return Finding("PAY709", Severity.WATCH, acceptance.subject, message, (), action, Role.DEVELOPER)


def survey_findings(scope: Scope, survey: Survey | None) -> Iterator[Finding]:
    """The first barrier, told apart or not, and the learning gap."""
    if survey is None:
        return
    yield _first(scope, survey)
    gap = survey.learning
    if gap is not None and gap.low is not None and gap.low > MIDDLE:
        message = say("people see a learning gap of {gap} on a scale of 0 to 10", gap=gap)
        yield Finding("PAY711", Severity.WATCH, PORTFOLIO, message, (gap,), _close(), Role.ENTERPRISE)
    for initiative in survey.gaps:
        own = next(g for _, g in survey.by_initiative if g is not None and g.subject == initiative)
        message = say("{initiative}: people see a learning gap of {gap}", initiative=initiative, gap=own)
        yield Finding("PAY711", Severity.WATCH, initiative, message, (own,), _close(), Role.ENTERPRISE)


def _close() -> Message:
    return say("give it memory and a way to take corrections, or choose a tool that has them")


def _first(scope: Scope, survey: Survey) -> Finding:
    score, rank, _ = survey.barriers[0]
    if survey.first >= scope.settings.level or len(survey.barriers) == 1:
        message = say(
            "what holds back most, say {count} respondents: {barrier}, {score} on a scale of 0 to 10",
            barrier=score.subject, count=survey.respondents, score=score,
        )  # fmt: skip
        action = say("act on it first, and ask again in half a year")
        return Finding("PAY710", Severity.WATCH, PORTFOLIO, message, (score, rank), action, Role.ENTERPRISE)
    message = say(
        "{barrier} has the highest score of {all} barriers, {score}, but {count} respondents cannot tell"
        " it from"
        " the next",
        barrier=score.subject, all=len(survey.barriers), score=score, count=survey.respondents,
    )  # fmt: skip
    action = say("ask more people before you act on the order")
    return Finding("PAY710", Severity.NOTE, PORTFOLIO, message, (score, rank), action, Role.ENTERPRISE)
