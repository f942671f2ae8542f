"""The figures: value beside price, the growth a price needs, and what moves the value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.worth.intrinsic import VIEWS
from specie.analyses.worth.intrinsic.estimates import TOP
from specie.analyses.worth.intrinsic.need import HELD
from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.worth.intrinsic.survey import Survey, Valued
    from specie.model import Cell

NEEDED = Term("what the price needs")
MOST_SURFACES = 4
"""Surfaces that are drawn; the table has them all."""
CUT = 3.0
"""Growth above this is not drawn: the lines of the others would lie on the ground."""


def beside_price(survey: Survey) -> Figure | None:
    """Value under each view as a multiple of the price, which is one."""
    data: tuple[Mapping[str, Cell], ...] = tuple(_rows_of_price(survey))
    if not data:
        return None
    return Figure(
        "value-beside-price",
        "interval_rows",
        say("Value under each view, as a multiple of the price"),
        data,
        {"label": "company", "x": "ratio", "low": "low", "high": "high", "rule": "price", "colour": "view"},
        {
            "company": say("Company and view"),
            "ratio": say("Value over price, middle"),
            "low": say("Low"),
            "high": say("High"),
            "price": say("Price"),
            "view": say("View of growth"),
        },
        {"ratio": "x", "low": "x", "high": "x", "price": "x"},
        say(
            "Ranges of value over price under the views of growth there is evidence for; the price is one; "
            "companies: {companies}",
            companies=Quantity(len(survey.priced), "count"),
        ),
        say(
            "What lies left of one is supported by less than the price. Where revenue is a floor, the "
            "range is that at the "
            "stated figure. A range over assumptions, not a forecast."
        ),
    )


def _rows_of_price(survey: Survey) -> Iterator[Mapping[str, Cell]]:
    for valued in survey.priced:
        price = valued.price
        assert price is not None
        stated = price.stated or float(price.bounds.low)
        for view in valued.views:
            yield {
                "company": say("{company}, {view}", company=valued.company.ref, view=VIEWS[view.id]),
                "ratio": view.middle.value / stated,
                "low": view.low.value / stated,
                "high": view.high.value / stated,
                "price": 1.0,
                "view": VIEWS[view.id],
            }


def surfaces(survey: Survey) -> Iterator[Figure]:
    """Growth needed by margin, one line for each number of years it is held."""
    able = [v for v in survey.priced if v.need is not None and not math.isnan(v.need.middle)]
    for valued in able[:MOST_SURFACES]:
        data = tuple(_rows_of_surface(valued))
        if data:
            yield _surface(valued, data)


def _surface(valued: Valued, data: tuple[Mapping[str, Cell], ...]) -> Figure:
    need, price = valued.need, valued.price
    assert need is not None
    assert price is not None
    return Figure(
        f"needs-{valued.company.id}",
        "line",
        say("{company}: growth a year its price needs, by margin", company=valued.company.ref),
        data,
        {"x": "margin", "y": "growth", "colour": "held"},
        {
            "margin": say("Operating margin in the long run"),
            "growth": say("Growth a year"),
            "held": say("Growth held for"),
        },
        {"margin": "fraction", "growth": "fraction"},
        say(
            "At a margin of {margin} and growth held for five years the price of {date} needs {growth} a "
            "year",
            margin=Quantity(need.margins[len(need.margins) // 2], "fraction"),
            date=price.on.shown,
            growth=Quantity(need.middle, "fraction"),
        ),
        say("Every other driver at its middle. Each point, put into the forward model, gives the price."),
    )


def _rows_of_surface(valued: Valued) -> Iterator[Mapping[str, Cell]]:
    need = valued.need
    assert need is not None
    for j, held in enumerate(HELD):
        for i, margin in enumerate(need.margins):
            growth = float(need.surface.growth[i, j])
            if not math.isnan(growth) and growth <= CUT:
                yield {"margin": margin, "growth": growth, "held": Quantity(held, "years")}


def paths(survey: Survey) -> Iterator[Figure]:
    """Sales to come under each view, beside those that the price needs; on the page of the company."""
    for valued in survey.full:
        data = tuple(_rows_of_paths(valued))
        if data:
            yield _paths(valued, data)


def _paths(valued: Valued, data: tuple[Mapping[str, Cell], ...]) -> Figure:
    return Figure(
        f"paths-{valued.company.id}",
        "band",
        say("{company}: sales a year under each view of growth", company=valued.company.ref),
        data,
        {"x": "years", "y": "sales", "low": "low", "high": "high", "colour": "view", "scale": "log"},
        {
            "years": say("Years from now"),
            "sales": say("Sales a year"),
            "low": say("Low"),
            "high": say("High"),
            "view": say("View of growth"),
        },
        {"years": "count", "sales": "USD", "low": "USD", "high": "USD"},
        say(
            "Sales a year of {company} over ten years on a log scale under {views} views of growth",
            company=valued.company.ref,
            views=Quantity(len(valued.views), "count"),
        ),
        say(
            "Equal heights are equal multiples. Low and high are those of each year by itself. What the "
            "price needs is the path at the middle margin, growth held for five years."
        ),
        about=valued.company.ref,
    )


def _rows_of_paths(valued: Valued) -> Iterator[Mapping[str, Cell]]:
    for view in valued.views:
        for year, (low, middle, high) in enumerate(view.sales.T.tolist()):
            yield {"years": year, "sales": middle, "low": low, "high": high, "view": VIEWS[view.id]}
    for year, sales in enumerate([] if valued.need is None else valued.need.sales.tolist()):
        yield {"years": year, "sales": sales, "low": None, "high": None, "view": NEEDED}


def movers(survey: Survey) -> Figure | None:
    """The three drivers that explain most of the spread, for each company."""
    data: tuple[Mapping[str, Cell], ...] = tuple(
        {
            "driver": say("{company}: {driver}", company=valued.company.ref, driver=Term(m.driver)),
            "share": m.influence.share,
        }
        for valued in survey.full
        for m in valued.moved[:TOP]
        if m.influence.share > 0
    )
    if not data:
        return None
    return Figure(
        "movers",
        "bar",
        say("The three drivers that move each value most"),
        data,
        {"x": "driver", "y": "share"},
        {"driver": say("Company and driver"), "share": say("Share of the spread explained")},
        {"share": "fraction"},
        say(
            "Share of the variance of value that goes when one driver is known; three drivers each, "
            "companies: {companies}",
            companies=Quantity(len(survey.full), "count"),
        ),
        say("From the same draws as the ranges, all views pooled; dependence between drivers included."),
    )


def all_figures(survey: Survey) -> tuple[Figure, ...]:
    """Every figure there is data for."""
    first, last = beside_price(survey), movers(survey)
    return (*((first,) if first else ()), *paths(survey), *surfaces(survey), *((last,) if last else ()))
