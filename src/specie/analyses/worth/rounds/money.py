"""Money raised, by status only, and suppliers who are investors at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.companies.deal import MONEY, SUPPLY
from specie.companies.record import weaker
from specie.model import Bound, Estimate, Quantity, Term, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.companies.deal import Deal
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Price
    from specie.model import Ref

STATUSES = ("closed", "confirmed", "reported", "rumour", "lapsed")
BETWEEN_OWNERS = ("tender", "secondary")
"""Sales in which money moves between owners, not into the firm."""


@dataclass(frozen=True, slots=True)
class Raised:
    """Money a company raised in rounds of one status; repeats of the same money are not in it."""

    company: Company
    status: str
    rows: tuple[Price, ...]
    unknown: int
    repeated: int
    estimate: Estimate

    @property
    def strategic(self) -> float:
        """Part of it that came in strategic or convertible deals, often from a supplier or customer."""
        return sum(p.amount or 0.0 for p in self.rows if p.kind in ("strategic", "convertible"))


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """Deals in which one firm puts money into another that also owes it money for supply."""

    company: Ref
    partner: Ref
    money: tuple[Deal, ...]
    supply: tuple[Deal, ...]

    @property
    def deals(self) -> tuple[Deal, ...]:
        """Both directions."""
        return (*self.money, *self.supply)


def raised(ledger: Ledger, companies: Sequence[Company]) -> Iterator[Raised]:
    """Yield totals per company and status; never across statuses."""
    for company in companies:
        own = [price for price in ledger.prices if price.company == company.id]
        for status in STATUSES:
            rows = [price for price in own if price.status == status and price.kind not in BETWEEN_OWNERS]
            counted = tuple(
                p for p in rows if p.amount is not None and p.relation not in ("part", "conflict")
            )
            unknown = sum(p.amount is None for p in rows)
            repeated = sum(p.amount is not None and p.relation in ("part", "conflict") for p in rows)
            if counted:
                estimate = _total(company, status, counted, unknown, repeated)
                yield Raised(company, status, counted, unknown, repeated, estimate)


def _total(company: Company, status: str, rows: Sequence[Price], unknown: int, repeated: int) -> Estimate:
    total = sum(p.amount or 0.0 for p in rows)
    grade = weaker(*(p.grade for p in rows))
    origins = tuple(p.vouch.origin for p in rows)
    denominator = say(
        "of {rows} rounds with status {status}; {unknown} more without an amount, {repeated} more repeat "
        "money of another row",
        rows=Quantity(len(rows), "count"),
        status=Term(status),
        unknown=Quantity(unknown, "count"),
        repeated=Quantity(repeated, "count"),
    )
    if not unknown:
        return exact(
            "raised", company.ref, status, total, "USD", "sum_by_status", origins,
            grade=grade, denominator=denominator,
        )  # fmt: skip
    return Estimate(
        "raised", company.ref, status, total, total, None, 1.0, "USD", "sum_by_status", grade, origins,
        denominator, bound=Bound.AT_LEAST,
    )  # fmt: skip


def round_trips(deals: Sequence[Deal], ledger: Ledger, companies: Sequence[Company]) -> Iterator[RoundTrip]:
    """Yield the firms that both fund a company and sell to it, by closed and committed deals."""
    firm = [deal for deal in deals if deal.firm]
    for company in companies:
        inward = [d for d in firm if d.taker == company.id and d.instrument in MONEY]
        outward = [d for d in firm if d.giver == company.id and d.instrument in SUPPLY]
        for partner in dict.fromkeys(d.giver for d in inward):
            supply = tuple(d for d in outward if d.taker == partner)
            if supply:
                money = tuple(d for d in inward if d.giver == partner)
                yield RoundTrip(company.ref, ledger.company(partner).ref, money, supply)
