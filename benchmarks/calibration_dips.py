"""What weights cost where something else happens just before the start: a dip, or a choice by readings.

No effect in any panel: eight of 24 teams start, two in each of four waves. The interval of each way to weigh
the weeks before the start says how often an effect is called, and how often one of twice break-even would be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from calibration_panels import BREAK_EVEN, UNITS, WAVES, WEEKS, World, draw, noise
from calibration_tally import LEVEL, Rate
from numpy.random import SeedSequence, default_rng

from specie.kernel.causal.efficient import efficient_lines
from specie.kernel.causal.imputation import imputation_lines
from specie.kernel.causal.lines import Lines
from specie.kernel.causal.panel import Panel, make_panel
from specie.kernel.causal.permutation import invert

EQUAL, PERSISTENT, BY_LOT = "equal weights", "weights for persistence", "and order drawn by lot"
DIP, DIP_WEEKS, LOOK_BACK = 0.5, 2, 4
WAYS: dict[str, Callable[[Panel], Lines]] = {
    EQUAL: imputation_lines,
    PERSISTENT: efficient_lines,
    BY_LOT: lambda panel: efficient_lines(panel, random_order=True),
}


@dataclass(frozen=True)
class Situation:
    """What happens besides the roll-out; ``lots`` tells whether lots decide who starts, ``dip`` of a dip."""

    name: str
    noise: str
    make: Callable[[np.random.Generator], Panel]
    lots: bool = True
    dip: bool = False


def _by_lot(rho: float) -> Callable[[np.random.Generator], Panel]:
    return lambda rng: draw(World(8, True, rho), rng)


def _with_dip(rho: float) -> Callable[[np.random.Generator], Panel]:
    """Teams that are about to start do worse for two weeks: training, waiting, moving."""

    def make(rng: np.random.Generator) -> Panel:
        panel = draw(World(8, True, rho), rng)
        since = np.arange(WEEKS) - panel.start[:, None]
        return replace(panel, y=panel.y - DIP * ((since >= -DIP_WEEKS) & (since < 0)))

    return make


def _worst_first(rho: float) -> Callable[[np.random.Generator], Panel]:
    """In each wave the two teams start that have done worst, for themselves, in the last four weeks."""

    def make(rng: np.random.Generator) -> Panel:
        own = noise(rng, UNITS, WEEKS, rho)
        start = np.full(UNITS, WEEKS)
        for week in WAVES:
            recent = np.where(start == WEEKS, own[:, week - LOOK_BACK : week].mean(axis=1), np.inf)
            start[np.argsort(recent)[:2]] = week
        levels, shocks = 2.0 * rng.standard_normal((UNITS, 1)), rng.standard_normal(WEEKS)
        return make_panel(levels + shocks + own, start)

    return make


def _other_noise(
    shape: Callable[[np.random.Generator], np.ndarray],
) -> Callable[[np.random.Generator], Panel]:
    """Lots, and noise that is not autoregressive."""

    def make(rng: np.random.Generator) -> Panel:
        panel = draw(World(8, True, 0.0), rng)
        return replace(panel, y=2.0 * rng.standard_normal((UNITS, 1)) + shape(rng))

    return make


def moving_average(rng: np.random.Generator) -> np.ndarray:
    """Means of five independent weeks in a row, with variance one."""
    shock = rng.standard_normal((UNITS, WEEKS + 4))
    return np.lib.stride_tricks.sliding_window_view(shock, 5, axis=1).sum(axis=2) / np.sqrt(5.0)


def quarterly_cycle(rng: np.random.Generator) -> np.ndarray:
    """Half of the variance is a cycle of 13 weeks with a phase of each team's own."""
    turn = np.arange(WEEKS) / 13 + rng.random((UNITS, 1))
    return np.sin(2 * np.pi * turn) + np.sqrt(0.5) * rng.standard_normal((UNITS, WEEKS))


SITUATIONS = (
    *(Situation("lots, nothing else", f"AR {rho}", _by_lot(rho)) for rho in (0.4, 0.8)),
    Situation("lots, nothing else", "moving average of 5", _other_noise(moving_average)),
    Situation("lots, nothing else", "cycle of a quarter", _other_noise(quarterly_cycle)),
    *(
        Situation("lots, a dip before each start", f"AR {rho}", _with_dip(rho), dip=True)
        for rho in (0.4, 0.8)
    ),
    *(Situation("the worst start first", f"AR {rho}", _worst_first(rho), lots=False) for rho in (0.4, 0.8)),
)


def run(number: int, seed: SeedSequence) -> dict[str, tuple[bool, bool]]:
    """For each way to weigh: whether it calls an effect, and whether twice break-even is said to pay."""
    rng = default_rng(seed)
    panel, draws = SITUATIONS[number].make(rng), int(rng.integers(2**31))
    found = {name: invert(make(panel), level=LEVEL, draws=1_999, seed=draws) for name, make in WAYS.items()}
    return {name: (not t.low <= 0 <= t.high, t.low > -BREAK_EVEN) for name, t in found.items()}


def rates(found: list[dict[str, Any]]) -> dict[str, tuple[Rate, Rate]]:
    """Share of panels with either answer, for each way to weigh."""
    return {
        name: (
            Rate(sum(f[name][0] for f in found), len(found)),
            Rate(sum(f[name][1] for f in found), len(found)),
        )
        for name in WAYS
    }
