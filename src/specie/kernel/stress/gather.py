r"""Losses of many scenarios, part by part, as they come: their tail without keeping all parts of all of them.

The total of every scenario is kept, and the parts of only those that may lie in the tail or next to its
edge: about :math:`n(1 - \alpha)` of n. What comes out is what
:func:`specie.kernel.credit.contributions.euler_contributions` finds on all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.credit.tail import SampleTail, sample_tail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

_NEAR = 0.7
"""As in the contributions: power of the number of draws beyond the VaR that are looked at next to it."""


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """Expected loss and tail of n scenarios with k parts.

    Attributes
    ----------
    losses : (n,) array
        Total of each scenario.
    mean, mean_error : float
    tail : SampleTail
    part_mean, part_es, part_error : (k,) array
        Parts of the expected loss and of the expected shortfall, which add up, and errors of the latter.
    """

    losses: Floats
    mean: float
    mean_error: float
    tail: SampleTail
    part_mean: Floats
    part_es: Floats
    part_error: Floats


def gather(blocks: Iterable[Floats], draws: int, level: float, confidence: float = 0.90) -> Gathered:
    """Read blocks of scenarios, each of shape (b, k), and find expected loss, tail and contributions.

    Parameters
    ----------
    blocks : iterable of (b, k) arrays
        Loss of each part; the sum over parts is the loss. The blocks together hold ``draws`` rows.
    draws : int
        Scenarios in all, above 1.
    level : float
        Between 0 and 1.
    confidence : float
        Coverage of the intervals of the tail.

    Raises
    ------
    ValueError
        Another number of rows than said.
    """
    gathering = Gathering(draws, level, confidence)
    for block in blocks:
        gathering.add(block)
    return gathering.found()


class Gathering:
    """What :func:`gather` does with blocks that come one by one from elsewhere."""

    def __init__(self, draws: int, level: float, confidence: float = 0.90) -> None:
        self._losses = np.empty(draws)
        self._level, self._confidence = level, confidence
        self._room = _room(draws, level)
        self._kept: Floats = np.empty((0, 0))
        self._totals: Floats = np.empty(0)
        self._sums: Floats = np.zeros(0)
        self._at = 0

    def add(self, block: Floats) -> None:
        """Read one block, shape (b, k)."""
        # A product is quicker than a sum over a short axis.
        total, until = block @ np.ones(block.shape[1]), self._at + len(block)
        if until > self._losses.size:
            raise ValueError(f"more than the {self._losses.size} scenarios that were said")
        first = self._at == 0
        self._losses[self._at : until] = total
        self._at = until
        here = np.ones(len(block)) @ block
        self._sums = here if first else self._sums + here
        kept = block if first else np.concatenate([self._kept, block])
        totals = np.concatenate([self._totals, total])
        if totals.size > self._room:
            top = np.sort(np.argpartition(-totals, self._room - 1)[: self._room])
            kept, totals = kept[top], totals[top]
        self._kept, self._totals = kept, totals

    def found(self) -> Gathered:
        """Return expected loss, tail and contributions of everything read."""
        if self._at != self._losses.size:
            raise ValueError(f"{self._at} scenarios where {self._losses.size} were said")
        mean = self._sums / self._losses.size
        return _found(self._losses, self._kept, self._totals, mean, self._level, self._confidence)


def _room(draws: int, level: float) -> int:
    """Rows to keep: the tail and as many next to its edge as the contributions look at."""
    reach = max(1, int((draws * min(level, 1 - level)) ** _NEAR / 2))
    return min(draws, int(np.ceil(draws * (1 - level))) + reach + 2)


def _found(
    losses: Floats, kept: Floats, totals: Floats, mean: Floats, level: float, confidence: float
) -> Gathered:
    n = losses.size
    edge = min(max(int(np.ceil(n * level - 1e-9)), 1), n)
    var = np.partition(losses, edge - 1)[edge - 1]
    above, at_edge = totals > var, totals == var
    each = 1 / (n * (1 - level))
    # Ties at the edge share what is left; those that were not kept count as those that were.
    shares = np.where(above, each, np.where(at_edge, (1 - above.sum() * each) / max(at_edge.sum(), 1), 0.0))
    rank = np.argsort(-totals, kind="stable")
    es = kept.T @ shares
    near = _next_to_edge(totals, rank, n, level)
    at = kept[near].mean(axis=0)
    tail = shares > 0
    influence = (shares[tail] * n)[:, None] * (kept[tail] - at) + (at - es)
    squares = (influence**2).sum(axis=0) + (n - influence.shape[0]) * (at - es) ** 2
    spread = float(losses.std(ddof=1)) / n**0.5 if n > 1 else float("inf")
    return Gathered(
        losses, float(losses.mean()), spread, sample_tail(losses, level, confidence), mean, es,
        np.sqrt(squares) / n,
    )  # fmt: skip


def _next_to_edge(totals: Floats, rank: NDArray[np.int64], n: int, level: float) -> NDArray[np.int64]:
    reach = max(1, int((n * min(level, 1 - level)) ** _NEAR / 2))
    middle = n - min(max(int(np.ceil(n * level)), 1), n)
    return rank[max(0, middle - reach) : min(totals.size, middle + reach + 1)]
