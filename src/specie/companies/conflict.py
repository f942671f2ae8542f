"""Figures that cannot all be true: shown side by side, never averaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from specie.kernel.growth import bounds_of
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from specie.companies.ledger import Ledger
    from specie.companies.record import Price, Reported
    from specie.companies.span import Span
    from specie.model import Message, Origin

T = TypeVar("T")
UNIT_ERROR = 5.0
"""Two reports of one month that differ by more than this suggest a wrong unit or currency."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures of one company, measure and date that exclude each other."""

    company: str
    measure: str
    on: Span
    low: float
    high: float
    why: Message
    origins: tuple[Origin, ...]
    notes: tuple[Message | str, ...]

    @property
    def factor(self) -> float:
        """Greatest over least."""
        return self.high / self.low if self.low > 0 else float("inf")

    @property
    def range(self) -> Message:
        """From the least to the greatest, in dollars."""
        return say("{low} to {high}", low=Quantity(self.low, "USD"), high=Quantity(self.high, "USD"))


def conflicts(ledger: Ledger) -> tuple[Conflict, ...]:
    """Return every conflict of prices and of revenue up to the book's date, the widest first."""
    found = [*_price_conflicts(ledger.prices), *_revenue_conflicts(ledger.revenues)]
    return tuple(sorted(found, key=lambda c: (-c.factor, c.company, c.on.text)))


def _price_conflicts(prices: Sequence[Price]) -> Iterator[Conflict]:
    by_company: dict[str, list[Price]] = {}
    for price in prices:
        if price.post is not None:
            by_company.setdefault(price.company, []).append(price)
    for company, rows in by_company.items():
        for group in _overlapping(rows, lambda p: p.on):
            figures = [(p.post or 0.0, p.bound) for p in group]
            if _exclusive(figures):
                yield _conflict(company, "price", group[0].on, figures, _why_prices(group), group)


def _revenue_conflicts(revenues: Sequence[Reported]) -> Iterator[Conflict]:
    by_kind: dict[tuple[str, str, str], list[Reported]] = {}
    for revenue in revenues:
        if revenue.value > 0:
            by_kind.setdefault((revenue.company, revenue.metric, revenue.period), []).append(revenue)
    for (company, metric, _), rows in by_kind.items():
        for group in _overlapping(rows, lambda r: r.end):
            figures = [(r.value, r.bound) for r in group]
            if _exclusive(figures):
                yield _conflict(company, metric, group[0].end, figures, _why_revenues(group), group)


def _overlapping(rows: Sequence[T], span: Callable[[T], Span]) -> Iterator[list[T]]:
    """Yield the groups of rows that may be of one day, in order of time."""
    group: list[T] = []
    for row in sorted(rows, key=lambda r: (span(r).start, span(r).end)):
        if group and all(span(row).gap_days(span(other)) > 0 for other in group):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _conflict(
    company: str,
    measure: str,
    on: Span,
    figures: Sequence[tuple[float, str]],
    why: Message,
    rows: Sequence[Price | Reported],
) -> Conflict:
    values = [value for value, _ in figures]
    notes = tuple(dict.fromkeys(row.vouch.note for row in rows if row.vouch.note))
    origins = tuple(row.vouch.origin for row in rows)
    return Conflict(company, measure, on, min(values), max(values), why, origins, notes)


def _exclusive(figures: Sequence[tuple[float, str]]) -> bool:
    every = [bounds_of(value, bound) for value, bound in figures]
    return max(float(b.low) for b in every) > min(float(b.high) for b in every)


def _why_prices(group: Sequence[Price]) -> Message:
    if len({p.status for p in group}) > 1:
        return say("prices of one date have a different status")
    return say("reports of one event give different prices")


def _why_revenues(group: Sequence[Reported]) -> Message:
    if len({r.gross_net for r in group}) > 1:
        return say("gross, net or not stated: partner fees are counted differently")
    if len({r.basis for r in group}) > 1:
        return say("the figures come from different vouchers")
    return say("reports of one period differ")
