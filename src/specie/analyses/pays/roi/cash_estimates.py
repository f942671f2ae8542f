"""Claims and the ledger, as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.roi.number import between
from specie.analyses.pays.roi.records import NOTHING
from specie.kernel.money import Range
from specie.model import Grade, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.records import Claim
    from specie.analyses.pays.roi.scope import Scope
    from specie.model import Estimate


def cash_estimates(scope: Scope, case: Case) -> Iterator[Estimate]:
    """Yield what is claimed as cash, claimed as hours, and in the ledger."""
    cash, about = case.cash, case.initiative.ref
    for measure, amount, kind in (
        ("claimed", cash.claimed, True),
        ("claimed_soft", cash.claimed_soft, False),
    ):
        rows = [claim for claim in cash.claims if claim.cash is kind]
        if rows:
            yield exact(
                measure, about, span(rows), amount, scope.currency, "sum", scope.origins("benefits"),
                grade=Grade.E, denominator=say("{count} claims", count=sum(claim.n_rows for claim in rows)),
            )  # fmt: skip
    yield from _booked(scope, case)


def _booked(scope: Scope, case: Case) -> Iterator[Estimate]:
    cash, about = case.cash, case.initiative.ref
    accounts = (*cash.accounts,)
    if cash.booked is None and not cash.shared:
        return
    period = f"{min(a.since for a in accounts).isoformat()}/{scope.book.as_of.isoformat()}"
    of = say(
        "lines of {accounts} since the first day claimed for", accounts=", ".join(a.account for a in accounts)
    )
    origins = scope.origins("ledger", "benefits")
    if cash.shared:
        low = float(cash.booked or NOTHING)
        shared = between(
            "booked", about, period, Range(min(low, 0.0), None, max(low, float(cash.ledger_high))),
            scope.currency, "ledger", origins, level=1.0, grade=Grade.BOOKED, denominator=of,
            assumptions=(say("other initiatives claim some of these accounts too"),),
        )  # fmt: skip
        yield from () if shared is None else (shared,)
        return
    booked = cash.booked or NOTHING
    yield exact("booked", about, period, booked, scope.currency, "ledger", origins, denominator=of)
    missing = cash.named - booked
    of = say("of {claimed} claimed in accounts", claimed=scope.money(cash.named))
    yield exact("not_booked", about, period, missing, scope.currency, "ledger", origins, denominator=of)


def span(claims: Iterable[Claim]) -> str:
    """The periods that claims cover, as an ISO 8601 interval."""
    known = list(claims)
    return f"{min(c.first_on for c in known).isoformat()}/{max(c.last_on for c in known).isoformat()}"
