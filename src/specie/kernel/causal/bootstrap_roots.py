"""How many of many quartics are not negative, everywhere on the line: the p-value as a step function."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TIE = 1e-9
"""Polynomials whose coefficients are this small beside the others are zero apart from rounding."""
FAR = 1e6
"""So many standard errors from the estimate is infinitely far."""


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Share of comparisons that are at least as extreme, between consecutive places.

    ``place`` is (k,), sorted; ``share`` is (k + 1,), the share left of the first place, between each two, and
    right of the last. At a place itself the larger of its neighbours holds, because ties count.
    """

    place: Floats
    share: Floats

    @property
    def smallest(self) -> float:
        """The smallest share that any hypothesis can reach."""
        return float(self.share.min())

    def hull(self, threshold: float) -> tuple[float, float]:
        """Return the outermost places between which the share exceeds ``threshold`` somewhere."""
        above = np.flatnonzero(self.share > threshold + 1e-12)
        edges = np.concatenate([[-math.inf], self.place, [math.inf]])
        return float(edges[above[0]]), float(edges[above[-1] + 1])

    def p_value(self, x: float) -> float:
        """Return the largest share at ``x`` or beyond it, seen from zero, where the share is one."""
        if x == 0:
            return 1.0
        near = TIE * max(1.0, abs(x))
        if x > 0:
            return float(self.share[np.searchsorted(self.place, x - near) :].max())
        return float(self.share[: np.searchsorted(self.place, x + near, side="right") + 1].max())


def steps_of(quartics: Floats) -> Steps:
    """Count, along the line, the quartics that are not negative.

    Parameters
    ----------
    quartics : (R, 5)
        Coefficients, highest power first; the leading one is never positive. One that vanishes throughout is
        a tie and counts everywhere.
    """
    scale = np.abs(quartics).max(axis=1)
    tied = scale <= TIE * max(float(scale.max()), 1.0)
    live = quartics[~tied]
    roots = _real_roots(live)
    counted = _between(live, roots) >= 0
    change = np.diff(counted.astype(np.int64), axis=1)
    at, by = roots[np.isfinite(roots)], change[np.isfinite(roots)]
    order = np.argsort(at, kind="stable")
    first = int(tied.sum()) + int(counted[:, 0].sum())
    return Steps(at[order], (first + np.concatenate([[0], np.cumsum(by[order])])) / quartics.shape[0])


def _real_roots(live: Floats) -> Floats:
    """Solve each quartic as the eigenvalues of its companion; (R, 4), sorted, infinite where not real."""
    floor = -1e-16 * np.abs(live).max(axis=1, initial=0.0)
    companion = np.zeros((live.shape[0], 4, 4))
    companion[:, 1:, :3] = np.eye(3)
    companion[:, 0, :] = -live[:, 1:] / np.minimum(live[:, 0], floor)[:, None]
    found = np.linalg.eigvals(companion)
    real = np.abs(found.imag) <= 1e-7 * np.maximum(1.0, np.abs(found.real))
    return np.sort(np.where(real & (np.abs(found.real) < FAR), found.real, np.inf), axis=1)


def _between(live: Floats, roots: Floats) -> Floats:
    """Evaluate each quartic left of its roots, between each two, and right of the last; (R, 5)."""
    finite = np.isfinite(roots)
    last = np.where(finite, roots, -FAR).max(axis=1, keepdims=True, initial=-FAR)
    filled = np.where(finite, roots, np.where(last > -FAR, last + 2.0, 0.0))
    ends = np.concatenate([filled[:, :1] - 2.0, filled, filled[:, -1:] + 2.0], axis=1)
    middle = (ends[:, :-1] + ends[:, 1:]) / 2
    value = np.zeros_like(middle)
    for power in range(5):
        value = value * middle + live[:, [power]]
    return value
