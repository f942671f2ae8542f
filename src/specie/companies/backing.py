"""Who sets the prices: how concentrated the lead is, and whether those who lead also trade with the firm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.deal import MONEY, SUPPLY
from specie.companies.evidence import between
from specie.companies.record import weaker
from specie.kernel.allocation import hhi_bounds, money
from specie.kernel.concentration import POINTS
from specie.kernel.growth import Bounds
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.companies.deal import Deal
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Price
    from specie.model import Estimate, Message, Origin

SUPPLIER, CUSTOMER, BOTH = "supplier", "customer", "supplier and customer"
OPERATING, NO_TRADE = "operating firm, no trade known", "no trade known"
TRADES = (SUPPLIER, CUSTOMER, BOTH)
_OPERATING_KINDS = ("lab", "chipmaker", "cloud", "neocloud", "application")
COUNTED = ("closed", "confirmed", "reported")


@dataclass(frozen=True, slots=True)
class Investor:
    """One who led a round of a company, or funds it by a deal."""

    name: str
    company: str | None
    """Its id where the tables know it."""
    role: str
    led: tuple[Price, ...]
    deals: tuple[Deal, ...]
    """Firm deals in which it gives money for a part of the company."""

    @property
    def alone(self) -> float:
        """Money of the rounds it led alone; led is not paid."""
        return sum(p.amount or 0.0 for p in self.led if len(leads(p)) == 1)

    @property
    def together(self) -> float:
        """Money of the rounds it led with others."""
        return sum(p.amount or 0.0 for p in self.led if len(leads(p)) > 1)


@dataclass(frozen=True, slots=True)
class Backing:
    """The rounds of a company that are counted, who led them, and what follows."""

    company: Company
    rounds: tuple[Price, ...]
    investors: tuple[Investor, ...]
    concentration: Estimate | None
    strategic: Estimate | None

    @property
    def total(self) -> float:
        """Money of the rounds that are counted."""
        return sum(p.amount or 0.0 for p in self.rounds)

    @property
    def unnamed(self) -> float:
        """Money of rounds that name no lead."""
        return sum(p.amount or 0.0 for p in self.rounds if not leads(p))


def leads(price: Price) -> tuple[str, ...]:
    """Return the names of those who led a round, as written."""
    return tuple(name for part in price.lead.split(";") if (name := part.strip()))


def backing(ledger: Ledger, deals: Sequence[Deal], company: Company) -> Backing | None:
    """Put together who funds a company; None where no round with an amount is known."""
    rounds = tuple(p for p in ledger.prices if p.company == company.id and _counted(p))
    if not rounds:
        return None
    investors = tuple(_investors(ledger, deals, company, rounds))
    return Backing(
        company,
        rounds,
        investors,
        _concentration(company, rounds),
        _strategic(company, rounds, {i.name: i for i in investors}, deals),
    )


def _counted(price: Price) -> bool:
    """New money of a round nobody doubts, once."""
    return (
        price.status in COUNTED
        and bool(price.amount)
        and price.kind in ("primary", "strategic", "convertible")
        and price.relation not in ("part", "conflict")
    )


def _investors(
    ledger: Ledger, deals: Sequence[Deal], company: Company, rounds: Sequence[Price]
) -> Iterator[Investor]:
    known = names_of(ledger)
    led: dict[str, list[Price]] = {}
    for price in rounds:
        for name in leads(price):
            led.setdefault(name, []).append(price)
    inward: dict[str, list[Deal]] = {}
    for deal in deals:
        if deal.firm and deal.taker == company.id and deal.instrument in MONEY:
            inward.setdefault(deal.giver, []).append(deal)
    for name, prices in led.items():
        id_ = known.get(name.casefold())
        own = tuple(inward.pop(id_, ())) if id_ else ()
        yield Investor(name, id_, role_of(id_, ledger, deals, company.id), tuple(prices), own)
    for id_, own_deals in inward.items():
        role = role_of(id_, ledger, deals, company.id)
        yield Investor(ledger.company(id_).name, id_, role, (), tuple(own_deals))


def names_of(ledger: Ledger) -> Mapping[str, str]:
    """Return every name a company goes by, in lower case: its id, its name, and the parts around brackets."""
    found: dict[str, str] = {}
    for company in ledger.companies.values():
        words = [company.name, company.id.replace("-", " "), *re.split(r"[()]", company.name)]
        for word in words:
            if word.strip():
                found.setdefault(word.strip().casefold(), company.id)
    return found


def role_of(investor: str | None, ledger: Ledger, deals: Sequence[Deal], company: str) -> str:
    """Say by firm deals whether an investor also sells to the company or buys from it."""
    trade = [d for d in deals if d.firm and d.instrument in SUPPLY and investor is not None]
    sells = any((d.giver, d.taker) == (company, investor) for d in trade)
    buys = any((d.giver, d.taker) == (investor, company) for d in trade)
    if sells or buys:
        return BOTH if sells and buys else SUPPLIER if sells else CUSTOMER
    kind = ledger.company(investor).kind if investor else ""
    return OPERATING if kind in _OPERATING_KINDS else NO_TRADE


def _concentration(company: Company, rounds: Sequence[Price]) -> Estimate | None:
    """HHI of the money by who led it: joint leads may have led any part, unnamed ones may be anybody."""
    names = list(dict.fromkeys(name for p in rounds for name in leads(p)))
    if not names:
        return None
    own = np.zeros(len(names))
    blocks: list[tuple[float, list[bool]]] = []
    for price in rounds:
        who, amount = leads(price), price.amount or 0.0
        if len(who) == 1:
            own[names.index(who[0])] += amount
        elif who:
            blocks.append((amount, [name in who for name in names]))
    anyone = sum(p.amount or 0.0 for p in rounds if not leads(p))
    masks = np.array([mask for _, mask in blocks], dtype=bool).reshape(len(blocks), len(names))
    found = hhi_bounds(money(own, [amount for amount, _ in blocks], masks, anyone))
    return between(
        "lead_concentration",
        company.ref,
        _until(rounds),
        Bounds(np.float64(found.low * POINTS), np.float64(found.high * POINTS)),
        None,
        unit="points",
        method="hhi_bounds",
        grade=weaker(*(p.grade for p in rounds)),
        origins=_origins(rounds),
        denominator=_of_rounds(rounds),
        assumptions=(say("who leads a round sets its price; how much each paid is not known"),),
    )


def _strategic(
    company: Company, rounds: Sequence[Price], by_name: Mapping[str, Investor], deals: Sequence[Deal]
) -> Estimate | None:
    """Share of the money in rounds led by those who trade with the firm: least and greatest."""
    total = sum(p.amount or 0.0 for p in rounds)
    least = greatest = 0.0
    for price in rounds:
        roles = [by_name[name].role for name in leads(price)]
        amount = price.amount or 0.0
        if roles and all(role in TRADES for role in roles):
            least += amount
        if not roles or any(role != NO_TRADE for role in roles):
            greatest += amount
    named = [by_name[name] for p in rounds for name in leads(p)]
    if not named:
        return None
    ids = {i.company for i in named if i.company is not None}
    trade = [
        d for d in deals if d.firm and d.instrument in SUPPLY and {d.giver, d.taker} <= {company.id, *ids}
    ]
    trade = [d for d in trade if company.id in (d.giver, d.taker)]
    return between(
        "strategic_lead_share",
        company.ref,
        _until(rounds),
        Bounds(np.float64(least / total), np.float64(greatest / total)),
        None,
        unit="fraction",
        method="share_bounds",
        grade=weaker(*(p.grade for p in rounds), *(d.grade for d in trade)),
        origins=tuple(dict.fromkeys((*_origins(rounds), *(d.vouch.origin for d in trade)))),
        denominator=_of_rounds(rounds),
        assumptions=(
            say(
                "strategic is who sells to the firm or buys from it by a firm deal; funds without a known "
                "trade count as financial, rounds without a named lead and other operating firms may be "
                "either"
            ),
        ),
        open_low=-1.0,
    )


def _of_rounds(rounds: Sequence[Price]) -> Message:
    return say(
        "of {total} in {rounds} rounds that are closed, confirmed or reported",
        total=Quantity(sum(p.amount or 0.0 for p in rounds), "USD"),
        rounds=Quantity(len(rounds), "count"),
    )


def _until(rounds: Sequence[Price]) -> str:
    return max(rounds, key=lambda p: p.on.end).on.text


def _origins(rounds: Sequence[Price]) -> tuple[Origin, ...]:
    return tuple(p.vouch.origin for p in rounds)
