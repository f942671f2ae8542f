"""Strike the book with one shock at a time and trace each to money, months and owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks import ANALYSIS
from specie.analyses.breaks.shocks.estimates import cost, estimates
from specie.analyses.breaks.shocks.figures import figures
from specie.analyses.breaks.shocks.findings import findings
from specie.analyses.breaks.shocks.headline import headline
from specie.analyses.breaks.shocks.scope import make_scope
from specie.analyses.breaks.shocks.settings import read_settings
from specie.analyses.breaks.shocks.tables import tables
from specie.analyses.breaks.shocks.view import make_view
from specie.model import Result, Status, known, say

if TYPE_CHECKING:
    from specie.analyses.breaks.shocks.view import View
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Trace every shock over the book.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    view = make_view(make_scope(book, facts, inputs, read_settings(inputs)))
    if not view.shocks:
        reason = say("nothing is paid by use and no dependency is listed: add {table}", table="dependencies")
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    found = tuple(estimates(view))
    return Result(
        analysis=ANALYSIS.id,
        status=Status.OK,
        estimates=found,
        findings=findings(view),
        tables=tables(view, known(found)),
        figures=figures(view),
        headline=tuple(headline(view)),
        key=_key(view),
    )


def _key(view: View) -> tuple[Estimate, ...]:
    """The dearest of the three kinds that matter most."""
    kinds = ("insolvent", "price_rise", "access")
    return tuple(cost(view, view.of(kind)[0]) for kind in kinds if view.of(kind))
