"""The scenarios: what each adds to the outflow, what it takes at once, and of which steps that is the sum."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from specie.analyses.breaks.liquidity.words import BASE, INFLOW, PRICE, SUPPLIER, TOGETHER, USAGE
from specie.kernel.money import Range, certain, times, total
from specie.model import PORTFOLIO, Ref
from specie.supply.outlay import METERED, TO_SUPPLIERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.facts import Fact
    from specie.supply.exposure import Exposure
    from specie.supply.failure import Failure
    from specie.supply.outlay import Outlay


@dataclass(frozen=True, slots=True)
class Step:
    """One named part of a scenario: money a month from some month on, or money at once."""

    rule: str
    supplier: Ref | None
    initiative: Ref | None
    money: Range
    from_month: float | None
    """None for money at once."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What happens, as the sum of its steps."""

    id: str
    steps: tuple[Step, ...] = ()
    supplier: Ref | None = None
    """The supplier that fails."""
    failure: Range | None = None
    """What the failure takes: its steps case by case, so that a step that saves meets its own case."""

    @property
    def ref(self) -> Ref:
        """What estimates of it are about: everything, where nothing happens."""
        return PORTFOLIO if self.id == BASE else Ref("scenario", self.id)

    @property
    def one_off(self) -> Range:
        """Money at once."""
        if self.failure is not None:
            return self.failure
        return total(step.money for step in self.steps if step.from_month is None)

    def added(self, month: float) -> Range:
        """Money added a month from some month on."""
        return total(s.money for s in self.steps if s.from_month is not None and s.from_month <= month)

    @property
    def starts(self) -> tuple[float, ...]:
        """Months at which the money added changes, the first 0."""
        later = {s.from_month for s in self.steps if s.from_month is not None and s.from_month < math.inf}
        return tuple(sorted({0.0, *later}))

    @property
    def first(self) -> Range:
        """Money added from the start."""
        return self.added(0.0)

    @property
    def last(self) -> Range:
        """Money added in the end."""
        return self.added(self.starts[-1])


def price_steps(exposure: Exposure, outlay: Outlay, shock: Fact, refs: Mapping[str, Ref]) -> Iterator[Step]:
    """Raise what each supplier is paid at today's rate; a protected price rises to its ceiling at first."""
    ratio = Range(*((shock.number(side) or 1.0) - 1.0 for side in ("low", "typical", "high")))
    for k, supplier in enumerate(exposure.suppliers):
        rate = float(outlay.sum(supplier=supplier, kinds=TO_SUPPLIERS, rate=True)) / 12
        if rate <= 0:
            continue
        ceiling, until = float(exposure.ceiling[k]), float(exposure.protected_months[k])
        held = Range(*(min(ceiling, side) for side in (ratio.low, ratio.point or 0.0, ratio.high)))
        if until <= 0:
            held = ratio
        now = times(certain(rate), held)
        yield Step(PRICE, refs[supplier], None, now, 0.0)
        rest = Range(*(rate * (r - h) for r, h in zip(_ends(ratio), _ends(held), strict=True)))
        if 0 < until < math.inf and rest.high > 0:
            yield Step("price protection ends", refs[supplier], None, rest, until)


def usage_steps(exposure: Exposure, outlay: Outlay, growth: float, refs: Mapping[str, Ref]) -> Iterator[Step]:
    """Let metered use of every supplier grow at once."""
    for supplier in exposure.suppliers:
        rate = float(outlay.sum(supplier=supplier, kinds=METERED, rate=True)) / 12
        if rate > 0:
            yield Step(USAGE, refs[supplier], None, certain(rate * growth), 0.0)


def failure_scenario(failure: Failure, refs: Mapping[str, Ref]) -> Scenario:
    """One supplier fails: each part is a step at once, a standstill net of the use that is not paid."""
    supplier = refs[failure.supplier]
    steps = (
        Step(p.rule, supplier, None if p.initiative is None else p.initiative.ref, p.money.range, None)
        for p in failure.net
    )
    return Scenario(SUPPLIER, tuple(steps), supplier, failure.money)


def inflow_step(revenue_month: float, fall: float) -> Step:
    """Lose a share of revenue while no cost falls with it."""
    return Step(INFLOW, None, None, certain(revenue_month * fall), 0.0)


def together(*scenarios: Scenario | None) -> Scenario:
    """All steps of some scenarios at once."""
    found = [s for s in scenarios if s is not None]
    supplier = next((s.supplier for s in found if s.supplier), None)
    failure = next((s.failure for s in found if s.failure), None)
    return Scenario(TOGETHER, tuple(step for s in found for step in s.steps), supplier, failure)


def months_until(cash: float, outflow: float, floor_months: float, scenario: Scenario) -> float:
    """Months until the middle path is at the floor of the outflow that holds then; infinite if never."""
    level = cash - (scenario.one_off.point or 0.0)
    for start, end in pairwise((*scenario.starts, math.inf)):
        leaving = outflow + (scenario.added(start).point or 0.0)
        floor = floor_months * max(leaving, 0.0)
        if level <= floor:
            return start
        if leaving > 0 and (level - floor) / leaving <= end - start:
            return start + (level - floor) / leaving
        level -= leaving * (end - start) if end < math.inf else 0.0
    return math.inf


def _ends(amount: Range) -> tuple[float, float, float]:
    return amount.low, amount.point if amount.point is not None else amount.low, amount.high
