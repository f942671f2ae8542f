"""Put all initiatives together: what the whole returns, how many pay, and which moves recover money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio import ANALYSIS
from specie.analyses.pays.portfolio.assessed import assess
from specie.analyses.pays.portfolio.figures import figures
from specie.analyses.pays.portfolio.findings import findings
from specie.analyses.pays.portfolio.headline import headline
from specie.analyses.pays.portfolio.read import ROI
from specie.analyses.pays.portfolio.scope import make_scope
from specie.analyses.pays.portfolio.tables import tables
from specie.model import PORTFOLIO, Result, Status, say

if TYPE_CHECKING:
    from specie.analyses.pays.portfolio.assessed import Assessed
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Inputs

KEY = (
    "organisation_return_year",
    "paying_share",
    "recoverable_year",
    "misallocation_year",
    "lost_by_waiting",
)


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Read what each initiative returns, take luck out of it, and weigh all of them together.

    Costs, benefits and verdicts are read from ``pays/roi``, sampling errors from ``pays/effect``, all money
    from ``pays/spend``, days of approval from ``pays/funnel``. See README.md beside this file for the
    formulas, their sources and when they mislead.
    """
    del facts
    roi = inputs.results.get(ROI)
    if roi is None or roi.status is not Status.OK:
        reason = say("not assessed: {analysis} has no result to put together", analysis=ROI)
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    return result(assess(make_scope(book, inputs)))


def result(found: Assessed) -> Result:
    """Make the result of a portfolio that was worked out."""
    return Result(
        ANALYSIS.id,
        Status.OK,
        found.estimates,
        findings(found),
        tables(found),
        figures(found),
        tuple(headline(found)),
        found.known.all(PORTFOLIO, *KEY),
    )
