"""Everything that shocks act on, read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.model import Window
from specie.supply.chain import read_chain
from specie.supply.contracts import contract_gaps, main_contract, read_contracts
from specie.supply.outlay import METERED, NOTHING, read_outlay
from specie.supply.returns import read_returns
from specie.supply.standstill import read_year

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from specie.analyses.breaks.shocks.settings import Settings
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Inputs, Origin
    from specie.supply.chain import Chain, Initiative, Need
    from specie.supply.contracts import Contract
    from specie.supply.gap import Gap
    from specie.supply.outlay import Outlay
    from specie.supply.returns import Return
    from specie.supply.standstill import Year


@cache
def query(name: str) -> str:
    """Return one of the SQL files beside this module."""
    return (files("specie.analyses.breaks.shocks") / f"{name}.sql").read_text("utf-8")


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One book on one day."""

    book: Book
    facts: Facts
    settings: Settings
    chain: Chain
    contracts: tuple[Contract, ...]
    outlay: Outlay
    returns: Mapping[str, Return]
    year: Year
    """What a standstill takes of."""
    recent: Window
    live: tuple[Initiative, ...]

    @property
    def day(self) -> date:
        """The book's day."""
        return self.book.as_of

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where money and dependencies were read."""
        tables = ("bills", "costs", "dependencies", "contracts")
        found = tuple(o for table in tables for o in self.book.origins(table))
        return found or self.book.origins("initiatives")

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What the room below could not tell."""
        return (*self.chain.gaps, *contract_gaps(self.book, self.contracts), *self.outlay.gaps)

    def metered(self, initiative: str, supplier: str) -> Decimal:
        """Money of the last twelve months that is paid by use."""
        return self.outlay.sum(initiative=initiative, supplier=supplier, kinds=METERED)

    def payees(self, initiative: str, kinds: frozenset[str] = METERED) -> dict[str, Decimal]:
        """Money of the last twelve months by who is paid, where it is above zero."""
        found = {s: money for (i, s), money in self.outlay.table(kinds).items() if i == initiative}
        return {supplier: money for supplier, money in found.items() if money > NOTHING}

    def contract(self, supplier: str) -> Contract | None:
        """Return the contract that the prices of a supplier follow."""
        return main_contract(self.contracts, supplier, self.day)

    def needs(self, initiative: str) -> tuple[Need, ...]:
        """Return what an initiative runs on."""
        return self.chain.of(initiative)


def make_scope(book: Book, facts: Facts, inputs: Inputs, settings: Settings) -> Scope:
    """Read everything but tokens, which only some shocks need."""
    chain = read_chain(book, facts)
    outlay, returns = read_outlay(book, chain.suppliers), read_returns(inputs.results)
    return Scope(
        book,
        facts,
        settings,
        chain,
        read_contracts(book, chain.suppliers),
        outlay,
        returns,
        read_year(returns, outlay, settings.exit_weeks),
        Window(book.as_of - timedelta(days=settings.recent_days - 1), book.as_of),
        tuple(i for i in chain.initiatives if i.live),
    )
