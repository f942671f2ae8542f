"""Read the graph of deals, let each firm fail in turn, and put what is lost into a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.contagion import ANALYSIS
from specie.analyses.breaks.contagion.estimates import all_of
from specie.analyses.breaks.contagion.figures import all_figures
from specie.analyses.breaks.contagion.findings import all_findings
from specie.analyses.breaks.contagion.survey import make_survey
from specie.analyses.breaks.contagion.tables import all_tables, hits
from specie.analyses.breaks.contagion.words import measure_of
from specie.companies.network.edge import CHANNEL_NAMES, CHANNELS
from specie.model import Quantity, Result, Status, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.contagion.survey import Survey
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs, Message


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Say who loses what if a firm fails, through stakes, loans and a year's sales.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    survey = make_survey(book, facts, inputs)
    if not survey.network.edges:
        reason = say("not assessed: no deal with an amount is known on {day}: add deals", day=book.as_of)
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    estimates = tuple(all_of(survey))
    made = {(e.measure, e.subject.id): e for e in estimates}
    return Result(
        ANALYSIS.id,
        Status.OK,
        estimates,
        all_findings(survey),
        all_tables(survey, made),
        all_figures(survey, made),
        tuple(_headline(survey, made)),
        tuple(_key(survey, made)),
    )


def _headline(of: Survey, made: Mapping[tuple[str, str], Estimate]) -> Iterator[Message]:
    for name in of.failing[:1]:
        for channel in CHANNELS:
            if (measure_of(channel, "firm"), name) in made:
                yield say(
                    "if {firm} failed, others would lose {loss} of {channel} by closed and committed deals",
                    firm=of.ref(name), loss=made[measure_of(channel, "firm"), name],
                    channel=CHANNEL_NAMES[channel],
                )  # fmt: skip
    struck = {supplier for supplier, *_ in hits(of)}
    yield say(
        "{hit} of your {all} suppliers lose something if another firm fails; {left} of {deals} deals cannot"
        " be assessed",
        hit=Quantity(len(struck), "count"), all=Quantity(len(of.suppliers), "count"),
        left=Quantity(sum(bool(a.missing) for a in of.network.aside), "count"),
        deals=Quantity(len(of.network.edges) + len(of.network.aside), "count"),
    )  # fmt: skip


def _key(of: Survey, made: Mapping[tuple[str, str], Estimate]) -> Iterator[Estimate]:
    for name in of.failing[:1]:
        for channel in CHANNELS:
            if (measure_of(channel, "firm"), name) in made:
                yield made[measure_of(channel, "firm"), name]
