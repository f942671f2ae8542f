"""Both sides of one supplier on one table: your gate above, its price below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from specie.analyses.worth.link.spans import span
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.worth.link.chain import Chain, Scenario, Supplier
    from specie.analyses.worth.link.own_side import Contract, Stake
    from specie.analyses.worth.link.their_side import TheirSide
    from specie.kernel.growth import Bounds
    from specie.model import Cell, Estimate, Message

Row: TypeAlias = "tuple[Cell, ...]"
TINY = 0.001
"""Share of a supplier's revenue below which one customer moves no digit that is shown."""


def card(supplier: Supplier, chain: Chain, estimates: Mapping[tuple[str, str, str], Estimate]) -> Table:
    """One table: both sides in short, then your initiatives and contracts, then every other scenario."""
    theirs = supplier.theirs
    page = _Page(supplier, chain, estimates)
    rows = (
        *page.sums(),
        *(() if theirs is None else page.their_side(theirs)),
        *(page.stake(stake) for stake in supplier.own.stakes),
        *(page.contract(contract) for contract in supplier.own.contracts),
        *(row for scenario in supplier.scenarios[1:] for row in page.scenario(scenario)),
    )
    return Table(
        f"card-{supplier.ref.id}",
        say("{supplier}: your gate and its price", supplier=supplier.ref),
        (
            Column("supplier", say("Supplier")),
            Column("side", say("Side")),
            Column("line", say("Line")),
            Column("state", say("Verdict or ruler")),
            Column("paid", say("You pay in a year")),
            Column("least", say("At risk, least")),
            Column("most", say("At risk, most")),
            Column("range", say("Its price, range or runway")),
            Column("date", say("Renewal or date")),
            Column("gate", say("Next gate or notice")),
        ),
        rows,
        say(
            "Yours: money of the last twelve months without tax, and what of it is expected not to be "
            "renewed at the assumed chances; money without an initiative counts as one that cannot be told; "
            "an initiative without money is billed by another supplier. Its own: the range now, and the same "
            "draws in each scenario."
        ),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """Rows of one card."""

    supplier: Supplier
    chain: Chain
    estimates: Mapping[tuple[str, str, str], Estimate]

    @property
    def yours(self) -> tuple[Cell, Cell]:
        """Whose side a row tells; the supplier stands in each, so that its own card finds it."""
        return self.supplier.ref, Term("yours")

    @property
    def its(self) -> tuple[Cell, Cell]:
        """The supplier's side."""
        return self.supplier.ref, Term("its own")

    def money(self, amount: float | None) -> Cell:
        """An amount in the currency of the book."""
        return None if amount is None else Quantity(round(amount), self.chain.book.currency)

    def risk(self, risk: Bounds | None) -> tuple[Cell, Cell]:
        """Both ends of the money at risk."""
        return (None, None) if risk is None else (self.money(float(risk.low)), self.money(float(risk.high)))

    def stake(self, stake: Stake) -> Row:
        """One initiative on the supplier."""
        ends = [
            c.ends_on for c in self.supplier.own.contracts if c.vendor_id == stake.vendor_id and c.ends_on
        ]
        state = "stopped" if stake.stopped else stake.verdict.value if stake.verdict else "no verdict"
        gate = None if stake.settled or stake.stopped else stake.next_gate(self.chain.book.as_of)
        return (
            *self.yours,
            stake.ref or say("no initiative named"),
            Term(state),
            self.money(stake.paid),
            *self.risk(stake.risk),
            None,
            min(ends, default=None),
            gate,
        )

    def contract(self, contract: Contract) -> Row:
        """One contract with the money it promises over its whole term."""
        if contract.committed is None:
            line = say("contract {id}", id=contract.id)
        else:
            promised = Quantity(contract.committed, self.chain.book.currency)
            line = say("contract {id}, {money} promised over its term", id=contract.id, money=promised)
        return *self.yours, line, None, None, None, None, None, contract.ends_on, contract.notice_on

    def sums(self) -> Iterator[Row]:
        """All your money with the supplier, and how little of its revenue that is."""
        own, share = self.supplier.own, self.supplier.own_share
        if own.paid <= 0:
            return
        line = say("all that still runs")
        paid = self.money(own.paid)
        yield *self.yours, line, None, paid, *self.risk(own.risk), None, own.next_end, None
        if share is not None:
            most = Quantity(float(share.high), "fraction", 5)
            tiny = say("at most {share} of its revenue: alone you move nothing", share=most)
            told = tiny if float(share.high) < TINY else span(share, "fraction", 3)
            line = say("your money at risk over its revenue")
            yield *self.its, line, None, None, None, None, told, None, None

    def their_side(self, theirs: TheirSide) -> Iterator[Row]:
        """Price, range and runway, now and in the scenario that is quoted."""
        price, now = theirs.price, self.told("value_now", self.chain.day)
        yield self.their(
            say("price for all shares"),
            say("not known") if price is None else Quantity(price.price.post or 0.0, "USD"),
            None if price is None else price.on.shown,
        )
        yield self.their(say("range now"), now or _why(theirs, "supported range"), self.chain.book.as_of)
        liquid, none = theirs.liquidity, say("it burns no cash")
        if liquid is None:
            yield self.their(say("runway"), _why(theirs, "runway"), None)
        else:
            cash = liquid.cash.newest
            yield self.their(say("runway now"), self.told("runway_now", cash.isoformat()) or none, cash)
        for scenario in self.supplier.scenarios[:1]:
            yield from self.scenario(scenario)

    def scenario(self, scenario: Scenario) -> Iterator[Row]:
        """Range and runway under one behaviour; the share of revenue where it cannot be valued."""
        theirs, id_, by = self.supplier.theirs, scenario.behaviour.id, scenario.behaviour.label
        day = f"{self.chain.day} {id_}"
        then = self.told("value_then", day)
        line = say("range then") if then else say("share of its revenue that would go")
        yield self.their(line, then or self.told("lost_share", day), self.chain.book.as_of, by)
        liquid = theirs.liquidity if theirs else None
        if liquid is not None:
            cash = liquid.cash.newest
            told = self.told("runway_then", f"{cash.isoformat()} {id_}") or say("it burns no cash")
            yield self.their(say("runway then"), told, cash, by)

    def their(self, line: Cell, told: Cell, on: Cell, by: Cell = None) -> Row:
        """One line of the supplier's side."""
        return *self.its, line, by, None, None, None, told, on, None

    def told(self, measure: str, period: str) -> Estimate | None:
        """A number that was told of the supplier."""
        return self.estimates.get((measure, self.supplier.ref.id, period))


def _why(theirs: TheirSide, part: str) -> Message:
    return next((lack.why for lack in theirs.lacks if lack.part == part), say("not known"))
