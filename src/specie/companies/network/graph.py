"""Deals as matrices: firm by firm, for each channel and each view, and what could not be put in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.companies.deal import read_deals
from specie.companies.network.edge import CHANNELS, VIEWS, edges
from specie.companies.network.standing import standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from specie.book import Book
    from specie.companies.ledger import Ledger
    from specie.companies.network.edge import Aside, Edge, View
    from specie.companies.network.standing import Standing
    from specie.facts import Facts

    Floats: TypeAlias = NDArray[np.float64]

ENDS = ("low", "stated", "high")


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Firms in order of id, the deals between them, and what is known of each."""

    names: tuple[str, ...]
    standings: tuple[Standing, ...]
    edges: tuple[Edge, ...]
    aside: tuple[Aside, ...]

    def place(self, name: str) -> int | None:
        """Row of a firm; None where no deal names it."""
        return self.names.index(name) if name in self.names else None

    def of(self, view: View, channel: str) -> tuple[Edge, ...]:
        """Edges of a channel that count under a view."""
        return tuple(e for e in self.edges if e.channel == channel and e.deal.status in view.statuses)

    def exposures(self, view: View, channel: str, end: str = "stated") -> Floats:
        """Money firm i (row) loses if firm j (column) fails, directly: (n, n).

        ``end`` is low, stated or high; a floor without a ceiling counts with the figure it states.
        """
        found = np.zeros((len(self.names), len(self.names)))
        place = {name: k for k, name in enumerate(self.names)}
        for edge in self.of(view, channel):
            value = getattr(edge, end)
            found[place[edge.loser], place[edge.failing]] += value if np.isfinite(value) else edge.stated
        return found

    def open(self, view: View, channel: str) -> NDArray[np.bool_]:
        """Pairs with at least one deal of which only a floor is known: (n, n)."""
        found = np.zeros((len(self.names), len(self.names)), dtype=bool)
        place = {name: k for k, name in enumerate(self.names)}
        for edge in self.of(view, channel):
            found[place[edge.loser], place[edge.failing]] |= not np.isfinite(edge.high)
        return found

    def known(self, what: str, end: str = "value") -> Floats:
        """Return worth, revenue, debt or profit of each firm, NaN where nothing was told: (n,)."""
        figures = [getattr(s, what) for s in self.standings]
        return np.array([np.nan if k is None else getattr(k, end) for k in figures])

    def without(self, edge: Edge) -> Network:
        """Return the same graph without one edge."""
        return Network(self.names, self.standings, tuple(e for e in self.edges if e is not edge), self.aside)


def read_network(book: Book, facts: Facts, ledger: Ledger, also: Iterable[str] = ()) -> Network:
    """Read the graph on the book's day; ``also`` are firms that belong to it even without a deal."""
    found, aside = edges(read_deals(book, facts), book.as_of)
    return network(ledger, found, aside, also)


def network(
    ledger: Ledger, found: Sequence[Edge], aside: Sequence[Aside] = (), also: Iterable[str] = ()
) -> Network:
    """Put edges into the order of firms."""
    ends = {name for e in found for name in (e.failing, e.loser)} | {
        name for a in aside for name in (a.deal.giver, a.deal.taker)
    }
    names = tuple(sorted(ends | set(also)))
    return Network(names, standings(ledger, names), tuple(found), tuple(aside))


__all__ = ["CHANNELS", "ENDS", "VIEWS", "Network", "network", "read_network"]
