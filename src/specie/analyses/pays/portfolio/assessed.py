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
from specie.model import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.analyses.pays.portfolio.moves import Move
    from specie.analyses.pays.portfolio.organisation import Whole
    from specie.analyses.pays.portfolio.scope import Scope
    from specie.analyses.pays.portfolio.winners import Winners
    from specie.kernel.portfolio.paying_share import Identified
    from specie.model import Estimate, Known


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
    return Assessed(scope, found, winners(scope), identified(scope), chosen, told, known(told))


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
