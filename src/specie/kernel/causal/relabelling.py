"""All or many ways to hand out the same labels to other carriers, and what lines add up to under each."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.lines import Lines

    Floats = NDArray[np.float64]


def assignments(label: NDArray[np.int64], labels: int) -> int:
    """Distinct ways to hand out the labels: the multinomial coefficient of their counts."""
    ways, left = 1, 0
    for count in np.bincount(label, minlength=labels).tolist():
        left += count
        ways *= comb(left, count)
    return ways


def every_sum(lines: Lines) -> tuple[Floats, Floats]:
    """Sums of a and of b under every distinct relabelling, in no particular order.

    Carriers are dealt with one after the other: each partial sum branches into one for every label that is
    still to be had. That needs no list of assignments, only their sums.
    """
    count = np.bincount(lines.label, minlength=lines.a.shape[1])
    total = np.zeros((1, 2))
    left = count[None, :]
    for a, b in zip(lines.a, lines.b, strict=True):
        branches = [(np.nonzero(left[:, c] > 0)[0], c) for c in range(count.size)]
        total = np.concatenate([total[row] + (a[c], b[c]) for row, c in branches])
        left = np.concatenate([left[row] - np.eye(count.size, dtype=np.int64)[c] for row, c in branches])
    return total[:, 0], total[:, 1]


def drawn_sums(lines: Lines, draws: int, seed: int) -> tuple[Floats, Floats]:
    """Sums of a and of b under the observed labels, first, and ``draws`` random relabellings."""
    dealt = draw_labels(lines.label, draws, seed)
    carrier = np.arange(lines.label.size, dtype=np.int32) * np.int32(lines.a.shape[1])
    place = carrier + dealt
    return lines.a.ravel()[place].sum(axis=1), lines.b.ravel()[place].sum(axis=1)


def draw_labels(label: NDArray[np.int64], draws: int, seed: int) -> NDArray[np.int32]:
    """The observed labels, first, and ``draws`` random orders of them: (1 + draws, M)."""
    dealt = np.tile(label.astype(np.int32), (1 + draws, 1))
    np.random.default_rng(np.random.SeedSequence(seed)).permuted(dealt[1:], axis=1, out=dealt[1:])
    return dealt
