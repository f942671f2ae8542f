"""Read, value, and put into a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.terms import ANALYSIS
from specie.analyses.worth.terms.exit_tables import breakpoints, holder
from specie.analyses.worth.terms.figures import all_figures
from specie.analyses.worth.terms.findings import all_findings
from specie.analyses.worth.terms.holder import positions
from specie.analyses.worth.terms.model import model_of
from specie.analyses.worth.terms.report import tell
from specie.analyses.worth.terms.survey import make_survey
from specie.analyses.worth.terms.tables import checks, classes, firms, rights, tails, term_sets
from specie.companies.ledger import read_ledger
from specie.model import Quantity, Result, Status, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.terms.report import Told
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs, Message

MOST_NAMED = 2
"""Firms the headline names; the table names them all."""


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Value the classes of shares of every firm the book points to."""
    try:
        model = model_of(ANALYSIS.params, inputs.params)
    except ValueError:
        reason = say(
            "not assessed: volatility, exit time, pool or discount lie outside what the model allows"
        )
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    survey = make_survey(book, read_ledger(book, facts), model)
    told = tuple(tell(appraisal, model, inputs.seed) for appraisal in survey.all)
    held, without = positions(book, survey, model)
    found = all_findings(survey, told, held, without)
    if not told:
        reason = say("not assessed: no private firm with a priced round or with terms")
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, findings=found, reason=reason)
    tables = (
        firms(told), holder(held), classes(told), rights(told), breakpoints(told),
        term_sets(told, model.least_prevalence), tails(told), checks(told),
    )  # fmt: skip
    return Result(
        ANALYSIS.id,
        Status.OK,
        (*(e for t in told for e in t.estimates), *(e for p in held for e in (p.headline, p.fair))),
        found,
        tuple(table for table in tables if table.rows),
        all_figures(told),
        tuple(_headline(told)),
        tuple(_key(told)),
    )


def _headline(told: Sequence[Told]) -> Iterator[Message]:
    for t in told[:MOST_NAMED]:
        fair, over = t.get("fair_value"), t.get("headline_overvaluation")
        if fair is None or over is None:
            continue
        if t.appraisal.known:
            yield say(
                "{company}: the headline lies {over} above fair value by its own terms, which is {fair}",
                company=t.appraisal.table.company.ref,
                over=over,
                fair=fair,
            )
        else:
            yield say(
                "{company}: terms not public, headline {over} above fair value by the terms assumed",
                company=t.appraisal.table.company.ref,
                over=over,
            )
    assumed = sum(not t.appraisal.known for t in told)
    yield say(
        "Firms valued: {firms}; terms assumed for {assumed} of them",
        firms=Quantity(len(told), "count"),
        assumed=Quantity(assumed, "count"),
    )


def _key(told: Sequence[Told]) -> Iterator[Estimate]:
    for t in told[:MOST_NAMED]:
        for measure in ("fair_value", "headline_overvaluation"):
            estimate = t.get(measure)
            if estimate is not None:
                yield estimate
