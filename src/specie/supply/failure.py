"""What the failure of a supplier takes in the year after it: one event, worked out once, by part.

Days of service left and the part of a claim that is lost come from the shipped facts. Every initiative that
runs and needs the supplier stands still from then until it has moved: its benefit is lost, its use is not
paid, the move is paid once. Prepaid money is lost like any other claim, and the steps of leaving are paid.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.supply.cases import add, amount
from specie.supply.severity import own_severity, read_severity
from specie.supply.standstill import BENEFIT, UNPAID, Part, loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any

    from specie.book import Book
    from specie.facts import Facts
    from specie.kernel.money import Range
    from specie.model import Message, Origin
    from specie.supply.chain import Chain, Initiative, Need
    from specie.supply.contracts import Contract
    from specie.supply.severity import Severity
    from specie.supply.standstill import Loss, Standstill, Year

PREPAID, STEPS, NET = "prepaid lost", "steps of leaving", "standstill"
"""Rules of the parts; the last is benefit lost less use not paid of one initiative."""
QUERY = """
SELECT vendor_id, initiative_id, sum(cost_book) AS cost FROM exit_steps WHERE cost_book IS NOT NULL
GROUP BY vendor_id, initiative_id ORDER BY vendor_id, initiative_id NULLS FIRST
"""


@dataclass(frozen=True, slots=True)
class Insolvency:
    """How a supplier fails: days of service left, most first, and the part of a claim that is lost."""

    days: Severity | None
    lost: Severity | None
    """None where the row has not all three cases: then no prepaid money is in the loss."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The failure of one supplier: its parts, who stands still, and what nobody told and is not in it."""

    supplier: str
    parts: tuple[Part, ...]
    standstills: tuple[Standstill, ...]
    lacking: tuple[Message, ...]
    untold: int
    """Initiatives with a cost to move or a benefit that nobody told."""
    origins: tuple[Origin, ...]
    """Where its severity was read."""

    @property
    def money(self) -> Range:
        """All parts together, case by case."""
        return add(part.money for part in self.parts).range

    @property
    def net(self) -> tuple[Part, ...]:
        """The same parts, with benefit lost and use not paid of one initiative as one: its standstill."""
        still = {BENEFIT, UNPAID}
        found = tuple(_netted([part for part in self.parts if part.rule in still]))
        return (*(part for part in self.parts if part.rule not in still), *found)


def read_insolvency(facts: Facts, given: Mapping[str, Any]) -> Insolvency:
    """Read how a supplier fails; the user's own days of service win over the row."""
    own = float(given["own_service_days"])
    row = read_severity(facts, str(given["insolvency_row"])) if own < 0 else own_severity(own, "insolvency")
    days = None if row is None else row.turned()
    return Insolvency(days, read_severity(facts, str(given["recovery_row"])))


def read_failures(
    book: Book, chain: Chain, contracts: Iterable[Contract], year: Year, how: Insolvency
) -> tuple[Failure, ...]:
    """Work out the failure of every supplier alone, the dearest first.

    Suppliers whose failure is known to take nothing are not among them; none is where the severity is not
    known.
    """
    if how.days is None:
        return ()
    prepaid = _prepaid(contracts, book.as_of)
    steps = _steps(book, chain)
    names = sorted({*chain.names, *prepaid})
    made = [_failure(n, chain, prepaid.get(n, ()), steps.get(n, {}), year, how, how.days) for n in names]
    found = (f for f in made if f.parts or f.standstills)
    return tuple(sorted(found, key=lambda f: (-f.money.high, f.supplier)))


def by_initiative(chain: Chain, needs: Iterable[Need]) -> dict[str, tuple[Initiative, list[Need]]]:
    """Group needs by the initiative that runs on them, in order of id; what does not run has none."""
    live = {one.id: one for one in chain.initiatives if one.live}
    found: dict[str, list[Need]] = defaultdict(list)
    for need in needs:
        if need.initiative_id in live:
            found[need.initiative_id].append(need)
    return {name: (live[name], found[name]) for name in sorted(found)}


def _failure(
    supplier: str, chain: Chain, prepaid: Sequence[float], steps: Mapping[str | None, float], year: Year,
    how: Insolvency, days: Severity,
) -> Failure:  # fmt: skip
    struck = by_initiative(chain, chain.on(supplier))
    losses: list[Loss] = [loss(year, who, needs, days) for who, needs in struck.values()]
    claims = tuple(_claims(prepaid, how.lost))
    return Failure(
        supplier,
        (*(p for each in losses for p in each.parts), *_leaving(chain, steps if struck else {}), *claims),
        tuple(each.standstill for each in losses),
        tuple(message for each in losses for message in each.lacking),
        sum(1 for each in losses if each.lacking),
        (days.origin, *(() if how.lost is None or not claims else (how.lost.origin,))),
    )


def _claims(prepaid: Iterable[float], lost: Severity | None) -> Iterator[Part]:
    """Prepaid money of contracts that run is a claim like any other."""
    if lost is not None:
        for money in prepaid:
            yield Part(None, PREPAID, amount(*(money * share for share in lost.all)))


def _leaving(chain: Chain, steps: Mapping[str | None, float]) -> Iterator[Part]:
    """Steps of leaving of what runs, and those of no initiative."""
    for name, cost in steps.items():
        who = None if name is None else chain.initiative(name)
        if cost > 0 and (name is None or (who is not None and who.live)):
            yield Part(who, STEPS, amount(cost, cost, cost))


def _netted(parts: Sequence[Part]) -> Iterator[Part]:
    for who in dict.fromkeys(part.initiative for part in parts):
        own = [part for part in parts if part.initiative == who]
        yield Part(who, NET, add(part.money for part in own), own[0].months)


def _steps(book: Book, chain: Chain) -> dict[str, dict[str | None, float]]:
    found: dict[str, dict[str | None, float]] = {}
    for row in book.select(QUERY):
        own = found.setdefault(chain.suppliers.find(row["vendor_id"]) or row["vendor_id"], {})
        own[row["initiative_id"]] = own.get(row["initiative_id"], 0.0) + float(row["cost"])
    return found


def _prepaid(contracts: Iterable[Contract], day: date) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for contract in contracts:
        if contract.runs(day) and contract.prepaid:
            found.setdefault(contract.supplier, []).append(float(contract.prepaid))
    return found
