"""What stops when suppliers are lost: cuts in an and-or graph of needs.

A workload runs if **every** one of its needs is met (and); a need is met while **at least one** of the
suppliers able to serve it is left (or). The graph is a coherent system in the sense of Barlow & Proschan
(1975, Statistical Theory of Reliability and Life Testing, chapter 1): losing more suppliers never starts
anything again. A supplier is a single point of failure, a cut set of size one, of the workloads that have a
need nobody else serves.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Needs:
    """Needs of workloads and who is able to serve them.

    Attributes
    ----------
    owner : (r,) array of int
        Workload (0 to ``workloads - 1``) that has the need.
    serves : (r, v) array of bool
        Suppliers able to serve it.
    workloads : int
        Number of workloads, those without any need included.
    """

    owner: NDArray[np.int64]
    serves: Mask
    workloads: int


def stopped(needs: Needs, lost: ArrayLike) -> Mask:
    """Workloads (n,) that stop when the suppliers in ``lost`` (v,) of bool are gone.

    A need that nobody serves, not even before the loss, does not count: it says nothing about suppliers.
    """
    gone = np.asarray(lost, dtype=bool)
    unmet = needs.serves.any(axis=1) & ~(needs.serves & ~gone).any(axis=1)
    down = np.zeros(needs.workloads, dtype=bool)
    down[needs.owner[unmet]] = True
    return down


def single_points(needs: Needs) -> Mask:
    """Which single supplier stops which workload: (n, v) array of bool."""
    alone = needs.serves & (needs.serves.sum(axis=1, keepdims=True) == 1)
    stops = np.zeros((needs.workloads, needs.serves.shape[1]), dtype=bool)
    np.logical_or.at(stops, needs.owner, alone)
    return stops


def worst_loss(needs: Needs, weight: ArrayLike, size: int) -> tuple[tuple[int, ...], float]:
    """Return the ``size`` suppliers whose joint loss stops the most weight, and that weight.

    Every combination is tried, so keep ``size`` small; the first in order wins a tie.
    """
    value = np.asarray(weight, dtype=float)
    suppliers = needs.serves.shape[1]
    worst: tuple[tuple[int, ...], float] = ((), 0.0)
    for group in combinations(range(suppliers), min(size, suppliers)):
        lost = np.zeros(suppliers, dtype=bool)
        lost[list(group)] = True
        weighed = float(value[stopped(needs, lost)].sum())
        if weighed > worst[1]:
            worst = (group, weighed)
    return worst
