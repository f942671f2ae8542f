"""The smallest fall that breaks a limit, and the one edge whose removal helps most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.breaks.stress.scenarios import ANY, CENTRAL, fall_of
from specie.analyses.breaks.stress.scope import HIGH, LOW, MIDDLE
from specie.analyses.breaks.stress.simulate import ENDS, simulate
from specie.companies.network.channels import weave
from specie.companies.network.edge import SALES
from specie.kernel.credit.streams import CHUNK
from specie.kernel.stress.enterprise import without_need

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.stress.scope import Scope
    from specie.analyses.breaks.stress.simulate import Common, Outcome
    from specie.companies.network.edge import Edge

BESIDE = (0.2, 0.6, 0.8)
"""Depths drawn beside those of the scenarios; the deepest always, the others where none of those is near."""
NEAR = 0.1
DEEPEST = BESIDE[-1]
TRIED = 3
"""Needs and deals that are taken out in turn, those that carry most first."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Chance that each limit breaks by depth of the fall: ``broken`` of shape (depths, 3 ends, 3 limits)."""

    depths: tuple[float, ...]
    broken: np.ndarray

    def smallest(self, limit: int, end: int, chance: float) -> float | None:
        """Least depth at which the chance reaches a level; None where no fall drawn does."""
        values = self.broken[:, end, limit]
        over = np.flatnonzero(values >= chance)
        if not over.size:
            return None
        k = int(over[0])
        if k == 0:
            return 0.0
        low, high = values[k - 1], values[k]
        part = (chance - low) / (high - low) if high > low else 1.0
        return float(self.depths[k - 1] + part * (self.depths[k] - self.depths[k - 1]))

    def assessed(self, limit: int) -> bool:
        """Whether the book tells enough of a limit."""
        return not bool(np.isnan(self.broken[0, MIDDLE, limit]))


@dataclass(frozen=True, slots=True)
class Removed:
    """One edge taken out, a need by initiative and supplier or a deal, and what the shortfall falls by."""

    need: tuple[int, int] | None
    edge: Edge | None
    saved: float


def draw_curve(scope: Scope, common: Common, outcomes: Mapping[str, Mapping[int, Outcome]]) -> Curve:
    """Collect chances at every depth; no fall is a year as history has it."""
    found = {0.0: outcomes[ANY]}
    for scenario in scope.scenarios:
        if scenario.depth is not None:
            found.setdefault(round(scenario.fall, 6), outcomes[scenario.id])
    draws = min(scope.settings.draws, CHUNK)
    for depth in BESIDE:
        if depth < DEEPEST and any(abs(depth - other) < NEAR for other in found):
            continue
        found[depth] = simulate(scope, fall_of(depth, scope.settings), common, draws, positions=False)
    depths = tuple(sorted(found))
    broken = np.array([[found[d][end].broken for end in ENDS] for d in depths])
    return Curve(depths, broken)


def removals(scope: Scope, common: Common, outcome: Outcome) -> tuple[Removed, ...]:
    """Take out the needs and deals that carry most, each alone, and say what that saves, most first."""
    scenario = next(s for s in scope.scenarios if s.id == CENTRAL)
    draws = min(scope.settings.draws, CHUNK)
    needs, deals = list(_needs(scope, outcome)), list(_deals(scope, outcome))
    if not needs and not deals:
        return ()
    before = _shortfall(simulate(scope, scenario, common, draws, (MIDDLE,), positions=False))
    found: list[Removed] = []
    for initiative, supplier in needs:
        side = without_need(scope.supplies[MIDDLE], initiative, supplier)
        sides = (scope.supplies[LOW], side, scope.supplies[HIGH])
        after = _shortfall(simulate(scope, scenario, common, draws, (MIDDLE,), sides, positions=False))
        found.append(Removed((initiative, supplier), None, before - after))
    for edge in deals:
        woven = weave(scope.network.without(edge), scope.settings.view)
        changed = replace(scope, woven=woven)
        after = _shortfall(simulate(changed, scenario, common, draws, (MIDDLE,), positions=False))
        found.append(Removed(None, edge, before - after))
    return tuple(sorted(found, key=lambda r: -r.saved))


def _needs(scope: Scope, outcome: Outcome) -> Iterator[tuple[int, int]]:
    """Needs in order of benefit a year x weeks x chance that the supplier fails."""
    supply = scope.supplies[MIDDLE]
    money = supply.benefit[:, None] * supply.weeks.mean(axis=2) * outcome.failing * supply.stops
    order = np.argsort(-money, axis=None, kind="stable")[:TRIED]
    for k in order.tolist():
        initiative, supplier = divmod(k, money.shape[1])
        if money[initiative, supplier] > 0:
            yield initiative, supplier


def _deals(scope: Scope, outcome: Outcome) -> Iterator[Edge]:
    """Stakes and loans, the largest first, where others bring a supplier down at all."""
    if outcome.by_others.any():
        firms = set(scope.firms.names)
        edges = [e for e in scope.network.edges if e.channel != SALES and e.loser in firms]
        edges = [e for e in edges if e.deal.status in scope.settings.view.statuses]
        yield from sorted(edges, key=lambda e: (-e.stated, e.deal.id))[:TRIED]


def _shortfall(found: Mapping[int, Outcome]) -> float:
    return found[MIDDLE].enterprise.tail.es
