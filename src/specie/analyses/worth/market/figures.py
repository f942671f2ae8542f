"""One picture: the sales that prices and capital need, beside what is forecast, on one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.market.names import name_of
from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.worth.market.view import View
    from specie.model import Cell, Estimate, Message

NEEDED, FORESEEN = Term("needed"), Term("foreseen")


def all_figures(view: View) -> tuple[Figure, ...]:
    """The one figure, where there is something to compare."""
    data = tuple(_rows(view))
    if len({row["reading"] for row in data}) < 2:
        return ()
    figure = Figure(
        "need",
        "ladder",
        say("Sales that prices and capital need, beside what is foreseen"),
        data,
        {"y": "what", "x": "sales", "low": "low", "high": "high", "colour": "reading"},
        {
            "what": say("What"),
            "sales": say("Sales a year"),
            "low": say("Low"),
            "high": say("High"),
            "reading": say("Reading"),
        },
        {"sales": "USD", "low": "USD", "high": "USD"},
        say(
            "{needs} ranges of sales needed beside {forecasts} forecasts of the market",
            needs=Quantity(sum(row["reading"] == NEEDED for row in data), "count"),
            forecasts=Quantity(sum(row["reading"] == FORESEEN for row in data), "count"),
        ),
        say("Needed: under the stated assumptions. Layers buy from one another: do not add the rows."),
    )
    return (figure,)


def _rows(view: View) -> Iterator[Mapping[str, Cell]]:
    for forecast in view.forecasts:
        figure = forecast.estimate
        label = say("{series}, {year}", series=name_of(forecast.series.id), year=figure.period)
        yield _row(label, figure, FORESEEN)
    for need in (need for need in view.needs if need.estimate.high is not None):
        label = say("prices: {firms}, {year}", firms=need.estimate.subject, year=need.estimate.period)
        yield _row(label, need.estimate, NEEDED)
    for one in view.carried:
        label = say("{series}, {year}", series=name_of(one.series.id), year=one.point.on.text)
        yield _row(label, one.needed, NEEDED)


def _row(label: Message, figure: Estimate, reading: Term) -> Mapping[str, Cell]:
    return {"what": label, "sales": figure.point, "low": figure.low, "high": figure.high, "reading": reading}
