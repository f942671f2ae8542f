r"""Losses of many scenarios, part by part, as they come: their tail without keeping all parts of all of them.

The total of every scenario is kept, and the parts of only those that may lie in the tail or next to its
edge: about :math:`n(1 - \alpha)` of n. What comes out is what
:func:`specie.kernel.credit.contributions.euler_contributions` finds on all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.credit.tail import SampleTail, sample_tail, tail_weights

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
    losses, kept, totals, at = np.empty(draws), np.empty((0, 0)), np.empty(0), 0
    sums: Floats = np.zeros(0)
    room = _room(draws, level)
    for block in blocks:
        total = block.sum(axis=1)
        if at + total.size > draws:
            raise ValueError(f"more than the {draws} scenarios that were said")
        losses[at : at + total.size] = total
        at += total.size
        sums = block.sum(axis=0) if not sums.size else sums + block.sum(axis=0)
        kept = np.concatenate([kept, block]) if kept.size else block
        totals = np.concatenate([totals, total])
        if totals.size > room:
            top = np.sort(np.argpartition(-totals, room - 1)[:room])
            kept, totals = kept[top], totals[top]
    if at != draws:
        raise ValueError(f"{at} scenarios where {draws} were said")
    return _found(losses, kept, totals, sums / draws, level, confidence)


def _room(draws: int, level: float) -> int:
    """Rows to keep: the tail and as many next to its edge as the contributions look at."""
    reach = max(1, int((draws * min(level, 1 - level)) ** _NEAR / 2))
    return min(draws, int(np.ceil(draws * (1 - level))) + reach + 2)


def _found(
    losses: Floats, kept: Floats, totals: Floats, mean: Floats, level: float, confidence: float
) -> Gathered:
    n = losses.size
    # The least of the kept rows stand for ties outside: weights are those of the whole sample.
    weights, order = tail_weights(losses, level), np.argsort(-losses, kind="stable")
    rank = np.argsort(-totals, kind="stable")
    shares = np.zeros(totals.size)
    shares[rank] = weights[order[: totals.size]]
    missing = 1.0 - shares.sum()
    if missing > 1e-12:  # ties at the edge that were not kept count as those that were
        tied = totals == totals[rank[-1]]
        shares[tied] += missing / tied.sum()
    es = kept.T @ shares
    near = _next_to_edge(totals, rank, n, level)
    at = kept[near].mean(axis=0)
    tail = shares > 0
    influence = (shares[tail] * n)[:, None] * (kept[tail] - at) + (at - es)
    squares = (influence**2).sum(axis=0) + (n - influence.shape[0]) * (at - es) ** 2
    spread = float(losses.std(ddof=1)) / np.sqrt(n) if n > 1 else float("inf")
    return Gathered(
        losses, float(losses.mean()), spread, sample_tail(losses, level, confidence), mean, es,
        np.sqrt(squares) / n,
    )  # fmt: skip


def _next_to_edge(totals: Floats, rank: NDArray[np.int64], n: int, level: float) -> NDArray[np.int64]:
    reach = max(1, int((n * min(level, 1 - level)) ** _NEAR / 2))
    middle = n - min(max(int(np.ceil(n * level)), 1), n)
    return rank[max(0, middle - reach) : min(totals.size, middle + reach + 1)]
