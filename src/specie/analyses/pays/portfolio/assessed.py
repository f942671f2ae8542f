"""What was found of a portfolio, worked out once for findings, tables, figures and headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.delay import delay_estimates
from specie.analyses.pays.portfolio.groups import group_estimates
from specie.analyses.pays.portfolio.moves import move_estimates, moves
from specie.analyses.pays.portfolio.organisation import organisation_estimates, whole
from specie.analyses.pays.portfolio.ranking import ranking_estimates
from specie.analyses.pays.portfolio.shares import identified, share_estimates
from specie.analyses.pays.portfolio.taxonomy import taxonomy_estimates
from specie.analyses.pays.portfolio.winners import shrunken_estimates, winners

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from specie.analyses.pays.portfolio.moves import Move
    from specie.analyses.pays.portfolio.organisation import Whole
    from specie.analyses.pays.portfolio.scope import Scope
    from specie.analyses.pays.portfolio.winners import Winners
    from specie.kernel.portfolio.paying_share import Identified
    from specie.model import Estimate, Ref


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Estimates by measure and subject, to be found again as evidence."""

    by: Mapping[tuple[str, str, str], Estimate]

    def get(self, measure: str, subject: Ref) -> Estimate | None:
        """Return one estimate; None where it was not told."""
        return self.by.get((measure, subject.kind, subject.id))

    def all(self, subject: Ref, *measures: str) -> tuple[Estimate, ...]:
        """Return those of some measures that were told of a subject, in their order."""
        found = (self.get(measure, subject) for measure in measures)
        return tuple(estimate for estimate in found if estimate is not None)


@dataclass(frozen=True, slots=True, eq=False)
class Assessed:
    """One portfolio, worked out."""

    scope: Scope
    whole: Whole | None
    winners: Winners | None
    share: Identified | None
    moves: tuple[Move, ...]
    estimates: tuple[Estimate, ...]
    known: Known


def assess(scope: Scope) -> Assessed:
    """Work everything out once."""
    found, chosen = whole(scope), moves(scope)
    told = tuple(_estimates(scope, found, chosen))
    return Assessed(
        scope, found, winners(scope), identified(scope), chosen, told, Known({_key(e): e for e in told})
    )


def _key(estimate: Estimate) -> tuple[str, str, str]:
    return (estimate.measure, estimate.subject.kind, estimate.subject.id)


def _estimates(scope: Scope, found: Whole | None, chosen: Iterable[Move]) -> Iterator[Estimate]:
    if found is not None:
        yield from organisation_estimates(scope, found)
    yield from share_estimates(scope, found)
    yield from shrunken_estimates(scope)
    yield from group_estimates(scope)
    yield from move_estimates(scope, tuple(chosen))
    yield from ranking_estimates(scope)
    yield from delay_estimates(scope)
    yield from taxonomy_estimates(scope)
