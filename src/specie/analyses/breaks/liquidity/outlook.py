"""What each scenario does to cash: months left, months to the floor, the chance to be below it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.liquidity.scenario import Scenario, months_until
from specie.kernel.credit.runway import Case, chance_by, headroom, months_bounds
from specie.kernel.money import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.breaks.liquidity.cash import Cash
    from specie.analyses.breaks.liquidity.settings import Settings
    from specie.kernel.credit.runway import Burn

PATHS = 4_000
"""Draws of the path where the outflow changes at known dates; without dates nothing is drawn."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """One scenario over the months seen; ``error`` is one standard error of a drawn chance, 0 if exact."""

    scenario: Scenario
    outflow: Range
    """Money a month in the end."""
    left: Range
    to_floor: Range | None
    """None where no floor is set."""
    chance: Range | None
    error: float = 0.0


def make_outlooks(
    cash: Cash, burn: Burn, scenarios: Sequence[Scenario], settings: Settings, floor_months: float | None,
    seed: int,
) -> Iterator[Outlook]:  # fmt: skip
    """Work out every scenario; the bounds of all of them are solved at once."""
    floors = [0.0] if floor_months is None else [0.0, floor_months]
    cases = [_case(cash, burn, scenario, floor) for scenario in scenarios for floor in floors]
    bounds = iter(months_bounds(cases, burn, settings.level))
    for scenario in scenarios:
        left, *floor = [_months(cash, burn, scenario, f, next(bounds)) for f in floors]
        ahead = burn.plus(scenario.last)
        chance, error = (None, 0.0)
        if floor_months is not None:
            chance, error = _chance(cash, burn, scenario, settings.check_months, floor_months, seed)
        outflow = Range(ahead.low, ahead.mean, ahead.high)
        yield Outlook(scenario, outflow, left, floor[0] if floor else None, chance, error)


def room(cash: Cash, burn: Burn, settings: Settings, confidence: float, floor_months: float) -> Range:
    """Money a month that could be added with the floor held."""
    return headroom(cash.balance, burn, settings.check_months, confidence, floor_months)


def _case(cash: Cash, burn: Burn, scenario: Scenario, floor_months: float) -> Case:
    """Bound by the outflow of the last stretch from the start, and by that of the first for ever."""
    low, high = (max(cash.balance - s, 0.0) for s in (scenario.one_off.high, scenario.one_off.low))
    first, last = burn.plus(scenario.first), burn.plus(scenario.last)
    return Case(low, high, first.low, last.high, floor_months)


def _months(
    cash: Cash, burn: Burn, scenario: Scenario, floor_months: float, bounds: tuple[float, float]
) -> Range:
    point = months_until(cash.balance, burn.mean, floor_months, scenario)
    low, high = min(bounds[0], point), max(bounds[1], point)
    return Range(low, point if math.isfinite(point) else None, high)


def _chance(
    cash: Cash, burn: Burn, scenario: Scenario, months: float, floor_months: float, seed: int
) -> tuple[Range, float]:
    at_once = scenario.one_off
    worst = chance_by(max(cash.balance - at_once.high, 0.0), burn.plus(scenario.last), months, floor_months)
    best = chance_by(max(cash.balance - at_once.low, 0.0), burn.plus(scenario.first), months, floor_months)
    point, error = _drawn(cash, burn, scenario, months, floor_months, seed)
    return Range(min(best.low, point), point, max(worst.high, point)), error


def _drawn(
    cash: Cash, burn: Burn, scenario: Scenario, months: float, floor_months: float, seed: int
) -> tuple[float, float]:
    """The chance at the middle of everything: exact with one outflow, drawn where it changes on the way."""
    from specie.kernel.credit.funding import Rounds, run_out_by, simulate_cash

    starts = [start for start in scenario.starts if start < months]
    outflows = [burn.mean + (scenario.added(start).point or 0.0) for start in starts]
    floor = floor_months * max(outflows[-1], 0.0)
    above = max(cash.balance - (scenario.one_off.point or 0.0) - floor, 0.0)
    drift = [[-outflow] for outflow in outflows]
    paths = simulate_cash(above, drift, burn.spread, Rounds(starts[1:]), PATHS, seed)
    found = run_out_by(paths, [months])
    return float(found.value[0, 0]), float(found.error[0, 0])
