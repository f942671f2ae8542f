"""What suppliers charge: use times dated price, seats, machine hours, and tax, credits and refunds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from specie.example import prices
from specie.example.clock import month_end, month_start, next_month
from specie.example.rates import CENT
from specie.example.streams import stream, walk
from specie.example.usage import bought_on, stage_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from specie.example.clock import Clock
    from specie.example.firm import Firm, Seats, Vendor
    from specie.example.rates import Rates
    from specie.example.stages import Spell
    from specie.example.usage import TokenUse

COST_TYPES = {
    "Usage": "usage", "Purchase": "licence", "Tax": "tax", "Credit": "credit", "Adjustment": "adjustment",
}  # fmt: skip
LABELS = {"input": "input tokens", "cached": "cached input tokens", "output": "output tokens"}


@dataclass(frozen=True, slots=True)
class Item:
    """What is charged: everything of a billing row but its day, quantity and money."""

    issuer: Vendor
    publisher: str
    initiative_id: str
    category: str
    service: str
    sku: str
    description: str
    unit: str = ""
    account: str = "syn-org"
    tagged: bool = False
    frequency: str = "Usage-Based"
    correction: bool = False
    commitment: str = ""


class Charge(NamedTuple):
    """One billing row; quantity and price in millionths, money in millionths of a millionth."""

    item: Item
    start: date
    end: date
    quantity: int | None
    price: int | None
    billed: int
    effective: int


def make_charges(
    seed: int,
    firm: Firm,
    roles: Mapping[str, Vendor],
    stages: Mapping[str, tuple[Spell, ...]],
    tokens: list[TokenUse],
    rates: Rates,
    clock: Clock,
) -> list[Charge]:
    """Every billing row of every supplier, by issuer and day."""
    charges = [charge for use in tokens for charge in _token_charges(use, rates, clock)]
    for initiative in firm.initiatives:
        if initiative.seats:
            host = roles[initiative.seats.host]
            charges += _seat_charges(initiative.id, initiative.seats, host, clock)
    charges += _compute_charges(seed, firm, roles, stages, clock)
    charges += _refunds(firm, roles, tokens, charges, clock)
    charges += _invoice_lines(firm, roles, charges)
    charges.sort(key=lambda row: (row.item.issuer.vendor_id, row.start))
    return charges


def _token_charges(use: TokenUse, rates: Rates, clock: Clock) -> Iterator[Charge]:
    direct = use.host is use.developer
    account = f"syn-project-{use.initiative_id.lower() or use.name}" if direct else "syn-account-prod"
    sent = {"input": use.input - use.cached, "cached": use.cached, "output": use.output}
    for kind, quantity in sent.items():
        item = Item(
            use.host, use.developer.publisher, use.initiative_id, "Usage", use.host.service,
            f"{use.model}/{kind}", f"{use.model} {LABELS[kind]}", "1M tokens", account,
            tagged=not direct and bool(use.initiative_id),
        )  # fmt: skip
        price = prices.daily(use.host.price_list, use.model, kind, clock)[use.day]
        kept = (quantity > 0) & (price > 0)
        days = use.day[kept].tolist(), quantity[kept].tolist(), price[kept].tolist()
        yield from (_monthly if use.host.monthly else _daily)(item, days, rates, clock)


def _daily(item: Item, days: tuple[list[int], ...], rates: Rates, clock: Clock) -> Iterator[Charge]:
    """A row for each day, in USD, the currency of the price list."""
    dates = (*clock.days(), clock.last + timedelta(days=1))
    for n, quantity, price in zip(*days, strict=True):
        money = quantity * price
        yield Charge(item, dates[n], dates[n + 1], quantity, price, money, money)


def _monthly(item: Item, days: tuple[list[int], ...], rates: Rates, clock: Clock) -> Iterator[Charge]:
    """A row for each month and price, in the supplier's currency at the rate of the month's first day."""
    groups: dict[tuple[date, int], list[tuple[date, int]]] = defaultdict(list)
    for n, quantity, price in zip(*days, strict=True):
        day = clock.first + timedelta(days=n)
        groups[month_start(day), price].append((day, quantity))
    for (month, price), parts in groups.items():
        quantity = sum(part for _, part in parts)
        local = round(price / float(rates.at(item.issuer.currency, month)))
        money = quantity * local
        end = parts[-1][0] + timedelta(days=1)
        yield Charge(item, parts[0][0], end, quantity, local, money, money)


def _seat_charges(initiative_id: str, seats: Seats, host: Vendor, clock: Clock) -> Iterator[Charge]:
    name = getattr(host, seats.product)
    sku = f"SYN-SEAT-{initiative_id[-2:]}"
    item = Item(
        host, host.publisher, initiative_id, "Purchase", name, sku, f"{name} seats", "Seats",
        frequency="Recurring",
    )  # fmt: skip
    price, bought = round(seats.price * prices.MICRO), bought_on(seats, clock)
    for age, month in enumerate(m for m in clock.months() if bought[clock.index(m)]):
        quantity = int(bought[clock.index(month)]) * prices.MICRO
        if seats.prepaid_months:
            yield from _prepaid(item, month, quantity * price, age, seats.prepaid_months)
        else:
            yield Charge(item, month, next_month(month), quantity, price, quantity * price, quantity * price)


def _prepaid(item: Item, month: date, money: int, age: int, months: int) -> Iterator[Charge]:
    """A year is invoiced at once; each month then draws its part of it."""
    plan = f"syn-plan-{item.sku.lower()}-{age // months + 1}"
    if age % months == 0:
        year = replace(
            item, commitment=plan, frequency="One-Time", description=f"{item.description}, 12 months"
        )
        yield Charge(year, month, next_month(month), None, None, money * months, 0)
    drawn = replace(item, category="Usage", commitment=plan, description=f"{item.description}, drawn")
    yield Charge(drawn, month, next_month(month), None, None, 0, money)


def _compute_charges(
    seed: int,
    firm: Firm,
    roles: Mapping[str, Vendor],
    stages: Mapping[str, tuple[Spell, ...]],
    clock: Clock,
) -> Iterator[Charge]:
    """Machine hours of the initiatives that train and run models of their own."""
    for initiative in firm.initiatives:
        if not initiative.compute:
            continue
        host, price = roles[initiative.compute.host], round(initiative.compute.price * prices.MICRO)
        item = Item(
            host, host.publisher, initiative.id, "Usage", host.compute,
            "SYN-ML-HOUR", f"{host.compute} machine hours", "Hours", "syn-account-data",
        )  # fmt: skip
        noise = np.exp(0.08 * walk(stream(seed, "compute", initiative.id), 1, clock.length, 0.7)[0])
        hours = stage_path(initiative.compute.hours, stages[initiative.id], clock) * noise
        for n in np.flatnonzero(hours >= 0.01).tolist():
            day, quantity = clock.first + timedelta(days=n), round(float(hours[n]), 2)
            micro = round(quantity * 100) * prices.MICRO // 100
            money = micro * price
            yield Charge(item, day, day + timedelta(days=1), micro, price, money, money)


def _refunds(
    firm: Firm, roles: Mapping[str, Vendor], tokens: list[TokenUse], charges: list[Charge], clock: Clock
) -> Iterator[Charge]:
    """Part of what a spike cost, given back in a later month."""
    for row in firm.raw["refunds"]:
        issuer, initiative_id = roles[row["role"]], row["initiative_id"]
        excess = {
            (use.model, clock.first + timedelta(days=n)): share
            for use in tokens
            if use.initiative_id == initiative_id
            for n, share in zip(use.day.tolist(), use.excess.tolist(), strict=True)
            if share > 0
        }
        extra = sum(
            charge.billed * excess.get((charge.item.sku.split("/")[0], charge.start), 0.0)
            for charge in charges
            if charge.item.initiative_id == initiative_id
        )
        money = -round(extra * row["share_of_excess"] / CENT) * CENT
        item = Item(
            issuer, issuer.publisher, initiative_id, "Adjustment", issuer.service, "", row["description"],
            account=f"syn-project-{initiative_id.lower()}", frequency="One-Time", correction=True,
        )  # fmt: skip
        yield Charge(item, row["on"], row["on"] + timedelta(days=1), None, None, money, money)


def _invoice_lines(firm: Firm, roles: Mapping[str, Vendor], charges: Iterable[Charge]) -> Iterator[Charge]:
    """Tax and credits: a fraction of what an issuer bills in a month, on its last day, for no initiative."""
    totals: dict[tuple[str, date], int] = defaultdict(int)
    for charge in charges:
        totals[charge.item.issuer.vendor_id, month_start(charge.start)] += charge.billed
    for row in firm.raw["credits"]:
        item = _invoice_item(roles[row["role"]], "Credit", row["description"])
        yield from _fractions(item, -row["rate"], totals, row["from"], row["until"])
    for row in firm.raw["taxes"]:
        item = _invoice_item(roles[row["role"]], "Tax", "Tax (synthetic)")
        yield from _fractions(item, row["rate"], totals, firm.starts_on, firm.as_of)


def _invoice_item(issuer: Vendor, category: str, description: str) -> Item:
    return Item(issuer, issuer.publisher, "", category, issuer.service, "", description, frequency="One-Time")


def _fractions(
    item: Item, rate: float, totals: Mapping[tuple[str, date], int], since: date, until: date
) -> Iterator[Charge]:
    for (vendor_id, month), total in sorted(totals.items()):
        if vendor_id == item.issuer.vendor_id and since <= month <= until:
            money = round(total * rate / CENT) * CENT
            last = month_end(month)
            yield Charge(item, last, last + timedelta(days=1), None, None, money, money)
