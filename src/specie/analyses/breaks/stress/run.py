"""Read, draw, and put what a bad year costs into a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.stress import ANALYSIS
from specie.analyses.breaks.stress.drawn import draw_all
from specie.analyses.breaks.stress.estimates import period_of
from specie.analyses.breaks.stress.figures import all_figures
from specie.analyses.breaks.stress.findings import all_findings
from specie.analyses.breaks.stress.scope import make_scope
from specie.analyses.breaks.stress.tables import all_tables
from specie.model import Result, Status, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.stress.drawn import Drawn
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs, Message


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Draw joint years and say what they cost, by cause, supplier and position, and which limit breaks.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    scope = make_scope(book, facts, inputs)
    if not scope.exposure.initiatives and not scope.holder.positions:
        reason = say(
            "not assessed: no initiative with a supplier, no position with a price: add dependencies"
        )
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    drawn = draw_all(scope)
    return Result(
        ANALYSIS.id,
        Status.OK,
        tuple(drawn.estimates.values()),
        all_findings(drawn),
        all_tables(drawn),
        all_figures(drawn),
        tuple(_headline(drawn)),
        tuple(_key(drawn)),
    )


def _headline(of: Drawn) -> Iterator[Message]:
    period = period_of(of.central)
    loss = of.estimates.get(("expected_loss", "all", period))
    tail = of.estimates.get(("expected_shortfall", "all", period))
    if loss is not None and tail is not None:
        yield say(
            "if {year}, the expected loss of the year is {loss}, and {tail} in the worst years",
            year=of.central.label, loss=loss, tail=tail,
        )  # fmt: skip
    held = of.estimates.get(("holdings_expected_shortfall", "all", period))
    if held is not None:
        yield say("positions lose {held} in the worst of these years", held=held)


def _key(of: Drawn) -> Iterator[Estimate]:
    period = period_of(of.central)
    for measure in ("expected_loss", "expected_shortfall", "holdings_expected_shortfall"):
        if (measure, "all", period) in of.estimates:
            yield of.estimates[measure, "all", period]
