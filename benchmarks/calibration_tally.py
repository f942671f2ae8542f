"""Verdicts on simulated panels, counted against what was planted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from calibration_panels import BREAK_EVEN, World, draw, planted
from calibration_rivals import LIBRARY, RIVALS, formula
from numpy.random import SeedSequence, default_rng

from specie.analyses.pays.effect.inference import infer
from specie.kernel.causal.panel import Panel

EFFECTS = {"none": 0.0, "break-even": BREAK_EVEN, "twice": 2 * BREAK_EVEN}
PRODUCT = "specie"
FORMULA = "usage x minutes x acceptance"
LEVEL = 0.95


@dataclass(frozen=True)
class Call:
    """One interval, and what it decides about break-even and about any effect at all."""

    who: str
    truth: str
    covers: bool
    pays: bool
    does_not_pay: bool
    finds: bool
    width: float


def call(who: str, truth: str, low: float, high: float, *, decidable: bool = True) -> Call:
    """Decide as the product does: pays above break-even, does not pay below, otherwise cannot tell."""
    effect = EFFECTS[truth]
    return Call(
        who,
        truth,
        bool(low <= effect <= high),
        bool(decidable and low > BREAK_EVEN),
        bool(decidable and high < BREAK_EVEN),
        bool(decidable and not low <= 0 <= high),
        float(high - low),
    )


def run(world: World, seed: SeedSequence, *, library: bool) -> list[Call]:
    """Judge one panel in three worlds: nothing happened, break-even, twice break-even."""
    rng = default_rng(seed)
    empty = draw(world, rng)
    calls = _product(world, empty, int(rng.integers(2**31)), thorough=library)
    rivals = RIVALS | (LIBRARY if library else {})
    for name, interval in rivals.items():  # they move with the effect exactly, so one fit serves all worlds
        low, high = interval(empty)
        calls += [call(name, truth, low + effect, high + effect) for truth, effect in EFFECTS.items()]
    claim = formula(empty, rng, BREAK_EVEN)
    return calls + [call(FORMULA, truth, *claim) for truth in EFFECTS]


def _product(world: World, empty: Panel, seed: int, *, thorough: bool) -> list[Call]:
    """What the product says in each world.

    Lines fitted without the outcome move with an effect exactly, so one test serves all worlds; ``thorough``
    runs three and makes sure of that. A synthetic control is fitted anew in each.
    """
    first = infer(empty, world.assigned, LEVEL, seed=seed)
    calls = []
    for truth, effect in EFFECTS.items():
        found = first
        if effect and (thorough or first.choice.estimator == "demeaned_synthetic_control"):
            found = infer(planted(empty, effect), world.assigned, LEVEL, seed=seed)
        moved = effect if found is first else 0.0
        low, high = (found.test.low, found.test.high) if found.test else (-np.inf, np.inf)
        calls.append(call(PRODUCT, truth, low + moved, high + moved, decidable=found.decidable))
        if thorough and first.test and first.choice.estimator != "demeaned_synthetic_control":
            assert np.allclose(
                [low + moved, high + moved], [first.test.low + effect, first.test.high + effect]
            )
    return calls


@dataclass(frozen=True)
class Rate:
    """A share of runs with its Monte Carlo error."""

    hits: int
    runs: int

    @property
    def value(self) -> float:
        return self.hits / self.runs if self.runs else float("nan")

    @property
    def error(self) -> float:
        """Standard error, from one more hit and one more miss so that it is never zero."""
        share = (self.hits + 1) / (self.runs + 2)
        return float(np.sqrt(share * (1 - share) / (self.runs + 2)))

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} ± {100 * self.error:.1f}" if self.runs else "-"


def rate(flags: Iterable[bool]) -> Rate:
    every = list(flags)
    return Rate(sum(every), len(every))


@dataclass(frozen=True)
class Score:
    """How one method did in one world."""

    false_effect: Rate
    """Nothing happened, and an effect was called."""
    wrong_at_break_even: Rate
    """Worth exactly its cost, and a decisive verdict either way."""
    false_pays: Rate
    """Nothing happened, and it was said to pay."""
    coverage: Rate
    decided: Rate
    """Worth twice its cost, and said to pay."""
    width: float


def score(calls: list[Call], who: str) -> Score:
    own = [one for one in calls if one.who == who]
    of = {truth: [one for one in own if one.truth == truth] for truth in EFFECTS}
    widths = [one.width for one in own if np.isfinite(one.width)]
    return Score(
        rate(one.finds for one in of["none"]),
        rate(one.pays or one.does_not_pay for one in of["break-even"]),
        rate(one.pays for one in of["none"]),
        # the three worlds share their noise: one of them is counted, so that errors stay independent
        rate(one.covers for one in of["break-even"]),
        rate(one.pays for one in of["twice"]),
        float(np.mean(widths)) if widths else float("inf"),
    )
