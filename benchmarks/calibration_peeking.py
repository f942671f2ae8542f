"""Reading a result every week and acting on the first decisive one: how often that is wrong."""

from __future__ import annotations

import numpy as np
from calibration_panels import START, WEEKS, World, draw
from calibration_rivals import two_way_clustered
from calibration_tally import LEVEL, Rate, rate
from numpy.random import SeedSequence, default_rng

from specie.kernel.causal.panel import Panel, make_panel
from specie.kernel.causal.permutation import invert
from specie.kernel.causal.sequence import confidence_sequence, excluded, lines_by_look, spending, take_looks

LOOKS = np.arange(START + 2, WEEKS + 1)
WAYS = ("specie, sequence", "specie, one fixed test a week", "two-way fixed effects, clustered, every week")


def run(world: World, seed: SeedSequence) -> list[bool]:
    """Tell for each way of looking whether any week excludes an effect that is true: none at all."""
    rng = default_rng(seed)
    panel = draw(world, rng)
    draws = int(rng.integers(2**31))
    lines = lines_by_look(panel, LOOKS)
    looks = take_looks(lines, spending(LOOKS.size, LEVEL), seed=draws)
    fixed = [invert(one, level=LEVEL, limit=2_000, draws=999, seed=draws) for one in lines]
    weekly = [two_way_clustered(_until(panel, int(week))) for week in LOOKS]
    return [
        bool(excluded(looks, 0.0).any()),
        any(not one.low <= 0 <= one.high for one in fixed),
        any(not low <= 0 <= high for low, high in weekly),
    ]


def found_by(world: World, seed: SeedSequence, effect: float) -> tuple[int, bool]:
    """First look (from 0, -1 for none) that excludes no effect where there is one, and whether ends cover."""
    rng = default_rng(seed)
    empty = draw(world, rng)
    panel = make_panel(empty.y + effect * empty.exposed, empty.start)
    lines = lines_by_look(panel, LOOKS)
    looks = take_looks(lines, spending(LOOKS.size, LEVEL), seed=int(rng.integers(2**31)))
    found = confidence_sequence(looks, LEVEL, grid=81)
    return found.first, bool(((found.low <= effect) & (effect <= found.high)).all())


def _until(panel: Panel, week: int) -> Panel:
    return make_panel(panel.y[:, :week], np.minimum(panel.start, week))


def rates(flags: list[list[bool]]) -> dict[str, Rate]:
    return {name: rate(bool(row[k]) for row in flags) for k, name in enumerate(WAYS)}
