"""The graph as a web of stakes, loans and sales for the kernels, and what had to be left open on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.companies.network.edge import CHANNELS
from specie.kernel.stress.web import web

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.companies.network.edge import View
    from specie.companies.network.graph import Network
    from specie.kernel.network.debts import Rank
    from specie.kernel.stress.web import Web

    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]

ABSORBED, PASSED_ON = "absorbed", "passed on"
"""Whether firms that lose sales go on buying as before, or buy less by what they lose beyond their profit."""


@dataclass(frozen=True, slots=True, eq=False)
class Woven:
    """A web and the firms of which something had to be left out; arrays of bool of shape (n,)."""

    web: Web
    circle: Mask
    """Owned entirely by one another: nobody outside owns them, so they are not seen through."""
    negative: Mask
    """Equity of the accounts below zero: they have nothing to lose."""


def weave(
    of: Network,
    view: View,
    end: str = "stated",
    *,
    sales: str = ABSORBED,
    rank: Rank = "pari passu",
    channels: tuple[str, ...] = CHANNELS,
) -> Woven:
    """Put the deals of a view into a web, at the low, stated or high end of what was told.

    With some of the channels only, the others carry nothing.
    """
    stakes, lent, bought = (
        of.exposures(view, c, end) if c in channels else np.zeros((len(of.names),) * 2) for c in CHANNELS
    )
    negative = np.array([s.negative for s in of.standings], dtype=bool)
    worth = np.where(negative, 0.0, of.known("worth"))
    made = web(
        stakes,
        lent,
        bought.T,
        worth,
        owed=of.known("debt"),
        revenue=of.known("revenue"),
        slack=_slack(of, sales),
        rank=rank,
    )
    circle = circles(made.parts)
    parts = np.where(circle, 0.0, made.parts)
    return Woven(replace(made, parts=parts), circle, negative)


def circles(parts: Floats) -> Mask:
    """Return firms of which nobody outside owns any part, seen through their owners: (n,)."""
    reached = parts.sum(axis=0) < 1 - 1e-9
    for _ in parts:
        reached = reached | ((parts > 0) & reached[:, None]).any(axis=0)
    return ~reached


def _slack(of: Network, sales: str) -> Floats:
    """Revenue a firm can lose before it buys less: all of it, or its profit, none where that is not known."""
    if sales == ABSORBED:
        return np.full(len(of.names), np.inf)
    profit = of.known("profit", "low")
    return np.where(np.isfinite(profit), np.maximum(profit, 0.0), 0.0)
