"""Sums over all initiatives that are exact: cost, claims, the ledger, verdicts counted.

Measured benefits are not added up here: the largest of many uncertain effects are large partly by luck.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from specie.analyses.pays.roi.cash_estimates import span
from specie.analyses.pays.roi.records import NOTHING
from specie.model import PORTFOLIO, Grade, Verdict, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from specie.analyses.pays.roi.scope import Scope
    from specie.model import Estimate, Message, Origin

COUNTED = {
    Verdict.PAYS: "initiatives_pays",
    Verdict.DOES_NOT_PAY: "initiatives_does_not_pay",
    Verdict.TOO_EARLY: "initiatives_too_early",
    Verdict.CANNOT_TELL: "initiatives_cannot_tell",
}


def portfolio_estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield the counts of verdicts and the exact sums."""
    yield from _verdicts(scope)
    of = say("all rows of bills and costs that name an initiative")
    money = scope.origins("bills", "costs")
    for measure, period, amount in (
        ("cost_year", scope.records.year.period, sum((c.cost.year for c in scope.cases), NOTHING)),
        ("cost_to_date", ever(scope), sum((c.cost.to_date for c in scope.cases), NOTHING)),
    ):
        yield _sum(scope, measure, period, amount, of, money)
    yield from _claims(scope)


def _verdicts(scope: Scope) -> Iterator[Estimate]:
    found = Counter(judgement.verdict for _, judgement in scope.judged)
    of = say("of {count} initiatives", count=len(scope.judged))
    for verdict, measure in COUNTED.items():
        yield exact(
            measure, PORTFOLIO, scope.book.as_of.isoformat(), found[verdict], "count", "count",
            scope.origins("initiatives", "kpis", "outcomes", "bills", "costs"),
            grade=Grade.RECORDED, denominator=of,
        )  # fmt: skip


def _claims(scope: Scope) -> Iterator[Estimate]:
    claims, origins = scope.records.claims, scope.origins("benefits")
    for measure, cash in (("claimed", True), ("claimed_soft", False)):
        rows = [claim for claim in claims if claim.cash is cash]
        if rows:
            amount = sum((claim.amount for claim in rows), NOTHING)
            of = say("{count} claims", count=sum(claim.n_rows for claim in rows))
            yield _sum(scope, measure, span(rows), amount, of, origins, Grade.E)
    accounts = scope.records.accounts
    if accounts and scope.book.has("ledger"):
        period = f"{min(a.since for a in accounts).isoformat()}/{scope.book.as_of.isoformat()}"
        booked = sum((account.net for account in accounts), NOTHING)
        of = say("lines of {count} accounts that claims name", count=len(accounts))
        yield _sum(scope, "booked", period, booked, of, scope.origins("ledger", "benefits"))


def ever(scope: Scope) -> str:
    """All time up to the date of the book, as an ISO 8601 interval."""
    first = min((cell.first_on for cell in scope.records.cells), default=scope.book.as_of)
    return f"{min(first, scope.book.as_of).isoformat()}/{scope.book.as_of.isoformat()}"


def _sum(
    scope: Scope, measure: str, period: str, amount: Decimal, of: Message, origins: tuple[Origin, ...],
    grade: Grade = Grade.BOOKED,
) -> Estimate:  # fmt: skip
    return exact(
        measure, PORTFOLIO, period, amount, scope.currency, "sum", origins, grade=grade, denominator=of
    )
