"""Lay out how each critical supplier is left, and find the cheapest measures that hold its loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.exit import ANALYSIS
from specie.analyses.breaks.exit.estimates import estimates
from specie.analyses.breaks.exit.figures import figures
from specie.analyses.breaks.exit.findings import findings
from specie.analyses.breaks.exit.headline import headline
from specie.analyses.breaks.exit.scope import make_scope
from specie.analyses.breaks.exit.settings import read_settings
from specie.analyses.breaks.exit.tables import tables
from specie.model import Result, Status, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.exit.scope import Scope
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Lay out the plans and find the measures.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    scope = make_scope(book, facts, inputs, read_settings(inputs))
    if not scope.plans:
        reason = say("no supplier is critical: rate {column} in {table}, or mark it in {vendors}",
                     column="criticality", table="dependencies", vendors="vendors")  # fmt: skip
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    made = tuple(estimates(scope))
    known = {(e.measure, e.subject.id): e for e in made}
    return Result(
        analysis=ANALYSIS.id,
        status=Status.OK,
        estimates=made,
        findings=findings(scope, known),
        tables=tables(scope, known),
        figures=figures(scope),
        headline=tuple(headline(scope, known)),
        key=tuple(_key(scope, {(e.measure, e.subject.id): e for e in made})),
    )


def _key(scope: Scope, known: dict[tuple[str, str], Estimate]) -> Iterator[Estimate]:
    """Yield the dearest failure, the cost of holding the limit, and what is prepared for that supplier."""
    worst = next((f.supplier for f in scope.chosen.failures), "")
    for key in (
        ("failure_loss", worst),
        ("measures_cost", "all"),
        ("exit_weeks", worst),
        ("prepared", worst),
    ):
        if key in known:
            yield known[key]
