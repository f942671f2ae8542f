"""Who hangs on whom in a graph of firms: parts, articulation points, and parties behind one's own suppliers.

Circles of deals are in :mod:`specie.kernel.cycles`, HHI, effective number and top shares in
:mod:`specie.kernel.concentration`, their bounds where holders are unknown in
:mod:`specie.kernel.allocation` and :mod:`specie.kernel.network.leading`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Ints: TypeAlias = NDArray[np.int64]
    Mask: TypeAlias = NDArray[np.bool_]

Neighbours: TypeAlias = list[list[int]]
UNREACHED = -1


def components(source: ArrayLike, target: ArrayLike, nodes: int, without: int | None = None) -> Ints:
    """Number the connected parts of a graph, directions ignored, from 0 on by their least node.

    Parameters
    ----------
    source, target : (m,) array of int
        Ends of each edge, 0 to ``nodes - 1``.
    nodes : int
        Number of nodes, those without any edge included.
    without : int, optional
        A node taken out, with its edges; it belongs to part -1.

    Returns
    -------
    (nodes,) array of int
        Part of each node.
    """
    near = _neighbours(source, target, nodes, both=True)
    part = np.full(nodes, UNREACHED, dtype=np.int64)
    number = 0
    for start in range(nodes):
        if part[start] == UNREACHED and start != without:
            part[_walk(near, [start], without) != UNREACHED] = number
            number += 1
    return part


def articulation_points(source: ArrayLike, target: ArrayLike, nodes: int) -> Mask:
    """Nodes whose loss breaks a connected part in two or more, directions ignored.

    A node is one if some neighbour below it in a depth-first tree reaches nothing above it by another way;
    the first node of a tree is one if it has two such branches. Work in proportion to nodes and edges.

    Parameters
    ----------
    source, target, nodes
        As for :func:`components`.

    Returns
    -------
    (nodes,) array of bool
        True at articulation points.

    References
    ----------
    Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
    Communications of the ACM 16(6), 372-378. doi:10.1145/362248.362272
    """
    near = _neighbours(source, target, nodes, both=True)
    found, order = np.zeros(nodes, dtype=bool), [UNREACHED] * nodes
    for start in range(nodes):
        if order[start] == UNREACHED:
            _search(start, near, order, found)
    return found


def tiers(source: ArrayLike, target: ArrayLike, nodes: int, start: ArrayLike) -> Ints:
    """Fewest edges, in their direction, from any of the start nodes to each node.

    With edges from customer to supplier and the enterprise as the start, its own suppliers (third parties)
    are in tier 1, and those behind them (fourth parties and further) in tiers 2 and above.

    Parameters
    ----------
    source, target, nodes
        As for :func:`components`; directions count.
    start : array_like of int
        One or more nodes, in tier 0.

    Returns
    -------
    (nodes,) array of int
        Tier of each node, -1 where no way leads.
    """
    near = _neighbours(source, target, nodes, both=False)
    return _walk(near, _nodes("start", start, nodes).tolist(), None)


def _search(start: int, near: Neighbours, order: list[int], found: Mask) -> None:
    """Walk one tree depth first; ``least`` is the earliest node reached from each node or below it."""
    least, branches = dict[int, int](), 0
    path = [(start, UNREACHED, iter(near[start]))]
    count = max(order) + 1
    order[start] = least[start] = count
    while path:
        node, above, rest = path[-1]
        nearby = next(rest, None)
        if nearby is None:
            path.pop()
            if above == start:
                branches += 1
            elif above != UNREACHED and least[node] >= order[above]:
                found[above] = True
            if above != UNREACHED:
                least[above] = min(least[above], least[node])
        elif order[nearby] == UNREACHED:
            count += 1
            order[nearby] = least[nearby] = count
            path.append((nearby, node, iter(near[nearby])))
        elif nearby != above:
            least[node] = min(least[node], order[nearby])
    found[start] = branches > 1


def _walk(near: Neighbours, start: list[int], without: int | None) -> Ints:
    """Fewest steps from the start to each node, breadth first."""
    steps = np.full(len(near), UNREACHED, dtype=np.int64)
    steps[start] = 0
    front = start
    while front:
        behind = {b for a in front for b in near[a] if steps[b] == UNREACHED and b != without}
        reached = sorted(behind)
        steps[reached] = steps[front[0]] + 1
        front = reached
    return steps


def _neighbours(source: ArrayLike, target: ArrayLike, nodes: int, *, both: bool) -> Neighbours:
    """Neighbours of each node, each once, without itself."""
    a, b = _nodes("source", source, nodes), _nodes("target", target, nodes)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"source has shape {a.shape}, target {b.shape}: two equally long rows are needed")
    pairs = set(zip(a.tolist(), b.tolist(), strict=True))
    pairs |= {(y, x) for x, y in pairs} if both else set()
    near: Neighbours = [[] for _ in range(nodes)]
    for x, y in sorted(pairs):
        if x != y:
            near[x].append(y)
    return near


def _nodes(name: str, values: ArrayLike, nodes: int) -> Ints:
    found = np.atleast_1d(np.asarray(values))
    if found.size and not np.issubdtype(found.dtype, np.integer):
        raise ValueError(f"{name} holds {found.dtype}: whole numbers of nodes are needed")
    whole = found.astype(np.int64)
    wrong = np.flatnonzero((whole < 0) | (whole >= nodes))
    if wrong.size:
        raise ValueError(f"{name}[{wrong[0]}] is {whole[wrong[0]]}: nodes are 0 to {nodes - 1}")
    return whole
