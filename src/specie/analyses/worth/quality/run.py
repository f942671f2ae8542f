"""Read, judge, and put into a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.quality import ANALYSIS
from specie.analyses.worth.quality.figures import all_figures
from specie.analyses.worth.quality.findings import all_findings
from specie.analyses.worth.quality.metric_tables import metrics, policies, scorecard
from specie.analyses.worth.quality.policy import read_policy
from specie.analyses.worth.quality.reason_tables import evidence, path, rules
from specie.analyses.worth.quality.technology_tables import beside_price, penetration, releases
from specie.analyses.worth.quality.totals import commercial_path, technical_value, totals
from specie.analyses.worth.quality.view import make_view
from specie.model import Quantity, Result, Status, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.quality.view import Judged, View
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs, Message, Table

MOST_NAMED = 2
"""Companies the headline names; the table names them all."""


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Judge every company of which anything is known, by the same rules."""
    view = make_view(book, facts, read_policy(book, inputs), inputs.results)
    if not any(judged.told for judged in view.judged):
        reason = say("not assessed: no metric of any company is known on {as_of}", as_of=book.as_of)
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    return Result(
        ANALYSIS.id,
        Status.OK,
        tuple(_estimates(view)),
        all_findings(view),
        tuple(table for table in _tables(view) if table.rows),
        all_figures(view),
        tuple(_headline(view)),
        tuple(_key(view)),
    )


def _estimates(view: View) -> Iterator[Estimate]:
    for judged in view.judged:
        yield from (r.estimate for r in judged.told if r.estimate is not None)
        yield from totals(judged)


def _tables(view: View) -> Iterator[Table]:
    yield metrics(view)
    yield scorecard(view)
    yield path(view)
    yield rules(view)
    yield evidence(view)
    yield releases(view)
    yield beside_price(view)
    yield penetration(view)
    yield policies(view)


def _headline(view: View) -> Iterator[Message]:
    for judged in _named(view):
        yield say(
            "{company}: {label}; of {metrics} metrics with a threshold met: {met}, not met: {missed}, "
            "depending on the source: {open}, not known: {unknown}",
            company=judged.company.ref,
            label=Term(judged.label.word),
            metrics=Quantity(
                sum(judged.count(s) for s in ("met", "not met", "undecided", "not known")), "count"
            ),
            met=Quantity(judged.count("met"), "count"),
            missed=Quantity(judged.count("not met"), "count"),
            open=Quantity(judged.count("undecided"), "count"),
            unknown=Quantity(judged.count("not known"), "count"),
        )


def _named(view: View) -> list[Judged]:
    """The companies of the book, else of the field, of which most is known."""
    field = view.focused or view.judged
    return sorted(field, key=lambda j: (-len(j.told), j.company.id))[:MOST_NAMED]


def _key(view: View) -> Iterator[Estimate]:
    for judged in _named(view):
        first = commercial_path(judged) or technical_value(judged)
        if first is not None:
            yield first
