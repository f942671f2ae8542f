"""Read the ledger, add it up, look ahead, and say what it means."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from specie.analyses.pays.spend import ANALYSIS
from specie.analyses.pays.spend.assessed import Assessed, assess
from specie.analyses.pays.spend.bills import bill_estimates
from specie.analyses.pays.spend.cap import cap_estimates
from specie.analyses.pays.spend.changes import move_estimates, spike_estimates
from specie.analyses.pays.spend.figures import figures
from specie.analyses.pays.spend.findings import findings
from specie.analyses.pays.spend.headline import headline
from specie.analyses.pays.spend.ledger import read_ledger
from specie.analyses.pays.spend.months import fiscal_year
from specie.analyses.pays.spend.outlook import outlook_estimates
from specie.analyses.pays.spend.scope import make_scope
from specie.analyses.pays.spend.settings import read_settings
from specie.analyses.pays.spend.tables import tables
from specie.analyses.pays.spend.totals import function_budget, totals, unassigned_estimates
from specie.model import PORTFOLIO, Result, Status, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs

KEY = (
    ("spend_12_months",),
    ("forecast_12_months",),
    ("it_share_forecast", "it_share_booked"),
    ("ai_share_forecast", "ai_share_booked"),
    ("unassigned_share",),
)
"""For each place on the first screen the measures that may take it, the best first."""


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Add up all AI money exactly, forecast it with an interval, and compare it with the user's limits.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    del facts
    fiscal_start, _ = fiscal_year(book.as_of, book.fiscal_year_start)
    ledger = read_ledger(book, fiscal_start)
    if not ledger.cells:
        reason = say("no row of bills or costs has an amount in the book's currency")
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    found = assess(make_scope(book, ledger, read_settings(inputs)))
    estimates = tuple(_once(_estimates(found)))
    known = {(e.measure, e.subject.kind, e.subject.id): e for e in reversed(estimates)}
    return Result(
        analysis=ANALYSIS.id,
        status=Status.OK,
        estimates=estimates,
        findings=findings(found, known),
        tables=tables(found),
        figures=figures(found),
        headline=headline(found, known),
        key=tuple(_key(known)),
    )


def _estimates(found: Assessed) -> Iterator[Estimate]:
    scope = found.scope
    yield from totals(scope)
    yield from unassigned_estimates(scope)
    yield from bill_estimates(scope, found.bills)
    if found.outlook is not None:
        yield from outlook_estimates(scope, found.outlook)
    for cap in found.caps:
        yield from cap_estimates(scope, cap)
    ai = found.cap("ai")
    if ai is not None:
        yield from function_budget(scope, ai.budget.amount)
    yield from move_estimates(scope, found.moves)
    yield from spike_estimates(scope, found.spikes)


def _once(estimates: Iterator[Estimate]) -> Iterator[Estimate]:
    """Drop an estimate that was already told under the same key."""
    seen: set[tuple[str, str, str, str]] = set()
    for estimate in estimates:
        if estimate.key not in seen:
            seen.add(estimate.key)
            yield estimate


def _key(known: Mapping[tuple[str, str, str], Estimate]) -> Iterator[Estimate]:
    for choices in KEY:
        found = (known.get((measure, "portfolio", PORTFOLIO.id)) for measure in choices)
        yield from islice((estimate for estimate in found if estimate is not None), 1)
