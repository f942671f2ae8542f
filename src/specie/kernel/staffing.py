r"""The cheapest mix of people that fills a gap: some ways are limited, some give whole people only.

A gap of :math:`g` people is filled by :math:`n_k \ge 0` people of way :math:`k` at :math:`c_k` each,

.. math:: \min \sum_k c_k n_k \quad\text{with}\quad \sum_k n_k \ge g,\; n_k \le m_k,

and :math:`n_k` whole where the way gives whole people. With parts of people in every way the cheapest is to
fill up in the order of cost (the fractional knapsack of Dantzig). With whole people, their numbers are tried
and the rest is filled up in that order.

References
----------
Dantzig, G. B. (1957). Discrete-variable extremum problems. Operations Research 5(2), 266-288.
doi:10.1287/opre.5.2.266
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ALMOST = 1e-9
"""Slack for gaps such as 9 - 7.5 that a float does not hold exactly."""


class Way(NamedTuple):
    """One way to fill a gap."""

    cost: float
    """Money for one person, at least 0."""
    most: float = math.inf
    """People it can give."""
    whole: bool = False
    """Whether it gives whole people only."""


class Mix(NamedTuple):
    """People by way, in the order of the ways, and what they cost together."""

    people: tuple[float, ...]
    cost: float


def cheapest_mix(gap: float, ways: Sequence[Way]) -> Mix | None:
    """Return the cheapest mix that fills a gap; None where the ways together cannot.

    Of two equally cheap mixes the one with fewer people is returned, then the one that comes first.

    Parameters
    ----------
    gap : float
        People missing, at least 0; may be a fraction.
    ways : sequence of Way
        In any order.

    Raises
    ------
    ValueError
        A gap, cost or limit that is negative or not a number.
    """
    if not (0 <= gap < math.inf) or any(not (w.cost >= 0 and w.most >= 0) for w in ways):
        raise ValueError("a gap, a cost and a limit are at least 0")
    whole = [k for k, way in enumerate(ways) if way.whole]
    parts = sorted((k for k, way in enumerate(ways) if not way.whole), key=lambda k: ways[k].cost)
    found: list[Mix] = []
    for heads in _heads(gap, [ways[k] for k in whole], _reach([ways[k] for k in parts])):
        people = [0.0] * len(ways)
        for k, n in zip(whole, heads, strict=True):
            people[k] = float(n)
        left = gap - sum(heads)
        for k in parts:
            people[k] = max(0.0, min(ways[k].most, left))
            left -= people[k]
        if left <= _ALMOST:
            cost = sum(n * way.cost for n, way in zip(people, ways, strict=True))
            found.append(Mix(tuple(people), cost))
    return min(found, key=lambda mix: (round(mix.cost, 6), sum(mix.people)), default=None)


def _reach(parts: Sequence[Way]) -> list[float]:
    """People that the cheapest parts give together, cheapest first: where the cost of a rest bends."""
    return [0.0, *accumulate(way.most for way in parts)]


def _heads(gap: float, whole: Sequence[Way], reach: Sequence[float]) -> Iterator[tuple[int, ...]]:
    """Yield every number of whole people that may be the cheapest.

    What the parts cost is convex in what is left to them, so the last way bends only where they run out.
    """
    if not whole:
        yield ()
        return
    up = _most(gap, whole[0])
    if len(whole) > 1:
        tried: Iterable[int] = range(up + 1)
    else:
        bends = (gap - given for given in reach if given <= gap)
        near = (n for bend in bends for n in (math.floor(bend + _ALMOST), math.ceil(bend - _ALMOST)))
        tried = sorted({0, up, *(n for n in near if 0 <= n <= up)})
    for n in tried:
        yield from ((n, *rest) for rest in _heads(max(gap - n, 0.0), whole[1:], reach))


def _most(gap: float, way: Way) -> int:
    """Whole people beyond whom nobody is missing."""
    need = max(0, math.ceil(gap - _ALMOST))
    return need if math.isinf(way.most) else min(need, math.floor(way.most + _ALMOST))
