"""Ways round in a directed graph: money that comes back to where it started."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike

Circuit = tuple[int, ...]


def elementary_circuits(source: ArrayLike, target: ArrayLike, longest: int) -> tuple[Circuit, ...]:
    r"""Return every circuit of at most ``longest`` edges that meets no node twice.

    Each is listed once, from its least node on, shortest first. Only nodes above the start are entered, so
    the work is at most that of walking all simple paths of ``longest`` edges: small for a graph of deals. The
    complete graph of n nodes has :math:`\sum_{k=2}^{n} \binom{n}{k} (k-1)!` of them.

    Parameters
    ----------
    source, target : (m,) array of int
        Ends of each edge, at least 0; edges that are there twice count once, an edge to itself is no circuit.
    longest : int
        Most edges of a circuit, at least 2.

    Returns
    -------
    tuple of tuple of int
        Nodes of each circuit in the direction of its edges; the last leads back to the first.

    References
    ----------
    Johnson, D. B. (1975). Finding all the elementary circuits of a directed graph. SIAM Journal on Computing
    4(1), 77-84. doi:10.1137/0204007
    """
    a, b = np.asarray(source, dtype=np.int64), np.asarray(target, dtype=np.int64)
    if a.shape != b.shape or a.ndim != 1 or (a.size and min(a.min(), b.min()) < 0):
        raise ValueError("edges are two equally long rows of nodes, at least 0")
    if longest < 2:
        raise ValueError("a circuit has at least two edges")
    after: dict[int, list[int]] = {}
    for x, y in sorted(set(zip(a.tolist(), b.tolist(), strict=True))):
        if x != y:
            after.setdefault(x, []).append(y)
    found = [circuit for start in sorted(after) for circuit in _from((start,), after, longest)]
    return tuple(sorted(found, key=lambda circuit: (len(circuit), circuit)))


def _from(path: Circuit, after: dict[int, list[int]], longest: int) -> Iterator[Circuit]:
    """Yield the circuits that begin with a path."""
    for node in after.get(path[-1], ()):
        if node == path[0]:
            yield path
        elif node > path[0] and node not in path and len(path) < longest:
            yield from _from((*path, node), after, longest)
