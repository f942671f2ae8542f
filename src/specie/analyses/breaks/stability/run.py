"""Assess every supplier, and put it into a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.stability import ANALYSIS
from specie.analyses.breaks.stability.figures import figures
from specie.analyses.breaks.stability.findings import findings
from specie.analyses.breaks.stability.headline import headline, key
from specie.analyses.breaks.stability.tables import tables
from specie.analyses.breaks.stability.view import make_view
from specie.model import Result, Status, say

if TYPE_CHECKING:
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Inputs


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Say of each supplier whether it will be there, and what that rests on.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    view = make_view(book, facts, inputs)
    if not view.estimates and not view.named:
        reason = say("not assessed: no company is named in {table}", table="vendors")
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    return Result(
        ANALYSIS.id,
        Status.OK,
        view.estimates,
        findings(view),
        tables(view),
        figures(view),
        tuple(headline(view)),
        tuple(key(view)),
    )
