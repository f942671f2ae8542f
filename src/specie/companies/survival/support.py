"""On whom a firm's revenue rests, and whether it is on its way to profit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.basis import LAST_DAYS
from specie.companies.deal import SUPPLY
from specie.companies.margin import OPERATING, margins
from specie.companies.new_sales import LENGTH, new_sales
from specie.companies.record import weaker
from specie.companies.survival.chance import Lack
from specie.kernel.concentration import top_share
from specie.kernel.growth import Bounds, divide_bounds
from specie.model import Ref, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.companies.deal import Deal
    from specie.companies.ledger import Ledger
    from specie.companies.margin import Margin
    from specie.companies.record import Company, Reported
    from specie.companies.span import Span
    from specie.companies.survival.cash import Burn
    from specie.model import Grade, Message, Origin

OLD_DAYS = 540
"""A share of customers is told once a year: one that ended longer ago is history."""
CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True)
class Customers:
    """Share of the largest customer within bounds, of what, and who it is where deals say so."""

    share: Bounds
    of: Message
    grade: Grade
    origins: tuple[Origin, ...]
    who: Ref | None
    by_contract: bool
    """Of money contracted, not of revenue."""
    figures: tuple[Reported, ...] = ()


def largest_customer(ledger: Ledger, company: Company, deals: Sequence[Deal]) -> Customers | Lack:
    """Return the largest customer's share of revenue as told; else of what customers bound themselves to."""
    told = _told(ledger, company)
    contracted = _contracted(ledger, company, deals)
    if told is not None:
        return told
    return contracted or Lack(
        CUSTOMERS, say("missing: {items}, or deals with customers", items="largest_customer_share")
    )


def _told(ledger: Ledger, company: Company) -> Customers | None:
    for metric, of_three in (("largest_customer_share", False), ("top3_customer_share", True)):
        recent = [
            f
            for f in ledger.others
            if f.company == company.id
            and f.metric == metric
            and 0 <= (ledger.as_of - f.end.end).days <= OLD_DAYS
        ]
        if recent:
            newest = max(f.end.end for f in recent)
            taken = tuple(f for f in recent if f.end.end == newest)
            low, high = min(float(f.bounds.low) for f in taken), max(float(f.bounds.high) for f in taken)
            low = low / 3 if of_three else low
            return Customers(
                Bounds(np.float64(np.clip(low, 0.0, 1.0)), np.float64(np.clip(high, 0.0, 1.0))),
                say("of revenue to {date}", date=taken[0].end.shown),
                weaker(*(f.grade for f in taken)),
                tuple(dict.fromkeys(f.vouch.origin for f in taken)),
                None,
                by_contract=False,
                figures=taken,
            )
    return None


def _contracted(ledger: Ledger, company: Company, deals: Sequence[Deal]) -> Customers | None:
    """Share of the largest customer of firm contracts; with one of unknown amount it may be anything."""
    firm = [d for d in deals if d.firm and d.instrument in SUPPLY and d.taker == company.id]
    sums: dict[str, float] = {}
    for deal in firm:
        sums[deal.giver] = sums.get(deal.giver, 0.0) + (deal.amount or 0.0)
    if len(sums) < 2 or not any(sums.values()):
        return None
    if any(d.amount is None or d.bound != "=" for d in firm):
        return None
    share = np.float64(top_share(list(sums.values())))
    largest = max(sums, key=lambda name: sums[name])
    return Customers(
        Bounds(share, share),
        say("of {count} customers by firm contract, not of revenue", count=len(sums)),
        weaker(*(d.grade for d in firm)),
        tuple(d.vouch.origin for d in firm),
        ledger.company(largest).ref,
        by_contract=True,
    )


@dataclass(frozen=True, slots=True)
class Path:
    """Operating margin of the newest period, the one before of the same length, and where it goes."""

    newest: Margin
    before: Margin | None

    @property
    def trend(self) -> str:
        """Rising, falling, not clear, or not known: words of the vocabulary."""
        if self.before is None:
            return "not known"
        if float(self.newest.bounds.low) > float(self.before.bounds.high):
            return "rising"
        if float(self.newest.bounds.high) < float(self.before.bounds.low):
            return "falling"
        return "not clear"

    @property
    def profit(self) -> str:
        """Earning, losing or not clear."""
        if float(self.newest.bounds.low) > 0:
            return "earning"
        return "losing" if float(self.newest.bounds.high) < 0 else "not clear"


def path_to_profit(ledger: Ledger, company: Company) -> Path | Lack:
    """Return the newest operating margin within a year and a half, and the one it is compared with."""
    every = [m for m in margins(ledger, company.id) if m.measure == OPERATING and not m.planned]
    recent = [m for m in every if (ledger.as_of - m.end.end).days <= OLD_DAYS]
    if not recent:
        return Lack("operating margin", say("missing: {items}", items="operating_income, revenue"))
    newest = recent[-1]
    earlier = [
        m
        for m in every
        if m.period == newest.period and LAST_DAYS - 15 <= (newest.end.end - m.end.end).days <= LAST_DAYS + 15
    ]
    return Path(newest, earlier[-1] if earlier else None)


@dataclass(frozen=True, slots=True)
class BurnMultiple:
    """Cash burned per dollar of new yearly sales over the period of the newest burn, within bounds."""

    bounds: Bounds
    end: Span
    figures: tuple[Reported, ...]
    text: Message


def burn_multiple(ledger: Ledger, company: Company, burn: Burn) -> BurnMultiple | None:
    """Divide the newest burn by the new yearly sales of its period; None where either is not above zero."""
    told = [f for f in burn.figures if f.basis != "guidance" and f.period in LENGTH]
    sold = [
        r
        for r in ledger.revenues
        if r.company == company.id and r.basis != "guidance" and r.end.end <= ledger.as_of
    ]
    if not told or float(burn.bounds.high) <= 0:
        return None
    grown = new_sales(sold, told[0].end.end, told[0].period)
    if grown is None or float(grown.bounds.low) <= 0:
        return None
    ends = [
        end
        for f in told
        for end in (f.bounds if f.metric == "cash_burn" else (-f.bounds.high, -f.bounds.low))
    ]
    spent = Bounds(np.float64(max(min(ends), 0.0)), np.float64(max(*ends, 0.0)))
    return BurnMultiple(divide_bounds(spent, grown.bounds), told[0].end, (*told, *grown.figures), grown.text)
