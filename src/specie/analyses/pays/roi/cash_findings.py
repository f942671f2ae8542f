"""Claims that the ledger or the measurement does not bear out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from specie.analyses.pays.roi.records import NOTHING
from specie.model import PORTFOLIO, Finding, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.model.lookup import Known

ENOUGH = Decimal("0.9")
"""Share of a claim in accounts from which it counts as booked."""
NAMES = 8


def cash_findings(scope: Scope, known: Known) -> Iterator[Finding]:
    """Yield what is claimed and not borne out, initiative by initiative."""
    for case in scope.cases:
        yield from _not_booked(scope, case, known)
        yield from _beyond(scope, case, known)
    yield from _without_account(scope, known)
    yield from _as_hours(scope, known)
    yield from _shared(scope)


def _not_booked(scope: Scope, case: Case, known: Known) -> Iterator[Finding]:
    cash, about = case.cash, case.initiative.ref
    if cash.booked is None or cash.shared or cash.named <= 0 or cash.booked >= ENOUGH * cash.named:
        return
    evidence = known.all(about, "not_booked", "claimed", "booked", "measured")
    accounts = ", ".join(account.account for account in cash.accounts)
    owner = case.initiative.owner or say("whoever claims it")
    if cash.booked <= 0:
        message = say(
            "{amount} claimed for {initiative} never reached the ledger: account {account} shows nothing of"
            " it",
            amount=scope.money(cash.named), initiative=about, account=accounts,
        )  # fmt: skip
        action = say("ask {owner} to book it, change its cash class, or withdraw the claim", owner=owner)
        yield Finding("PAY411", Severity.ALARM, about, message, evidence, action, Role.ENTERPRISE)
        return
    message = say(
        "of {claimed} claimed for {initiative} account {account} shows {booked}; {missing} never reached"
        " the ledger",
        claimed=scope.money(cash.named), initiative=about, account=accounts, booked=scope.money(cash.booked),
        missing=scope.money(cash.named - cash.booked),
    )  # fmt: skip
    action = say("ask {owner} where the rest is, and correct the claim", owner=owner)
    yield Finding("PAY412", Severity.WATCH, about, message, evidence, action, Role.ENTERPRISE)


def _beyond(scope: Scope, case: Case, known: Known) -> Iterator[Finding]:
    """Claims for periods wholly in the last twelve months above the most that was measured for them all."""
    claimed, about = case.cash.claimed_year, case.initiative.ref
    found = known.get("hard_benefit_year", about)
    if claimed <= 0 or found is None or found.high is None or case.missing or float(claimed) <= found.high:
        return
    message = say(
        "{claimed} of cash is claimed for {initiative} in the last twelve months; measured is {measured}",
        claimed=scope.money(claimed), initiative=about, measured=found,
    )  # fmt: skip
    action = say("correct the claim to what was measured")
    evidence = (found, *known.all(about, "claimed"))
    yield Finding("PAY414", Severity.WATCH, about, message, evidence, action, Role.ENTERPRISE)


def _without_account(scope: Scope, known: Known) -> Iterator[Finding]:
    found = [case for case in scope.cases if case.cash.unnamed > 0]
    if found:
        message = say(
            "{amount} is claimed as cash without a ledger account in which it could be seen: {names}",
            amount=scope.money(sum((case.cash.unnamed for case in found), NOTHING)), names=names(found),
        )  # fmt: skip
        action = say("name the account, or the budget or contract line that fell, for each")
        evidence = known.all(PORTFOLIO, "claimed")
        yield Finding("PAY413", Severity.NOTE, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _as_hours(scope: Scope, known: Known) -> Iterator[Finding]:
    found = [case for case in scope.cases if case.cash.claimed_soft > 0]
    if found:
        message = say(
            "{amount} is claimed in hours or capacity and counts as nothing in cash: {names}",
            amount=scope.money(sum((case.cash.claimed_soft for case in found), NOTHING)), names=names(found),
        )  # fmt: skip
        action = say("name what the hours became, or leave them out of the return")
        evidence = known.all(PORTFOLIO, "claimed_soft")
        yield Finding("PAY415", Severity.NOTE, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _shared(scope: Scope) -> Iterator[Finding]:
    for account in scope.records.accounts:
        if len(account.initiatives) > 1:
            message = say(
                "account {account} is claimed by {count} initiatives, so nobody can say whose its {amount}"
                " is",
                account=account.account, count=len(account.initiatives), amount=scope.money(account.net),
            )  # fmt: skip
            action = say("give each its own account or cost centre")
            yield Finding("PAY416", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def names(cases: list[Case]) -> str:
    """List ids, a long list cut short."""
    ids = [case.initiative.ref.id for case in cases]
    return ", ".join(ids[:NAMES]) + (", …" if len(ids) > NAMES else "")
