"""Everything worked out about cash, commitments, limits and cuts, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.analyses.breaks.liquidity.agenda import Day, agenda
from specie.analyses.breaks.liquidity.cash import Cash, read_cash
from specie.analyses.breaks.liquidity.commitments import Commitment, commitments
from specie.analyses.breaks.liquidity.cuts import Cut, cuts
from specie.analyses.breaks.liquidity.limits import SPEND, Limit, limits
from specie.analyses.breaks.liquidity.outlook import Outlook, make_outlooks, room
from specie.analyses.breaks.liquidity.scenario import (
    Scenario,
    failure_scenario,
    inflow_step,
    price_steps,
    together,
    usage_steps,
)
from specie.analyses.breaks.liquidity.words import BASE, INFLOW, PRICE, USAGE
from specie.supply.chain import read_chain
from specie.supply.contracts import contract_gaps, read_contracts
from specie.supply.exposure import read_exposure
from specie.supply.failure import read_failures, read_insolvency
from specie.supply.outlay import read_outlay
from specie.supply.returns import SOURCE, read_returns
from specie.supply.standstill import read_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specie.analyses.breaks.liquidity.settings import Settings
    from specie.book import Book
    from specie.facts import Fact, Facts
    from specie.kernel.money import Range
    from specie.model import Inputs, Origin, Ref
    from specie.supply.chain import Chain
    from specie.supply.contracts import Contract
    from specie.supply.exposure import Exposure
    from specie.supply.failure import Failure
    from specie.supply.gap import Gap
    from specie.supply.outlay import Outlay

DAYS_IN_YEAR = Decimal("365.25")


@cache
def query(name: str) -> str:
    """Return one of the SQL files beside this module."""
    return (files("specie.analyses.breaks.liquidity") / f"{name}.sql").read_text("utf-8")


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One book on one day."""

    book: Book
    settings: Settings
    confidence: float
    cash: Cash | None
    shock: Fact | None
    """The shipped shock of prices; None where the id is not one of them."""
    revenue_month: float | None
    contracts: tuple[Contract, ...]
    commitments: tuple[Commitment, ...]
    outlooks: tuple[Outlook, ...]
    """The first is things as they are; empty where cash tells too little."""
    failures: tuple[tuple[Scenario, int], ...]
    """The failure of each supplier, the dearest first; of how many initiatives cost or benefit is untold."""
    room: Range | None
    limits: tuple[Limit, ...]
    cuts: tuple[Cut, ...]
    days: tuple[Day, ...]
    gaps: tuple[Gap, ...]

    @property
    def today(self) -> str:
        """The day of the book."""
        return self.book.as_of.isoformat()

    @property
    def floor_months(self) -> float | None:
        """The user's floor."""
        return self.book.policy.min_cash_months

    @property
    def base(self) -> Outlook | None:
        """Things as they are."""
        return next((o for o in self.outlooks if o.scenario.id == BASE), None)

    def origins(self, *tables: str) -> tuple[Origin, ...]:
        """Where some tables were read."""
        return tuple(origin for table in tables for origin in self.book.origins(table))


def make_scope(book: Book, facts: Facts, inputs: Inputs, settings: Settings) -> Scope:
    """Read and work out everything."""
    chain = read_chain(book, facts)
    contracts = read_contracts(book, chain.suppliers)
    outlay = read_outlay(book, chain.suppliers)
    returns = read_returns(inputs.results)
    exposure = read_exposure(chain, contracts, outlay, returns, book.as_of,
                             exit_weeks=settings.exit_weeks)  # fmt: skip
    cash = read_cash(book.select(query("cash")), settings)
    shock = next((f for f in facts.rows("shocks") if f["shock_id"] == settings.price_shock), None)
    revenue = _revenue_month(book)
    year = read_year(returns, outlay, settings.exit_weeks)
    how = read_insolvency(facts, settings.insolvency)
    failures = _failures(read_failures(book, chain, contracts, year, how), _refs(book, chain, exposure))
    made = _scenarios(book, chain, exposure, outlay, settings, shock, revenue, failures)
    promised = tuple(commitments(contracts, outlay, book.as_of))
    confidence = book.policy.confidence or settings.level
    floor = book.policy.min_cash_months
    seen = cash if cash is not None and cash.burn is not None and cash.balance > 0 else None
    return Scope(
        book=book,
        settings=settings,
        confidence=confidence,
        cash=cash,
        shock=shock,
        revenue_month=revenue,
        contracts=contracts,
        commitments=promised,
        outlooks=()
        if seen is None or seen.burn is None
        else tuple(make_outlooks(seen, seen.burn, made, settings, floor, inputs.seed)),
        failures=failures,
        room=None
        if seen is None or seen.burn is None or floor is None
        else room(seen, seen.burn, settings, confidence, floor),
        limits=tuple(limits(book, inputs.results.get(SPEND))),
        cuts=cuts(chain, outlay, returns, promised, inputs.results.get(SOURCE)),
        days=agenda(contracts, book.as_of, settings.calendar_months),
        gaps=(*contract_gaps(book, contracts), *outlay.gaps),
    )


def _scenarios(
    book: Book, chain: Chain, exposure: Exposure, outlay: Outlay, settings: Settings, shock: Fact | None,
    revenue: float | None, failures: tuple[tuple[Scenario, int], ...],
) -> tuple[Scenario, ...]:  # fmt: skip
    refs = _refs(book, chain, exposure)
    price = None if shock is None else Scenario(PRICE, tuple(price_steps(exposure, outlay, shock, refs)))
    usage = Scenario(USAGE, tuple(usage_steps(exposure, outlay, settings.usage_growth, refs)))
    worst = failures[0][0] if failures else None
    inflow = None if revenue is None else Scenario(INFLOW, (inflow_step(revenue, settings.inflow_fall),))
    parts = [s for s in (price, usage, worst) if s is not None and s.steps]
    all_costs = together(*parts) if len(parts) > 1 else None
    made = (Scenario(BASE), price, usage, worst, inflow, all_costs)
    return tuple(s for s in made if s is not None and (s.steps or s.id == BASE))


def _failures(failures: Iterable[Failure], refs: Mapping[str, Ref]) -> tuple[tuple[Scenario, int], ...]:
    return tuple((failure_scenario(failure, refs), failure.untold) for failure in failures if failure.parts)


def _refs(book: Book, chain: Chain, exposure: Exposure) -> dict[str, Ref]:
    suppliers = {name: chain.suppliers.ref(name) for name in exposure.suppliers}
    return {**suppliers, **{name: book.initiative(name) for name in exposure.initiatives}}


def _revenue_month(book: Book) -> float | None:
    """Revenue a month of the latest period that has begun, spread over its days."""
    for row in book.select(query("revenue"), as_of=book.as_of):
        days = (row["period_end"] - row["period_start"]).days + 1
        return float(row["amount"] / days * DAYS_IN_YEAR / 12)
    return None
