"""Those that look best: what their measured benefits add up to, and what is left once luck is taken out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.combine import add
from specie.analyses.pays.portfolio.organisation import as_measured
from specie.analyses.pays.portfolio.scope import assumed_of_sums, weakest
from specie.analyses.pays.portfolio.value import less, net_of
from specie.kernel.portfolio.sums import Total
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.portfolio.holding import Holding
    from specie.analyses.pays.portfolio.scope import Scope
    from specie.analyses.pays.portfolio.shrunk import Shrinking
    from specie.kernel.portfolio.shrinkage import Spread
    from specie.model import Estimate, Message


@dataclass(frozen=True, slots=True)
class Winners:
    """Initiatives whose measured net is above zero, and their sum before and after shrinking."""

    holdings: tuple[Holding, ...]
    raw: Total
    shrunken: Total

    @property
    def overstated(self) -> float | None:
        """How many times the raw sum is the shrunken one; None where nothing is left of it."""
        return self.raw.point / self.shrunken.point if self.shrunken.point > 0 else None


def winners(scope: Scope) -> Winners | None:
    """Pick those whose estimate is above zero, as anybody adding up successes would; None without any."""
    best = tuple(h for h in scope.assessed if (h.raw_net or 0.0) > 0)
    if not best or scope.shrinking.fit is None:
        return None
    cost = sum(holding.cost for holding in best)
    raw = add(as_measured(scope, holding) for holding in best)
    kept = add(part for part in map(scope.part, best) if part is not None)
    return Winners(best, less(raw, cost), less(kept, cost))


def shrunken_estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield the shrunken net and return of every measured initiative, and how the returns are spread."""
    for holding in scope.measured:
        yield from _one(scope, holding)
    fit, spread = scope.shrinking.fit, spread_of(scope.shrinking)
    if fit is None or spread is None:
        return
    of = say("of {count} initiatives that can be compared", count=len(scope.shrinking.compared))
    half = 1.959964 * math.sqrt(spread.mean_variance)
    yield scope.between(
        "mean_return_year", Total(spread.mean, spread.mean - half, spread.mean + half), "fraction",
        "moments", weakest(scope.shrinking.compared), of,
    )  # fmt: skip
    found = winners(scope)
    if found is not None:
        yield from _winners(scope, found)


def spread_of(shrinking: Shrinking) -> Spread | None:
    """How the true returns are spread, where it could be told."""
    return None if shrinking.fit is None else shrinking.fit.spread


def _one(scope: Scope, holding: Holding) -> Iterator[Estimate]:
    part = scope.part(holding)
    if part is None:
        return
    net = net_of(holding, part)
    of = say("cash benefit less {cost} booked to it", cost=scope.money(holding.cost))
    grade = holding.grade or weakest(())
    assumptions = tuple(_assumed(scope, holding, part.weight))
    yield scope.between(
        "shrunken_net_year", net, scope.currency, "shrunken", grade, of, holding.ref, assumptions
    )
    ratio = Total(*(end / holding.cost for end in net))
    yield scope.between(
        "shrunken_return_year", ratio, "fraction", "shrunken", grade, of, holding.ref, assumptions
    )


def _assumed(scope: Scope, holding: Holding, weight: float) -> Iterator[Message]:
    if holding.reach > 0:
        yield say(
            "up to {amount} of bills without an initiative may be its own", amount=scope.money(holding.reach)
        )
    if weight < 1:
        yield say(
            "returns of {count} initiatives are taken to be alike before they are measured; {share} of its"
            " own distance from them is kept",
            count=len(scope.shrinking.compared), share=Quantity(weight, "fraction", 0),
        )  # fmt: skip
    yield say("the worth of a unit lies in its declared range")


def _winners(scope: Scope, found: Winners) -> Iterator[Estimate]:
    of = say(
        "of {count} initiatives whose measured net is above zero, of {all} judged by a measurement",
        count=len(found.holdings), all=len(scope.assessed),
    )  # fmt: skip
    grade = weakest(found.holdings)
    for measure, total, method in (
        ("winners_as_measured", found.raw, "mover"),
        ("winners_shrunken", found.shrunken, "mover_shrunken"),
    ):
        yield scope.between(measure, total, scope.currency, method, grade, of, assumptions=assumed_of_sums())
