"""Portfolios of initiatives, some worth their cost and some not: what is said about all of them together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from calibration_panels import BREAK_EVEN, World, draw, planted
from calibration_tally import LEVEL, Rate, rate
from numpy.random import Generator, SeedSequence, default_rng
from scipy.special import ndtr, ndtri

from specie.analyses.pays.effect.inference import infer
from specie.kernel.portfolio.multiple import benjamini_hochberg
from specie.kernel.portfolio.paying_share import identified_share
from specie.kernel.portfolio.shrinkage import shrink

SIZE = 40
FALSE_DISCOVERY_RATE = 0.10
WORLDS = [World(treated, treated > 4, rho) for treated in (2, 4, 8, 16) for rho in (0.0, 0.4, 0.8)]
Z = float(ndtri((1 + LEVEL) / 2))


@dataclass(frozen=True)
class Outcome:
    """One portfolio: what was declared and what was true."""

    declared: int
    false: int
    raw_false: int
    raw_declared: int
    share_covers: bool
    share_width: float
    raw_sum: float
    shrunken_sum: float
    true_sum: float
    interval_coverage: float


def worth(rng: Generator) -> np.ndarray:
    """True effects: two fifths pay, by a wide range; the others lie at or below break-even."""
    pays = rng.random(SIZE) < 0.4
    return np.where(pays, rng.normal(1.9, 0.4, SIZE), rng.normal(0.4, 0.4, SIZE)) * BREAK_EVEN


def run(seed: SeedSequence) -> Outcome:
    rng = default_rng(seed)
    effect = worth(rng)
    net, true = np.empty((SIZE, 3)), effect - BREAK_EVEN
    for k, value in enumerate(effect):
        panel = planted(draw(WORLDS[int(rng.integers(len(WORLDS)))], rng), float(value))
        test = infer(panel, "staggered", LEVEL, seed=int(rng.integers(2**31))).test
        assert test is not None
        net[k] = np.array([test.point, test.low, test.high]) - BREAK_EVEN
    point, error = net[:, 0], (net[:, 2] - net[:, 1]) / (2 * Z)
    above, below = ndtr(-point / error), ndtr(point / error)
    found = benjamini_hochberg(above, FALSE_DISCOVERY_RATE).rejected
    naive = above <= 0.05
    share = identified_share(above, below, level=LEVEL)
    drawn = shrink(point, error, LEVEL)
    return Outcome(
        int(found.sum()),
        int((found & (true <= 0)).sum()),
        int((naive & (true <= 0)).sum()),
        int(naive.sum()),
        share.low <= int((true > 0).sum()) <= share.high,
        (share.high - share.low) / SIZE,
        float(point[found].sum()),
        float(drawn.point[found].sum()),
        float(true[found].sum()),
        float(((drawn.low <= true) & (true <= drawn.high)).mean()),
    )


@dataclass(frozen=True)
class Portfolio:
    """Averages over portfolios."""

    discovery: float
    discovery_error: float
    share: Rate
    share_width: float
    raw_ratio: float
    shrunken_ratio: float
    ratio_error: float
    coverage: float


def summary(outcomes: list[Outcome]) -> Portfolio:
    proportion = np.array([one.false / max(one.declared, 1) for one in outcomes])
    true = np.array([one.true_sum for one in outcomes])
    raw, shrunken = (np.array([getattr(one, key) for one in outcomes]) for key in ("raw_sum", "shrunken_sum"))
    ratio = float(shrunken.sum() / true.sum())
    spread = float(np.std(shrunken - ratio * true)) / float(np.mean(true)) / np.sqrt(len(outcomes))
    return Portfolio(
        float(proportion.mean()),
        float(proportion.std() / np.sqrt(len(outcomes))),
        rate(one.share_covers for one in outcomes),
        float(np.mean([one.share_width for one in outcomes])),
        float(raw.sum() / true.sum()),
        ratio,
        spread,
        float(np.mean([one.interval_coverage for one in outcomes])),
    )
