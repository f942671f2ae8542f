"""Money on no bill: labour by month, one-off work after a stage begins, and what serves every initiative."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from specie.example.clock import next_month
from specie.example.rates import text
from specie.example.stages import entered, stage_on
from specie.example.streams import stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.random import Generator

    from specie.example.clock import Clock
    from specie.example.firm import Firm, Initiative, Vendor
    from specie.example.rates import Rates
    from specie.example.stages import Spell

LABOUR_DAY = 25
SPREAD = 0.06


class Cost(NamedTuple):
    """One line of costs; money in millionths of a millionth of the currency it is paid in."""

    day: date
    initiative_id: str
    vendor_id: str
    cost_type: str
    money: int
    currency: str


def make_costs(
    seed: int,
    firm: Firm,
    roles: Mapping[str, Vendor],
    stages: Mapping[str, tuple[Spell, ...]],
    rates: Rates,
    clock: Clock,
) -> list[Cost]:
    """Every cost of every initiative and of what they share, by day."""
    found: list[Cost] = []
    for initiative in firm.initiatives:
        rng = stream(seed, "costs", initiative.id)
        found += _labour(initiative, stages[initiative.id], rates, clock, rng)
        found += _one_offs(initiative, roles, stages[initiative.id], rates, clock, rng)
    found += _shared(seed, firm, rates, clock)
    return sorted(found)


def _labour(
    initiative: Initiative, spells: tuple[Spell, ...], rates: Rates, clock: Clock, rng: Generator
) -> Iterator[Cost]:
    terms = initiative.costs
    for month in clock.months():
        day = month.replace(day=LABOUR_DAY)
        amount = terms.labour.get(stage_on(spells, day), 0.0) * _noise(rng)
        if amount:
            money = rates.from_book(amount, terms.currency, day)
            yield Cost(day, initiative.id, "", "labour", money, terms.currency)


def _one_offs(
    initiative: Initiative,
    roles: Mapping[str, Vendor],
    spells: tuple[Spell, ...],
    rates: Rates,
    clock: Clock,
    rng: Generator,
) -> Iterator[Cost]:
    currency = initiative.costs.currency
    for one in initiative.costs.once:
        start = entered(spells, one.stage)
        vendor_id = roles[one.vendor].vendor_id if one.vendor else ""
        for day in _days_after(start, one.months) if start else ():
            amount = one.amount / one.months * _noise(rng)
            if clock.first <= day <= clock.last:
                money = rates.from_book(amount, currency, day)
                yield Cost(day, initiative.id, vendor_id, one.cost_type, money, currency)


def _days_after(start: date, months: int) -> Iterator[date]:
    """The fifteenth of each month after the start; the first part two weeks in."""
    yield start + timedelta(days=14)
    day = start + timedelta(days=14)
    for _ in range(months - 1):
        day = next_month(day).replace(day=15)
        yield day


def _shared(seed: int, firm: Firm, rates: Rates, clock: Clock) -> Iterator[Cost]:
    for row in firm.raw["shared_costs"]:
        rng = stream(seed, "shared costs", row["cost_type"])
        for n, month in enumerate(clock.months()):
            day = month.replace(day=LABOUR_DAY)
            amount = row["monthly"] * (1 + row["growth"]) ** (n / 12) * _noise(rng)
            money = rates.from_book(amount, row["currency"], day)
            yield Cost(day, "", "", row["cost_type"], money, row["currency"])


def _noise(rng: Generator) -> float:
    return 1 + SPREAD * float(rng.standard_normal())


def cost_rows(costs: list[Cost]) -> list[tuple[str, str, str, str, str, str]]:
    """The table of costs."""
    return [
        (row.day.isoformat(), row.initiative_id, row.vendor_id, row.cost_type, text(row.money), row.currency)
        for row in costs
    ]
