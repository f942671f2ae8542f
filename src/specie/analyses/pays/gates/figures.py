"""The figures of the gates."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.pays.gates.rule import Answer
from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.gates.gate import Gate
    from specie.analyses.pays.gates.judge import Judged
    from specie.analyses.pays.gates.scope import Scope
    from specie.model import Cell


def figures(scope: Scope) -> Iterator[Figure]:
    """Yield every figure; empty ones are left out by the caller."""
    yield _against_promise(scope)
    yield _timeline(scope)


def _against_promise(scope: Scope) -> Figure:
    """Improvements as multiples of what was promised: one row a gate whatever its metric."""
    told = [(gate, gate.evidence.judged) for gate in scope.gates if gate.plan.minimum_effect]
    data = tuple(row for gate, test in told if test is not None for row in _row(gate, test))
    return Figure(
        "gates_against_promise",
        "interval_rows",
        say("Improvement at the gate, as a multiple of the minimum promised"),
        data,
        {"label": "gate", "x": "share", "low": "low", "high": "high", "colour": "answer", "rule": "promised"},
        {
            "gate": say("Gate"), "share": say("Improvement / minimum promised"), "answer": say("Answer"),
            "promised": say("Minimum promised"),
        },
        {"share": "x", "promised": "x"},
        say("{count} gates, each with its interval against the minimum that was promised.", count=len(data)),
        say("Right of the mark is at least what was promised, left of zero is a harm."),
    )  # fmt: skip


def _row(gate: Gate, test: Judged) -> Iterator[Mapping[str, Cell]]:
    least = abs(gate.plan.minimum_effect or 0.0)
    point, low, high = (gate.ruler.to_unit(x) / least for x in (test.point, test.low, test.high))
    if math.isfinite(point):
        yield {
            "gate": say("{initiative}, {metric}", initiative=gate.plan.initiative, metric=gate.metric.ref),
            "share": point,
            "low": low if math.isfinite(low) else None,
            "high": high if math.isfinite(high) else None,
            "answer": Term(gate.answer.answer.value),
            "promised": 1.0,
        }


def _timeline(scope: Scope) -> Figure:
    dated = [g for g in scope.gates if g.plan.decide_on is not None and g.plan.tranche is not None]
    data = tuple(
        {
            "decision": gate.plan.decide_on, "tranche": Quantity(gate.plan.tranche or 0, scope.currency),
            "answer": Term(gate.answer.answer.value), "initiative": gate.plan.initiative,
        }
        for gate in dated
    )  # fmt: skip
    return Figure(
        "gates_timeline",
        "timeline",
        say("Gates by the day of their decision, and the money behind them"),
        data,
        {"x": "decision", "y": "tranche", "colour": "answer", "label": "initiative"},
        {
            "decision": say("Decision"), "tranche": say("Tranche"), "answer": say("Answer"),
            "initiative": say("Initiative"),
        },
        {"tranche": scope.currency},
        say(
            "{count} gates; fund: {fund}, hold: {hold}, stop: {stop}, too early: {early}.",
            count=len(dated), **{
                name: sum(g.answer.answer is answer for g in dated)
                for name, answer in (
                    ("fund", Answer.FUND), ("hold", Answer.HOLD), ("stop", Answer.STOP),
                    ("early", Answer.TOO_EARLY),
                )
            },
        ),
    )  # fmt: skip
