"""The same money added up in other ways: against the spending, against the ledger, to the cent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from specie.analyses.pays.roi.cash import cents
from specie.analyses.pays.roi.records import NOTHING
from specie.model import PORTFOLIO, Ref, Status, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.roi.scope import Scope
    from specie.model import Message

CENT = Decimal("0.01")


def differences(scope: Scope) -> Iterator[tuple[Message, Decimal, Decimal]]:
    """Yield every sum that differs by a cent or more from the same sum made elsewhere."""
    for what, ours, theirs in (*_spending(scope), *_accounts(scope)):
        if abs(ours - theirs) >= CENT:
            yield what, ours, theirs


def unassigned(scope: Scope) -> Decimal:
    """All money that names no initiative."""
    return sum((cell.amount for cell in scope.records.of.get(None, ())), NOTHING)


def spent(scope: Scope) -> Decimal | None:
    """All AI money as ``pays/spend`` tells it; None where it was not assessed."""
    if scope.spend is None or scope.spend.status is not Status.OK:
        return None
    whole = next((e for e in scope.spend.find("spend_all", PORTFOLIO.id)), None)
    return None if whole is None or whole.point is None else cents(whole.point)


def _spending(scope: Scope) -> Iterator[tuple[Message, Decimal, Decimal]]:
    whole = spent(scope)
    if scope.spend is None or whole is None:
        return
    booked = sum((cell.amount for cell in scope.records.cells), NOTHING)
    yield say("all cost, with what names no initiative"), cents(booked), whole
    told = {e.subject: e.point for e in scope.spend.find("spend_all") if e.subject.kind == "initiative"}
    for case in scope.cases:
        about: Ref = case.initiative.ref
        point = told.get(about)
        if point is not None:
            yield say("the cost of {initiative}", initiative=about), cents(case.cost.to_date), cents(point)


def _accounts(scope: Scope) -> Iterator[tuple[Message, Decimal, Decimal]]:
    for account in scope.records.accounts:
        what = say("what account {account} holds", account=account.account)
        yield what, cents(account.net + account.before), cents(account.whole)
