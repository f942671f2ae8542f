"""The answer in one to three sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from specie.model import PORTFOLIO, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.model import Message
    from specie.model.lookup import Known


def headline(scope: Scope, known: Known) -> Iterator[Message]:
    """Say how many pay, which costs most without paying, and how much of the claims is in the ledger."""
    found = Counter(judgement.verdict for _, judgement in scope.judged)
    yield say(
        "Of {count} initiatives {pays} pay and {not_pays} do not; {early} are too early to judge and {open}"
        " cannot be"
        " told.",
        count=len(scope.judged), pays=found[Verdict.PAYS], not_pays=found[Verdict.DOES_NOT_PAY],
        early=found[Verdict.TOO_EARLY], open=found[Verdict.CANNOT_TELL],
    )  # fmt: skip
    worst = max(_losers(scope), key=lambda case: -(case.net_year.point or 0.0), default=None)
    if worst is not None:
        yield say(
            "The dearest that does not pay is {initiative}: in twelve months it cost {cost} and brought"
            " {benefit} in cash.",
            initiative=worst.initiative.ref, cost=scope.money(worst.cost.year),
            benefit=known.get("hard_benefit_year", worst.initiative.ref) or scope.money(0),
        )  # fmt: skip
    claimed, booked = known.get("claimed", PORTFOLIO), known.get("booked", PORTFOLIO)
    if claimed is not None and booked is not None:
        yield say(
            "Of {claimed} claimed as cash so far {booked} is in the ledger.", claimed=claimed, booked=booked
        )


def _losers(scope: Scope) -> Iterator[Case]:
    """Yield initiatives that still run and do not pay."""
    for case, _ in scope.with_verdict(Verdict.DOES_NOT_PAY):
        if case.initiative.stopped_on is None:
            yield case
