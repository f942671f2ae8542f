"""New business or efficiency: by the ledger accounts of claims, if the user names those of revenue."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.combine import add
from specie.analyses.pays.portfolio.scope import assumed_of_sums, weakest
from specie.model import Ref, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.portfolio.holding import Holding
    from specie.analyses.pays.portfolio.scope import Scope
    from specie.model import Estimate


class Sort(StrEnum):
    """What kind of benefit an initiative claims."""

    NEW_BUSINESS = "new business"
    EFFICIENCY = "efficiency"
    NOT_NAMED = "no account named"


def sort_of(scope: Scope, holding: Holding) -> Sort:
    """Sort an initiative by the accounts it claims; one revenue account makes it new business."""
    if not holding.accounts:
        return Sort.NOT_NAMED
    revenue = any(account.startswith(scope.settings.new_business) for account in holding.accounts)
    return Sort.NEW_BUSINESS if revenue else Sort.EFFICIENCY


def sorted_benefits(scope: Scope) -> dict[Sort, tuple[Holding, ...]]:
    """Group measured initiatives by sort; empty where the user named no revenue accounts."""
    if not scope.settings.new_business:
        return {}
    return {sort: tuple(h for h in scope.measured if sort_of(scope, h) is sort) for sort in Sort}


def taxonomy_estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield the measured cash benefit of each sort."""
    for sort, holdings in sorted_benefits(scope).items():
        if holdings:
            found = add(part for part in map(scope.part, holdings) if part is not None)
            yield scope.between(
                "benefit_by_sort_year", found, scope.currency, "mover_shrunken", weakest(holdings),
                say("of {count} initiatives with a measured benefit", count=len(scope.measured)),
                Ref("benefit", sort.value), assumed_of_sums(),
            )  # fmt: skip
