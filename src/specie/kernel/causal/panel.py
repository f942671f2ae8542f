"""A panel of readings with who is treated when: the one input of every method of this room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Readings of N units in T periods; two panels are the same only if they are one object.

    Parameters
    ----------
    y : (N, T)
        Readings on the scale of comparison; NaN is missing.
    start : (N,)
        First treated column of each unit; T where it is never treated in the panel.
    stop : (N,)
        First column in which it is no longer treated; T where it stays treated.
    weight : (N,)
        Size of each unit, positive.
    group : (N,)
        Group in which treatment was assigned, 0 to G - 1; units of a group share ``start`` and ``stop`` where
        treatment was assigned by group.
    covariates : (N, P)
        Values of each unit before anything was treated; P may be 0.

    Raises
    ------
    ValueError
        Shapes that do not fit, a weight that is not positive, a stop before its start.
    """

    y: NDArray[np.float64]
    start: NDArray[np.int64]
    stop: NDArray[np.int64]
    weight: NDArray[np.float64]
    group: NDArray[np.int64]
    covariates: NDArray[np.float64]

    def __post_init__(self) -> None:
        n, t = self.y.shape
        if any(
            part.shape[0] != n for part in (self.start, self.stop, self.weight, self.group, self.covariates)
        ):
            raise ValueError("every part of a panel has one row for each unit")
        if not (self.weight > 0).all():
            raise ValueError("weights are positive")
        if (self.start < 0).any() or (self.start > t).any() or (self.stop < self.start).any():
            raise ValueError("a unit stops before it starts, or starts outside the panel")

    @property
    def periods(self) -> int:
        """T."""
        return self.y.shape[1]

    @property
    def treated(self) -> NDArray[np.bool_]:
        """(N,) units treated at any time in the panel."""
        return self.start < self.stop

    @property
    def exposed(self) -> NDArray[np.bool_]:
        """(N, T) cells under treatment."""
        column = np.arange(self.periods)
        return (column >= self.start[:, None]) & (column < self.stop[:, None])


def make_panel(
    y: NDArray[np.float64],
    start: NDArray[np.int64],
    *,
    stop: NDArray[np.int64] | None = None,
    weight: NDArray[np.float64] | None = None,
    group: NDArray[np.int64] | None = None,
    covariates: NDArray[np.float64] | None = None,
) -> Panel:
    """A panel with the usual rest: nobody leaves, all weigh the same, each unit is a group of its own."""
    n, t = y.shape
    return Panel(
        np.asarray(y, dtype=np.float64),
        np.asarray(start, dtype=np.int64),
        np.full(n, t, dtype=np.int64) if stop is None else np.asarray(stop, dtype=np.int64),
        np.ones(n) if weight is None else np.asarray(weight, dtype=np.float64),
        np.arange(n) if group is None else np.asarray(group, dtype=np.int64),
        np.empty((n, 0)) if covariates is None else np.asarray(covariates, dtype=np.float64),
    )
