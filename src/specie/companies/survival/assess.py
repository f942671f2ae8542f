"""Everything there is to say of the survival of each company, put together once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from specie.companies.backing import Backing, backing
from specie.companies.comparable import is_control
from specie.companies.deal import read_deals
from specie.companies.ledger import read_ledger
from specie.companies.survival.balance_sheet import Health, by_balance_sheet
from specie.companies.survival.base_rate import by_base_rate, failed_since
from specie.companies.survival.cash import Cash, read_cash
from specie.companies.survival.chance import Chance, Lack, widest
from specie.companies.survival.declared import declared
from specie.companies.survival.market import Market, by_share_price
from specie.companies.survival.queries import query
from specie.companies.survival.quotes import Closely, read_closes
from specie.companies.survival.support import (
    BurnMultiple,
    Customers,
    Path,
    burn_multiple,
    largest_customer,
    path_to_profit,
)
from specie.companies.survival.windows import Pace, by_cash, pace_of
from specie.kernel.credit.altman import PLAIN, Scale
from specie.model import Grade, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.book import Book
    from specie.companies.deal import Deal
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Price, Reported
    from specie.facts import Fact, Facts


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set."""

    paths: int = 2000
    noise: tuple[float, float] | None = None
    """Part of a month's burn by which cash strays per root month; None takes what is declared."""
    stop: str = "fund-venture-2000"
    """Row of the shocks whose loss of money makes the narrow window."""
    scale: Scale = PLAIN
    level: float = 0.90
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Survival:
    """What is known of one company's chance to be there, and what it rests on."""

    company: Company
    pointed_to: bool
    """The book's vendors or positions point to it."""
    failed: Fact | None = None
    chance: Chance | None = None
    """The one that is told: by the share price, else by cash and rounds, else by its class."""
    market: Market | None = None
    windows: tuple[Chance, ...] = ()
    base: Chance | None = None
    cash: Cash | None = None
    pace: Pace | None = None
    health: Health | None = None
    customers: Customers | None = None
    backing: Backing | None = None
    path: Path | None = None
    burned: BurnMultiple | None = None
    control: Price | None = None
    """Its newest price, where that is one of control: judge its owner."""
    lacks: tuple[Lack, ...] = ()

    @property
    def figures(self) -> tuple[Reported, ...]:
        """Figures behind what is told of it, each once."""
        every = (
            *(self.chance.figures if self.chance else ()),
            *(self.cash.figures if self.cash else ()),
            *(self.health.figures if self.health else ()),
            *(self.customers.figures if self.customers else ()),
        )
        return tuple(dict.fromkeys(every))

    @property
    def rumoured(self) -> tuple[Reported, ...]:
        """Figures that are rumours or leaks."""
        return tuple(f for f in self.figures if f.grade is Grade.RUMOUR or f.basis == "leak")

    @property
    def stale(self) -> tuple[Reported, ...]:
        """Figures whose source is old."""
        return tuple(f for f in self.figures if f.vouch.stale)


@dataclass(frozen=True, slots=True)
class Field:
    """Every company that can be assessed, those of the book first."""

    ledger: Ledger
    settings: Settings
    every: tuple[Survival, ...]
    strangers: tuple[str, ...]
    """Vendors of the book behind which no company is named."""

    def of(self, company: str) -> Survival | None:
        """Return what is known of one company."""
        return next((s for s in self.every if s.company.id == company), None)


@dataclass(frozen=True, slots=True)
class _Sources:
    ledger: Ledger
    facts: Facts
    deals: Sequence[Deal]
    known: Closely
    failed: Mapping[str, Fact]
    settings: Settings


def assess(book: Book, facts: Facts, settings: Settings) -> Field:
    """Assess the companies the book points to, then those whose own figures are enough."""
    ledger = read_ledger(book, facts)
    tickers = {row["company_id"]: row["ticker"] for row in book.select(query("tickers"))}
    focus = tuple(
        c if c.listed or c.id not in tickers else replace(c, listed=tickers[c.id]) for c in ledger.focus
    )
    named = {c.id for c in focus}
    figured = dict.fromkeys((*(f.company for f in ledger.others), *(p.company for p in ledger.prices)))
    others = tuple(ledger.company(id_) for id_ in sorted(figured) if id_ not in named)
    known = read_closes(book, (*focus, *others))
    given = _Sources(ledger, facts, read_deals(book, facts), known, failed_since(facts), settings)
    first = [_one(given, company, pointed_to=True) for company in focus]
    more = [_one(given, company, pointed_to=False) for company in others if _measurable(given, company)]
    strangers = tuple(row["vendor_id"] for row in book.select(query("strangers")))
    enough = [s for s in more if s.chance is not None or s.failed is not None]
    return Field(ledger, settings, (*first, *enough), strangers)


def _measurable(given: _Sources, company: Company) -> bool:
    """Whether figures of its own may give a chance, so that it is worth working out."""
    metrics = {f.metric for f in given.ledger.others if f.company == company.id}
    priced = any(p.company == company.id and p.kind == "market" for p in given.ledger.prices)
    by_market = "total_debt" in metrics and (priced or company.id in given.known.shares)
    by_burn = bool(metrics & {"cash_burn", "free_cash_flow"})
    return company.kind != "division" and (by_market or by_burn or company.id in given.failed)


def _one(given: _Sources, company: Company, *, pointed_to: bool) -> Survival:
    if company.kind == "division":
        why = say("it is a division: name the company that owns it in {column}", column="company_id")
        return Survival(company, pointed_to, lacks=(Lack("company", why, "vendors"),))
    lacks: list[Lack] = []
    cash = _kept(read_cash(given.ledger, company, given.deals), lacks)
    around = _around(given, company, cash, pointed_to, lacks)
    failed = given.failed.get(company.id)
    if failed is not None:
        return replace(around, failed=failed, lacks=tuple(lacks))
    ledger, level = given.ledger, given.settings.level
    market = _kept(by_share_price(ledger, company, given.known, level), lacks, company.listed)
    pace = pace_of(ledger, company)
    windows = tuple(_windows(given, cash, pace))
    base = by_base_rate(ledger, given.facts, company) if pointed_to else None
    return replace(
        around,
        chance=_told(market, windows, base),
        market=market,
        windows=windows,
        base=base,
        pace=pace,
        lacks=tuple(lacks),
    )


def _around(
    given: _Sources, company: Company, cash: Cash | None, pointed_to: bool, lacks: list[Lack]
) -> Survival:
    """Everything that stands beside a chance: balance sheet, customers, investors, profit, control."""
    ledger, deals = given.ledger, given.deals
    prices = [p for p in ledger.prices if p.company == company.id and p.status in ("closed", "confirmed")]
    return Survival(
        company,
        pointed_to,
        cash=cash,
        health=_kept(by_balance_sheet(ledger, company, given.settings.scale), lacks, company.listed),
        customers=_kept(largest_customer(ledger, company, deals), lacks),
        backing=backing(ledger, deals, company),
        path=_kept(path_to_profit(ledger, company), lacks),
        burned=burn_multiple(ledger, company, cash.burn) if cash else None,
        control=prices[-1] if prices and is_control(prices[-1]) else None,
    )


def _kept(found: T | Lack, lacks: list[Lack], wanted: object = True) -> T | None:
    """Keep what was found; note what is missing where it could be had."""
    if isinstance(found, Lack):
        if wanted:
            lacks.append(found)
        return None
    return found


def _windows(given: _Sources, cash: Cash | None, pace: Pace | None) -> Iterator[Chance]:
    if cash is None or not cash.burns:
        return
    settings = given.settings
    noise = settings.noise or declared()["cash.burn_noise"].ends
    stop = given.facts.one("shocks", settings.stop)
    yield from by_cash(cash, pace, stop, noise, settings.paths, settings.seed)


def _told(market: Market | None, windows: tuple[Chance, ...], base: Chance | None) -> Chance | None:
    """Choose what is told: the share price, else cash under every window, else its class.

    A firm without rounds of its own has cash in one scenario only, that no money comes in: that is no chance
    to be told as its own.
    """
    if market is not None:
        return market.chance
    if len(windows) > 1:
        return widest(windows, windows[-1].rests)
    return base
