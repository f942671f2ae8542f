"""New yearly sales of a company over a period, and its figures of a year before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.growth import Bounds, bounds_of, subtract_bounds
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from specie.companies.record import Reported
    from specie.model import Message

NEAR_DAYS = 45
"""A run-rate so near to the start or end of a period stands for it."""
LENGTH = {"year": 365, "nine-months": 274, "half": 182, "quarter": 91, "month": 30}


@dataclass(frozen=True, slots=True)
class NewSales:
    """New yearly sales over a period: what they may be, the figures at both ends, and how they were read."""

    bounds: Bounds
    figures: tuple[Reported, ...]
    text: Message


def year_before(figure: Reported, among: Sequence[Reported]) -> tuple[Reported, ...]:
    """Return figures of the same length that ended a year earlier, of the same voucher where there are."""
    wanted = figure.end.end - timedelta(days=365)
    near = [
        f for f in among
        if f.metric == figure.metric and f.period == figure.period and abs((f.end.end - wanted).days) <= 10
    ]  # fmt: skip
    same = [f for f in near if (f.basis, f.gross_net) == (figure.basis, figure.gross_net)]
    return tuple(same or near)


def new_sales(revenues: Sequence[Reported], end: date, period: str) -> NewSales | None:
    """Read by how much yearly sales grew over a period: by run-rates at its ends, else by revenue.

    ``revenues`` are figures of one company that are no plans and over.
    """
    start = end - timedelta(days=LENGTH[period])
    rates = [r for r in revenues if r.metric == "revenue_run_rate" and r.value > 0]
    sales = [r for r in revenues if r.metric == "revenue" and r.value > 0]
    last, first = _near(rates, end), _near(rates, start)
    if last and first and last[0].end.end > first[0].end.end:
        text = say(
            "run-rates of {start} and {end}, which different people may vouch for",
            start=first[0].end.shown,
            end=last[0].end.shown,
        )
        return NewSales(subtract_bounds(_yearly(last), _yearly(first)), (*last, *first), text)
    if period != "year":
        return None
    for figure in (r for r in sales if r.period == "year" and r.end.end == end):
        before = year_before(figure, sales)
        if before:
            text = say("revenue of the year less that of the year before, for want of run-rates")
            grown = subtract_bounds(_yearly((figure,)), _yearly(before))
            return NewSales(grown, (figure, *before), text)
    return None


def _near(rates: Sequence[Reported], day: date) -> tuple[Reported, ...]:
    """Return the run-rates of one date that are nearest to a day."""
    near = [r for r in rates if abs((r.end.end - day).days) <= NEAR_DAYS]
    if not near:
        return ()
    best = min(near, key=lambda r: (abs((r.end.end - day).days), r.gross_net))
    return tuple(r for r in near if r.end.text == best.end.text and r.gross_net == best.gross_net)


def _yearly(figures: Sequence[Reported]) -> Bounds:
    every = [bounds_of(f.value, f.bound) for f in figures]
    return Bounds(np.float64(min(b.low for b in every)), np.float64(max(b.high for b in every)))
