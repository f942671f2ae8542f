"""Follow cash under each scenario; find what must be cut, what cannot be, and which days come next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.liquidity import ANALYSIS
from specie.analyses.breaks.liquidity.estimates import estimates
from specie.analyses.breaks.liquidity.figures import figures
from specie.analyses.breaks.liquidity.findings import findings
from specie.analyses.breaks.liquidity.headline import headline
from specie.analyses.breaks.liquidity.scope import make_scope
from specie.analyses.breaks.liquidity.settings import read_settings
from specie.analyses.breaks.liquidity.tables import tables
from specie.model import PORTFOLIO, Result, Status, say

if TYPE_CHECKING:
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Inputs

KEY = ("cash_now", "months_of_cash", "months_to_floor", "headroom_month")


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Work out how long cash lasts and what holds the limits.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    scope = make_scope(book, facts, inputs, read_settings(inputs))
    if scope.cash is None and not scope.contracts and not scope.limits:
        reason = say("no cash, no contract and no limit on spending is told: add {tables}",
                     tables="cash, contracts, budgets")  # fmt: skip
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
        key=tuple(known[measure, PORTFOLIO.id] for measure in KEY if (measure, PORTFOLIO.id) in known),
    )
