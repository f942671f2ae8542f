"""What each initiative cost and brought in the last twelve months, as ``pays/roi`` published it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.kernel.money import Range, minus, over, total

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Estimate, Ref, Result

SOURCE = "pays/roi"


@dataclass(frozen=True, slots=True)
class Return:
    """One initiative's year: full cost and cash benefit as ranges, with the estimates they come from.

    ``benefit`` is None where ``pays/roi`` could not value its effect: then no return is known either.
    """

    ref: Ref
    cost: Range
    benefit: Range | None
    level: float
    """Coverage that the range of the benefit promises."""
    evidence: tuple[Estimate, ...]

    def net(self, added: Range) -> Range | None:
        """Cash benefit less full cost and an added cost; None where no benefit is known."""
        return None if self.benefit is None else minus(self.benefit, total((self.cost, added)))

    def roi(self, added: Range) -> Range | None:
        """Return on full cost with an added cost; None where no benefit is known or it costs nothing."""
        cost = total((self.cost, added))
        if self.benefit is None or cost.low < 0 or cost.high <= 0:
            return None
        return minus(over(self.benefit, cost), Range(1.0, 1.0, 1.0))


def read_returns(results: Mapping[str, Result]) -> dict[str, Return]:
    """Read cost and benefit of every initiative; empty where ``pays/roi`` did not run."""
    found = results.get(SOURCE)
    if found is None:
        return {}
    costs = {e.subject.id: e for e in found.find("cost_year") if e.subject.kind == "initiative"}
    benefits = {e.subject.id: e for e in found.find("hard_benefit_year") if e.subject.kind == "initiative"}
    return {key: _return(cost, benefits.get(key)) for key, cost in costs.items()}


def range_of(estimate: Estimate) -> Range:
    """Return the ends of an estimate; a side that is open is without limit."""
    low = -math.inf if estimate.low is None else estimate.low
    high = math.inf if estimate.high is None else estimate.high
    return Range(low, estimate.point, high)


def _return(cost: Estimate, benefit: Estimate | None) -> Return:
    return Return(
        cost.subject,
        range_of(cost),
        None if benefit is None else range_of(benefit),
        1.0 if benefit is None else benefit.level,
        tuple(e for e in (cost, benefit) if e is not None),
    )
