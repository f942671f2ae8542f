"""Shrunken returns: what each initiative is likely to bring once luck is taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.portfolio.roughening import Posterior, roughen
from specie.kernel.portfolio.shrinkage import Shrunken, shrink

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specie.analyses.pays.portfolio.holding import Holding


@dataclass(frozen=True, slots=True)
class Part:
    """Cash benefit of one initiative in money, at the declared worth, with the range of that worth.

    ``weight`` is how much of its own distance from the others is left after shrinking.
    """

    point: float
    low: float
    high: float
    least: float
    most: float
    weight: float


@dataclass(frozen=True, slots=True)
class Typical:
    """Return on cost of an initiative that nobody has measured yet, from those that were."""

    point: float
    low: float
    high: float
    gain: float
    loss: float
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Shrinking:
    """The benefits by initiative, shrunken where they could be; ``fit`` is None with too few to compare."""

    parts: Mapping[str, Part]
    fit: Shrunken | None
    typical: Typical | None
    compared: tuple[Holding, ...]


def shrink_returns(holdings: Iterable[Holding], level: float) -> Shrinking:
    """Shrink returns on cost of all initiatives that can be compared; certain ones are kept as they are.

    Money cannot be compared between a small initiative and a large one, the return on its cost can: it is
    shrunk, and turned back into money. Initiatives that are too early are neither shrunk nor learned from.
    """
    known = [h for h in holdings if h.benefit is not None and h.cost > 0]
    compared = tuple(h for h in known if h.compared)
    estimate = np.array([_return(h) for h in compared])
    error = np.array([h.benefit.error / h.cost for h in compared if h.benefit is not None])
    fit = shrink(estimate, error, level)
    posterior = roughen(estimate, error, fit.spread) if fit.spread is not None else None
    parts = {h.ref.id: _kept(h, level) for h in known}
    for i, holding in enumerate(compared):
        parts[holding.ref.id] = _part(holding, fit, posterior, i)
    return Shrinking(
        parts,
        fit if posterior is not None else None,
        _typical(known, compared, posterior, level),
        compared,
    )


def _return(holding: Holding) -> float:
    return (holding.raw_net or 0.0) / holding.cost


def _kept(holding: Holding, level: float) -> Part:
    """Keep a benefit as it was measured."""
    from specie.kernel.portfolio.critical_value import critical_value

    benefit = holding.benefit
    assert benefit is not None
    z = float(critical_value(0.0, level)[0])
    low, high = benefit.point - z * benefit.down, benefit.point + z * benefit.up
    return Part(benefit.point, low, high, benefit.least, benefit.most, 1.0)


def _part(holding: Holding, fit: Shrunken, posterior: Posterior | None, i: int) -> Part:
    """Turn a shrunken return into a benefit; its interval is stretched where the point lies outside."""
    benefit = holding.benefit
    assert benefit is not None
    point = float(fit.point[i] if posterior is None else posterior.mean[i])
    low, high = min(float(fit.low[i]), point), max(float(fit.high[i]), point)
    money = [holding.cost * (1.0 + value) for value in (point, low, high)]
    return Part(money[0], money[1], money[2], benefit.least, benefit.most, float(fit.weight[i]))


def _typical(
    known: Sequence[Holding], compared: Sequence[Holding], posterior: Posterior | None, level: float
) -> Typical | None:
    """Mix the fitted distribution with the returns that are certain, each initiative counting once."""
    if posterior is None:
        return None
    sure = [_return(h) for h in known if h.assessed and not h.compared]
    count = len(compared) + len(sure)
    values = np.concatenate([posterior.grid, np.array(sure)])
    mass = np.concatenate([posterior.prior * len(compared), np.ones(len(sure))]) / count
    order = np.argsort(values, kind="stable")
    values, mass = values[order], mass[order]
    point = float(mass @ values)
    below = np.cumsum(mass)
    low = float(values[int((below >= (1 - level) / 2 - 1e-12).argmax())])
    high = float(values[int((below >= (1 + level) / 2 - 1e-12).argmax())])
    return Typical(
        point, min(low, point), max(high, point), float(mass @ np.maximum(values, 0)),
        float(mass @ np.maximum(-values, 0)), count,
    )  # fmt: skip
