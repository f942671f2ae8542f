"""Everything worked out about leaving suppliers, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.analyses.breaks.exit.candidates import Candidate, candidates, make_problem
from specie.analyses.breaks.exit.choice import Chosen, choose, find_limit
from specie.analyses.breaks.exit.plan import Plan, make_plans
from specie.analyses.breaks.exit.prepared import Prepared, prepared, short_skills
from specie.analyses.breaks.exit.running import Running, read_running
from specie.supply.chain import read_chain
from specie.supply.contracts import contract_gaps, read_contracts
from specie.supply.failure import read_failures, read_insolvency
from specie.supply.outlay import read_outlay
from specie.supply.returns import read_returns
from specie.supply.standstill import read_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.breaks.exit.settings import Settings
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs, Origin, Ref, Result
    from specie.supply.chain import Chain
    from specie.supply.contracts import Contract
    from specie.supply.gap import Gap
    from specie.supply.outlay import Outlay


@cache
def query(name: str) -> str:
    """Return one of the SQL files beside this module."""
    return (files("specie.analyses.breaks.exit") / f"{name}.sql").read_text("utf-8")


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One book on one day."""

    book: Book
    settings: Settings
    chain: Chain
    contracts: tuple[Contract, ...]
    outlay: Outlay
    plans: tuple[Plan, ...]
    ready: tuple[Prepared, ...]
    """In the order of the plans."""
    found: tuple[Candidate, ...]
    """Every candidate, also those whose cost is not told."""
    chosen: Chosen
    running: Running
    shortfall: Mapping[str, Estimate]
    """Part of the expected shortfall by supplier, where breaks/stress ran."""
    register: tuple[dict[str, Any], ...]
    vendors: Mapping[str, dict[str, Any]]
    gaps: tuple[Gap, ...]

    @property
    def today(self) -> str:
        """The day of the book."""
        return self.book.as_of.isoformat()

    def origins(self, *tables: str) -> tuple[Origin, ...]:
        """Where some tables were read; the dependencies at least."""
        found = tuple(origin for table in tables for origin in self.book.origins(table))
        return found or self.book.origins("dependencies")

    def supplier(self, name: str) -> Ref:
        """Return the reference of a supplier with the name to show."""
        return self.chain.suppliers.ref(name)


def make_scope(book: Book, facts: Facts, inputs: Inputs, settings: Settings) -> Scope:
    """Read and work out everything."""
    chain = read_chain(book, facts)
    contracts = read_contracts(book, chain.suppliers)
    outlay = read_outlay(book, chain.suppliers)
    vendors = {row["vendor_id"]: row for row in book.select(query("vendors"))}
    flagged = [name for name, row in vendors.items() if row["critical"]]
    plans = make_plans(chain, contracts, book.select(query("steps")), flagged, book.as_of,
                       settings.exit_weeks)  # fmt: skip
    short = short_skills(_skill_gaps(inputs.results.get("breaks/capability")))
    how = read_insolvency(facts, settings.insolvency)
    own = book.select(query("own_measures"))
    found = candidates(book, chain, plans, own, settings, how.days)
    year = read_year(read_returns(inputs.results), outlay, settings.exit_weeks)
    failures = tuple(f for f in read_failures(book, chain, contracts, year, how) if f.parts)
    shortfall = _shortfall(inputs.results.get("breaks/stress"))
    bad_year = {name: e.point or 0.0 for name, e in shortfall.items()}
    asked, parts, able = make_problem(failures, found, bad_year)
    hurdle = book.policy.hurdle_rate if settings.reserve else None
    limit = find_limit(book, settings, inputs.results)
    return Scope(
        book,
        settings,
        chain,
        contracts,
        outlay,
        plans,
        tuple(prepared(plan, book.as_of, settings.stale_days, short) for plan in plans),
        found,
        choose(limit, failures, parts, able, asked, hurdle),
        read_running(book, chain, plans, outlay.year, settings),
        shortfall,
        tuple(book.select(query("register"))),
        vendors,
        (*contract_gaps(book, contracts), *chain.gaps),
    )


def _skill_gaps(result: Result | None) -> list[tuple[str, float]]:
    if result is None:
        return []
    return [(e.subject.id, e.point or 0.0) for e in result.find("skill_gap")]


def _shortfall(result: Result | None) -> dict[str, Estimate]:
    return {} if result is None else {e.subject.id: e for e in result.find("shortfall_supplier")}
