"""Everything the tables and findings look at: the graph, the losses, and what the book has to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.contagion.losses import all_losses, read_settings
from specie.companies.ledger import read_ledger
from specie.companies.network.edge import CHANNELS, EQUITY, FIRM, SALES
from specie.companies.network.graph import read_network
from specie.companies.record import weaker
from specie.model import Grade

if TYPE_CHECKING:
    from specie.analyses.breaks.contagion.losses import Losses, Settings
    from specie.book import Book
    from specie.companies.ledger import Ledger
    from specie.companies.network.edge import Edge, View
    from specie.companies.network.graph import Network
    from specie.companies.network.standing import Known
    from specie.facts import Facts
    from specie.model import Inputs, Origin, Ref


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """The graph of deals on a day, what each failure costs, and the firms the book points to."""

    ledger: Ledger
    network: Network
    settings: Settings
    watch: float
    losses: tuple[Losses, ...]

    @property
    def firm(self) -> Losses:
        """Losses by closed and committed deals."""
        return next(found for found in self.losses if found.view is FIRM)

    @property
    def suppliers(self) -> tuple[str, ...]:
        """Companies behind the book's vendors."""
        return tuple(c.id for c in self.ledger.focus if c.id in self.ledger.suppliers)

    @property
    def failing(self) -> tuple[str, ...]:
        """Firms whose failure costs anybody anything, the book's suppliers first, then by what is lost."""
        names = self.network.names
        cost = {name: sum(self.most(name, c) for c in CHANNELS) for name in names}
        return tuple(
            sorted((n for n in names if cost[n] > 0), key=lambda n: (n not in self.suppliers, -cost[n], n))
        )

    def most(self, name: str, channel: str) -> float:
        """What others lose at most through a channel if it fails, under the widest view."""
        return self.losses[-1].by[channel].total(self.network.names.index(name), "high")

    def ref(self, name: str) -> Ref:
        """The company."""
        return self.ledger.company(name).ref

    def between(self, view: View, channel: str, failing: str, loser: str) -> tuple[Edge, ...]:
        """Deals that carry the loss directly."""
        found = self.network.of(view, channel)
        return tuple(e for e in found if (e.failing, e.loser) == (failing, loser))

    def ruler(self, channel: str, loser: str) -> Known | None:
        """What a loss is held against: the worth of the firm, for sales its revenue."""
        standing = self.network.standings[self.network.names.index(loser)]
        return standing.revenue if channel == SALES else standing.worth

    def way(self, channel: str, failing: str, loser: str) -> tuple[str, ...]:
        """Firms through which a loss reaches a firm that has no deal with the failed one, most first."""
        names, found = self.network.names, self.firm
        place, row = names.index(loser), names.index(failing)
        lost = found.by[channel].high[row]
        direct = self.network.exposures(FIRM, channel)
        scale = found.woven.web.parts if channel == EQUITY else direct
        carried = scale[place] * lost
        order = sorted(range(len(names)), key=lambda k: (-carried[k], k))
        return tuple(names[k] for k in order if carried[k] > 0)[:2]


def make_survey(book: Book, facts: Facts, inputs: Inputs) -> Survey:
    """Read the graph and let each firm fail in turn."""
    ledger = read_ledger(book, facts)
    network = read_network(book, facts, ledger)
    settings = read_settings(facts, inputs.params)
    watch = min(max(float(inputs.params.get("watch_share", 0.1)), 0.0), 1.0)
    return Survey(ledger, network, settings, watch, all_losses(network, settings))


def grade_of(edges: tuple[Edge, ...]) -> Grade:
    """As good as the weakest deal."""
    return weaker(*(e.deal.grade for e in edges)) if edges else Grade.MODELLED


def origins_of(edges: tuple[Edge, ...]) -> tuple[Origin, ...]:
    """Every deal behind a figure."""
    return tuple(dict.fromkeys(e.deal.vouch.origin for e in edges))
