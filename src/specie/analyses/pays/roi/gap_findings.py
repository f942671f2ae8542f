"""What is open: unpriced costs, costs after the end, worth and ranges that nobody gave, missing tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.roi.cash_findings import names
from specie.analyses.pays.roi.cost import in_use
from specie.analyses.pays.roi.measurable import NEEDED
from specie.analyses.pays.roi.reconcile import differences
from specie.analyses.pays.roi.settling import things
from specie.analyses.pays.roi.stated import LATE_DAYS
from specie.model import PORTFOLIO, Finding, Role, Severity, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.records import Kpi
    from specie.analyses.pays.roi.scope import Scope
    from specie.model import Message
    from specie.model.lookup import Known


def gap_findings(scope: Scope, known: Known) -> Iterator[Finding]:
    """Yield what is missing or does not fit."""
    yield from _unreconciled(scope)
    for case in scope.cases:
        yield from _unpriced(scope, case, known)
        yield from _after_end(scope, case)
    yield from _metrics(scope)
    yield from _not_measurable(scope, known)
    for message in _left_out(scope):
        yield Finding("PAY428", Severity.NOTE, PORTFOLIO, message, (), None, Role.ENTERPRISE)


def _unreconciled(scope: Scope) -> Iterator[Finding]:
    for what, ours, theirs in differences(scope):
        message = say(
            "{what} is {ours} here and {theirs} when added up another way",
            what=what, ours=scope.money(ours), theirs=scope.money(theirs),
        )  # fmt: skip
        action = say("do not use the figures; report the fault")
        yield Finding("PAY430", Severity.ALARM, PORTFOLIO, message, (), action, Role.DEVELOPER)


def _unpriced(scope: Scope, case: Case, known: Known) -> Iterator[Finding]:
    about = case.initiative.ref
    for kind in case.cost.unpriced:
        if kind.id == "labour":
            message = say(
                "{initiative} is in use and the book has no cost of people for it: its {cost} is a floor",
                initiative=about, cost=scope.money(case.cost.year),
            )  # fmt: skip
            action = say("add the labour of running it and of checking its answers to costs")
        else:
            message = say(
                "{initiative} is in use and the book has no {kind} for it: its {cost} is a floor",
                initiative=about, kind=kind, cost=scope.money(case.cost.year),
            )  # fmt: skip
            action = say("add the bill or the licence, or map it to the initiative in specie.toml")
        evidence = known.all(about, "cost_year")
        yield Finding("PAY421", Severity.WATCH, about, message, evidence, action, Role.ENTERPRISE)


def _after_end(scope: Scope, case: Case) -> Iterator[Finding]:
    ended = case.initiative.stopped_on
    if ended is None or case.cost.after_end <= 0:
        return
    about = case.initiative.ref
    message = say(
        "{initiative} was stopped on {day} and has cost {amount} in the months since",
        initiative=about, day=ended, amount=scope.money(case.cost.after_end),
    )  # fmt: skip
    evidence = exact(
        "cost_after_end", about, f"{ended.isoformat()}/{scope.book.as_of.isoformat()}", case.cost.after_end,
        scope.currency, "sum", scope.origins("bills", "costs"),
        denominator=say("all rows after the month of the end, winding down left out"),
    )  # fmt: skip
    action = say("end the contract or the use, or book the money where it belongs")
    yield Finding("PAY422", Severity.WATCH, about, message, (evidence,), action, Role.ENTERPRISE)


def _metrics(scope: Scope) -> Iterator[Finding]:
    read, kpis = scope.records.read, scope.records.kpis
    lists = (
        ("PAY424", [k for k in kpis if k.supposed], _unranged),
        ("PAY427", [k for k in kpis if k.ref.id in read and _late(scope, k)], _unread),
    )
    for code, found, words in lists:
        if found:
            message, action = words(", ".join(kpi.ref.name for kpi in found))
            about = found[0].ref if len(found) == 1 else PORTFOLIO
            yield Finding(code, Severity.NOTE, about, message, (), action, Role.ENTERPRISE)


def _late(scope: Scope, kpi: Kpi) -> bool:
    """Whether the readings of an initiative that still runs lag behind the book."""
    ended = any(i.ref.id == kpi.initiative_id and i.stopped_on for i in scope.records.initiatives)
    return not ended and (scope.book.as_of - scope.records.read[kpi.ref.id].last_on).days > LATE_DAYS


def _unranged(which: str) -> tuple[Message, Message]:
    return (
        say("metrics whose worth has no lowest and highest count as certain: {names}", names=which),
        say("fill {low} and {high}", low="value_low", high="value_high"),
    )


def _unread(which: str) -> tuple[Message, Message]:
    return (
        say(
            "readings end more than a month before the book, and nothing is counted after them: {names}",
            names=which,
        ),
        say("add the latest readings to {table}", table="outcomes"),
    )


def _not_measurable(scope: Scope, known: Known) -> Iterator[Finding]:
    running = [
        c for c in scope.cases if in_use(c.initiative, scope.records.year) and not c.initiative.stopped_on
    ]
    lacking = [case for case in running if case.measurable.missing]
    if lacking:
        most = [
            n for n in NEEDED if sum(n in case.measurable.missing for case in lacking) * 2 >= len(lacking)
        ]
        message = say(
            "{count} of {all} initiatives in use lack some of what a verdict needs: {names}",
            count=len(lacking), all=len(running), names=names(lacking),
        )  # fmt: skip
        action = say("complete the five for each; most lack {what}", what=things(most or list(NEEDED[:1])))
        evidence = tuple(e for c in lacking[:1] if (e := known.get("measurable", c.initiative.ref)))
        yield Finding("PAY426", Severity.WATCH, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _left_out(scope: Scope) -> Iterator[Message]:
    book = scope.book
    if not scope.evidence.assessed:
        yield say("no benefit could be measured: add {tables}", tables="kpis, outcomes, rollout")
    if scope.rate is None:
        yield say("no present value: set {key} under [policy] in specie.toml", key="hurdle_rate")
    if not book.has("benefits"):
        yield say("claims were not checked: add {tables}", tables="benefits")
    elif scope.records.accounts and not book.has("ledger"):
        yield say("claims were not checked against the ledger: add {tables}", tables="ledger")
