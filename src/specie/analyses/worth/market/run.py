"""Read, work out, and put into a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.market import ANALYSIS
from specie.analyses.worth.market.figures import all_figures
from specie.analyses.worth.market.findings import all_findings
from specie.analyses.worth.market.names import name_of
from specie.analyses.worth.market.settings import read_settings
from specie.analyses.worth.market.tables import all_tables
from specie.analyses.worth.market.view import make_view
from specie.model import Result, Status, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.market.view import View
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs, Message


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Lay what prices and capital need beside what is forecast, each by its definition."""
    view = make_view(book, facts, read_settings(inputs))
    if not view.series:
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=say("not assessed: the market table is empty"))
    return Result(
        ANALYSIS.id,
        Status.OK,
        tuple(view.estimates),
        all_findings(view),
        all_tables(view),
        all_figures(view),
        tuple(_headline(view)),
        tuple(_key(view)),
    )


def _headline(view: View) -> Iterator[Message]:
    for need in view.needs[:1]:
        yield say(
            "At today's prices {subject} need sales of {sales} in {year} to earn what holders ask for",
            subject=need.estimate.subject,
            sales=need.estimate,
            year=need.estimate.period,
        )
    for one in view.carried[:1]:
        if one.over is not None:
            yield say(
                "The {series} of {year} needs {ratio} the AI revenue that is estimated",
                series=name_of(one.series.id),
                year=one.point.on.text,
                ratio=one.over,
            )
    for standing in view.standings[-1:]:
        yield say(
            "{series}: {above} against the medians of its own history on {date}",
            series=name_of(standing.series.id),
            above=standing.above,
            date=standing.point.on.shown,
        )


def _key(view: View) -> Iterator[Estimate]:
    yield from (need.estimate for need in view.needs[:1])
    yield from (one.over for one in view.carried[:1] if one.over is not None)
    yield from (standing.reversion for standing in view.standings[-1:])
