"""What is given of one company: its figures by metric, its margins, and how to pick among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.margin import margins
from specie.companies.record import weaker
from specie.kernel.growth import Bounds
from specie.model import Grade, Quantity

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
_STRENGTH = (
    Grade.FILED, Grade.RECORDED, Grade.COMPANY, Grade.PRESS, Grade.E, Grade.MODELLED, Grade.RUMOUR,
)  # fmt: skip


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

    @property
    def sold(self) -> tuple[Reported, ...]:
        """Revenue and run-rates that are no plans and over."""
        return (*self.sales(), *self.sales("revenue_run_rate"))

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


def dollars(value: float) -> Quantity:
    """Write money."""
    return Quantity(value, "USD")
