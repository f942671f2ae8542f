"""What somebody should do something about: the whole, the verdicts together, the moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.group_findings import group_findings
from specie.analyses.pays.portfolio.moves import Kind
from specie.analyses.pays.portfolio.organisation import Return
from specie.analyses.pays.portfolio.shares import not_held
from specie.analyses.pays.portfolio.wording import names
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.pays.portfolio.assessed import Assessed
    from specie.analyses.pays.portfolio.moves import Move
    from specie.model import Estimate, Message

OVERSTATED = 1.1
"""Times the shrunken sum from which the raw sum is a finding."""
UNKNOWN_SHARE = 0.10


def findings(found: Assessed) -> tuple[Finding, ...]:
    """Collect the findings, the loudest first."""
    made = [
        *_whole(found),
        *_moves(found),
        *_unknown(found),
        *_together(found),
        *_winners(found),
        *group_findings(found),
    ]
    return tuple(sorted(made, key=lambda finding: -finding.severity.rank))


def _whole(found: Assessed) -> Iterator[Finding]:
    whole, known = found.whole, found.known
    net = known.get("organisation_return_year", PORTFOLIO)
    if whole is None or net is None:
        return
    spend = found.scope.money(whole.spend)
    declared = known.get("organisation_return_declared_year", PORTFOLIO) or net
    evidence = known.all(PORTFOLIO, "organisation_return_year", "hard_benefit_measured_year", "money_in_year")
    match whole.answer:
        case Return.NEGATIVE:
            message = say(
                "{spend} of AI money in twelve months returned {net} net in cash", spend=spend, net=net
            )
            yield _about("PAY501", Severity.ALARM, message, _measure(), evidence)
        case Return.POSITIVE:
            message = say(
                "{spend} of AI money in twelve months returned {net} net in cash", spend=spend, net=net
            )
            yield _about("PAY502", Severity.NOTE, message, say("move money to what pays most"), evidence)
        case Return.ZERO:
            message = say(
                "{spend} of AI money in twelve months came back and no more: {net} net", spend=spend, net=net
            )
            yield _about("PAY503", Severity.WATCH, message, _measure(), evidence)
        case Return.UNKNOWN:
            message = say(
                "whether {spend} of AI money came back is open: {net} net, {declared} if every unit is worth"
                " what was declared",
                spend=spend, net=net, declared=declared,
            )  # fmt: skip
            yield _about("PAY503", Severity.WATCH, message, _narrow(found), evidence)


def _measure() -> Message:
    return say("make the moves that recover money, and measure the initiatives that nobody measures")


def _narrow(found: Assessed) -> Message:
    factor = found.known.get("worth_for_zero", PORTFOLIO)
    if factor is None or factor.point is None:
        return _measure()
    return say(
        "have the owners prove what a unit is worth: the whole breaks even at {factor} of what they declared",
        factor=Quantity(factor.point, "fraction", 0),
    )


def _moves(found: Assessed) -> Iterator[Finding]:
    losing = [m for m in found.moves if m.kind is Kind.STOP]
    converting = [m for m in found.moves if m.kind is Kind.CONVERT]
    asking = [m for m in found.moves if m.kind is Kind.EXPERIMENT]
    evidence = found.known.all(PORTFOLIO, "recoverable_year", "misallocation_year")
    if evidence and (losing or converting):
        message = say(
            "{count} initiatives that do not pay still run; a year of them loses {amount}: {names}",
            count=len(losing) + len(converting), amount=evidence[0], names=names([*losing, *converting]),
        )  # fmt: skip
        action = say("stop each or change what it costs, the largest first, and move the money to what pays")
        yield _about("PAY506", Severity.ALARM, message, action, evidence)
    for move in converting:
        yield _convert(found, move)
    if asking:
        yield _experiments(found, asking)


def _convert(found: Assessed, move: Move) -> Finding:
    about = move.holding.ref
    evidence = found.known.all(about, "shrunken_net_year")
    further = tuple(e for e in (move.holding.soft, move.holding.soft_needed) if e is not None)
    message = say(
        "{initiative} brings no cash, and hours worth {hours} a year: more than it loses",
        initiative=about, hours=further[0] if further else found.scope.money(0),
    )  # fmt: skip
    action = say("turn the hours into a post, a contract or a budget that falls, or stop it")
    return Finding("PAY507", Severity.WATCH, about, message, (*evidence, *further), action, Role.ENTERPRISE)


def _experiments(found: Assessed, asking: Sequence[Move]) -> Finding:
    evidence = tuple(
        e for move in asking for e in found.known.all(move.holding.ref, "cost_of_being_wrong")
    )  # fmt: skip
    cost = sum(move.holding.cost for move in asking)
    message = say(
        "{count} initiatives that cost {cost} a year cannot be told apart from break-even: {names}",
        count=len(asking), cost=found.scope.money(cost), names=names(asking),
    )  # fmt: skip
    action = say(
        "do not cut them yet: settle each by what its own verdict names, at a price below what a perfect"
        " answer is worth"
    )
    return _about("PAY508", Severity.WATCH, message, action, evidence)


def _unknown(found: Assessed) -> Iterator[Finding]:
    whole = found.whole
    if whole is None:
        return
    unknown = whole.unmeasured + whole.elsewhere
    if unknown < UNKNOWN_SHARE * whole.spend:
        return
    evidence = found.known.all(PORTFOLIO, "cost_unmeasured_year", "missing_benefit_year", "money_in_year")
    message = say(
        "{share} of the money has no measured benefit: {unmeasured} in initiatives nobody measures,"
        " {elsewhere} in none",
        share=Quantity(unknown / whole.spend, "fraction", 0),
        unmeasured=found.scope.money(whole.unmeasured), elsewhere=found.scope.money(whole.elsewhere),
    )  # fmt: skip
    action = say("map the money to initiatives, and measure the largest of them first")
    yield _about("PAY512", Severity.WATCH, message, action, evidence)


def _together(found: Assessed) -> Iterator[Finding]:
    for holding in not_held(found.scope):
        message = say(
            "{initiative} pays when looked at alone; among {count} initiatives it could be luck",
            initiative=holding.ref, count=len(found.scope.assessed),
        )  # fmt: skip
        evidence = found.known.all(holding.ref, "shrunken_net_year")
        action = say("do not build a plan on it alone; read it again with more data")
        yield Finding("PAY504", Severity.WATCH, holding.ref, message, evidence, action, Role.ENTERPRISE)


def _winners(found: Assessed) -> Iterator[Finding]:
    best = found.winners
    if best is not None and best.overstated is not None and best.overstated >= OVERSTATED:
        evidence = found.known.all(PORTFOLIO, "winners_as_measured", "winners_shrunken")
        message = say(
            "the measured nets of the {count} best add up to {raw}; without luck they are {kept}",
            count=len(best.holdings), raw=evidence[0], kept=evidence[1],
        )  # fmt: skip
        yield _about("PAY505", Severity.NOTE, message, say("put the shrunken sum into the budget"), evidence)
    if found.scope.shrinking.fit is None and found.scope.assessed:
        message = say(
            "only {count} initiatives have a measured return that can be compared: luck cannot be taken out",
            count=len(found.scope.shrinking.compared),
        )
        action = say("read the best of them with a grain of salt, and measure more initiatives")
        yield _about("PAY513", Severity.NOTE, message, action)


def _about(
    code: str, severity: Severity, message: Message, action: Message, evidence: tuple[Estimate, ...] = ()
) -> Finding:
    return Finding(code, severity, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)
