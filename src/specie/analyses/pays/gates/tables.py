"""The tables: gates, what is due, what changed, and the register of plans."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from specie.analyses.pays.gates.rule import Answer, Rule
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.gates.gate import Gate
    from specie.analyses.pays.gates.rule import Evidence
    from specie.analyses.pays.gates.scope import Known, Scope
    from specie.model import Cell, Message


def tables(scope: Scope, known: Known) -> Iterator[Table]:
    """Yield every table; empty ones are left out by the caller."""
    yield _gates(scope, known)
    yield _calendar(scope)
    yield _changes(scope)
    yield _register(scope, known)


def _gates(scope: Scope, known: Known) -> Table:
    rows = tuple(
        (
            gate.plan.initiative, gate.metric.ref, gate.plan.decide_on or Term("no decision date"),
            Term(gate.answer.answer.value), Term(gate.answer.rule.value), _money(gate, scope),
            _known(gate, known, "improvement_at_gate"), _known(gate, known, "minimum_effect"),
            gate.plan.stop_rule or "",
        )
        for gate in sorted(scope.gates, key=lambda gate: list(Answer).index(gate.answer.answer))
    )  # fmt: skip
    return Table(
        "gates",
        say("What each gate says"),
        (
            Column("initiative", say("Initiative")), Column("metric", say("Metric")),
            Column("decision", say("Decision")), Column("answer", say("Answer")),
            Column("rule", say("Because")), Column("tranche", say("Tranche")),
            Column("improvement", say("Improvement at the gate")), Column("minimum", say("Minimum promised")),
            Column("stop_rule", say("Stop rule as written")),
        ),
        rows,
        say(
            "A gate answers by the readings up to its decision, or up to today before it. The stop rule is"
            " shown as it was written; the answer comes from the minimum effect."
        ),
    )  # fmt: skip


def _calendar(scope: Scope) -> Table:
    ahead = scope.as_of + timedelta(days=scope.settings.calendar_days)
    due = [gate for gate in scope.gates if gate.plan.decide_on is not None and not gate.plan.stopped]
    shown = [
        gate for gate in due
        if gate.plan.overdue(scope.as_of) or scope.as_of <= (gate.plan.decide_on or scope.as_of) <= ahead
    ]  # fmt: skip
    rows = tuple(_event(gate, scope) for gate in sorted(shown, key=lambda g: g.plan.decide_on or scope.as_of))
    return Table(
        "calendar",
        say("Review calendar"),
        (
            Column("date", say("Date")), Column("state", say("State")),
            Column("days", say("Days from today")), Column("initiative", say("Initiative")),
            Column("metric", say("Metric")), Column("tranche", say("Tranche")),
            Column("owners", say("Who decides")), Column("waits", say("Waits for")),
        ),
        rows,
        say(
            "Overdue are decisions whose day has passed without a step or a stop in stages; ahead are"
            " {days}.",
            days=Quantity(scope.settings.calendar_days, "days"),
        ),
    )  # fmt: skip


def _event(gate: Gate, scope: Scope) -> tuple[Cell, ...]:
    plan, today = gate.plan, scope.as_of
    date = plan.decide_on or today
    return (
        date, Term("overdue" if plan.overdue(today) else "due"), Quantity((date - today).days, "days"),
        plan.initiative, gate.metric.ref, _money(gate, scope), _owners(gate), _waits(gate),
    )  # fmt: skip


def _owners(gate: Gate) -> Message | Term:
    plan = gate.plan
    if plan.business_owner and plan.technical_owner:
        return say("{business}; {technical}", business=plan.business_owner, technical=plan.technical_owner)
    if plan.business_owner or plan.technical_owner:
        return say("{one}; the other owner is missing", one=plan.business_owner or plan.technical_owner or "")
    return Term("owner missing")


def _waits(gate: Gate) -> Cell:
    plan = gate.plan
    if plan.blocked_by:
        return Term(plan.blocked_by)
    if plan.untested:
        return say(
            "{untested} of {critical} critical dependencies untested", untested=plan.untested,
            critical=plan.critical,
        )  # fmt: skip
    return None


def _changes(scope: Scope) -> Table:
    rows = tuple(
        (
            gate.plan.initiative, gate.metric.ref, gate.before.day, Term(gate.then.answer.value),
            Term(gate.outcome.answer.value), _moved(gate), _at(gate, gate.before), _at(gate, gate.now),
            Quantity(gate.readings_since, "count"),
        )
        for gate in scope.gates
        if gate.readings_since or gate.then != gate.outcome
    )  # fmt: skip
    return Table(
        "changes",
        say("What changed since the last review"),
        (
            Column("initiative", say("Initiative")), Column("metric", say("Metric")),
            Column("since", say("Since")), Column("then", say("Answer then")),
            Column("now", say("Answer now")), Column("rule", say("Because now")),
            Column("improvement_then", say("Improvement then")),
            Column("improvement_now", say("Improvement now")), Column("readings", say("New readings")),
        ),
        rows,
        say(
            "The last review is the day of the decision where that has come, else {days} ago; the answer of"
            " that day is computed from what was known then. A look after the decision informs and does not"
            " decide again.",
            days=Quantity(scope.settings.review_days, "days"),
        ),
    )  # fmt: skip


def _moved(gate: Gate) -> Term:
    return Term(gate.outcome.rule.value if gate.outcome.rule is not Rule.STOPPED else "already stopped")


def _at(gate: Gate, evidence: Evidence) -> Cell:
    judged = evidence.judged
    if judged is None:
        return Term("cannot tell")
    value = gate.ruler.to_unit(judged.point)
    return Quantity(value, "index", 3) if math.isfinite(value) else Term("cannot tell")


def _register(scope: Scope, known: Known) -> Table:
    rows = tuple(
        (
            gate.plan.initiative, gate.metric.ref, gate.plan.registered_on, gate.plan.began_on,
            Term(gate.plan.late or "in time"), _number(gate.plan.baseline), _number(gate.early_mean),
            _known(gate, known, "detectable_effect"), _known(gate, known, "power_of_plan"),
        )
        for gate in scope.gates
    )  # fmt: skip
    return Table(
        "register",
        say("Plans as registered, and what they can detect"),
        (
            Column("initiative", say("Initiative")), Column("metric", say("Metric")),
            Column("registered", say("Registered")), Column("start", say("First use")),
            Column("in_time", say("Written")), Column("baseline", say("Baseline registered")),
            Column("readings", say("Readings before the start")),
            Column("detectable", say("Smallest detectable effect")),
            Column("power", say("Power at the minimum")),
        ),
        rows,
        say(
            "Smallest detectable effect: found in {power} of simulated panels by the test that judges the"
            " gate.",
            power=Quantity(scope.settings.power, "fraction"),
        ),
    )  # fmt: skip


def _number(value: float | None) -> Cell:
    return None if value is None or not math.isfinite(value) else Quantity(round(value, 6), "index")


def _known(gate: Gate, known: Known, measure: str) -> Cell:
    return known.get((measure, gate.metric.ref.id, gate.plan.period))


def _money(gate: Gate, scope: Scope) -> Cell:
    return None if gate.plan.tranche is None else Quantity(gate.plan.tranche, scope.currency)
