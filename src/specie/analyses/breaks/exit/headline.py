"""The answer in one to three sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.exit.findings import bad_year_over, over_limit
from specie.analyses.breaks.exit.prepared import MET
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.exit.scope import Scope
    from specie.model import Estimate, Message


def headline(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Message]:
    """Say which failure takes most, how prepared leaving it is, and what holding the limit costs."""
    worst = next(iter(scope.chosen.failures), None)
    loss = None if worst is None else known.get(("failure_loss", worst.supplier))
    if worst is not None and loss is not None:
        yield say("The failure of {who} takes most: {loss}.", who=scope.supplier(worst.supplier), loss=loss)
    least = min(scope.ready, key=lambda r: r.count(MET) / len(r.items), default=None)
    if least is not None:
        yield say(
            "Least prepared of {count} critical suppliers is leaving {who}: {met} of {all} items are met.",
            count=len(scope.ready), who=least.plan.vendor, met=least.count(MET), all=len(least.items),
        )  # fmt: skip
    yield from _held(scope, known)


def _held(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Message]:
    limit, choice = scope.chosen.limit, scope.chosen.choice
    if limit is None:
        return
    money = Quantity(limit.money, scope.book.currency)
    if not over_limit(scope) and not bad_year_over(scope):
        yield say("No failure of one supplier takes more than {limit}.", limit=money)
    elif choice is None:
        yield say("No set of measures holds it at {limit}.", limit=money)
    else:
        yield say(
            "The cheapest measures that hold every failure at {limit} cost {cost} a year, with {reserve} held"
            " in reserve.",
            limit=money, cost=known["measures_cost", "all"], reserve=known["reserve_held", "all"],
        )  # fmt: skip
