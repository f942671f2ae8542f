"""The figures: prices over time on a log scale, companies under one basis, and a ladder per company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.rounds.multiple import Multiple
    from specie.analyses.worth.rounds.survey import Survey, Valued
    from specie.model import Cell

MOST_LINES = 6
"""More companies than this make a timeline unreadable; the table has them all."""


MOST_COMPARED = 20
"""Companies drawn beside one another."""


def timeline(survey: Survey) -> Figure | None:
    """Draw every stated price of the companies of the book; of the dearest where it names none."""
    shown = (survey.focused or survey.ordered)[:MOST_LINES]
    names = {valued.company.id: valued.company.ref for valued in shown}
    data: tuple[dict[str, Cell], ...] = tuple(
        {
            "date": price.on.start,
            "price": price.post,
            "company": names[price.company],
            "status": Term(price.status),
            "series": price.named,
        }
        for price in survey.ledger.prices
        if price.company in names and price.post is not None
    )
    if len(data) < 2:  # a single dot tells no way
        return None
    return Figure(
        "prices",
        "timeline",
        say("Price for all shares over time"),
        data,
        {"x": "date", "y": "price", "label": "company", "colour": "status", "scale": "log"},
        {
            "date": say("Date"),
            "price": say("Price for all shares"),
            "company": say("Company"),
            "status": say("Status"),
            "series": say("Name"),
        },
        {"price": "USD"},
        say(
            "Stated prices on a log scale, coloured by status; prices: {prices}, companies: {companies}",
            prices=Quantity(len(data), "count"),
            companies=Quantity(len(names), "count"),
        ),
        say(
            "Equal heights are equal multiples. Rumours are drawn, never compared. A month stands at its "
            "first day."
        ),
    )


def basis_ladders(survey: Survey) -> Iterator[Figure]:
    """Draw, per company of the book, its newest price over every basis of revenue."""
    for valued in survey.focused:
        if valued.fresh:
            yield _ladder(valued)


def _ladder(valued: Valued) -> Figure:
    data = tuple(_rungs(valued))
    return Figure(
        f"basis-{valued.company.id}",
        "ladder",
        say("{company}: price to sales by basis of revenue", company=valued.company.ref),
        data,
        {"y": "basis", "x": "ratio", "low": "low", "high": "high", "colour": "reading"},
        {
            "basis": say("Basis of revenue"),
            "ratio": say("Price to sales"),
            "low": say("Low"),
            "high": say("High"),
            "reading": say("Reading"),
        },
        {"ratio": "x", "low": "x", "high": "x"},
        say(
            "{company} at its price of {date}: price to sales from {low} to {high}; bases of revenue: "
            "{bases}",
            company=valued.company.ref,
            date=valued.latest.on.shown,
            low=Quantity(valued.fresh[0].stated[0], "x"),
            high=Quantity(max(m.stated[1] for m in valued.fresh), "x"),
            bases=Quantity(len(valued.fresh), "count"),
        ),
        say("A ceiling: revenue is at least the stated figure, so the ratio is at most what is drawn."),
    )


def _rungs(valued: Valued) -> Iterator[dict[str, Cell]]:
    for multiple in valued.fresh:
        if multiple.estimate is not None:
            basis = say(
                "{basis}, {date}",
                basis=multiple.match.basis.label,
                date=multiple.match.figures[0].end.shown,
            )
            yield {"basis": basis, **_rung(multiple)}


def _rung(multiple: Multiple) -> dict[str, Cell]:
    estimate = multiple.estimate
    assert estimate is not None
    reading = "ceiling" if estimate.low is None else "floor" if estimate.high is None else "stated"
    return {
        "ratio": estimate.point if estimate.point is not None else estimate.high,
        "low": estimate.low,
        "high": estimate.high,
        "reading": Term(reading),
    }


def comparables(survey: Survey) -> Figure | None:
    """Draw the newest price of every company over its run-rate: one basis, so that they can be compared."""
    data = tuple(row for valued in survey.ordered if (row := _comparable(valued)) is not None)[:MOST_COMPARED]
    if len(data) < 2:
        return None
    return Figure(
        "comparables",
        "ladder",
        say("Newest price over run-rate sales, company by company"),
        data,
        {"y": "company", "x": "ratio", "low": "low", "high": "high", "colour": "reading"},
        {
            "company": say("Company"),
            "ratio": say("Price to run-rate sales"),
            "low": say("Low"),
            "high": say("High"),
            "reading": say("Reading"),
        },
        {"ratio": "x", "low": "x", "high": "x"},
        say(
            "Price to run-rate sales at the newest comparable price; companies: {companies}",
            companies=Quantity(len(data), "count"),
        ),
        say(
            "One basis for all. Companies without a run-rate near the price are left out, and so are "
            "divisions."
        ),
    )


def _comparable(valued: Valued) -> dict[str, Cell] | None:
    own = [m for m in valued.fresh if m.match.basis.kind == "run-rate" and m.estimate is not None]
    if not own:
        return None
    nearest = min(own, key=lambda m: m.match.gap_days)
    return {"company": valued.company.ref, **_rung(nearest)}


def all_figures(survey: Survey) -> tuple[Figure, ...]:
    """Every figure, the timeline first."""
    first, compared = timeline(survey), comparables(survey)
    return (*((first,) if first else ()), *((compared,) if compared else ()), *basis_ladders(survey))
