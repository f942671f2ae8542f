"""All draws of one run: every scenario, the curve to the limits, and edges taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.breaks.stress.estimates import broken, contributions, losses, smallest_falls
from specie.analyses.breaks.stress.reverse import draw_curve, removals
from specie.analyses.breaks.stress.scenarios import ANY, CENTRAL
from specie.analyses.breaks.stress.scope import MIDDLE
from specie.analyses.breaks.stress.simulate import draw_common, simulate
from specie.kernel.credit.streams import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.stress.reverse import Curve, Removed
    from specie.analyses.breaks.stress.scenarios import Scenario
    from specie.analyses.breaks.stress.scope import Scope
    from specie.analyses.breaks.stress.simulate import Outcome
    from specie.model import Estimate


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Scope, outcomes by scenario and end, and what follows."""

    scope: Scope
    outcomes: Mapping[str, Mapping[int, Outcome]]
    curve: Curve
    removed: tuple[Removed, ...]
    estimates: Mapping[tuple[str, str, str], Estimate]
    """By measure, subject and period."""

    @property
    def central(self) -> Scenario:
        """The scenario that is split into parts."""
        return next(s for s in self.scope.scenarios if s.id == CENTRAL)

    @property
    def middle(self) -> Outcome:
        """Its middle run."""
        return self.outcomes[CENTRAL][MIDDLE]


def draw_all(scope: Scope) -> Drawn:
    """Draw everything; presets with one block of draws, the middle run only."""
    draws = scope.settings.draws
    common = draw_common(scope, draws)
    outcomes: dict[str, Mapping[int, Outcome]] = {}
    for s in scope.scenarios:
        if s.closed and np.array_equal(scope.firms.closed, scope.firms.pd):
            outcomes[s.id] = outcomes[ANY]  # nobody is known to live on new money
        else:
            many = draws if s.origin is None else min(draws, CHUNK)
            outcomes[s.id] = simulate(scope, s, common, many)
    curve = draw_curve(scope, common, outcomes)
    removed = removals(scope, common, outcomes[CENTRAL][MIDDLE]) if scope.exposure.initiatives else ()
    found = tuple(_estimates(scope, outcomes, curve))
    made = {(e.measure, e.subject.id, e.period): e for e in found}
    return Drawn(scope, outcomes, curve, removed, made)


def _estimates(
    scope: Scope, outcomes: Mapping[str, Mapping[int, Outcome]], curve: Curve
) -> Iterator[Estimate]:
    for scenario in scope.scenarios:
        yield from losses(scope, scenario, outcomes[scenario.id])
        if scope.exposure.initiatives:
            yield from broken(scope, scenario, outcomes[scenario.id])
        if scenario.id == CENTRAL:
            yield from contributions(scope, scenario, outcomes[CENTRAL][MIDDLE])
    if scope.exposure.initiatives:
        yield from smallest_falls(scope, curve)
