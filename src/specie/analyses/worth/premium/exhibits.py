"""Table and figures: every price with its parts, and the share for growth through time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Column, Figure, Quantity, Table, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.worth.premium.parts import Parts
    from specie.kernel.growth import Bounds
    from specie.model import Cell

MOST_COMPANIES = 6
"""More than this make a timeline unreadable; the table has them all."""


def every_price(parts: Sequence[Parts]) -> Table:
    """One row per price."""
    return Table(
        "parts",
        say("Every price, and what it pays for"),
        (
            Column("company", say("Company")),
            Column("date", say("Date")),
            Column("name", say("Name")),
            Column("price", say("Price")),
            Column("state", say("Earnings")),
            Column("earnings", say("Earnings a year")),
            Column("from", say("What the earnings are")),
            Column("in_place", say("Value without growth")),
            Column("growth", say("Paid for growth")),
            Column("share", say("Share for growth")),
        ),
        tuple(_row(p) for p in parts),
        say(
            "A loss-making firm has no earnings in place: its price is all for what is to come, and no "
            "share is given. The "
            "required return is the declared cost of capital of its kind of company."
        ),
    )


def _row(parts: Parts) -> tuple[Cell, ...]:
    price, earnings = parts.price, parts.earnings
    by_measure = {e.measure: e for e in parts.estimates}
    return (
        price.company.ref,
        price.on.shown,
        price.name,
        Quantity(price.stated, "USD") if price.stated is not None else _span(price.bounds),
        parts.state,
        None if earnings is None else _span(earnings.bounds),
        None if earnings is None else earnings.note,
        by_measure.get("in_place"),
        by_measure.get("growth_opportunities"),
        by_measure.get("growth_share"),
    )


def _span(money: Bounds) -> Cell:
    """One amount, or from the lowest to the highest report."""
    low, high = float(money.low), float(money.high)
    if low == high:
        return Quantity(low, "USD")
    return say("{low} to {high}", low=Quantity(low, "USD"), high=Quantity(high, "USD"))


def states(parts: Sequence[Parts]) -> Figure | None:
    """Prices of all shares through time, coloured by what the firm earned then."""
    shown = _first([p for p in parts if not p.price.a_share])
    data: tuple[Mapping[str, Cell], ...] = tuple(
        {
            "date": p.price.on.start,
            "price": p.price.stated if p.price.stated is not None else float(p.price.bounds.low),
            "company": p.price.company.ref,
            "state": p.state,
        }
        for p in shown
    )
    if not data:
        return None
    return Figure(
        "states",
        "timeline",
        say("Prices through time, and whether the firm earned anything"),
        data,
        {"x": "date", "y": "price", "label": "company", "colour": "state", "scale": "log"},
        {
            "date": say("Date"),
            "price": say("Price for all shares"),
            "company": say("Company"),
            "state": say("Earnings of that time"),
        },
        {"price": "USD"},
        say(
            "{prices} prices on a log scale, coloured by the earnings of their time",
            prices=Quantity(len(data), "count"),
        ),
        say("Where a firm loses money the whole price is for what is to come."),
    )


def shares(parts: Sequence[Parts]) -> Figure | None:
    """Share of the price for growth through time, for firms that earn."""
    data: tuple[Mapping[str, Cell], ...] = tuple(
        {
            "date": p.price.on.start,
            "share": p.middle,
            "low": float(p.split.share.low),
            "high": float(p.split.share.high),
            "company": p.price.company.ref,
        }
        for p in _first([p for p in parts if p.split is not None])
        if p.split is not None
    )
    if len(data) < 2:
        return None
    return Figure(
        "growth-share",
        "band",
        say("Share of the price paid for growth, through time"),
        data,
        {"x": "date", "y": "share", "low": "low", "high": "high", "colour": "company"},
        {
            "date": say("Date"),
            "share": say("Share for growth"),
            "low": say("Low"),
            "high": say("High"),
            "company": say("Company"),
        },
        {"share": "fraction", "low": "fraction", "high": "fraction"},
        say("{prices} prices of firms that earned at the time", prices=Quantity(len(data), "count")),
        say("The band spans the required return and the bounds of price and earnings."),
    )


def _first(parts: Sequence[Parts]) -> Iterator[Parts]:
    chosen = list(dict.fromkeys(p.price.company.id for p in parts))[:MOST_COMPANIES]
    return (p for p in parts if p.price.company.id in chosen)


def all_figures(parts: Sequence[Parts]) -> tuple[Figure, ...]:
    """Every figure there is data for."""
    return tuple(figure for figure in (shares(parts), states(parts)) if figure is not None)
