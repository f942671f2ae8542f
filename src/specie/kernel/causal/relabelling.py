"""All or many ways to hand out the same labels to other carriers, and what lines add up to under each."""

from __future__ import annotations

from functools import lru_cache
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CHECKS = 1_999
"""Relabellings that checks draw; the first ones of any longer list."""


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
    if enumerated:
        return every_sum(tables, label), True
    return drawn_sums(tables, label, draw_orders(label.size, draws, seed)), False


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


def drawn_sums(tables: Floats, label: NDArray[np.int64], orders: NDArray[np.int32]) -> Floats:
    """Sums (n, Q) of contributions (M, C, Q) with the labels handed out in each of the orders (n, M)."""
    total = np.zeros((orders.shape[0], tables.shape[2]))
    for table, order in zip(tables, np.ascontiguousarray(orders.T), strict=True):
        total += table.take(label, axis=0).take(order, axis=0)
    return total


def draw_labels(label: NDArray[np.int64], draws: int, seed: int) -> NDArray[np.int64]:
    """The observed labels, first, and ``draws`` random orders of them: (1 + draws, M)."""
    return label[np.ascontiguousarray(draw_orders(label.size, draws, seed))]


def draw_orders(carriers: int, draws: int, seed: int) -> NDArray[np.int32]:
    """The order as it is, first, and ``draws`` random ones: (1 + draws, M), not to be written to.

    They do not depend on the labels, so effect, checks and other estimators of one panel, and panels with as
    many carriers, share them.
    """
    return _drawn(carriers, draws, seed)[0]


@lru_cache(maxsize=6)
def _drawn(carriers: int, draws: int, seed: int) -> tuple[NDArray[np.int32], Mapping[str, Any]]:
    """Orders, contiguous by carrier, and the state of the generator after them.

    A longer list goes on where the one that checks ask for ends, so that those are drawn once.
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    first = np.arange(carriers, dtype=np.int32)[None]
    if draws > CHECKS:
        first, rng.bit_generator.state = _drawn(carriers, CHECKS, seed)
    more = np.tile(np.arange(carriers, dtype=np.int32), (1 + draws - len(first), 1))
    rng.permuted(more, axis=1, out=more)
    orders = np.empty((1 + draws, carriers), dtype=np.int32, order="F")
    orders[: len(first)], orders[len(first) :] = first, more
    orders.flags.writeable = False
    return orders, rng.bit_generator.state
