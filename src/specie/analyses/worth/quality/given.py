"""What is given of one company: its figures by metric, its margins, and how to pick among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.margin import margins
from specie.companies.record import weaker
from specie.kernel.growth import Bounds, bounds_of, subtract_bounds
from specie.model import Grade, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from specie.analyses.worth.quality.own_rows import Proof, Score
    from specie.companies.ledger import Ledger
    from specie.companies.margin import Margin
    from specie.companies.record import Company, Reported
    from specie.model import Message, Origin

OLD_DAYS = 540
"""A figure of a period that ended longer ago than this is history: not read."""
NEAR_DAYS = 45
"""A run-rate so near to the start or end of a period stands for it."""
_STRENGTH = (
    Grade.FILED, Grade.RECORDED, Grade.COMPANY, Grade.PRESS, Grade.E, Grade.MODELLED, Grade.RUMOUR,
)  # fmt: skip
LENGTH = {"year": 365, "nine-months": 274, "half": 182, "quarter": 91, "month": 30}


@dataclass(frozen=True, slots=True)
class Given:
    """Everything known of a company on the day of the book."""

    company: Company
    ledger: Ledger
    margins: tuple[Margin, ...]
    scores: tuple[Score, ...]
    proofs: tuple[Proof, ...]

    @property
    def as_of(self) -> date:
        """The day of the book."""
        return self.ledger.as_of

    def figures(self, *metrics: str, oldest: int = OLD_DAYS) -> tuple[Reported, ...]:
        """Return the figures of some metrics that are results, not plans, and not too old; newest last."""
        return tuple(
            f
            for f in self.ledger.others
            if f.company == self.company.id
            and f.metric in metrics
            and f.basis != "guidance"
            and 0 <= (self.as_of - f.end.end).days <= oldest
        )

    def sales(self, metric: str = "revenue") -> tuple[Reported, ...]:
        """Return revenue that is no plan and over, oldest first."""
        return tuple(
            r
            for r in self.ledger.revenues
            if r.company == self.company.id
            and r.metric == metric
            and r.basis != "guidance"
            and r.end.end <= self.as_of
        )


@dataclass(frozen=True, slots=True)
class NewSales:
    """New yearly sales over a period: what they may be, the figures at both ends, and how they were read."""

    bounds: Bounds
    figures: tuple[Reported, ...]
    text: Message


def given(company: Company, ledger: Ledger, scores: Sequence[Score], proofs: Sequence[Proof]) -> Given:
    """Gather what is known of a company."""
    return Given(
        company,
        ledger,
        tuple(m for m in margins(ledger, company.id) if not m.planned),
        tuple(s for s in scores if s.company == company.id),
        tuple(p for p in proofs if p.company == company.id),
    )


def newest(figures: Sequence[Reported]) -> tuple[Reported, ...]:
    """Return every figure of the newest end of period: where sources differ, all of them."""
    if not figures:
        return ()
    last = max(f.end.end for f in figures)
    return tuple(f for f in figures if f.end.end == last)


def span_of(figures: Sequence[Reported]) -> Bounds:
    """Join figures of one time from the least to the greatest."""
    low, high = min(float(f.bounds.low) for f in figures), max(float(f.bounds.high) for f in figures)
    return Bounds(np.float64(low), np.float64(high))


def grade_of(figures: Sequence[Reported]) -> Grade:
    """As good as the weakest figure."""
    return weaker(*(f.grade for f in figures))


def weakest(*grades: Grade) -> Grade:
    """Return the weakest of grades that may include the user's own records and surveys."""
    return max(grades, key=_STRENGTH.index)


def origins_of(figures: Sequence[Reported]) -> tuple[Origin, ...]:
    """Every row behind some figures."""
    return tuple(dict.fromkeys(f.vouch.origin for f in figures))


def notes_of(figures: Sequence[Reported]) -> tuple[Message | str, ...]:
    """What a reader must know about the rows."""
    return tuple(dict.fromkeys(f.vouch.note for f in figures if f.vouch.note))


def year_before(figure: Reported, among: Sequence[Reported]) -> tuple[Reported, ...]:
    """Return figures of the same length that ended a year earlier, of the same voucher where there are."""
    wanted = figure.end.end - timedelta(days=365)
    near = [
        f for f in among
        if f.metric == figure.metric and f.period == figure.period and abs((f.end.end - wanted).days) <= 10
    ]  # fmt: skip
    same = [f for f in near if (f.basis, f.gross_net) == (figure.basis, figure.gross_net)]
    return tuple(same or near)


def new_sales(known: Given, end: date, period: str) -> NewSales | None:
    """Read by how much yearly sales grew over a period: by run-rates at its ends, else by revenue."""
    start = end - timedelta(days=LENGTH[period])
    rates = known.sales("revenue_run_rate")
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
    for figure in (r for r in known.sales() if r.period == "year" and r.end.end == end):
        before = year_before(figure, known.sales())
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


def dollars(value: float) -> Quantity:
    """Write money."""
    return Quantity(value, "USD")
