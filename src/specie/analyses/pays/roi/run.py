"""Read cost, effect, claims and ledger; value, weigh and judge every initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.roi import ANALYSIS
from specie.analyses.pays.roi.cash_estimates import cash_estimates
from specie.analyses.pays.roi.cost_estimates import cost_estimates
from specie.analyses.pays.roi.figures import figures
from specie.analyses.pays.roi.findings import findings
from specie.analyses.pays.roi.headline import headline
from specie.analyses.pays.roi.money_estimates import benefit_estimates
from specie.analyses.pays.roi.portfolio_estimates import portfolio_estimates
from specie.analyses.pays.roi.return_estimates import return_estimates
from specie.analyses.pays.roi.scope import make_scope
from specie.analyses.pays.roi.tables import tables
from specie.model import PORTFOLIO, Grade, Result, Status, exact, say
from specie.model.lookup import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs

KEY = ("booked", "claimed", "initiatives_pays", "initiatives_does_not_pay")


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Weigh what each initiative brings against what it costs, and follow claims into the ledger.

    Effects are read from ``pays/effect``. See README.md beside this file for the formulas, their sources and
    when they mislead.
    """
    del facts
    return assess(make_scope(book, inputs))


def assess(scope: Scope) -> Result:
    """Make the result from the judged cases."""
    told = tuple(_estimates(scope))
    found = known(told)
    return Result(
        ANALYSIS.id,
        Status.OK,
        told,
        findings(scope, found),
        tables(scope, found),
        figures(scope, found),
        tuple(headline(scope, found)),
        found.all(PORTFOLIO, *KEY),
    )


def _estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield every number of every initiative, then the exact sums over all of them."""
    for case in scope.cases:
        yield from cost_estimates(scope, case)
        yield from benefit_estimates(scope, case)
        yield from return_estimates(scope, case)
        yield from cash_estimates(scope, case)
        yield _measurable(scope, case)
    yield from portfolio_estimates(scope)


def _measurable(scope: Scope, case: Case) -> Estimate:
    return exact(
        "measurable", case.initiative.ref, scope.book.as_of.isoformat(), case.measurable.passed, "count",
        "count", scope.origins("initiatives", "kpis", "outcomes", "rollout", "plans"), grade=Grade.RECORDED,
        denominator=say("of five: metric, baseline, counterfactual, owner, date"),
    )  # fmt: skip
