"""Portfolios of initiatives, some worth their cost and some not: what is said about all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
from calibration_panels import BREAK_EVEN, World, draw, planted
from calibration_tally import LEVEL, Rate, rate
from numpy.random import Generator, SeedSequence, default_rng
from scipy.special import ndtri

from specie.analyses.pays.effect.inference import infer
from specie.analyses.pays.portfolio.holding import Benefit, Holding
from specie.analyses.pays.portfolio.settings import read_settings
from specie.analyses.pays.portfolio.shares import identified, kept
from specie.analyses.pays.portfolio.shrunk import shrink_returns
from specie.kernel.causal.lines import Inverted
from specie.model import Inputs, Ref, Verdict

if TYPE_CHECKING:
    from specie.analyses.pays.portfolio.scope import Scope

SIZE = 40
COST = BREAK_EVEN
WORLDS = [World(treated, treated > 4, rho) for treated in (2, 4, 8, 16) for rho in (0.0, 0.4, 0.8)]
Z = float(ndtri((1 + LEVEL) / 2))


@dataclass(frozen=True)
class Outcome:
    """One portfolio: what was declared and what was true."""

    declared: int
    false: int
    alone: int
    alone_false: int
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
    """Measure, judge and add up one portfolio with the functions of ``pays/portfolio``."""
    rng = default_rng(seed)
    effect = worth(rng)
    holdings = tuple(_holding(k, _tested(rng, float(value))) for k, value in enumerate(effect))
    settings = read_settings(Inputs())
    scope = cast("Scope", SimpleNamespace(holdings=holdings, assessed=holdings, settings=settings))
    net = {holding.ref.id: float(value) - COST for holding, value in zip(holdings, effect, strict=True)}
    ways = {way.procedure: [net[holding.ref.id] for holding in way.pays] for way in kept(scope)}
    alone, together = ways["each alone"], ways["benjamini_hochberg"]
    share = identified(scope)
    assert share is not None
    parts = shrink_returns(holdings, settings.level).parts
    best = [holding for holding in holdings if (holding.raw_net or 0.0) > 0]
    within = [
        parts[one.ref.id].low - COST <= net[one.ref.id] <= parts[one.ref.id].high - COST for one in holdings
    ]
    return Outcome(
        len(together),
        sum(value <= 0 for value in together),
        len(alone),
        sum(value <= 0 for value in alone),
        share.low <= sum(value > 0 for value in net.values()) <= share.high,
        (share.high - share.low) / SIZE,
        sum(one.raw_net or 0.0 for one in best),
        sum(parts[one.ref.id].point - COST for one in best),
        sum(net[one.ref.id] for one in best),
        float(np.mean(within)),
    )


def _tested(rng: Generator, effect: float) -> Inverted:
    panel = planted(draw(WORLDS[int(rng.integers(len(WORLDS)))], rng), effect)
    test = infer(panel, "staggered", LEVEL, seed=int(rng.integers(2**31))).test
    assert test is not None
    return test


def _holding(k: int, test: Inverted) -> Holding:
    """An initiative that costs what an effect of break-even is worth."""
    benefit = Benefit(test.point, (test.point - test.low) / Z, (test.high - test.point) / Z, 1.0, 1.0)
    return Holding(
        Ref("initiative", str(k)), "", "", "production", (), Verdict.CANNOT_TELL, COST, 0.0, 0.0,
        True, benefit, test.smallest_p, None, None, None, None, (),
    )  # fmt: skip


@dataclass(frozen=True)
class Portfolio:
    """Averages over portfolios."""

    discovery: float
    discovery_error: float
    alone: float
    share: Rate
    share_width: float
    raw_ratio: float
    shrunken_ratio: float
    ratio_error: float
    coverage: float


def summary(outcomes: list[Outcome]) -> Portfolio:
    proportion = np.array([one.false / max(one.declared, 1) for one in outcomes])
    raw, shrunken, true = (
        np.array([getattr(one, key) for one in outcomes]) for key in ("raw_sum", "shrunken_sum", "true_sum")
    )
    ratio = float(shrunken.sum() / true.sum())
    spread = float(np.std(shrunken - ratio * true)) / float(np.mean(true)) / np.sqrt(len(outcomes))
    return Portfolio(
        float(proportion.mean()),
        float(proportion.std() / np.sqrt(len(outcomes))),
        float(np.mean([one.alone_false / max(one.alone, 1) for one in outcomes])),
        rate(one.share_covers for one in outcomes),
        float(np.mean([one.share_width for one in outcomes])),
        float(raw.sum() / true.sum()),
        ratio,
        spread,
        float(np.mean([one.interval_coverage for one in outcomes])),
    )
