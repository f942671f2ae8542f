"""Which prices may be compared at all, and why the others may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.record import weaker
from specie.kernel.growth import Bounds
from specie.model import Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Price
    from specie.companies.span import Span
    from specie.model import Grade, Message, Origin

CONTROL_WORDS = ("merger", "acquired", "acquisition", "sale", "stake", "control")
"""Words in the name of a strategic transaction that say control or a combined entity was priced."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A price that is shown but not compared; ``ground`` is a word of the vocabulary."""

    price: Price
    ground: str
    why: Message


@dataclass(frozen=True, slots=True)
class Comparable:
    """A price that may be compared, with reports of the same event that give another figure."""

    price: Price
    conflicts: tuple[Price, ...] = ()

    @property
    def company(self) -> str:
        """Whose price."""
        return self.price.company

    @property
    def on(self) -> Span:
        """When it was set."""
        return self.price.on

    @property
    def reports(self) -> tuple[Price, ...]:
        """The price and the conflicting reports of it."""
        return (self.price, *self.conflicts)

    @property
    def bounds(self) -> Bounds:
        """From the lowest to the highest report."""
        every = [report.bounds for report in self.reports]
        return Bounds(np.float64(min(b.low for b in every)), np.float64(max(b.high for b in every)))

    @property
    def stated(self) -> float | None:
        """The one stated price; None where reports of it differ."""
        posts = {report.post for report in self.reports}
        return self.price.post if len(posts) == 1 else None

    @property
    def grade(self) -> Grade:
        """As good as the weakest report."""
        return weaker(*(report.grade for report in self.reports))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Every row behind it."""
        return tuple(report.vouch.origin for report in self.reports)


def comparables(ledger: Ledger) -> tuple[tuple[Comparable, ...], tuple[Refusal, ...]]:
    """Sort all prices into those that compare, in order of company and date, and those that do not."""
    refused = {price: refusal for price in ledger.prices if (refusal := _refusal(price, ledger))}
    repeats = _conflicts(ledger.prices)
    taken = [
        Comparable(price, tuple(repeats.get(price.key, ())))
        for price in ledger.prices
        if price.post is not None and price not in refused
    ]
    return tuple(taken), tuple(refused.values())


def chains(taken: Sequence[Comparable]) -> Mapping[str, tuple[Comparable, ...]]:
    """Group comparable prices by company, oldest first."""
    grouped: dict[str, list[Comparable]] = {}
    for item in sorted(taken, key=lambda c: (c.on.start, c.on.end)):
        grouped.setdefault(item.company, []).append(item)
    return {company: tuple(items) for company, items in grouped.items()}


def _conflicts(prices: Sequence[Price]) -> dict[tuple[str, ...], list[Price]]:
    found: dict[tuple[str, ...], list[Price]] = {}
    for price in prices:
        if price.relation == "conflict" and price.post is not None:
            found.setdefault(price.of, []).append(price)
    return found


def _refusal(price: Price, ledger: Ledger) -> Refusal | None:
    return next(_grounds(price, ledger.company(price.company)), None)


def _grounds(price: Price, company: Company) -> Iterator[Refusal]:
    if not company.priced:
        yield Refusal(price, company.kind or "not priced", no_price_of_its_own(company))
    if price.status in ("rumour", "lapsed"):
        why = say("its status is {status}: nobody has paid this price", status=Term(price.status))
        yield Refusal(price, price.status, why)
    if price.relation:
        yield Refusal(price, price.relation, _RELATIONS[price.relation])
    if "do_not_use" in price.vouch.marks:
        yield Refusal(price, "do not use", say("its source is thought to be wrong"))
    if price.post is not None and is_control(price):
        why = say("it prices control or a combined entity, not a minority share")
        yield Refusal(price, "control", why)


def is_control(price: Price) -> bool:
    """Tell whether a strategic transaction says in its name that control changed hands."""
    words = price.series.lower()
    return price.kind == "strategic" and any(word in words for word in CONTROL_WORDS)


def no_price_of_its_own(company: Company) -> Message:
    """Say why a company without a price is no comparable."""
    if company.kind == "division":
        return say("it is a division of another company: any printed valuation is an estimate")
    return say("no price of its own is known")


_RELATIONS = {
    "conflict": say("it reports the same event as another row: shown as a range with it"),
    "part": say("it is part of the money of another round: not added and not priced twice"),
    "extension": say("it sells more shares of an earlier round: not an independent price"),
}
