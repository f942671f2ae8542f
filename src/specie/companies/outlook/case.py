"""Everything that is drawn for one company: its facts, the user's word, the declared assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.outlook.assumption import Assumption
from specie.companies.outlook.base_rate import own_classes, shipped_classes
from specie.companies.outlook.declared import declared
from specie.companies.outlook.growth_sets import growth_sets
from specie.companies.outlook.start import (
    Known,
    Missing,
    balance,
    money_raised,
    past_losses,
    start_margin,
    start_revenue,
)
from specie.kernel.valuation.marginals import Fixed, Triangular, Uniform
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.book import Book
    from specie.companies.comparable import Comparable
    from specie.companies.ledger import Ledger
    from specie.companies.outlook.base_rate import SizeClass
    from specie.companies.outlook.growth_sets import GrowthSet, NoSet
    from specie.companies.outlook.own import OwnAssumptions
    from specie.companies.record import Company
    from specie.facts import Facts
    from specie.kernel.valuation.marginals import Marginal
    from specie.model import Message

DRAWN = (
    "revenue", "sales_growth", "growth_years", "start_margin", "target_margin", "margin_years",
    "sales_to_capital", "scale_effect", "cost_of_capital", "stable_cost_of_capital", "terminal_growth",
    "stable_return", "failure_chance", "recovery", "cash", "debt",
)  # fmt: skip
"""Drivers that are drawn, in the order of their random streams."""


@dataclass(frozen=True, slots=True)
class Case:
    """A company that can be valued."""

    company: Company
    revenue: Known
    margin: Known | None
    """None where no result is known and a declared range stands in."""
    price: Comparable | None
    drivers: Mapping[str, Assumption]
    """Every driver but growth."""
    sets: tuple[GrowthSet, ...]
    missing_sets: tuple[NoSet, ...]
    segments: Mapping[str, Mapping[str, Assumption]]
    """The user's segments with their own drivers; empty where the company is valued as a whole."""

    @property
    def open_above(self) -> bool:
        """Revenue is only known from below, and so is everything made of it."""
        return bool(np.isinf(self.revenue.bounds.high))


@dataclass(frozen=True, slots=True)
class Refused:
    """A company that is not valued: the fact that is missing, and why."""

    company: Company
    missing: Missing


@dataclass(frozen=True, slots=True)
class Sources:
    """What cases are made from; read once for all companies."""

    ledger: Ledger
    facts: Facts
    own: OwnAssumptions
    classes: tuple[SizeClass, ...]


def sources(book: Book, facts: Facts, ledger: Ledger, own: OwnAssumptions) -> Sources:
    """Gather what cases are made from."""
    return Sources(ledger, facts, own, (*own_classes(book), *shipped_classes()))


def make_case(company: Company, price: Comparable | None, given: Sources) -> Case | Refused:
    """Set up a company, or say which fact is missing."""
    if company.kind == "division":
        why = say("it is a division of another company: it has no shares, debt or price of its own")
        return Refused(company, Missing("shares", why))
    own = given.own.of(company.id)
    revenue = start_revenue(given.ledger, company)
    if isinstance(revenue, Missing):
        return Refused(company, revenue)
    margin = start_margin(given.ledger, company, revenue)
    drivers = {a.driver: a for a in _drivers(company, revenue, margin, given, own)}
    if "start_margin" not in drivers:
        assert isinstance(margin, Missing)
        return Refused(company, margin)
    sets, without = growth_sets(company, revenue, given.ledger, given.facts, given.classes, own, declared())
    segments = {name: given.own.of(company.id, name) for name in given.own.segments(company.id)}
    known = None if isinstance(margin, Missing) else margin
    return Case(company, revenue, known, price, drivers, sets, without, segments)


def _drivers(
    company: Company, revenue: Known, margin: Known | Missing, given: Sources, own: Mapping[str, Assumption]
) -> Iterator[Assumption]:
    rules = declared().of_kind(company.kind)
    yield from rules.values()
    yield _fact("revenue", revenue, floor=float(revenue.bounds.low))
    if isinstance(margin, Known):
        start = _fact("start_margin", margin)
        yield start
        # A firm that earns more than its kind is not assumed to lose that at once.
        target, reached = rules["target_margin"], float(margin.bounds.high)
        if reached > target.ends[2]:
            yield _raised(target, reached)
    yield _failure(company, margin)
    yield from _balance(company, given)
    yield from (a for driver, a in own.items() if driver != "sales_growth")


def _balance(company: Company, given: Sources) -> Iterator[Assumption]:
    ledger = given.ledger
    cash = balance(ledger, company, "cash") or money_raised(ledger, company)
    yield _fact("cash", cash) if cash else _nothing("cash", say("cash is not known: none is added"))
    debt = balance(ledger, company, "total_debt")
    yield _fact("debt", debt) if debt else _nothing("debt", say("debt is not known: none is deducted"))
    losses = past_losses(ledger, company)
    yield _fact("losses", losses) if losses else _nothing("losses", say("no losses of full years are known"))


def _failure(company: Company, margin: Known | Missing) -> Assumption:
    earning = isinstance(margin, Known) and float(margin.bounds.low) > 0
    place = "listed" if company.listed else "private"
    rated = declared().groups["failure"][f"{place}_{'earning' if earning else 'losing'}"]
    return Assumption("failure_chance", rated.marginal, rated.origins, rated.text, rated.kind)


def _fact(driver: str, known: Known, floor: float | None = None) -> Assumption:
    low, high = float(known.bounds.low), float(known.bounds.high)
    return Assumption(driver, _between(low, high, floor), known.origins, known.text, "fact")


def _between(low: float, high: float, floor: float | None) -> Marginal:
    """An open side is closed at the stated figure: what lies beyond is carried as a bound, not drawn."""
    if np.isinf(high):
        high = low if floor is None else floor
    if np.isinf(low):
        low = high
    return Fixed(low) if low == high else Uniform(low, high)


def _nothing(driver: str, why: Message) -> Assumption:
    origin = declared().sources["assumed"].origin
    return Assumption(driver, Fixed(0.0), (origin,), why, "assumed")


def _raised(target: Assumption, reached: float) -> Assumption:
    """Stretch the declared margins up to what the firm earns already."""
    low, mode, _ = target.ends
    how = Triangular(low, mode, reached) if isinstance(target.marginal, Triangular) else Uniform(low, reached)
    return replace(target, marginal=how)
