"""Margins of companies: as stated, or worked out from a result and the revenue of the same period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.record import weaker
from specie.kernel.growth import Bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specie.companies.ledger import Ledger
    from specie.companies.record import Reported
    from specie.companies.span import Span
    from specie.model import Grade, Origin

GROSS, OPERATING = "gross_margin", "operating_margin"
_MADE_OF = {"cost_of_revenue": GROSS, "gross_profit": GROSS, "operating_income": OPERATING}


@dataclass(frozen=True, slots=True)
class Margin:
    """One margin of one period, and the figures it rests on: one where stated, two where worked out."""

    measure: str
    bounds: Bounds
    figures: tuple[Reported, ...]

    @property
    def end(self) -> Span:
        """End of its period."""
        return self.figures[0].end

    @property
    def period(self) -> str:
        """Length of its period."""
        return self.figures[0].period

    @property
    def stated(self) -> bool:
        """Told as a margin rather than worked out."""
        return len(self.figures) == 1

    @property
    def planned(self) -> bool:
        """It is guidance, not a result."""
        return any(figure.basis == "guidance" for figure in self.figures)

    @property
    def grade(self) -> Grade:
        """As good as the weakest figure."""
        return weaker(*(figure.grade for figure in self.figures))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Every row behind it."""
        return tuple(figure.vouch.origin for figure in self.figures)


def margins(ledger: Ledger, company: str) -> tuple[Margin, ...]:
    """Return every gross and operating margin of a company whose period is over, oldest first.

    A margin is worked out only where none is stated for the same period.
    """
    others = [f for f in ledger.others if f.company == company and f.end.end <= ledger.as_of]
    stated = [Margin(f.metric, f.bounds, (f,)) for f in others if f.metric in (GROSS, OPERATING)]
    told = {(m.measure, m.end.text, m.period) for m in stated}
    sales = sales_by_period(ledger, company)
    made = [
        margin
        for figure in others
        if figure.metric in _MADE_OF and (_MADE_OF[figure.metric], figure.end.text, figure.period) not in told
        for margin in _made(figure, sales)
    ]
    return tuple(sorted((*stated, *made), key=lambda m: (m.end.end, m.measure)))


def sales_by_period(ledger: Ledger, company: str) -> dict[tuple[str, str], tuple[Reported, ...]]:
    """Return revenue by end and length of period; run-rates are no revenue of a period."""
    found: dict[tuple[str, str], tuple[Reported, ...]] = {}
    for revenue in ledger.revenues:
        if revenue.company == company and revenue.metric == "revenue" and revenue.value > 0:
            key = (revenue.end.text, revenue.period)
            found[key] = (*found.get(key, ()), revenue)
    return found


def share_of_sales(figure: Reported, revenue: Reported) -> Bounds:
    """Divide a result of either sign by the revenue of its period, both within their bounds.

    At every corner of the two intervals; revenue is above zero, and a floor on it pulls the share towards
    zero.
    """
    with np.errstate(invalid="ignore"):
        corners = [
            x / y if np.isfinite(x) or np.isfinite(y) else np.nan
            for x in (float(figure.bounds.low), float(figure.bounds.high))
            for y in (max(float(revenue.bounds.low), np.finfo(float).tiny), float(revenue.bounds.high))
        ]
    if any(np.isnan(corners)):
        return Bounds(np.float64(-np.inf), np.float64(np.inf))
    return Bounds(np.float64(min(corners)), np.float64(max(corners)))


def nearest_margin(
    every: Iterable[Margin], measure: str, on: Span, most_days: int
) -> tuple[Bounds, tuple[Margin, ...]] | None:
    """Return what a margin was near a day: all figures of the nearest end of period, as one range."""
    near = [m for m in every if m.measure == measure and not m.planned and m.end.gap_days(on) <= most_days]
    if not near:
        return None
    least = min(m.end.gap_days(on) for m in near)
    newest = max(m.end.end for m in near if m.end.gap_days(on) == least)
    taken = tuple(m for m in near if m.end.gap_days(on) == least and m.end.end == newest)
    return joined(taken), taken


def joined(taken: Sequence[Margin]) -> Bounds:
    """Span margins of one time from the least to the greatest."""
    low, high = min(float(m.bounds.low) for m in taken), max(float(m.bounds.high) for m in taken)
    return Bounds(np.float64(low), np.float64(high))


def _made(figure: Reported, sales: dict[tuple[str, str], tuple[Reported, ...]]) -> Iterator[Margin]:
    for revenue in sales.get((figure.end.text, figure.period), ()):
        share = share_of_sales(figure, revenue)
        if figure.metric == "cost_of_revenue":
            share = Bounds(1 - share.high, 1 - share.low)
        yield Margin(_MADE_OF[figure.metric], share, (figure, revenue))
