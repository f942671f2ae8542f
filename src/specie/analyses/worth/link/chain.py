"""The whole chain, supplier by supplier: your side, theirs, and what each behaviour would make of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.link.behaviour import (
    Behaviour,
    lost_revenue,
    of_rulers,
    of_true_share,
    of_verdicts,
)
from specie.analyses.worth.link.own_side import OwnSide, money_origins, read_own_sides
from specie.analyses.worth.link.queries import query
from specie.analyses.worth.link.settings import Settings, Unused, read_settings
from specie.analyses.worth.link.their_side import INTRINSIC, MONTHS, Lack, TheirSide, read_their_side
from specie.companies.comparable import chains, comparables
from specie.companies.ledger import read_ledger
from specie.companies.outlook.assumption import DRIVERS
from specie.companies.outlook.case import sources
from specie.companies.outlook.own import own_assumptions
from specie.kernel.growth import Bounds, divide_bounds
from specie.kernel.renewal import product
from specie.kernel.valuation.equity import unsupported_share
from specie.model import Ref, Status, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.worth.link.revalue import Revalued
    from specie.book import Book
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company
    from specie.facts import Facts
    from specie.model import Inputs, Origin, Result

SMALLEST = 0.001
"""Loss of sales below which no range moves by a digit that is shown."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One supplier whose customers behave in one way."""

    behaviour: Behaviour
    lost: Bounds
    """Share of its revenue that goes."""
    views: tuple[Revalued, ...]
    runway: Bounds | None

    @property
    def range(self) -> Bounds | None:
        """Supported range then, over all views."""
        if not self.views:
            return None
        return Bounds(np.float64(min(v.low for v in self.views)), np.float64(max(v.high for v in self.views)))

    @property
    def value_lost(self) -> Bounds | None:
        """Part of the middle that goes, from the least to the most, over views with a middle above zero."""
        shares = [1 - end / v.now[1] for v in self.views if v.now[1] > 0 for end in v.middle]
        if not shares:
            return None
        return Bounds(np.float64(max(min(shares), 0.0)), np.float64(max(*shares, 0.0)))

    @property
    def error(self) -> float:
        """Greatest Monte Carlo error of the middles, as a share of the middle now."""
        return max((v.error for v in self.views), default=float("nan"))


@dataclass(frozen=True, slots=True)
class Supplier:
    """Both sides of one supplier."""

    ref: Ref
    own: OwnSide
    theirs: TheirSide | None
    """None where no company stands behind the vendor."""
    own_share: Bounds | None
    """Your money at risk over its revenue."""
    scenarios: tuple[Scenario, ...]

    @property
    def main(self) -> Scenario | None:
        """The scenario that is quoted: as your book where there is one, else by the first ruler."""
        return self.scenarios[0] if self.scenarios else None

    def unsupported(self, scenario: Scenario) -> Bounds | None:
        """Part of its price that the range of a scenario does not support."""
        price = self.theirs.price if self.theirs else None
        return (
            None
            if price is None or scenario.range is None
            else unsupported_share(scenario.range, price.bounds)
        )


@dataclass(frozen=True, slots=True)
class Chain:
    """All suppliers the book points to, the dearest to you first."""

    book: Book
    settings: Settings
    suppliers: tuple[Supplier, ...]
    behaviours: tuple[Behaviour, ...]
    """Those that are the same for every supplier."""
    lacks: tuple[Lack, ...]
    """Links of your own side that are missing."""
    unused: tuple[Unused, ...]
    origins: tuple[Origin, ...]
    """Where your money was read."""

    @property
    def day(self) -> str:
        """The day of the book."""
        return self.book.as_of.isoformat()

    @property
    def paying(self) -> tuple[Supplier, ...]:
        """Suppliers you pay."""
        return tuple(s for s in self.suppliers if s.own.paid > 0)

    @property
    def valued(self) -> tuple[Supplier, ...]:
        """Suppliers with a range in a scenario."""
        return tuple(s for s in self.suppliers if s.main is not None and s.main.range is not None)


def make_chain(book: Book, facts: Facts, inputs: Inputs) -> Chain:
    """Read both sides and put them together."""
    settings = read_settings(inputs)
    ledger = read_ledger(book, facts)
    told = inputs.results.get(INTRINSIC)
    given = sources(book, facts, ledger, own_assumptions(book, _overrides(told), book.as_of))
    prices = {id_: chain[-1] for id_, chain in chains(comparables(ledger)[0]).items()}
    names = _suppliers(book, ledger)
    companies = {c.id: c for c in ledger.focus}
    sides = read_own_sides(book, inputs.results, settings, {r.id: ids for r, ids in names.items()})
    rulers, unused = of_rulers(facts, settings)
    whole = of_true_share(inputs.results, settings)
    common = (*((whole,) if whole else ()), *rulers)
    origins = money_origins(book)
    dollar = _dollar(book)
    found: list[Supplier] = []
    for ref in names:
        company = companies.get(ref.id) if ref.kind == "company" else None
        theirs = (
            None
            if company is None
            else read_their_side(
                company,
                prices.get(company.id),
                given,
                told,
                seed=inputs.seed,
                paths=settings.paths,
                level=inputs.level,
            )
        )
        found.append(_supplier(ref, sides[ref.id], theirs, common, origins, dollar))
    found.sort(key=lambda s: (-s.own.paid, s.theirs is None))
    return Chain(
        book,
        settings,
        tuple(found),
        common,
        tuple(_own_lacks(book, inputs.results, found, dollar)),
        (*settings.unused, *unused),
        origins,
    )


def _supplier(
    ref: Ref,
    own: OwnSide,
    theirs: TheirSide | None,
    common: tuple[Behaviour, ...],
    origins: tuple[Origin, ...],
    dollar: float | None,
) -> Supplier:
    mine = of_verdicts(own, origins)
    behaviours = (*(b for b in common if b.id == "book"), *((mine,) if mine else ()))
    behaviours = (*behaviours, *(b for b in common if b.id != "book"))
    scenarios = () if theirs is None else tuple(_scenario(theirs, b) for b in behaviours)
    return Supplier(ref, own, theirs, _own_share(own, theirs, dollar), scenarios)


def _scenario(theirs: TheirSide, behaviour: Behaviour) -> Scenario:
    lost = lost_revenue(behaviour, theirs.enterprises.share)
    views = tuple(
        theirs.revaluer.revalued(
            base, lost, theirs.earned if theirs.gross else None, float(theirs.earned.high)
        )
        for base in theirs.bases
        if theirs.revaluer is not None
    )
    return Scenario(behaviour, lost, views, _runway_after(theirs, lost))


def _runway_after(theirs: TheirSide, lost: Bounds) -> Bounds | None:
    if theirs.liquidity is None or theirs.revenue is None:
        return None
    a_month = Bounds(theirs.revenue.bounds.low / MONTHS, theirs.revenue.bounds.high / MONTHS)
    return theirs.liquidity.after(product(a_month, lost, theirs.earned))


def _own_share(own: OwnSide, theirs: TheirSide | None, dollar: float | None) -> Bounds | None:
    """Your money at risk over the supplier's revenue, both in dollars."""
    if own.paid <= 0 or dollar is None or theirs is None or theirs.revenue is None:
        return None
    risk = Bounds(own.risk.low / dollar, own.risk.high / dollar)
    return divide_bounds(risk, theirs.revenue.bounds)


def _suppliers(book: Book, ledger: Ledger) -> dict[Ref, tuple[str, ...]]:
    """Suppliers of the book with their vendor ids, several vendors of one company as one; then positions."""
    companies: dict[str, Company] = {c.id: c for c in ledger.focus}
    found: dict[Ref, tuple[str, ...]] = {}
    for row in book.select(query("vendors")):
        company = companies.get(row["company_id"] or "")
        ref = company.ref if company else book.vendor(row["vendor_id"])
        found[ref] = (*found.get(ref, ()), row["vendor_id"])
    for company in ledger.focus:
        found.setdefault(company.ref, ())
    return found


def _dollar(book: Book) -> float | None:
    """What a US dollar is worth in the book's currency; None where the book has no rate."""
    if book.currency == "USD":
        return 1.0
    rows = book.select(query("dollar"), as_of=book.as_of)
    return float(rows[0]["per_unit"]) if rows else None


def _overrides(told: Result | None) -> Mapping[str, str]:
    """What the user assumed for every company when the values were told."""
    recipe = None if told is None else told.recipe
    return {} if recipe is None else {name: value for name, value in recipe.parameters if name in DRIVERS}


def _own_lacks(
    book: Book, results: Mapping[str, Result], suppliers: list[Supplier], dollar: float | None
) -> list[Lack]:
    """Links of your own side that are missing."""
    lacks: list[Lack] = []
    if not any(s.own.paid > 0 for s in suppliers):
        why = say("add bills or costs with the supplier of each line")
        lacks.append(Lack("your side", "money paid to suppliers", why))
    for analysis, part, why in (
        ("pays/roi", "your verdicts today", say("no initiative of the book was judged")),
        (
            "pays/portfolio",
            "your share that truly pays",
            say("no initiative in use was judged by a measurement"),
        ),
        ("pays/gates", "gates", say("add plans with a day to decide")),
    ):
        result = results.get(analysis)
        if result is None or result.status is not Status.OK:
            reason = result.reason if result is not None and result.reason is not None else why
            lacks.append(Lack("your side", part, reason))
    if dollar is None:
        why = say("add a rate of the US dollar, in which revenue is told")
        lacks.append(Lack("your side", "rate of the US dollar", why))
    return lacks
