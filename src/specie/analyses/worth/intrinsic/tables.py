"""The tables: ranges by view, what prices need, what moves values, every assumption, who is not valued."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.worth.intrinsic import VIEWS
from specie.analyses.worth.intrinsic.estimates import TOP
from specie.analyses.worth.intrinsic.need import HELD
from specie.analyses.worth.intrinsic.words import price_shown, span
from specie.companies.outlook.assumption import DRIVERS, MONEY, YEARS_LONG
from specie.companies.outlook.declared import declared
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.intrinsic.survey import Survey, Valued
    from specie.analyses.worth.intrinsic.view import View
    from specie.companies.outlook.assumption import Assumption
    from specie.model import Cell


def ranges(survey: Survey) -> Table:
    """One row per company and view."""
    rows = tuple(_range_row(v, view) for v in (*survey.full, *survey.short) for view in v.views)
    return Table(
        "ranges",
        say("Value under each view of growth"),
        (
            Column("company", say("Company")),
            Column("view", say("View of growth")),
            Column("low", say("Low")),
            Column("middle", say("Middle")),
            Column("high", say("High")),
            Column("floor", say("Revenue is a floor")),
            Column("price", say("Price for all shares")),
            Column("priced", say("Price of")),
            Column("least", say("Bubble share, least")),
            Column("most", say("Bubble share, most")),
            Column("needed", say("Money needed, middle")),
            Column("after", say("Of it after ten years")),
            Column("error", say("Monte Carlo error of the middle")),
            Column("paths", say("Draws that count")),
            Column("aside", say("Draws set aside")),
        ),
        rows,
        say(
            "Low and high leave the same share of the draws on either side. Where revenue is only known "
            "from below the "
            "values are those at the stated figure: the company is worth at least the low end, and the "
            "bubble share is "
            "at most the greatest. The Monte Carlo error is how far another seed may move the middle."
        ),
    )


def _range_row(valued: Valued, view: View) -> tuple[Cell, ...]:
    price = valued.price
    share = None if price is None else view.unsupported(price)
    return (
        valued.company.ref,
        VIEWS[view.id],
        Quantity(view.low.value, "USD"),
        Quantity(view.middle.value, "USD"),
        Quantity(view.high.value, "USD"),
        Term("yes") if valued.case.open_above else Term("no"),
        None if price is None else price_shown(price),
        None if price is None else price.on.shown,
        None if share is None or valued.case.open_above else Quantity(float(share.low), "fraction"),
        None if share is None else Quantity(float(share.high), "fraction"),
        Quantity(view.needed[1].value, "USD"),
        _after(view),
        Quantity(view.middle.error, "USD"),
        Quantity(int(view.screened.valid.sum()), "count"),
        Quantity(view.screened.set_aside, "count"),
    )


def _after(view: View) -> Cell:
    """Share of the value beyond the explicit years; no number where those years cost money."""
    if math.isnan(view.after_horizon):
        return None
    if view.after_horizon > 1:
        return say("more than all: the ten years cost money")
    return Quantity(view.after_horizon, "fraction")


def needs(survey: Survey) -> Table:
    """The surface: growth needed at each margin and number of years."""
    rows = tuple(row for valued in survey.priced for row in _need_rows(survey, valued))
    return Table(
        "needs",
        say("Growth a year the price needs, by margin and years"),
        (
            Column("company", say("Company")),
            Column("margin", say("Operating margin in the long run")),
            Column("held", say("Growth held for")),
            Column("growth", say("Growth a year needed")),
            Column("revenue", say("Revenue in year ten")),
            Column("share", say("Firms of that size that did, over five years")),
        ),
        rows,
        say(
            "Every other driver stands at its middle. After the years named growth fades in a straight "
            "line until year "
            "ten. The share of firms is after inflation; between two printed growth rates it is a range."
        ),
    )


def _need_rows(survey: Survey, valued: Valued) -> Iterator[tuple[Cell, ...]]:
    need = valued.need
    if need is None:
        return
    sales = float(valued.case.revenue.bounds.low)
    for i, margin in enumerate(need.margins):
        for j, held in enumerate(HELD):
            growth = float(need.surface.growth[i, j])
            none = math.isnan(growth)
            share = None if none else need.shares(growth, held, survey.given.classes, sales)
            yield (
                valued.company.ref,
                Quantity(margin, "fraction"),
                Quantity(held, "years"),
                say("none up to {most} a year", most=Quantity(4.0, "fraction"))
                if none
                else Quantity(growth, "fraction"),
                None if none else Quantity(float(need.surface.year_ten[i, j]), "USD"),
                None if share is None else span(share, 1),
            )


def drivers(survey: Survey) -> Table:
    """What moves the value of each company most."""
    rows = tuple(
        (
            valued.company.ref,
            Term(m.driver),
            Quantity(m.influence.share, "fraction"),
            Quantity(m.influence.low, "USD"),
            Quantity(m.influence.high, "USD"),
        )
        for valued in survey.full
        for m in valued.moved[: 2 * TOP]
    )
    return Table(
        "drivers",
        say("What moves the value most"),
        (
            Column("company", say("Company")),
            Column("driver", say("Driver")),
            Column("share", say("Share of the spread it explains")),
            Column("low", say("Mean value, driver in its lowest tenth")),
            Column("high", say("Mean value, driver in its highest tenth")),
        ),
        rows,
        say(
            "All views pooled with equal weight. Drivers depend on each other, so shares need not add up "
            "to one."
        ),
    )


def assumptions(survey: Survey) -> Table:
    """Every driver of every company shown in full, with its source."""
    rows = tuple(row for valued in survey.full for row in _assumption_rows(valued))
    return Table(
        "assumptions",
        say("What was assumed, and on whose word"),
        (
            Column("company", say("Company")),
            Column("driver", say("Driver")),
            Column("view", say("View or segment")),
            Column("low", say("Low")),
            Column("middle", say("Likeliest or middle")),
            Column("high", say("High")),
            Column("kind", say("Kind")),
            Column("source", say("Source")),
            Column("date", say("Date of the source")),
        ),
        rows,
        say(
            "Put your own beside them in the table of assumptions. Dependence between drivers is assumed "
            "too: growth goes "
            "with a higher cost of capital ({a}), a good margin with less failure ({b}); the rest stands "
            "beside the code.",
            a=Quantity(declared().correlations["sales_growth", "cost_of_capital"], "index"),
            b=Quantity(declared().correlations["target_margin", "failure_chance"], "index"),
        ),
    )


def _assumption_rows(valued: Valued) -> Iterator[tuple[Cell, ...]]:
    case = valued.case
    for view in case.sets:
        yield _assumption_row(valued, view.growth, VIEWS[view.id])
    for driver in DRIVERS:
        if driver in case.drivers:
            yield _assumption_row(valued, case.drivers[driver], None)
    for name, own in case.segments.items():
        for assumption in own.values():
            yield _assumption_row(valued, assumption, name)


def _assumption_row(valued: Valued, assumption: Assumption, view: Cell) -> tuple[Cell, ...]:
    dates = [o.as_of for o in assumption.origins if o.as_of is not None]
    return (
        valued.company.ref,
        Term(assumption.driver),
        view,
        *(_number(assumption.driver, end) for end in assumption.ends),
        Term(assumption.kind),
        assumption.text,
        max(dates) if dates else None,
    )


def _number(driver: str, value: float) -> Cell:
    if math.isinf(value):
        return None
    if driver in MONEY:
        return Quantity(value, "USD")
    if driver in YEARS_LONG:
        return Quantity(value, "years")
    if driver in ("sales_to_capital", "scale_effect", "shares", "options"):
        return Quantity(value, "index")
    return Quantity(value, "fraction")


def left_out(survey: Survey) -> Table:
    """Who is not valued, and which view is missing for whom."""
    refused = ((r.company.ref, Term(r.missing.fact), r.missing.why) for r in survey.refused)
    views = (
        (valued.company.ref, VIEWS[missing.id], missing.why)
        for valued in survey.full
        for missing in valued.case.missing_sets
    )
    return Table(
        "left_out",
        say("Not valued, or without a view, and why"),
        (
            Column("company", say("Company")),
            Column("what", say("Missing fact or view")),
            Column("why", say("Why")),
        ),
        (*refused, *views),
    )


def all_tables(survey: Survey) -> tuple[Table, ...]:
    """Every table that has rows."""
    tables = (
        ranges(survey),
        needs(survey),
        drivers(survey),
        assumptions(survey),
        left_out(survey),
    )
    return tuple(table for table in tables if table.rows)
