r"""Sharp bounds on concentration when the holder of some of the money is not known.

``known[i]`` is certain for holder i. Block j of ``unknown[j]`` belongs to holders in ``allowed[j]``, split in
any way; ``anyone`` may belong to any holder, also to ones never named. With total T and loads
:math:`t_i = a_i + \sum_j x_{ij}`, the HHI is :math:`\sum_i t_i^2 / T^2`, a convex function on a product of
simplices. Hence:

* its **maximum** is at a vertex: every block goes to one holder (a convex function on a polytope is largest
  at an extreme point). Found by branch and bound; blocks with the same candidates are merged without loss,
  because along the segment that moves money from one candidate to another a convex function peaks at an end.
* its **minimum** is where no block can flatten the loads further. Water-filling one block at a time converges
  to it (block coordinate descent; Tseng 2001, doi:10.1023/A:1017501703105), and the Frank-Wolfe gap tells how
  far at most the value lies above the minimum, so the lower bound is certified. The same loads minimise the
  largest load (they are the lexicographically optimal base; Fujishige 1980, doi:10.1287/moor.5.2.186).
* money of ``anyone`` adds nothing to the infimum (spread over ever more holders its squares vanish) and goes
  to the largest holder at the maximum.

This is the identification region of partially observed shares (Manski 2003, doi:10.1007/b97478): nothing is
assumed of the unknown money, so the interval has no coverage level; it is certain.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]

_GAP = 1e-12
_SWEEPS = 5_000
_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper bound; ``sharp`` if some allocation reaches (or comes arbitrarily near) each."""

    low: float
    high: float
    sharp: bool = True


@dataclass(frozen=True, slots=True)
class Money:
    """Known and unknown money by holder.

    Attributes
    ----------
    known : (m,) array
        Money per holder that is certain.
    unknown : (j,) array
        Money per block whose holder is one or several of its candidates.
    allowed : (j, m) array of bool
        Candidates of each block; at least one each.
    anyone : float
        Money that may belong to anybody.
    """

    known: Floats
    unknown: Floats
    allowed: Mask
    anyone: float

    @property
    def total(self) -> float:
        """All money, known or not."""
        return float(self.known.sum() + self.unknown.sum() + self.anyone)


def money(
    known: ArrayLike, unknown: ArrayLike = (), allowed: ArrayLike | None = None, anyone: float = 0.0
) -> Money:
    """Check the amounts and merge blocks that have the same candidates.

    Raises
    ------
    ValueError
        Negative or infinite amounts, a block without candidates, nothing at all.
    """
    certain = np.asarray(known, dtype=float)
    blocks = np.asarray(unknown, dtype=float)
    masks = np.zeros((0, certain.size), dtype=bool) if allowed is None else np.asarray(allowed, dtype=bool)
    masks = masks.reshape(blocks.size, certain.size)
    amounts = np.concatenate([certain, blocks, [anyone]])
    if not np.isfinite(amounts).all() or (amounts < 0).any():
        raise ValueError("amounts must be finite and not negative")
    if amounts.sum() <= 0:
        raise ValueError("no amount to share")
    if not masks.any(axis=1).all():
        raise ValueError("a block of unknown money has no candidate")
    return _merged(certain, blocks, masks, anyone)


def share_bounds(of: Money) -> tuple[Floats, Floats]:
    """Least and greatest share of each holder, each over all allocations: two (m,) arrays."""
    reach = of.known + of.unknown @ of.allowed + of.anyone
    return of.known / of.total, reach / of.total


def hhi_bounds(of: Money) -> Interval:
    """Bounds of the HHI (0 to 1) over all allocations of the unknown money.

    ``sharp`` is False when the search for the maximum stopped at its limit; the bounds then still hold.
    """
    scale = of.total
    parts = Money(of.known / scale, of.unknown / scale, of.allowed, of.anyone / scale)
    loads, gap = flattest(parts)
    low = max(float((loads**2).sum()) - gap, 0.0)
    high, sharp = _steepest(parts)
    return Interval(min(low, high), min(high, 1.0), sharp)


def top_share_bounds(of: Money) -> Interval:
    """Bounds of the largest holder's share over all allocations.

    The lower bound is ``max over S of (known(S) + unknown confined to S) / |S| / T``, attained on a level set
    of the flattest loads.
    """
    loads, _ = flattest(of)
    order = np.argsort(-loads, kind="stable")
    low = max((_confined(of, order[: k + 1]) for k in range(order.size)), default=0.0)
    high = float(max([of.anyone, *(of.known + of.unknown @ of.allowed + of.anyone)]))
    return Interval(low / of.total, high / of.total)


def _confined(of: Money, members: NDArray[np.intp]) -> float:
    """Average load that the members carry at least, because some money has no other candidate."""
    outside = np.ones(of.known.size, dtype=bool)
    outside[members] = False
    captive = ~of.allowed[:, outside].any(axis=1)
    return float(of.known[members].sum() + of.unknown[captive].sum()) / members.size


def _merged(known: Floats, blocks: Floats, masks: Mask, anyone: float) -> Money:
    certain, pooled = known.copy(), dict[bytes, float]()
    for amount, mask in zip(blocks, masks, strict=True):
        if mask.sum() == 1:
            certain[mask] += amount
        elif amount > 0:
            pooled[mask.tobytes()] = pooled.get(mask.tobytes(), 0.0) + float(amount)
    sets = [np.frombuffer(key, dtype=bool) for key in pooled]
    allowed = np.array(sets, dtype=bool).reshape(len(sets), known.size)
    return Money(certain, np.array(list(pooled.values()), dtype=float), allowed, float(anyone))


def flattest(of: Money) -> tuple[Floats, float]:
    """Loads with the least sum of squares, and how far at most that sum lies above the minimum.

    Money of anyone is left out. The loads are majorised by those of every other allocation, so they minimise
    the sum of the k largest too, for every k at once.
    """
    split = of.allowed * (of.unknown / np.maximum(of.allowed.sum(axis=1), 1))[:, None]
    limit = _GAP * max(of.total, 1e-300) ** 2
    loads, gap = of.known + split.sum(axis=0), 0.0
    for _ in range(_SWEEPS):
        for j in range(of.unknown.size):
            base = (loads - split[j])[of.allowed[j]]
            poured = _pour(base, float(of.unknown[j]))
            loads[of.allowed[j]] = base + poured
            split[j, of.allowed[j]] = poured
        gap = _frank_wolfe_gap(of, split, loads)
        if gap <= limit:
            break
    return loads, gap


def _pour(base: Floats, amount: float) -> Floats:
    """Water-filling: raise the lowest of ``base`` to one level until the amount is used up."""
    ordered = np.sort(base)
    levels = (amount + np.cumsum(ordered)) / np.arange(1, ordered.size + 1)
    wet = int(np.flatnonzero(levels > ordered)[-1])
    poured = np.maximum(levels[wet] - base, 0.0)
    return poured * (amount / poured.sum())


def _frank_wolfe_gap(of: Money, split: Floats, loads: Floats) -> float:
    least = (
        np.where(of.allowed, loads, np.inf).min(axis=1, initial=np.inf) if of.unknown.size else np.zeros(0)
    )
    return float(2 * ((split @ loads) - of.unknown * least).sum())


@dataclass(slots=True)
class _Search:
    """Depth-first search over the vertices, largest block first."""

    blocks: list[tuple[float, NDArray[np.intp]]]
    left: list[float]
    best: float = 0.0
    nodes: int = 0
    outer: float = field(default=0.0)

    def visit(self, loads: Floats, squares: float, depth: int) -> None:
        bound = _all_to_largest(loads, squares, self.left[depth])
        if bound <= self.best:
            return
        self.nodes += 1
        if depth == len(self.blocks):
            self.best = bound
        elif self.nodes > _NODES:
            self.outer = max(self.outer, bound)
        else:
            self._branch(loads, squares, depth)

    def _branch(self, loads: Floats, squares: float, depth: int) -> None:
        amount, candidates = self.blocks[depth]
        for i in candidates[np.argsort(-loads[candidates], kind="stable")]:
            before = loads[i]
            loads[i] = before + amount
            self.visit(loads, squares + amount * (2 * float(before) + amount), depth + 1)
            loads[i] = before


def _all_to_largest(loads: Floats, squares: float, amount: float) -> float:
    """Sum of squares if all remaining money went to the largest load: no allocation can exceed it."""
    top = float(loads.max(initial=0.0))
    return squares + amount * (2 * top + amount)


def _steepest(of: Money) -> tuple[float, bool]:
    """Greatest sum of squared loads, and whether the search was complete."""
    order = np.argsort(-of.unknown, kind="stable")
    blocks = [(float(of.unknown[j]), np.flatnonzero(of.allowed[j])) for j in order]
    left = [of.anyone + sum(amount for amount, _ in blocks[k:]) for k in range(len(blocks) + 1)]
    search = _Search(blocks, left)
    search.visit(of.known.copy(), float((of.known**2).sum()), 0)
    return max(search.best, search.outer), search.outer <= search.best
