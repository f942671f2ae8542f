"""The tables: series by definition, prices against forecasts, index multiples, capital against revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.market.growth import point_estimate
from specie.analyses.worth.market.names import name_of
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.market.view import View
    from specie.model import Cell

DEFINITIONS = ("revenue", "market size", "spending", "debt", "valuation multiple")


def all_tables(view: View) -> tuple[Table, ...]:
    """Every table that has rows."""
    tables = (_against(view), _carried(view), _series(view), _standings(view), _needs(view))
    return tuple(table for table in tables if table.rows)


def _against(view: View) -> Table:
    return Table(
        "against",
        say("Sales that prices need, against every forecast of the market"),
        (
            Column("firms", say("Firms")),
            Column("needed", say("Sales needed")),
            Column("forecast", say("Forecast")),
            Column("definition", say("Counts")),
            Column("figure", say("At the horizon")),
            Column("ratio", say("Needed over forecast")),
        ),
        tuple(
            (
                one.need.estimate.subject,
                one.need.estimate,
                name_of(one.forecast.series.id),
                Term(one.forecast.series.definition),
                one.forecast.estimate,
                one.estimate,
            )
            for one in view.against
        ),
        say(
            "A forecast of market size counts more sellers than these firms: a ratio below one does not make "
            "the prices right."
        ),
    )


def _needs(view: View) -> Table:
    return Table(
        "needs",
        say("Whose prices are counted"),
        (
            Column("firms", say("Firms")),
            Column("company", say("Company")),
            Column("price", say("Price for all shares")),
            Column("date", say("Date")),
            Column("status", say("Status")),
        ),
        tuple(
            (
                need.estimate.subject,
                view.company(price.company),
                Quantity(price.price.post or 0.0, "USD"),
                price.on.shown,
                Term(price.price.status),
            )
            for need in view.needs
            for price in sorted(need.prices, key=lambda p: -(p.price.post or 0.0))
        ),
        say("Newest comparable price of each firm; older ones left out: {count}",
            count=Quantity(view.too_old, "count")),
    )  # fmt: skip


def _carried(view: View) -> Table:
    return Table(
        "carried",
        say("Capital spending of one year and the sales it needs"),
        (
            Column("series", say("Spending")),
            Column("year", say("Year")),
            Column("spent", say("Spent")),
            Column("needed", say("Sales a year needed")),
            Column("over", say("Over AI revenue as estimated")),
        ),
        tuple(
            (
                name_of(one.series.id),
                one.point.on.text,
                point_estimate(one.series, one.point),
                one.needed,
                one.over,
            )
            for one in view.carried
        ),
        say("The charge of one year of building; the years before and after add theirs."),
    )


def _series(view: View) -> Table:
    return Table(
        "series",
        say("Published series, by what they count"),
        (
            Column("definition", say("Counts")),
            Column("series", say("Series")),
            Column("publisher", say("Publisher")),
            Column("date", say("Date")),
            Column("figure", say("Figure")),
            Column("status", say("Status")),
            Column("growth", say("Growth a year, recomputed")),
            Column("printed", say("Growth a year, as printed")),
        ),
        tuple(_rows(view)),
        say("Series of different definitions must not be joined: none is the future of another."),
    )


def _rows(view: View) -> Iterator[tuple[Cell, ...]]:
    growth = {one.series.id: one for one in view.growth}
    for series in sorted(view.series.values(), key=lambda s: (DEFINITIONS.index(s.definition), s.id)):
        for point in series.points:
            last = point is series.points[-1]
            grown = growth.get(series.id) if last else None
            printed = series.printed_growth if last else None
            yield (
                Term(series.definition),
                name_of(series.id),
                point.newest.text("publisher"),
                point.on.text,
                point_estimate(series, point),
                Term(point.newest.text("status")),
                grown.estimate if grown else None,
                None if printed is None else Quantity(printed, "fraction", 1),
            )


def _standings(view: View) -> Table:
    return Table(
        "standings",
        say("Index multiples against their own history"),
        (
            Column("series", say("Index")),
            Column("date", say("Date")),
            Column("publisher", say("Read by")),
            Column("multiple", say("Multiple")),
            Column("above", say("Above its medians")),
            Column("reversion", say("Change of the price back at them")),
            Column("history", say("Medians read by")),
        ),
        tuple(
            (
                name_of(one.series.id),
                one.point.on.text,
                one.point.newest.text("publisher"),
                one.multiple,
                one.above,
                one.reversion,
                one.medians[0].newest.text("publisher"),
            )
            for one in view.standings
        ),
        say("Earnings unchanged. Multiples of other definitions are in the table of series, not here."),
    )
