"""The numbers that leave the analysis."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.pays.gates.comparison import Scale
from specie.analyses.pays.gates.rule import Answer
from specie.kernel.proportion import wilson
from specie.model import Bound, Estimate, Grade, Ref, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.gates.gate import Gate
    from specie.analyses.pays.gates.judge import Judged
    from specie.analyses.pays.gates.scope import Scope
    from specie.model import Message

GRADES = {"efficient": Grade.A, "imputation": Grade.B}


def estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield the sums by answer, then every gate's own numbers."""
    for answer in Answer:
        yield from by_answer(answer, scope)
    for gate in scope.gates:
        yield from registered(gate, scope)
        yield from judged(gate, scope)
        yield from simulated(gate, scope)


def answer_ref(answer: Answer) -> Ref:
    """Refer to an answer as a thing a number can be about."""
    return Ref("stage", answer.value)


def by_answer(answer: Answer, scope: Scope) -> Iterator[Estimate]:
    """Count the gates with an answer, and sum their tranches; unknown tranches make the sum a floor."""
    gates = scope.answered(answer)
    of = say("of {count} plans with a metric", count=len(scope.gates))
    yield exact(
        "gates_answered", answer_ref(answer), scope.today, len(gates), "count", "count", scope.origins,
        grade=Grade.RECORDED, denominator=of,
    )  # fmt: skip
    amounts = [gate.plan.tranche for gate in gates if gate.plan.tranche is not None]
    total, unknown = float(sum(amounts)), len(gates) - len(amounts)
    yield Estimate(
        "tranche_answered", answer_ref(answer), scope.today, total, total, None if unknown else total, 1.0,
        scope.currency, "sum", Grade.RECORDED, scope.origins, of,
        (say("{count} plans name no tranche", count=unknown),) if unknown else (),
        Bound.AT_LEAST if unknown else Bound.EXACT, exact=not unknown,
    )  # fmt: skip


def registered(gate: Gate, scope: Scope) -> Iterator[Estimate]:
    """What the plan says, and how long its decision has been due."""
    plan = gate.plan
    of = say("of the plan for {metric} of {initiative}", metric=gate.metric.ref, initiative=plan.initiative)
    if plan.tranche is not None:
        yield exact(
            "tranche", gate.metric.ref, plan.period, plan.tranche, scope.currency, "register", scope.origins,
            grade=Grade.RECORDED, denominator=of,
        )  # fmt: skip
    if plan.minimum_effect is not None:
        yield exact(
            "minimum_effect", gate.metric.ref, plan.period, abs(plan.minimum_effect), "index", "register",
            scope.origins, grade=Grade.RECORDED, denominator=per_reading(gate),
        )  # fmt: skip
    if plan.decide_on is not None and plan.overdue(scope.as_of):
        yield exact(
            "days_overdue", gate.metric.ref, plan.period, (scope.as_of - plan.decide_on).days, "days",
            "register", scope.origins, grade=Grade.RECORDED, denominator=of,
        )  # fmt: skip
    if plan.baseline is not None and math.isfinite(gate.early_mean):
        yield exact(
            "baseline_gap", gate.metric.ref, plan.period, plan.baseline - gate.early_mean, "index",
            "two_means", scope.read_origins, grade=Grade.RECORDED, denominator=per_reading(gate),
        )  # fmt: skip


def judged(gate: Gate, scope: Scope) -> Iterator[Estimate]:
    """The improvement at the gate and by now, in the metric's unit, and the p-value at the gate."""
    yield from _improvement("improvement_at_gate", gate, gate.evidence.judged, scope)
    yield from _improvement("improvement_now", gate, gate.now.judged, scope)
    test = gate.evidence.judged
    if test is not None:
        yield exact(
            "gate_p_value", gate.metric.ref, gate.plan.period, test.p_value, "index", test.method,
            scope.read_origins, grade=_grade(test),
            denominator=say(
                "{treated} units or groups treated, {compared} compared with", treated=test.treated,
                compared=test.compared,
            ),
        )  # fmt: skip


def _improvement(measure: str, gate: Gate, test: Judged | None, scope: Scope) -> Iterator[Estimate]:
    if test is None:
        return
    point, low, high = (gate.ruler.to_unit(x) for x in (test.point, test.low, test.high))
    if not all(map(math.isfinite, (point, low, high))):
        return
    yield Estimate(
        measure, gate.metric.ref, gate.plan.period, point, min(low, point), max(high, point), test.level,
        "index", test.method, _grade(test), scope.read_origins, per_reading(gate), _assumed(gate),
    )  # fmt: skip


def _grade(test: Judged) -> Grade:
    return GRADES.get(test.method, Grade.C)


def _assumed(gate: Gate) -> tuple[Message, ...]:
    fair = say("who starts when has nothing to do with how a unit would have gone on without it")
    if gate.ruler.scale is Scale.LEVEL:
        return (fair,)
    return fair, say("a relative change is told at the registered baseline")


def simulated(gate: Gate, scope: Scope) -> Iterator[Estimate]:
    """Power at the minimum effect, and the smallest effect that the plan would find often enough."""
    strong, power = gate.strength, gate.power
    if strong is None:
        return
    noise = (
        say("noise drawn from the untreated readings, whole stretches of units at a time")
        if strong.drawn
        else say("noise made with the spread and autocorrelation of the untreated readings")
    )
    of = say("of {count} simulated panels", count=strong.panels)
    if power is not None:
        low, high = wilson(power * strong.panels, strong.panels, 0.95)
        yield Estimate(
            "power_of_plan", gate.metric.ref, gate.plan.period, power, float(low), float(high), 0.95,
            "fraction", "simulation", Grade.MODELLED, scope.read_origins, of, (noise,),
        )  # fmt: skip
    ends = [gate.ruler.to_unit(x) for x in (strong.detectable, strong.low, strong.high)]
    if all(map(math.isfinite, ends)):
        yield Estimate(
            "detectable_effect", gate.metric.ref, gate.plan.period, ends[0], min(ends), max(ends), 0.95,
            "index", "simulation", Grade.MODELLED, scope.read_origins, per_reading(gate), (noise,),
        )  # fmt: skip


def per_reading(gate: Gate) -> Message:
    """The unit of the metric."""
    return say("{unit} a reading", unit=gate.metric.unit or gate.metric.ref.name)
