"""Under which basis a revenue figure stands, and which figure of a basis belongs to a price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.growth import Bounds, bounds_of
from specie.model import Term, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specie.companies.record import Reported
    from specie.companies.span import Span
    from specie.model import Message

FRESH_DAYS = 180
"""A figure this near to the price is matched; farther, up to a year, it is matched but marked stale."""
LAST_DAYS = 365
"""A figure farther from the price than this is not used."""
PER_YEAR = {"point": 1.0, "year": 1.0, "half": 2.0, "nine-months": 12 / 9, "quarter": 4.0, "month": 12.0}
"""How many such periods a year has; a cumulative figure has no yearly rate."""


@dataclass(frozen=True, slots=True, order=True)
class Basis:
    """What kind of revenue, who vouches for it, and gross or net."""

    kind: str
    """run-rate, trailing year, part-year annualised, forward year or forward part-year."""
    voucher: str
    gross_net: str = ""

    @property
    def label(self) -> Message:
        """The basis in words."""
        if self.gross_net:
            return say(
                "{kind}, {voucher}, {gross_net}",
                kind=Term(self.kind),
                voucher=Term(self.voucher),
                gross_net=Term(self.gross_net),
            )
        return say("{kind}, {voucher}", kind=Term(self.kind), voucher=Term(self.voucher))

    @property
    def text(self) -> str:
        """The basis as a stable key."""
        return " ".join(part for part in (self.kind, self.voucher, self.gross_net) if part)


@dataclass(frozen=True, slots=True)
class Match:
    """The figures of one basis that are nearest to a price: more than one where they conflict."""

    basis: Basis
    figures: tuple[Reported, ...]
    gap_days: int
    after: bool
    """The figure is dated after the price: nobody had it when the price was set."""

    @property
    def stale(self) -> bool:
        """Farther from the price than a fresh figure; a forward year always ends months later."""
        return self.gap_days > FRESH_DAYS and not self.basis.kind.startswith("forward")

    @property
    def factor(self) -> float:
        """How many such periods make a year."""
        return PER_YEAR[self.figures[0].period]

    @property
    def stated(self) -> float | None:
        """The one stated figure a year; None where several differ."""
        values = {figure.value for figure in self.figures}
        return values.pop() * self.factor if len(values) == 1 else None

    @property
    def bounds(self) -> Bounds:
        """Dollars a year: a floor and a ceiling make a range, conflicting figures span from least to most."""
        every = [bounds_of(figure.value, figure.bound) for figure in self.figures]
        low, high = _joined(every)
        return Bounds(np.float64(low * self.factor), np.float64(high * self.factor))


def basis_of(revenue: Reported, price_on: Span) -> Basis:
    """Classify a figure as seen from the date of a price."""
    if revenue.metric == "revenue_run_rate":
        kind = "run-rate"
    elif revenue.end.end > price_on.end:
        kind = "forward year" if revenue.period == "year" else "forward part-year"
    else:
        kind = "trailing year" if revenue.period == "year" else "part-year annualised"
    voucher = "company" if revenue.basis == "run-rate" else revenue.basis
    return Basis(kind, voucher, revenue.gross_net)


def matches(revenues: Iterable[Reported], price_on: Span) -> tuple[Match, ...]:
    """Return, per basis, the nearest figures within a year of the price; ties keep every figure."""
    groups: dict[Basis, list[Reported]] = {}
    for revenue in revenues:
        if revenue.period in PER_YEAR and revenue.value > 0:
            groups.setdefault(basis_of(revenue, price_on), []).append(revenue)
    found = (_nearest(basis, group, price_on) for basis, group in groups.items())
    return tuple(sorted((m for m in found if m.gap_days <= LAST_DAYS), key=lambda m: (m.gap_days, m.basis)))


def _nearest(basis: Basis, group: Sequence[Reported], price_on: Span) -> Match:
    best = min(group, key=lambda r: (r.end.gap_days(price_on), -r.end.end.toordinal(), -_days(r)))
    same = tuple(r for r in group if (r.end.text, r.period) == (best.end.text, best.period))
    return Match(basis, same, best.end.gap_days(price_on), best.end.start > price_on.end)


def _days(revenue: Reported) -> float:
    """Length of the period: a longer one says more about a year."""
    return 1 / PER_YEAR[revenue.period]


def _joined(every: Sequence[Bounds]) -> tuple[float, float]:
    floors, ceilings = max(float(b.low) for b in every), min(float(b.high) for b in every)
    one_range = any(np.isinf(b.high) for b in every) and any(b.low == 0 for b in every)
    if one_range and floors <= ceilings:
        return floors, ceilings
    return min(float(b.low) for b in every), max(float(b.high) for b in every)
