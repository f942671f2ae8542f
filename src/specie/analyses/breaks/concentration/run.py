"""Follow the money to who hosts and who made the model; ask what stops if one of them is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.concentration import ANALYSIS
from specie.analyses.breaks.concentration.changes import (
    Further,
    change_estimates,
    party_estimates,
    service_estimates,
)
from specie.analyses.breaks.concentration.figures import figures
from specie.analyses.breaks.concentration.findings import findings
from specie.analyses.breaks.concentration.fourth import read_parties
from specie.analyses.breaks.concentration.further_tables import further_tables
from specie.analyses.breaks.concentration.headline import headline
from specie.analyses.breaks.concentration.moves import asked, compared
from specie.analyses.breaks.concentration.scope import make_scope
from specie.analyses.breaks.concentration.settings import read_settings
from specie.analyses.breaks.concentration.shares import layer_estimates
from specie.analyses.breaks.concentration.stops import region_estimates, stop_estimates
from specie.analyses.breaks.concentration.tables import tables
from specie.model import PORTFOLIO, Result, Status, say
from specie.supply.contracts import read_contracts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.concentration.scope import Scope
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Measure concentration by layer with sharp bounds, and count what each supplier's loss stops.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    scope = make_scope(book, facts, read_settings(inputs))
    if not scope.layers and not scope.reliances:
        reason = say("no money is paid to a named supplier and no dependency is listed")
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    further = _further(scope, book, facts)
    estimates = (
        *layer_estimates(scope),
        *stop_estimates(scope),
        *region_estimates(scope),
        *service_estimates(scope, further.contracts),
        *change_estimates(scope, further),
        *party_estimates(scope, further),
    )
    known = {e.measure: e for e in estimates if e.subject == PORTFOLIO}
    return Result(
        analysis=ANALYSIS.id,
        status=Status.OK,
        estimates=estimates,
        findings=findings(scope, estimates, further),
        tables=(*tables(scope, known), *further_tables(scope, further, estimates)),
        figures=figures(scope),
        headline=tuple(headline(scope, further)),
        key=tuple(_key(scope, estimates)),
    )


def _further(scope: Scope, book: Book, facts: Facts) -> Further:
    moved, unusable = asked(scope)
    contracts = read_contracts(book, scope.suppliers)
    return Further(compared(scope), moved, unusable, read_parties(scope, book, facts), contracts)


def _key(scope: Scope, estimates: tuple[Estimate, ...]) -> Iterator[Estimate]:
    """Yield the worst single point of failure, then the largest share of the two outer layers."""
    worst = next(iter(scope.all_layers.stops), None)
    for estimate in estimates:
        if estimate.measure.startswith("critical_stopped_sh") and estimate.subject.id == worst:
            yield estimate
    inner = "invoice_issuer" if scope.layer("model_developer") is None else "model_developer"
    wanted = dict.fromkeys(("top_share_invoice_issuer", f"top_share_{inner}", f"effective_{inner}"))
    yield from (e for measure in wanted for e in estimates if e.measure == measure)
