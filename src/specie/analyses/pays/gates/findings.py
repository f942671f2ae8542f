"""What somebody should do something about."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.pays.gates.rule import Answer, Rule
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.gates.gate import Gate
    from specie.analyses.pays.gates.scope import Known, Scope
    from specie.model import Estimate, Message

NAMES_SHOWN = 8
ACTIONS: dict[Rule, Message] = {
    Rule.NO_OWNER: say("name both owners, then release the tranche"),
    Rule.BLOCKED: say("remove the blocker, then release the tranche"),
    Rule.CANNOT_DECIDE: say("roll out to more units in random order, some later: specie design says how"),
    Rule.NO_COMPARISON: say("roll out to more units in random order, some later: specie design says how"),
    Rule.NO_READINGS: say("give the tranche back or set a new decision date"),
    Rule.NOT_STARTED: say("give the tranche back or set a new decision date"),
    Rule.AFTERWARDS: say("register a new plan and hold the tranche"),
}
ACTIONS_BY_ANSWER: dict[Answer, Message] = {
    Answer.FUND: say("release the tranche and set the next gate"),
    Answer.STOP: say("stop, or register a plan with another minimum before more is spent"),
    Answer.HOLD: say("extend with more units rather than more weeks, or stop; set one further date"),
    Answer.TOO_EARLY: say("wait for the decision date"),
}


def find(scope: Scope, known: Known) -> tuple[Finding, ...]:
    """Collect the findings, the loudest first."""
    findings = [finding for gate in scope.gates for finding in _of_gate(gate, scope, known)]
    findings += [*_lost(scope), *_unplanned(scope)]
    return tuple(sorted(findings, key=lambda finding: -finding.severity.rank))


def _of_gate(gate: Gate, scope: Scope, known: Known) -> Iterator[Finding]:
    yield from _registration(gate)
    yield from _answer(gate, known)
    if gate.plan.overdue(scope.as_of) and not gate.plan.stopped:
        yield _overdue(gate, scope, known)
    if gate.plan.due(scope.as_of) and gate.then.answer is not gate.outcome.answer:
        yield _changed(gate, known)
    yield from _weak(gate, scope, known)
    yield from _baseline(gate, scope, known)
    if gate.fault:
        yield _contradiction(gate)


def _registration(gate: Gate) -> Iterator[Finding]:
    plan = gate.plan
    if plan.late == "after decision" and plan.decide_on is not None:
        message = say(
            "the plan of {initiative} for {metric} was registered on {day}, after the decision on {decision}",
            initiative=plan.initiative, metric=gate.metric.ref, day=plan.registered_on,
            decision=plan.decide_on,
        )  # fmt: skip
        action = say("register a new plan and hold the tranche")
        yield _finding("PAY602", Severity.ALARM, gate, message, action)
    elif plan.late == "after start" and plan.began_on is not None:
        message = say(
            "the plan of {initiative} for {metric} was registered on {day}, after the start on {start}",
            initiative=plan.initiative, metric=gate.metric.ref, day=plan.registered_on, start=plan.began_on,
        )  # fmt: skip
        yield _finding("PAY601", Severity.WATCH, gate, message, say("read its result as a description"))
    if plan.missing:
        message = say(
            "the plan of {initiative} for {metric} has no {parts}",
            initiative=plan.initiative, metric=gate.metric.ref,
            parts=listed([Term(word) for word in plan.missing]),
        )  # fmt: skip
        yield _finding("PAY608", Severity.WATCH, gate, message, say("fill the empty columns of plans"))
    if plan.missing_owners and not plan.stopped:
        message = say(
            "{initiative} has a gate and no {owners}",
            initiative=plan.initiative, owners=listed([Term(word) for word in plan.missing_owners]),
        )  # fmt: skip
        action = say("name who signs; until then nothing is released")
        yield _finding("PAY609", Severity.WATCH, gate, message, action)


def _answer(gate: Gate, known: Known) -> Iterator[Finding]:
    answer, rule = gate.answer.answer, gate.answer.rule
    if rule is Rule.STOPPED or answer is Answer.TOO_EARLY:
        return
    evidence = _evidence(gate, known, "improvement_at_gate", "minimum_effect", "tranche", "gate_p_value")
    message = say(
        "gate of {initiative}, {metric}: {answer}, because {rule}",
        initiative=gate.plan.initiative, metric=gate.metric.ref, answer=Term(answer.value),
        rule=Term(rule.value),
    )  # fmt: skip
    code, severity = {
        Answer.FUND: ("PAY605", Severity.NOTE),
        Answer.STOP: ("PAY604", Severity.ALARM),
        Answer.HOLD: ("PAY606", Severity.WATCH),
    }[answer]
    yield _finding(code, severity, gate, message, _action(gate), evidence)


def _action(gate: Gate) -> Message:
    """What the rule asks for; where it asks for nothing special, what the answer does."""
    return ACTIONS.get(gate.answer.rule) or ACTIONS_BY_ANSWER[gate.answer.answer]


def _overdue(gate: Gate, scope: Scope, known: Known) -> Finding:
    days = (scope.as_of - gate.plan.decide_on).days if gate.plan.decide_on else 0
    message = say(
        "the decision on {initiative} has been due for {days}; the gate said {answer}",
        initiative=gate.plan.initiative, days=Quantity(days, "days"), answer=Term(gate.then.answer.value),
    )  # fmt: skip
    action = say("decide, and write the step into stages")
    evidence = _evidence(gate, known, "days_overdue", "tranche")
    return _finding("PAY603", Severity.ALARM, gate, message, action, evidence)


def _changed(gate: Gate, known: Known) -> Finding:
    message = say(
        "{initiative}, {metric}: on its day the gate said {then}, with the readings since it would say {now}",
        initiative=gate.plan.initiative, metric=gate.metric.ref, then=Term(gate.then.answer.value),
        now=Term(gate.outcome.answer.value),
    )  # fmt: skip
    action = say("review the decision with both owners")
    evidence = _evidence(gate, known, "improvement_at_gate", "improvement_now")
    return _finding("PAY610", Severity.WATCH, gate, message, action, evidence)


def _weak(gate: Gate, scope: Scope, known: Known) -> Iterator[Finding]:
    strong, power = gate.strength, gate.power
    if strong is None:
        return
    action = say("treat and compare more units: specie design says how many")
    if not math.isfinite(strong.detectable):
        message = say(
            "the roll-out of {initiative} could never decide {metric}: the smallest possible p-value is {p}",
            initiative=gate.plan.initiative, metric=gate.metric.ref, p=Quantity(strong.smallest_p, "index",
            3),
        )  # fmt: skip
        yield _finding("PAY607", Severity.WATCH, gate, message, action)
    elif power is not None and power < scope.settings.power:
        message = say(
            "the plan of {initiative} finds its minimum effect on {metric} in {power} of all cases; {asked}"
            " was asked for",
            initiative=gate.plan.initiative, metric=gate.metric.ref, power=Quantity(power, "fraction"),
            asked=Quantity(scope.settings.power, "fraction"),
        )  # fmt: skip
        evidence = _evidence(gate, known, "power_of_plan", "detectable_effect", "minimum_effect")
        yield _finding("PAY607", Severity.WATCH, gate, message, action, evidence)


def _baseline(gate: Gate, scope: Scope, known: Known) -> Iterator[Finding]:
    base, early = gate.plan.baseline, gate.early_mean
    if base is None or not math.isfinite(early):
        return
    if abs(base - early) > scope.settings.baseline_tolerance * max(abs(early), 1e-12):
        message = say(
            "{initiative} registered a baseline of {baseline} for {metric}; the readings before the start say"
            " {readings}",
            initiative=gate.plan.initiative, metric=gate.metric.ref, baseline=Quantity(base, "index"),
            readings=Quantity(round(early, 6), "index"),
        )  # fmt: skip
        action = say("say where the baseline came from, and judge by the readings")
        yield _finding(
            "PAY612", Severity.WATCH, gate, message, action, _evidence(gate, known, "baseline_gap")
        )


def _contradiction(gate: Gate) -> Finding:
    message = say(
        "the plan of {initiative} contradicts {metric}: {fault}",
        initiative=gate.plan.initiative, metric=gate.metric.ref, fault=Term(gate.fault),
    )  # fmt: skip
    action = say("mend the plan or the metric; the size of the minimum effect was taken as meant")
    return _finding("PAY613", Severity.WATCH, gate, message, action)


def _lost(scope: Scope) -> Iterator[Finding]:
    for plan in scope.lost:
        message = say(
            "the plan of {initiative} names {metric}, which is no metric of it",
            initiative=plan.initiative, metric=plan.kpi_id,
        )  # fmt: skip
        action = say("add the metric to kpis or mend the plan")
        yield Finding("PAY614", Severity.WATCH, plan.initiative, message, (), action, Role.ENTERPRISE)


def _unplanned(scope: Scope) -> Iterator[Finding]:
    if scope.unplanned:
        names = [ref.id for ref, _ in scope.unplanned]
        message = say(
            "{count} initiatives are in use and have no plan: {names}",
            count=len(names),
            names=", ".join(names[:NAMES_SHOWN]) + (", …" if len(names) > NAMES_SHOWN else ""),
        )  # fmt: skip
        action = say("register what each has to achieve by when, before more is spent")
        yield Finding("PAY611", Severity.WATCH, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _evidence(gate: Gate, known: Known, *measures: str) -> tuple[Estimate, ...]:
    keys = ((measure, gate.metric.ref.id, gate.plan.period) for measure in measures)
    return tuple(known[key] for key in keys if key in known)


def _finding(
    code: str,
    severity: Severity,
    gate: Gate,
    message: Message,
    action: Message,
    evidence: tuple[Estimate, ...] = (),
) -> Finding:
    return Finding(code, severity, gate.plan.initiative, message, evidence, action, Role.ENTERPRISE)
