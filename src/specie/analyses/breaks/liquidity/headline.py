"""The answer in one to three sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.liquidity.estimates import limit_ref
from specie.analyses.breaks.liquidity.tables import needed
from specie.analyses.breaks.liquidity.words import BASE
from specie.model import PORTFOLIO, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.liquidity.scope import Scope
    from specie.model import Estimate, Message


def headline(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Message]:
    """Say how long cash lasts, under which scenario it ends first, and what a limit asks for."""
    left, floor = (known.get((m, PORTFOLIO.id)) for m in ("months_of_cash", "months_to_floor"))
    if left is not None and floor is not None:
        yield say("Cash lasts {left}, and {floor} until it is below your floor.", left=left, floor=floor)
    elif left is not None:
        yield say("Cash lasts {left}.", left=left)
    others = [o for o in scope.outlooks if o.scenario.id != BASE and o.left.point is not None]
    if others:
        worst = min(others, key=lambda o: o.left.point or 0.0)
        months = known.get(("months_of_cash", worst.scenario.ref.id))
        if months is not None:
            yield say("Shortest of {count} scenarios: {scenario}, {months}.", count=len(others),
                      scenario=Term(worst.scenario.id), months=months)  # fmt: skip
    limit, money = needed(scope)
    cut = None if limit is None else known.get(("cut_needed", limit_ref(limit).id))
    if limit is not None and cut is not None and money > 0:
        yield say("To hold the limit {limit}, {cut} must be cut.", limit=Term(limit.id), cut=cut)
    elif left is None and scope.commitments:
        yield say("{count} suppliers hold contracts that run; how long cash lasts is not assessed.",
                  count=len(scope.commitments))  # fmt: skip
