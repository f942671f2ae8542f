"""What somebody should do about groups: functions, approaches, approvals, new business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.groups import NOT_STATED, apart, by_approach, by_function
from specie.model import PORTFOLIO, Finding, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.portfolio.assessed import Assessed
    from specie.model import Message


def group_findings(found: Assessed) -> Iterator[Finding]:
    """Yield what concerns groups of initiatives."""
    yield from _functions(found)
    yield from _approaches(found)
    yield from _approvals(found)
    yield from _sorts(found)


def _functions(found: Assessed) -> Iterator[Finding]:
    for group in by_function(found.scope):
        if group.measured and group.net.high < 0 and group.ref.id != NOT_STATED:
            evidence = found.known.all(group.ref, "group_net_year", "group_spend_year")
            message = say(
                "{function} spends {spend} a year on AI and is left with {net}",
                function=group.ref, spend=found.scope.money(group.spend), net=evidence[0],
            )  # fmt: skip
            action = say("go through its initiatives: which can pay, and which should end")
            yield Finding("PAY514", Severity.WATCH, group.ref, message, evidence, action, Role.ENTERPRISE)


def caveat() -> Message:
    """Why a difference between approaches is not what switching would bring."""
    return say(
        "nobody drew lots for the approach, and a group of a few initiatives is mostly its largest one"
    )


def _approaches(found: Assessed) -> Iterator[Finding]:
    groups = tuple(g for g in by_approach(found.scope) if g.measured and g.ref.id != NOT_STATED)
    if len(groups) < 2:
        return
    pairs = apart(groups)
    for better, worse in pairs:
        evidence = tuple(
            e for g in (better, worse) for e in found.known.all(g.ref, "group_return_year")
        )  # fmt: skip
        message = say(
            "{better} returned more than {worse} per money spent; {caveat}",
            better=better.ref, worse=worse.ref, caveat=caveat(),
        )  # fmt: skip
        action = say("compare initiatives of the same function and size before choosing an approach")
        yield Finding("PAY510", Severity.NOTE, better.ref, message, evidence, action, Role.ENTERPRISE)
    if not pairs:
        evidence = tuple(e for g in groups for e in found.known.all(g.ref, "group_return_year"))
        message = say("build, buy and partner cannot be told apart by what they return")
        action = say("do not choose an approach by these returns")
        yield Finding("PAY509", Severity.NOTE, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _approvals(found: Assessed) -> Iterator[Finding]:
    lost = found.known.get("lost_by_waiting", PORTFOLIO)
    if lost is None:
        return
    saved = found.known.get("saved_by_waiting", PORTFOLIO)
    message = say("waiting for approval lost {lost} of initiatives that bring money", lost=lost)
    if saved is not None:
        message = say(
            "waiting for approval lost {lost} of initiatives that bring money, and saved {saved} of those"
            " that lose it",
            lost=lost, saved=saved,
        )  # fmt: skip
    evidence = (lost, *((saved,) if saved is not None else ()))
    action = say("decide first on what promises most, and give each cause of waiting an owner and a date")
    yield Finding("PAY511", Severity.WATCH, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _sorts(found: Assessed) -> Iterator[Finding]:
    claimed = [holding for holding in found.scope.holdings if holding.accounts]
    if claimed and not found.scope.settings.new_business:
        message = say(
            "{count} initiatives claim benefits in ledger accounts, and nobody said which hold revenue: new"
            " business and efficiency are not told apart",
            count=len(claimed),
        )
        action = say("set new_business_accounts to the beginnings of your revenue accounts, such as 4")
        yield Finding("PAY515", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)
