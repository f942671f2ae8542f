"""What somebody should do something about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.funnel.approaches import NOT_STATED, apart, caveat
from specie.analyses.pays.funnel.conversion import stage
from specie.analyses.pays.funnel.waiting import stays
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.pays.funnel.approaches import Side
    from specie.analyses.pays.funnel.journey import Journey
    from specie.analyses.pays.funnel.scope import Scope
    from specie.analyses.pays.funnel.waiting import Stay
    from specie.model import Estimate, Message

Key = tuple[str, str, str]
NAMES_SHOWN = 8


def find(scope: Scope, found: Sequence[Side], estimates: Sequence[Estimate]) -> tuple[Finding, ...]:
    """Collect the findings, the loudest first."""
    known = {(e.measure, e.subject.id, e.period): e for e in estimates}
    findings = [
        *_standing_still(scope, known),
        *_owners(scope),
        *_stageless(scope),
        *_unexplained(scope),
        *_young(scope),
        *_side_by_side(found),
    ]
    return tuple(sorted(findings, key=lambda finding: -finding.severity.rank))


def _standing_still(scope: Scope, known: Mapping[Key, Estimate]) -> Iterator[Finding]:
    for stay in stays(scope):
        waits = stay.spell.stage == "approval" and stay.days > scope.settings.approval_days
        if waits:
            yield _approval(stay, scope, known)
        elif stay.too_long:
            yield _stalled(stay, scope, known)
        elif stay.spell.blocked_by:
            yield _blocked(stay, scope, known)


def _approval(stay: Stay, scope: Scope, known: Mapping[Key, Estimate]) -> Finding:
    initiative, days = stay.journey.initiative, Quantity(stay.days, "days")
    limit = Quantity(scope.settings.approval_days, "days")
    if stay.spell.blocked_by:
        message = say(
            "{initiative} has waited {days} for approval, held up by {blocker}; the limit is {limit}",
            initiative=initiative, days=days, blocker=Term(stay.spell.blocked_by), limit=limit,
        )  # fmt: skip
    else:
        message = say(
            "{initiative} has waited {days} for approval and nobody has recorded why; the limit is {limit}",
            initiative=initiative, days=days, limit=limit,
        )  # fmt: skip
    action = say("decide it: grant with conditions, refuse, or name what is missing and by when")
    return _about(stay, "PAY203", Severity.ALARM, message, action, _evidence(stay, scope, known))


def _stalled(stay: Stay, scope: Scope, known: Mapping[Key, Estimate]) -> Finding:
    initiative, days, limit = stay.journey.initiative, Quantity(stay.days, "days"), _limit(stay)
    share, name = Quantity(scope.settings.stall_quantile, "fraction"), Term(stay.spell.stage)
    if stay.spell.blocked_by:
        message = say(
            "{initiative} has been in {stage} for {days}, blocked by {blocker}; {share} of those that left it"
            " did so within {limit}",
            initiative=initiative, stage=name, days=days, blocker=Term(stay.spell.blocked_by), share=share,
            limit=limit,
        )  # fmt: skip
        action = say("remove the blocker or stop the initiative; name who decides and by when")
        return _about(stay, "PAY201", Severity.ALARM, message, action, _evidence(stay, scope, known))
    message = say(
        "{initiative} has been in {stage} for {days}; {share} of those that left it did so within {limit}",
        initiative=initiative, stage=name, days=days, share=share, limit=limit,
    )  # fmt: skip
    action = say("record what holds it up, then set a date for going on or stopping")
    return _about(stay, "PAY201", Severity.WATCH, message, action, _evidence(stay, scope, known))


def _blocked(stay: Stay, scope: Scope, known: Mapping[Key, Estimate]) -> Finding:
    message = say(
        "{initiative} is blocked by {blocker} in {stage}, where it has been for {days}",
        initiative=stay.journey.initiative,
        blocker=Term(stay.spell.blocked_by or ""),
        stage=Term(stay.spell.stage),
        days=Quantity(stay.days, "days"),
    )
    action = say("name who removes the blocker and by when")
    return _about(stay, "PAY202", Severity.WATCH, message, action, _evidence(stay, scope, known))


def _about(
    stay: Stay,
    code: str,
    severity: Severity,
    message: Message,
    action: Message,
    evidence: tuple[Estimate, ...],
) -> Finding:
    return Finding(code, severity, stay.journey.initiative, message, evidence, action, Role.ENTERPRISE)


def _limit(stay: Stay) -> Quantity:
    return Quantity(round(stay.limit or 0), "days")


def _evidence(stay: Stay, scope: Scope, known: Mapping[Key, Estimate]) -> tuple[Estimate, ...]:
    keys = (
        ("days_in_stage", stay.journey.initiative.id, scope.today),
        ("stall_limit", stay.spell.stage, scope.today),
    )
    return tuple(known[key] for key in keys if key in known)


def _owners(scope: Scope) -> Iterator[Finding]:
    missing = [j for j in scope.active if not (j.business_owner and j.technical_owner)]
    if missing:
        message = say(
            "{count} of {all} active initiatives have no business owner or no technical owner: {names}",
            count=len(missing), all=len(scope.active), names=names(missing),
        )  # fmt: skip
        action = say("name both owners: an initiative without one has nobody to remove its blocker")
        yield Finding("PAY204", Severity.WATCH, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _stageless(scope: Scope) -> Iterator[Finding]:
    missing = [journey for journey in scope.journeys if not journey.spells]
    if missing:
        message = say(
            "{count} of {all} initiatives have no stage in the book and are in no rate: {names}",
            count=len(missing), all=len(scope.journeys), names=names(missing),
        )  # fmt: skip
        action = say("add a row to the stages table for each, or take the initiative out of the book")
        yield Finding("PAY205", Severity.WATCH, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _unexplained(scope: Scope) -> Iterator[Finding]:
    stopped = [j for j in scope.journeys if j.current is not None and not j.active]
    silent = [j for j in stopped if not (j.stop_reason or j.stop_note)]
    if silent:
        message = say(
            "{count} of {all} stopped initiatives have no reason in the book: {names}",
            count=len(silent), all=len(stopped), names=names(silent),
        )  # fmt: skip
        action = say("write the reason while somebody remembers it: it is what the next pilot can learn")
        yield Finding("PAY208", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _young(scope: Scope) -> Iterator[Finding]:
    pilots, months = scope.pilots, scope.settings.main_horizon
    if pilots.entered and not pilots.judged(months):
        message = say(
            "no pilot has been followed for {time} yet, the longest for {longest}: the rate cannot be told",
            time=Quantity(months, "months"),
            longest=Quantity(round(pilots.incidence.subjects.last), "days"),
        )
        action = say("do not quote a success rate yet; look at the shorter horizons")
        yield Finding("PAY209", Severity.NOTE, stage("pilot"), message, (), action, Role.ENTERPRISE)


def _side_by_side(found: Sequence[Side]) -> Iterator[Finding]:
    named = [side for side in found if side.approach != NOT_STATED]
    if len(named) < 2:
        return
    evidence = tuple(side.moved_on or side.naive for side in named)
    pairs = apart(named)
    for better, worse in pairs:
        message = say(
            "pilots of {better} went on more often than pilots of {worse}; {caveat}",
            better=better.subject, worse=worse.subject, caveat=caveat(),
        )  # fmt: skip
        pair = tuple(e for e in (better.moved_on, worse.moved_on) if e is not None)
        yield Finding("PAY207", Severity.NOTE, better.subject, message, pair, _compare(), Role.ENTERPRISE)
    if not pairs:
        message = say(
            "build, buy and partner cannot be told apart: their intervals overlap or follow-up is too short"
        )
        action = say("do not choose an approach by these rates")
        yield Finding("PAY206", Severity.NOTE, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _compare() -> Message:
    return say("compare like with like before choosing: same function, same risk class, same size")


def names(journeys: Sequence[Journey]) -> str:
    """List ids, a long list cut short."""
    ids = [journey.initiative.id for journey in journeys]
    return ", ".join(ids[:NAMES_SHOWN]) + (", …" if len(ids) > NAMES_SHOWN else "")
