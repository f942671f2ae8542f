"""One to three sentences for the brief's first screen, and the few numbers beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.gates.rule import Answer
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.gates.scope import Scope
    from specie.model import Estimate, Message


def headline(scope: Scope) -> Iterator[Message]:
    """Say how the gates stand, how much money waits, and what has been due for how long."""
    if not scope.gates:
        yield say("No plan in the book names a metric that it has.")
        return
    counts = {answer: len(scope.answered(answer)) for answer in Answer}
    yield say(
        "Of {count} gates {fund} say fund, {stop} say stop, {hold} say hold and {early} are too early.",
        count=len(scope.gates), fund=counts[Answer.FUND], stop=counts[Answer.STOP], hold=counts[Answer.HOLD],
        early=counts[Answer.TOO_EARLY],
    )  # fmt: skip
    waiting = [g for g in scope.gates if g.plan.overdue(scope.as_of) and not g.plan.stopped]
    if waiting:
        money = sum((g.plan.tranche for g in waiting if g.plan.tranche is not None), start=0)
        yield say(
            "{count} decisions are overdue, with {money} of tranches behind them.",
            count=len(waiting), money=Quantity(money, scope.currency),
        )  # fmt: skip
    yield from _lateness(scope)


def _lateness(scope: Scope) -> Iterator[Message]:
    late = sum(bool(gate.plan.late) for gate in scope.gates)
    if late:
        yield say(
            "{count} of {all} plans were written after the start or after the decision.",
            count=late, all=len(scope.gates),
        )  # fmt: skip


def key(known: Mapping[tuple[str, str, str], Estimate], scope: Scope) -> Iterator[Estimate]:
    """Yield the tranches by answer, the ones that ask for an action first."""
    for answer in (Answer.STOP, Answer.HOLD, Answer.FUND):
        estimate = known.get(("tranche_answered", answer.value, scope.today))
        if estimate is not None and estimate.point:
            yield estimate
