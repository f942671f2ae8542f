"""A supplier revalued with fewer sales: the same draws, so that the difference is the effect of the loss."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.companies.outlook.simulate import simulate
from specie.kernel.growth import Bounds
from specie.kernel.renewal import margin_drawn_after_loss

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.companies.outlook.assumption import Assumption
    from specie.companies.outlook.case import Case
    from specie.companies.outlook.growth_sets import GrowthSet
    from specie.kernel.valuation.paths import Floats

Three: TypeAlias = tuple[float, float, float]
MOST_LOST = 0.999
"""A firm without any sales is outside the model: a thousandth is left."""
BATCHES = 10


@dataclass(frozen=True, slots=True)
class Base:
    """Range of value of one view today, as it stands on the page of values: low, middle, high."""

    view: GrowthSet
    now: Three


@dataclass(frozen=True, slots=True)
class Revalued:
    """One view in a scenario: low after the greatest loss, high after the least, the middle at both."""

    view: GrowthSet
    now: Three
    low: float
    middle: Bounds
    high: float
    error: float
    """Monte Carlo error of the middle after the greatest loss, as a share of the middle now."""


@dataclass(slots=True)
class Revaluer:
    """Values one case under a loss of sales; keeps what it has drawn."""

    case: Case
    seed: int
    paths: int
    tail: float
    _drawn: dict[tuple[str, float, float | None], Floats]

    @property
    def at(self) -> Three:
        """Probabilities of low, middle and high."""
        return self.tail, 0.5, 1 - self.tail

    def values(self, view: GrowthSet, lost: float, earned: float | None) -> Floats:
        """Value of all shares on every draw, never above its value without the loss.

        A business that costs more than it brings would gain by shrinking. It could shrink today, so that is
        no effect of customers who leave.
        """
        share = min(lost, MOST_LOST)
        key = (view.id, share, earned if share else None)
        if key not in self._drawn:
            factor = 1 - share
            drawn = simulate(after_loss(self.case, share, earned), view, self.seed, self.paths, factor).equity
            now = drawn if share == 0 else self.values(view, 0.0, None)
            self._drawn[key] = np.minimum(drawn, now)
        return self._drawn[key]

    def base(self, view: GrowthSet) -> Base | None:
        """Range today from these draws; None where no draw counts."""
        drawn = self.values(view, 0.0, None)
        if not len(drawn):
            return None
        low, middle, high = (float(q) for q in np.quantile(drawn, self.at))
        return Base(view, (low, middle, high))

    def revalued(self, base: Base, lost: Bounds, earned: Bounds | None, most_earned: float) -> Revalued:
        """Range after a loss: the greatest loss takes the most profit with it, the least the least."""
        worst = self._ratios(base.view, float(lost.high), most_earned)
        best = self._ratios(base.view, float(lost.low), None if earned is None else float(earned.low))
        low, middle, high = base.now
        return Revalued(
            base.view,
            base.now,
            low * worst[0],
            Bounds(np.float64(middle * worst[1]), np.float64(middle * max(best[1], worst[1]))),
            max(high * best[2], low * worst[0]),
            self._error(base.view, float(lost.high), most_earned),
        )

    def _ratios(self, view: GrowthSet, lost: float, earned: float | None) -> Three:
        """What is left of each quantile; nothing of nothing is nothing."""
        if lost == 0:
            return 1.0, 1.0, 1.0
        now = np.quantile(self.values(view, 0.0, None), self.at)
        then = np.quantile(self.values(view, lost, earned), self.at)
        low, middle, high = (float(b / a) if a > 0 else 0.0 for a, b in zip(now, then, strict=True))
        return low, middle, high

    def _error(self, view: GrowthSet, lost: float, earned: float) -> float:
        """Standard error of the ratio of the middles, from batches of the same draws."""
        if lost == 0:
            return 0.0
        now, then = self.values(view, 0.0, None), self.values(view, lost, earned)
        size = len(now) // BATCHES
        if size < 1:
            return float("nan")
        a, b = (np.median(x[: size * BATCHES].reshape(BATCHES, size), axis=1) for x in (now, then))
        ratios = np.divide(b, a, out=np.zeros_like(a), where=a > 0)
        return float(ratios.std(ddof=1) / np.sqrt(BATCHES))


def revaluer(case: Case, seed: int, paths: int, level: float) -> Revaluer:
    """Make one for a case."""
    return Revaluer(case, seed, paths, (1 - level) / 2, {})


def after_loss(case: Case, lost: float, earned: float | None) -> Case:
    """The case with the margin that is left; sales are cut by the simulation itself."""
    if lost == 0:
        return case
    segments = {name: _moved(own, lost, earned) for name, own in case.segments.items()}
    return replace(case, drivers=_moved(case.drivers, lost, earned), segments=segments)


def _moved(drivers: Mapping[str, Assumption], lost: float, earned: float | None) -> dict[str, Assumption]:
    start = drivers.get("start_margin")
    if start is None:
        return dict(drivers)
    left = replace(start, marginal=margin_drawn_after_loss(start.marginal, lost, earned))
    return {**drivers, "start_margin": left}
