"""Read, survey, and put into a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.rounds import ANALYSIS
from specie.analyses.worth.rounds.backing_tables import concentration, investors, ways_round
from specie.analyses.worth.rounds.figures import all_figures
from specie.analyses.worth.rounds.findings import all_findings
from specie.analyses.worth.rounds.growth_tables import capital_gauge, growth_gaps, margins_between
from specie.analyses.worth.rounds.peer_tables import by_age, equal_age
from specie.analyses.worth.rounds.price_tables import every_row, every_step, newest
from specie.analyses.worth.rounds.tables import (
    every_conflict,
    every_multiple,
    money_by_status,
    supplier_investors,
)
from specie.analyses.worth.rounds.view import make_view, read_settings
from specie.model import Quantity, Result, Status, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.rounds.survey import Survey, Valued
    from specie.analyses.worth.rounds.view import View
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs, Message, Table

MOST_NAMED = 2
"""Companies the headline names; the table names them all."""


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Value every company that has a price on the date of the book."""
    view = make_view(book, facts, read_settings(inputs, ANALYSIS.params))
    survey = view.survey
    if not survey.valued:
        reason = say("not assessed: no comparable price on or before {as_of}", as_of=book.as_of)
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    return Result(
        ANALYSIS.id,
        Status.OK,
        tuple(view.estimates),
        all_findings(view),
        tuple(table for table in _tables(view) if table.rows),
        all_figures(survey),
        tuple(_headline(survey)),
        tuple(_key(survey)),
    )


def _tables(view: View) -> Iterator[Table]:
    survey = view.survey
    yield newest(survey)
    yield every_multiple(survey)
    yield growth_gaps(view)
    yield equal_age(view)
    yield every_step(survey)
    yield margins_between(view)
    yield capital_gauge(view)
    yield every_conflict(survey, view.conflicts)
    yield money_by_status(view.totals)
    yield concentration(view)
    yield investors(view)
    yield supplier_investors(survey, view.trips)
    yield ways_round(view)
    yield by_age(view)
    yield every_row(survey)


def _headline(survey: Survey) -> list[Message]:
    named = _named(survey)
    compared = say(
        "{compared} of {stated} stated prices can be compared; rumours, prices of control and repeats are "
        "shown apart",
        compared=Quantity(sum(len(v.chain) for v in survey.valued.values()), "count"),
        stated=Quantity(sum(p.post is not None for p in survey.ledger.prices), "count"),
    )
    return [*(_sentence(valued) for valued in named), compared]


def _sentence(valued: Valued) -> Message:
    if valued.spread is None:
        return say(
            "{company} was last priced at {price} on {date}; there is no revenue figure to compare it with",
            company=valued.company.ref,
            price=valued.prices[-1],
            date=valued.latest.on.shown,
        )
    if len(valued.fresh) == 1:
        return say(
            "{company} was last priced at {price} on {date}: {spread} its sales ({basis})",
            company=valued.company.ref,
            price=valued.prices[-1],
            date=valued.latest.on.shown,
            spread=valued.spread,
            basis=valued.fresh[0].match.basis.label,
        )
    return say(
        "{company} was last priced at {price} on {date}: {spread} its sales, depending on which revenue is "
        "meant",
        company=valued.company.ref,
        price=valued.prices[-1],
        date=valued.latest.on.shown,
        spread=valued.spread,
    )


def _named(survey: Survey) -> list[Valued]:
    """The companies of the book, else of the field, whose multiple depends most on the basis."""
    field = survey.focused or survey.ordered
    return sorted(field, key=lambda v: (-_width(v), v.company.id))[:MOST_NAMED]


def _width(valued: Valued) -> float:
    spread = valued.spread
    return spread.high / spread.low if spread and spread.low and spread.high else 0.0


def _key(survey: Survey) -> list[Estimate]:
    estimates: list[Estimate] = []
    for valued in _named(survey):
        estimates += [valued.prices[-1]]
        estimates += [valued.spread] if valued.spread else []
    return estimates
