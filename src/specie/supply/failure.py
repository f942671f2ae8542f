"""What the failure of a supplier takes at once, by part: prepaid money, moves, benefits that stand still."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.kernel.money import Range, certain, times
from specie.supply.exposure import EXIT_WEEKS, move_cost, replace_weeks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from specie.book import Book
    from specie.supply.chain import Chain, Need
    from specie.supply.contracts import Contract
    from specie.supply.returns import Return

WEEKS_A_YEAR = 365.25 / 7
STEPS = """
SELECT vendor_id, sum(cost_book) AS cost FROM exit_steps WHERE cost_book IS NOT NULL
GROUP BY vendor_id ORDER BY vendor_id
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the loss: money at once, in the book's currency."""

    supplier: str
    initiative_id: str | None
    rule: str
    """``prepaid lost``, ``steps of leaving``, ``move`` or ``benefit lost``."""
    money: Range
    weeks: Range | None = None
    """For which the benefit is lost."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The failure of one supplier; ``untold`` counts initiatives with a cost or a benefit nobody told."""

    supplier: str
    parts: tuple[Part, ...]
    untold: int

    @property
    def money(self) -> Range:
        """All parts together."""
        points = [part.money.point for part in self.parts]
        return Range(
            math.fsum(part.money.low for part in self.parts),
            None if None in points else math.fsum(p for p in points if p is not None),
            math.fsum(part.money.high for part in self.parts),
        )


def read_failures(
    book: Book, chain: Chain, contracts: Iterable[Contract], returns: Mapping[str, Return],
    exit_weeks: tuple[float, float] = EXIT_WEEKS,
) -> tuple[Failure, ...]:  # fmt: skip
    """Work out the failure of every supplier alone, the dearest first.

    Every initiative that runs and needs the supplier moves away; what has a critical need of it loses its
    cash benefit for the weeks of the slowest of those. A benefit below zero is taken as none.
    """
    prepaid = _prepaid(contracts, book.as_of)
    steps: dict[str, float] = {}
    for row in book.select(STEPS):
        supplier = chain.suppliers.find(row["vendor_id"]) or row["vendor_id"]
        steps[supplier] = steps.get(supplier, 0.0) + float(row["cost"])
    names = sorted({*chain.names, *prepaid})
    made = [_failure(name, chain, prepaid.get(name), steps.get(name), returns, exit_weeks) for name in names]
    return tuple(sorted((f for f in made if f.parts), key=lambda f: (-f.money.high, f.supplier)))


def _failure(
    supplier: str, chain: Chain, prepaid: float | None, steps: float | None,
    returns: Mapping[str, Return], exit_weeks: tuple[float, float],
) -> Failure:  # fmt: skip
    parts: list[Part] = []
    if prepaid:
        parts.append(Part(supplier, None, "prepaid lost", certain(prepaid)))
    if steps:
        parts.append(Part(supplier, None, "steps of leaving", certain(steps)))
    untold = 0
    for initiative in chain.initiatives:
        needs = [n for n in chain.of(initiative.id) if n.supplier == supplier] if initiative.live else []
        if needs:
            found = tuple(_parts(supplier, initiative.id, needs, returns.get(initiative.id), exit_weeks))
            parts += found
            untold += _lacks(needs, found)
    return Failure(supplier, tuple(parts), untold)


def _parts(
    supplier: str, initiative: str, needs: list[Need], found: Return | None, exit_weeks: tuple[float, float]
) -> Iterator[Part]:
    cost = move_cost(needs)
    if cost > 0:  # not for NaN
        yield Part(supplier, initiative, "move", certain(cost))
    vital = [replace_weeks(need, exit_weeks) for need in needs if need.is_critical()]
    benefit = None if found is None else _benefit(found.benefit)
    if vital and benefit is not None:
        low, high = max(w for w, _ in vital), max(w for _, w in vital)
        weeks = Range(low, (low + high) / 2, high)
        share = Range(*(min(w / WEEKS_A_YEAR, 1.0) for w in (low, (low + high) / 2, high)))
        yield Part(supplier, initiative, "benefit lost", times(benefit, share), weeks)


def _lacks(needs: list[Need], found: Iterable[Part]) -> int:
    rules = {part.rule for part in found}
    unpriced = math.isnan(move_cost(needs))
    return int(unpriced or ("benefit lost" not in rules and any(need.is_critical() for need in needs)))


def _benefit(amount: Range | None) -> Range | None:
    if amount is None or not math.isfinite(amount.low + amount.high):
        return None
    middle = (amount.low + amount.high) / 2 if amount.point is None else amount.point
    return Range(max(amount.low, 0.0), max(middle, 0.0), max(amount.high, 0.0))


def _prepaid(contracts: Iterable[Contract], day: date) -> dict[str, float]:
    found: dict[str, float] = {}
    for contract in contracts:
        if contract.runs(day) and contract.prepaid:
            found[contract.supplier] = found.get(contract.supplier, 0.0) + float(contract.prepaid)
    return found
