"""Look up the end of every model in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.stack import ANALYSIS
from specie.analyses.breaks.stack.estimates import estimates
from specie.analyses.breaks.stack.findings import findings
from specie.analyses.breaks.stack.headline import headline
from specie.analyses.breaks.stack.scope import make_scope
from specie.analyses.breaks.stack.settings import read_settings
from specie.analyses.breaks.stack.tables import tables
from specie.model import Result, Status, say

if TYPE_CHECKING:
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Inputs

KEY = ("models_ending", "tokens_ending_share")


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Say which models in use end when.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    scope = make_scope(book, facts, read_settings(inputs), inputs.level)
    if not scope.used:
        reason = say("no row names a model: fill {column} in {table}", column="model", table="dependencies")
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    made = tuple(estimates(scope))
    days = {e.subject.id: e for e in made if e.measure == "days_to_end"}
    notice = {e.subject.id: e for e in made if e.measure == "notice_days"}
    return Result(
        analysis=ANALYSIS.id,
        status=Status.OK,
        estimates=made,
        findings=findings(scope, days),
        tables=tables(scope, days, notice),
        headline=tuple(headline(scope)),
        key=tuple(e for e in made if e.measure in KEY),
    )
