"""All or many ways to hand out the same labels to other carriers, and what lines add up to under each."""

from __future__ import annotations

from functools import lru_cache
from math import comb
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def assignments(label: NDArray[np.int64], labels: int) -> int:
    """Distinct ways to hand out the labels: the multinomial coefficient of their counts."""
    ways, left = 1, 0
    for count in np.bincount(label, minlength=labels).tolist():
        left += count
        ways *= comb(left, count)
    return ways


def relabelled_sums(
    tables: Floats, label: NDArray[np.int64], *, limit: int = 100_000, draws: int = 9_999, seed: int = 0
) -> tuple[Floats, bool]:
    """Sums of contributions under all distinct relabellings if there are at most ``limit``, else under draws.

    Parameters
    ----------
    tables : (M, C, Q)
        Q contributions of each carrier under each label.
    label : (M,)
        The observed labels.
    limit, draws, seed : int
        Enumerate up to ``limit`` relabellings; otherwise draw that many and put the observed one first.

    Returns
    -------
    (n, Q) array, and whether it holds every relabelling
    """
    enumerated = assignments(label, tables.shape[1]) <= limit
    sums = every_sum(tables, label) if enumerated else drawn_sums(tables, draw_labels(label, draws, seed))
    return sums, enumerated


def every_sum(tables: Floats, label: NDArray[np.int64]) -> Floats:
    """Sums (n, Q) of contributions (M, C, Q) under every distinct relabelling, in no particular order.

    Carriers are dealt with one after the other: each partial sum branches into one for every label that is
    still to be had. That needs no list of assignments, only their sums.
    """
    count = np.bincount(label, minlength=tables.shape[1])
    total, left = np.zeros((1, tables.shape[2])), count[None, :]
    for table in tables:
        branches = [(np.nonzero(left[:, c] > 0)[0], c) for c in range(count.size)]
        total = np.concatenate([total[row] + table[c] for row, c in branches])
        left = np.concatenate([left[row] - np.eye(count.size, dtype=np.int64)[c] for row, c in branches])
    return total


def drawn_sums(tables: Floats, dealt: NDArray[np.int32]) -> Floats:
    """Sums (n, Q) of contributions (M, C, Q) under the labels dealt (n, M)."""
    total = np.zeros((dealt.shape[0], tables.shape[2]))
    for table, labels in zip(tables, np.ascontiguousarray(dealt.T), strict=True):
        total += table.take(labels, axis=0)
    return total


def draw_labels(label: NDArray[np.int64], draws: int, seed: int) -> NDArray[np.int32]:
    """The observed labels, first, and ``draws`` random orders of them: (1 + draws, M), not to be written to.

    Effect, checks and other estimators of one panel ask for the same draws, so the last ones are kept.
    """
    return _dealt(tuple(label.tolist()), draws, seed)


@lru_cache(maxsize=4)
def _dealt(label: tuple[int, ...], draws: int, seed: int) -> NDArray[np.int32]:
    dealt = np.tile(np.array(label, dtype=np.int32), (1 + draws, 1))
    np.random.default_rng(np.random.SeedSequence(seed)).permuted(dealt[1:], axis=1, out=dealt[1:])
    dealt.flags.writeable = False
    return dealt
