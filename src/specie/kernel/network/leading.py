r"""Sharp bounds on the joint share of the k largest holders when some holders are not known.

The allocations are the bases of a polymatroid, so the flattest one is majorised by every other and gives the
least joint share for every k (Fujishige 1980, doi:10.1287/moor.5.2.186). The greatest is reached by choosing
k holders and giving them all money that may be theirs; every choice is tried. For k = 1 see also
:func:`specie.kernel.allocation.top_share_bounds`.
"""

from __future__ import annotations

from itertools import combinations, islice
from math import comb
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.allocation import Interval, flattest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.allocation import Money

    Floats: TypeAlias = NDArray[np.float64]

_CHOICES = 1_000_000
_AT_ONCE = 10_000


def leading_share_bounds(of: Money, holders: int) -> Interval:
    """Bounds of the joint share of the largest ``holders`` over all allocations, each attained.

    Parameters
    ----------
    of : Money
        Known and unknown money, see :func:`specie.kernel.allocation.money`.
    holders : int
        How many, at least 1; all of them where there are fewer.

    Raises
    ------
    ValueError
        Less than one holder, or more than a million choices of so many.
    """
    size = min(holders, of.known.size)
    if holders < 1:
        raise ValueError(f"holders is {holders}: at least 1 is needed")
    if comb(of.known.size, size) > _CHOICES:
        raise ValueError(f"{of.known.size} holders choose {size}: more than {_CHOICES:,} choices to try")
    low = _least(of, size) / of.total
    return Interval(min(max(low, 0.0), 1.0), min(_greatest(of, size) / of.total, 1.0))


def _greatest(of: Money, size: int) -> float:
    """Known money of the best group and all that may be theirs; ``anyone`` may be one of them."""
    choices = combinations(range(of.known.size), size)
    best = 0.0
    while chosen := list(islice(choices, _AT_ONCE)):
        group = np.array(chosen, dtype=np.int64)
        may = of.allowed[:, group].any(axis=2).T
        best = max(best, float((of.known[group].sum(axis=1) + may @ of.unknown).max()))
    return best + of.anyone


def _least(of: Money, size: int) -> float:
    """Joint load of the largest in the flattest allocation, which is majorised by every other."""
    loads, _ = flattest(of)
    return float(np.sort(loads)[::-1][:size].sum())
