"""What somebody should do something about."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from specie.analyses.pays.effect.bad_input import bad_input
from specie.analyses.pays.effect.doubts import doubts
from specie.analyses.pays.effect.inference import Design
from specie.model import Finding, Quantity, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.effect.effect import Effect
    from specie.analyses.pays.effect.scope import Scope
    from specie.model import Estimate, Message

Known: TypeAlias = "Mapping[tuple[str, str], Estimate]"
MEASURES = ("effect", "effect_relative", "improvement_year")


def find(scope: Scope, known: Known) -> tuple[Finding, ...]:
    """Collect the findings, the loudest first."""
    findings = [*bad_input(scope)]
    for effect in scope.estimated:
        findings += [*_answer(effect, known), *_cannot_decide(effect, known), *_no_comparison(effect, known)]
        findings += [_about(effect, known, *doubt) for doubt in doubts(effect)]
    return tuple(sorted(findings, key=lambda finding: -finding.severity.rank))


def _answer(effect: Effect, known: Known) -> Iterator[Finding]:
    if not effect.decided:
        return
    change = known.get(("effect_relative", effect.metric.ref.id)) or known[("effect", effect.metric.ref.id)]
    if effect.decided > 0:
        message = say(
            "{metric} of {initiative} got better by use: {change}",
            metric=effect.metric.ref, initiative=effect.metric.initiative, change=change,
        )  # fmt: skip
        yield _about(
            effect, known, "PAY315", Severity.NOTE, message, say("see whether the gain is worth its cost")
        )
    elif effect.metric.valued:
        message = say(
            "{metric} of {initiative} got worse by use: {change}",
            metric=effect.metric.ref, initiative=effect.metric.initiative, change=change,
        )  # fmt: skip
        action = say(
            "stop the roll-out until the harm is understood; start with the units that show most of it"
        )
        yield _about(effect, known, "PAY305", Severity.ALARM, message, action)
    else:
        message = say(
            "{metric}, a counter-metric of {initiative}, got worse by use: {change}",
            metric=effect.metric.ref, initiative=effect.metric.initiative, change=change,
        )  # fmt: skip
        action = say("name what the harm costs and weigh it against the gain before going on")
        yield _about(effect, known, "PAY306", Severity.ALARM, message, action)


def _cannot_decide(effect: Effect, known: Known) -> Iterator[Finding]:
    test = effect.whole.test
    if test is None or effect.whole.decidable:
        return
    message = say(
        "{metric} can never be decided with this design: {treated} of {count} are treated, so the smallest"
        " p-value it can give is {smallest}, above {share}",
        metric=effect.metric.ref,
        treated=effect.whole.choice.treated,
        count=_carriers(effect),
        smallest=Quantity(test.smallest_p, "index", 3),
        share=Quantity(1.0 - effect.whole.asked, "fraction"),
    )
    action = say(
        "start more units, in an order that chance decides, and keep others without it to compare with"
    )
    yield _about(effect, known, "PAY301", Severity.WATCH, message, action, "smallest_p_value")


def _carriers(effect: Effect) -> int:
    lines = effect.whole.lines
    return lines.label.size if lines is not None else effect.study.panel.start.size


def _no_comparison(effect: Effect, known: Known) -> Iterator[Finding]:
    if effect.design not in {Design.BEFORE_AFTER, Design.SERIES}:
        return
    message = _alone(effect)
    action = say("keep some units without it for a while, or add readings of units that never used it")
    yield _about(effect, known, "PAY309", Severity.WATCH, message, action)


def _alone(effect: Effect) -> Message:
    if effect.whole.choice.treated == 1:
        return say(
            "{metric} has nothing to compare with: one unit was read, so the change holds everything else"
            " that happened then",
            metric=effect.metric.ref,
        )
    return say(
        "{metric} has nothing to compare with: all {count} units started together, so the change holds"
        " everything else that happened then",
        metric=effect.metric.ref,
        count=effect.whole.choice.treated,
    )


def _about(
    effect: Effect,
    known: Known,
    code: str,
    severity: Severity,
    message: Message,
    action: Message,
    *first: str,
) -> Finding:
    ref = effect.metric.ref
    evidence = tuple(known[name, ref.id] for name in (*first, *MEASURES) if (name, ref.id) in known)
    return Finding(code, severity, ref, message, evidence, action, Role.ENTERPRISE)
