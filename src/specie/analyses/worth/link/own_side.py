"""Your side: what each initiative pays each supplier, its verdict, its next gate, and when to give notice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.link.queries import query
from specie.kernel.growth import DAYS_PER_YEAR, Bounds
from specie.kernel.renewal import money_at_risk
from specie.model import Ref, Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specie.analyses.worth.link.settings import Settings
    from specie.book import Book
    from specie.model import Origin, Result, Table

ROI, GATES = "pays/roi", "pays/gates"
VERDICTS = {
    "PAY401": Verdict.PAYS,
    "PAY402": Verdict.DOES_NOT_PAY,
    "PAY403": Verdict.TOO_EARLY,
    "PAY404": Verdict.CANNOT_TELL,
}
"""Codes of the findings that hold a verdict."""
GATE_DAYS = {"gates": "decision", "calendar": "date"}
"""Tables of pays/gates and their columns that say when a gate decides."""
MOST_NOTICE = 3_650
"""Days; a longer notice is a slip of the pen and would leave the calendar."""
SETTLED = (Verdict.PAYS, Verdict.DOES_NOT_PAY)


@dataclass(frozen=True, slots=True)
class Stake:
    """One initiative on one supplier; ``ref`` is None for money that no initiative owns."""

    ref: Ref | None
    vendor_id: str
    paid: float | None
    """Money of twelve months; None where another supplier sends the bill."""
    verdict: Verdict | None
    stopped: bool
    chance: Bounds
    gates: tuple[date, ...]
    """Days of the gates that are still to decide, in order; those gone by are overdue."""

    @property
    def settled(self) -> bool:
        """Whether it is known to pay or not to pay."""
        return self.verdict in SETTLED

    @property
    def risk(self) -> Bounds | None:
        """Money a year that is expected not to be renewed; None where none is known or it is stopped."""
        if self.paid is None or self.stopped:
            return None
        return money_at_risk([self.paid], self.chance)

    def next_gate(self, as_of: date) -> date | None:
        """The first gate that is still to come, else the last that is overdue."""
        ahead = [day for day in self.gates if day >= as_of]
        return ahead[0] if ahead else (self.gates[-1] if self.gates else None)


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract that runs."""

    id: str
    vendor_id: str
    ends_on: date | None
    notice_days: int
    committed: float | None

    @property
    def notice_on(self) -> date | None:
        """The last day to give notice."""
        return None if self.ends_on is None else self.ends_on - timedelta(days=self.notice_days)


@dataclass(frozen=True, slots=True)
class OwnSide:
    """What ties you to one supplier."""

    stakes: tuple[Stake, ...]
    contracts: tuple[Contract, ...]

    @property
    def paying(self) -> tuple[Stake, ...]:
        """Stakes with money that still runs."""
        return tuple(s for s in self.stakes if s.paid is not None and not s.stopped)

    @property
    def paid(self) -> float:
        """Money of twelve months that still runs."""
        return float(sum(s.paid or 0.0 for s in self.paying))

    @property
    def risk(self) -> Bounds:
        """Money a year that is expected not to be renewed."""
        chance = Bounds(
            np.array([s.chance.low for s in self.paying]), np.array([s.chance.high for s in self.paying])
        )
        return money_at_risk([s.paid or 0.0 for s in self.paying], chance)

    @property
    def judged(self) -> bool:
        """Whether any of the money has a verdict."""
        return any(s.verdict is not None for s in self.paying)

    @property
    def next_end(self) -> date | None:
        """The day the next contract ends."""
        return min((c.ends_on for c in self.contracts if c.ends_on is not None), default=None)

    def on(self, contract: Contract) -> tuple[Stake, ...]:
        """Initiatives that pay the supplier of a contract."""
        return tuple(s for s in self.paying if s.vendor_id == contract.vendor_id and s.ref)


def read_own_sides(
    book: Book, results: Mapping[str, Result], settings: Settings, suppliers: Mapping[str, tuple[str, ...]]
) -> dict[str, OwnSide]:
    """Read what ties the book to each supplier, given by its vendor ids."""
    owner = {vendor: supplier for supplier, vendors in suppliers.items() for vendor in vendors}
    stakes: defaultdict[str, list[Stake]] = defaultdict(list)
    for stake in _stakes(book, results, settings):
        if stake.vendor_id in owner:
            stakes[owner[stake.vendor_id]].append(stake)
    contracts: defaultdict[str, list[Contract]] = defaultdict(list)
    for contract in _contracts(book):
        if contract.vendor_id in owner:
            contracts[owner[contract.vendor_id]].append(contract)
    return {
        name: OwnSide(tuple(sorted(stakes[name], key=_order)), tuple(contracts[name])) for name in suppliers
    }


def _stakes(book: Book, results: Mapping[str, Result], settings: Settings) -> Iterable[Stake]:
    verdicts, gates = _verdicts(results), _gates(results, book.as_of)
    stopped = {row["initiative_id"] for row in book.select(query("stopped"))}

    def stake(vendor_id: str, initiative: str | None, paid: float | None) -> Stake:
        verdict = verdicts.get(initiative or "")
        ref = None if initiative is None else book.initiative(initiative)
        chance = settings.chance(verdict)
        ends = initiative in stopped
        return Stake(ref, vendor_id, paid, verdict, ends, chance, gates.get(initiative or "", ()))

    billed: set[tuple[str, str | None]] = set()
    for row in book.select(query("money"), as_of=book.as_of):
        billed.add((row["vendor_id"], row["initiative_id"]))
        yield stake(row["vendor_id"], row["initiative_id"], float(row["amount"]))
    vendors = {vendor for vendor, _ in billed}
    for vendor_id, a_year in _promised(book).items():
        if vendor_id not in vendors:
            yield stake(vendor_id, None, a_year)
    for row in book.select(query("runs_on")):
        key = (row["vendor_id"], row["initiative_id"])
        if key not in billed and row["initiative_id"] not in stopped:
            yield stake(*key, None)


def _promised(book: Book) -> dict[str, float]:
    """Money a year that running contracts promise, for suppliers without a bill."""
    found: defaultdict[str, float] = defaultdict(float)
    for row in book.select(query("contracts"), as_of=book.as_of):
        start, end = row["starts_on"], row["ends_on"]
        if row["committed"] and start is not None and end is not None and start <= book.as_of:
            found[row["vendor_id"]] += float(row["committed"]) / max(1.0, (end - start).days / DAYS_PER_YEAR)
    return dict(found)


def _verdicts(results: Mapping[str, Result]) -> dict[str, Verdict]:
    roi = results.get(ROI)
    found = () if roi is None or roi.status is not Status.OK else roi.findings
    return {f.subject.id: VERDICTS[f.code] for f in found if f.code in VERDICTS}


def _gates(results: Mapping[str, Result], as_of: date) -> dict[str, tuple[date, ...]]:
    """Days of the gates that are still to decide: those to come, and those the calendar calls overdue.

    A gate of the past that is not overdue has had its answer.
    """
    found: defaultdict[str, set[date]] = defaultdict(set)
    told = results.get(GATES)
    for table in told.tables if told is not None else ():
        if table.id in GATE_DAYS:
            for initiative, day in _days(table, GATE_DAYS[table.id]):
                if table.id == "calendar" or day >= as_of:
                    found[initiative].add(day)
    return {id_: tuple(sorted(days)) for id_, days in found.items()}


def _days(table: Table, column: str) -> Iterable[tuple[str, date]]:
    keys = [c.key for c in table.columns]
    for row in table.rows:
        cells = dict(zip(keys, row, strict=True))
        ref, day = cells.get("initiative"), cells.get(column)
        if isinstance(day, date) and isinstance(ref, Ref):
            yield ref.id, day


def _contracts(book: Book) -> Iterable[Contract]:
    for row in book.select(query("contracts"), as_of=book.as_of):
        committed = None if row["committed"] is None else float(row["committed"])
        yield Contract(
            row["contract_id"],
            row["vendor_id"],
            row["ends_on"],
            min(int(row["notice_days"] or 0), MOST_NOTICE),
            committed,
        )


def _order(stake: Stake) -> tuple[bool, float, str]:
    return stake.ref is None, -(stake.paid or 0.0), stake.ref.id if stake.ref else ""


def money_origins(book: Book) -> tuple[Origin, ...]:
    """Where the money was read."""
    return (*book.origins("bills"), *book.origins("costs"), *book.origins("contracts"))
