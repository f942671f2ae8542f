"""Sampling errors of measured benefits: what chance did, apart from what a unit is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.special import ndtri

from specie.analyses.pays.portfolio.holding import Benefit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specie.model import Estimate

CLOSE = 0.01
"""Share by which a benefit made from effects and worths may differ from the published one."""
CERTAIN = 0.9999
USUAL = 0.95


@dataclass(frozen=True, slots=True)
class Metric:
    """A cash metric: its improvement in twelve months and what one unit of it is worth, with its range."""

    improvement: Estimate
    value: float
    low: float
    high: float
    smallest_p: float


def benefit_of(hard: Estimate | None, metrics: Sequence[Metric]) -> Benefit | None:
    """Take the published cash benefit apart into chance and worth.

    Chance is in the interval of each improvement, worth in the declared range. Where the metrics do not add
    up to the published benefit (or no effects were published), its whole interval counts as chance, which
    shrinks more than needed and never less. None where no benefit is known.
    """
    if hard is None or hard.point is None:
        return None
    if hard.exact or (hard.low == hard.point == hard.high):
        return Benefit(hard.point, 0.0, 0.0, 1.0, 1.0)
    if hard.low is None or hard.high is None:
        return None
    made = sum(metric.value * (metric.improvement.point or 0.0) for metric in metrics)
    if metrics and abs(made - hard.point) <= CLOSE * abs(hard.point) + 1e-6:
        return _from_metrics(hard.point, metrics)
    z = _quantile(hard.level)
    return Benefit(hard.point, (hard.point - hard.low) / z, (hard.high - hard.point) / z, 1.0, 1.0)


def _from_metrics(point: float, metrics: Sequence[Metric]) -> Benefit:
    """Errors of several metrics are added, as if chance had moved all of them together."""
    down = sum(metric.value * _side(metric.improvement, lower=True) for metric in metrics)
    up = sum(metric.value * _side(metric.improvement, lower=False) for metric in metrics)
    least = min(metric.low / metric.value for metric in metrics)
    most = max(metric.high / metric.value for metric in metrics)
    return Benefit(point, down, up, min(least, 1.0), max(most, 1.0))


def _side(estimate: Estimate, *, lower: bool) -> float:
    """One standard error on one side of an interval."""
    end = estimate.low if lower else estimate.high
    if end is None or estimate.point is None:
        return 0.0
    return abs(estimate.point - end) / _quantile(estimate.level)


def _quantile(level: float) -> float:
    """Standard errors from the point to the end of an interval; a certain one counts as the usual 95 %."""
    return float(ndtri(0.5 + (level if 0 < level < CERTAIN else USUAL) / 2))


def smallest_p(metrics: Iterable[Metric]) -> float:
    """Smallest p-value that the designs of all metrics together can give."""
    return max((metric.smallest_p for metric in metrics), default=0.0)
