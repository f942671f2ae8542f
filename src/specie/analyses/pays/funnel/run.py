"""Read the stages, follow every initiative, say who gets through and who waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.funnel import ANALYSIS
from specie.analyses.pays.funnel.approaches import side_estimates, sides
from specie.analyses.pays.funnel.conversion import conversions, counts, moved_on, naive, stage
from specie.analyses.pays.funnel.figures import figures
from specie.analyses.pays.funnel.findings import find
from specie.analyses.pays.funnel.headline import headline
from specie.analyses.pays.funnel.history_tables import history_tables
from specie.analyses.pays.funnel.journey import read_journeys
from specie.analyses.pays.funnel.list_tables import list_tables
from specie.analyses.pays.funnel.rate_tables import rate_tables
from specie.analyses.pays.funnel.scope import make_scope
from specie.analyses.pays.funnel.settings import read_settings
from specie.analyses.pays.funnel.waiting import waiting_estimates
from specie.model import PORTFOLIO, Result, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.pays.funnel.scope import Scope
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Follow every initiative from stage to stage; young ones count for as long as they were seen.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    del facts
    origins = (*book.origins("stages"), *book.origins("initiatives"))
    return assess(make_scope(read_journeys(book), book.as_of, read_settings(inputs), origins))


def assess(scope: Scope) -> Result:
    """Make the result from the journeys."""
    found = sides(scope)
    estimates = (
        *counts(scope),
        *conversions(scope),
        *waiting_estimates(scope),
        *side_estimates(found),
    )
    return Result(
        ANALYSIS.id,
        Status.OK,
        estimates,
        find(scope, found, estimates),
        (
            *(table for table in (*rate_tables(scope, found), *list_tables(scope)) if table.rows),
            *history_tables(scope),
        ),
        tuple(figures(scope)),
        tuple(headline(scope)),
        tuple(_key(scope, estimates)),
    )


def _key(scope: Scope, estimates: Sequence[Estimate]) -> Iterator[Estimate]:
    pilots = scope.pilots
    if pilots.entered:
        rate = moved_on(pilots, stage("pilot"), scope.settings.main_horizon, scope)
        yield from (e for e in (rate, naive(pilots, stage("pilot"), scope)) if e is not None)
    wanted = {("median_days", "approval"), ("approval_days", PORTFOLIO.id)}
    yield from (e for e in estimates if (e.measure, e.subject.id) in wanted)
