"""Panels with a known effect: levels of teams, weeks that hit everybody, and noise that lasts.

The unit of everything is the standard deviation of a team's weekly noise. In it, teams' levels have a
standard deviation of 2, what hits everybody in a week of 1, and **break-even lies at 1**: an initiative whose
effect is as large as one ordinary weekly swing of one team earns its cost. In the example book the planted
effects are one to two such swings, so an initiative worth twice break-even is an ordinary good one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from specie.kernel.causal.panel import Panel, make_panel

UNITS, WEEKS, START = 24, 40, 20
BREAK_EVEN = 1.0
WAVES = (14, 18, 22, 26)


@dataclass(frozen=True)
class World:
    """How many of the teams are treated, from one week on or in four waves, and how long noise lasts."""

    treated: int
    staggered: bool
    rho: float
    assigned: str = "staggered"
    units: int = UNITS
    weeks: int = WEEKS

    @property
    def name(self) -> str:
        return f"{self.treated} in four waves" if self.staggered else f"{self.treated} at once"


def noise(rng: np.random.Generator, units: int, weeks: int, rho: float) -> np.ndarray:
    """Autoregressive noise of variance one, (units, weeks), stationary from the first week."""
    draws = rng.standard_normal((units, weeks))
    draws[:, 1:] *= np.sqrt(1 - rho**2)
    for week in range(1, weeks):
        draws[:, week] += rho * draws[:, week - 1]
    return draws


def draw(world: World, rng: np.random.Generator) -> Panel:
    """A panel on which nothing happened, with lots drawn for who starts when."""
    starts = np.full(world.units, world.weeks)
    waves = np.array(WAVES) * world.weeks // WEEKS
    first = np.resize(waves, world.treated) if world.staggered else np.full(world.treated, START)
    starts[: world.treated] = np.sort(first)
    levels, shocks = 2.0 * rng.standard_normal((world.units, 1)), rng.standard_normal(world.weeks)
    y = levels + shocks + noise(rng, world.units, world.weeks, world.rho)
    return make_panel(y, rng.permutation(starts))


def planted(panel: Panel, effect: float) -> Panel:
    """The same panel with an effect in every treated cell."""
    return make_panel(panel.y + effect * panel.exposed, panel.start)
