"""Candidates in order: expected cash, evidence, and the cost of being wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.scope import unique
from specie.analyses.pays.portfolio.value import basis, expected, own, wrong
from specie.model import Estimate, Grade, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.portfolio.holding import Holding
    from specie.analyses.pays.portfolio.scope import Scope
    from specie.kernel.portfolio.sums import Total


@dataclass(frozen=True, slots=True)
class Candidate:
    """An initiative that could get money: what it is expected to bring, and how good that knowledge is."""

    holding: Holding
    expected: Total
    own: bool
    grade: Grade
    wrong: float | None


def ranking(scope: Scope) -> tuple[Candidate, ...]:
    """Rank every initiative that was not stopped: most expected cash first, better evidence before worse."""
    found = [
        Candidate(holding, amount, own(scope, holding), _grade(scope, holding), wrong(scope, holding))
        for holding in scope.holdings
        if holding.active and (amount := expected(scope, holding)) is not None
    ]
    return tuple(sorted(found, key=lambda c: (-c.expected.point, c.grade.value, c.holding.ref.id)))


def _grade(scope: Scope, holding: Holding) -> Grade:
    if not own(scope, holding):
        return Grade.MODELLED
    return holding.grade or Grade.RECORDED


def ranking_estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield the expected cash of every candidate."""
    for candidate in ranking(scope):
        about, amount = candidate.holding.ref, candidate.expected
        yield Estimate(
            "expected_net_year", about, scope.period, amount.point, amount.low, amount.high,
            scope.settings.level, scope.currency, "shrunken" if candidate.own else "typical",
            candidate.grade, unique((*scope.origins, *candidate.holding.origins)),
            say("at {cost} of cost a year", cost=scope.money(candidate.holding.cost)),
            () if candidate.own else (basis(scope),),
        )  # fmt: skip
