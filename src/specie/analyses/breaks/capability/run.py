"""Count people against the need, and find the cheapest mix for each gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.capability import ANALYSIS
from specie.analyses.breaks.capability.estimates import estimates
from specie.analyses.breaks.capability.figures import figures
from specie.analyses.breaks.capability.findings import findings
from specie.analyses.breaks.capability.headline import headline
from specie.analyses.breaks.capability.scope import make_scope
from specie.analyses.breaks.capability.settings import read_settings
from specie.analyses.breaks.capability.tables import tables
from specie.model import PORTFOLIO, Result, Status, say

if TYPE_CHECKING:
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Inputs

KEY = ("in_house_share", "gap_cost", "in_house_after")


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Find the gaps and the cheapest mix for each.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    scope = make_scope(book, read_settings(inputs))
    if not scope.counted:
        reason = say("no skill tells both people needed and people at hand: fill {columns} in {table}",
                     columns="needed, have", table="skills")  # fmt: skip
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    made = tuple(estimates(scope))
    known = {(e.measure, e.subject.id): e for e in made if e.subject != PORTFOLIO}
    total = {e.measure: e for e in made if e.subject == PORTFOLIO}
    return Result(
        analysis=ANALYSIS.id,
        status=Status.OK,
        estimates=made,
        findings=findings(scope, known),
        tables=tables(scope, known),
        figures=figures(scope),
        headline=tuple(headline(scope, total)),
        key=tuple(total[measure] for measure in KEY if measure in total),
    )
