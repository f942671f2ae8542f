"""Panels on which nothing happened: noise of a given size and memory, or like the user's own readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.two_way import fit_two_way

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.panel import Panel

    Floats = NDArray[np.float64]

LEAST_ROWS = 6
"""So many units must be followed for long enough before their own readings are drawn from."""
LONGEST_MEMORY = 0.98


@dataclass(frozen=True, slots=True)
class Memory:
    """Standard deviation of a unit's readings around unit and period effects, and their autocorrelation."""

    spread: float
    ar: float


def ar1_noise(shape: tuple[int, int, int], memory: Memory, seed: int = 0) -> Floats:
    """Simulate stationary first-order autoregressive panels of shape (S, N, T)."""
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    shock = rng.standard_normal(shape)
    shock[..., 1:] *= np.sqrt(1.0 - memory.ar**2)
    for t in range(1, shape[2]):
        shock[..., t] += memory.ar * shock[..., t - 1]
    return memory.spread * shock


def untreated_residuals(panel: Panel) -> Floats:
    """Residuals (N, T) of untreated readings from unit and period effects; NaN where treated or missing.

    They are scaled up for the share of the noise that the period effects have taken away.
    """
    free = np.isfinite(panel.y) & ~panel.exposed
    fitted = fit_two_way(panel.y, free, panel.weight).fitted
    units = np.maximum(free.sum(axis=0), 2)
    return np.where(free, panel.y - fitted, np.nan) * np.sqrt(units / (units - 1.0))


def memory_of(residuals: Floats) -> Memory:
    r"""Estimate spread and autocorrelation from residuals (N, T), corrected for the unit means taken off.

    With n readings a unit, :math:`E\,\hat r \approx r - (1 + r)/(n - 1)` (Nickell), and the mean that was
    taken off holds the share :math:`\frac1n (1 + 2 \sum_k (1 - k/n) r^k)` of the variance.

    References
    ----------
    Nickell (1981), https://doi.org/10.2307/1911408
    """
    seen = np.isfinite(residuals)
    value = np.where(seen, residuals, 0.0)
    pairs = seen[:, 1:] & seen[:, :-1]
    n = float(max(np.median(seen.sum(axis=1)), 3.0))
    square = float((value**2).sum() / max(seen.sum(), 1))
    product = float((value[:, 1:] * value[:, :-1])[pairs].mean()) if pairs.any() else 0.0
    raw = product / square if square > 0 else 0.0
    ar = min(max((raw + 1.0 / (n - 1.0)) / (1.0 - 1.0 / (n - 1.0)), 0.0), LONGEST_MEMORY)
    k = np.arange(1, int(n))
    taken = min((1.0 + 2.0 * float(((1.0 - k / n) * ar**k).sum())) / n, 0.95)
    return Memory(float(np.sqrt(square / (1.0 - taken))), ar)


def noise_like(residuals: Floats, shape: tuple[int, int, int], seed: int = 0) -> tuple[Floats, bool]:
    """Panels (S, N, T) that look like the residuals (n, t), and whether they were drawn from them.

    Each unit of each panel is a stretch of one real unit's residuals, begun at random and with a random sign,
    so that whatever memory they have is kept. Where fewer than six units were followed for T periods in a row
    (single gaps are bridged), first-order autoregressive noise of the same spread and memory is made instead.
    """
    stretches = _stretches(residuals, shape[2])
    if len({row for row, _ in stretches}) < LEAST_ROWS:
        return ar1_noise(shape, memory_of(residuals), seed), False
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    chosen = np.array(stretches)[rng.integers(len(stretches), size=shape[:2])]
    bridged = _bridged(residuals)
    columns = chosen[..., 1][..., None] + np.arange(shape[2])
    return bridged[chosen[..., 0][..., None], columns] * rng.choice((-1.0, 1.0), shape[:2])[..., None], True


def _stretches(residuals: Floats, length: int) -> list[tuple[int, int]]:
    """Places (row, column) from which so many cells in a row are known."""
    known = np.isfinite(_bridged(residuals))
    if length > known.shape[1]:
        return []
    full = np.lib.stride_tricks.sliding_window_view(known, length, axis=1).all(axis=2)
    return [(int(row), int(column)) for row, column in zip(*np.nonzero(full), strict=True)]


def _bridged(residuals: Floats) -> Floats:
    """Fill single missing cells between two known ones with their mean."""
    out = residuals.copy()
    middle = (residuals[:, :-2] + residuals[:, 2:]) / 2
    out[:, 1:-1] = np.where(np.isnan(residuals[:, 1:-1]), middle, residuals[:, 1:-1])
    return out
