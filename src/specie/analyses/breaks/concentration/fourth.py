"""Who stands behind one's own suppliers: their suppliers by firm deals, and what rests on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.breaks.concentration.suppliers import query
from specie.companies.deal import read_deals
from specie.kernel.graph import stopped
from specie.kernel.network.graph import UNREACHED, articulation_points, components, tiers
from specie.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specie.analyses.breaks.concentration.layers import Layer
    from specie.analyses.breaks.concentration.scope import Scope
    from specie.book import Book
    from specie.companies.deal import Deal
    from specie.facts import Facts

ME = ""
"""The enterprise itself, where the graph starts."""
DEEPEST = 3
"""Tiers looked at: suppliers, those behind them, and those behind these."""
BOUGHT = ("compute_contract", "purchase")
"""Instruments by which goods and services are bought; a share of revenue is none."""


@dataclass(frozen=True, slots=True)
class Party:
    """A company behind one's suppliers, or a supplier that also stands behind another."""

    company: Ref
    tier: int
    """1 where it is one's own supplier too."""
    clients: tuple[str, ...]
    """One's own suppliers that buy from it, by their id in the book."""
    through: tuple[Ref, ...]
    """Those behind one's suppliers through whom it is reached, where no own supplier buys from it."""
    deals: tuple[Deal, ...]
    cuts_off: int
    """Companies behind it that no other way reaches: above 0 it is an articulation point."""
    stops: tuple[str, ...]
    """Critical initiatives that stop if it is lost and all its clients of one's own with it."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Fourth parties, those under most of one's suppliers first; ``aside`` counts deals that do not bind."""

    every: tuple[Party, ...]
    aside: int
    known: int
    """Own suppliers whose company is known."""
    nobody: tuple[str, ...]
    """Own suppliers of whose own suppliers no firm deal tells, by their id in the book."""

    def of(self, company: str) -> Party | None:
        """Return one of them."""
        return next((p for p in self.every if p.company.id == company), None)


def read_parties(scope: Scope, book: Book, facts: Facts) -> Parties:
    """Follow firm deals from one's own suppliers to theirs, and from these once more."""
    own = _own(scope)
    deals = [d for d in read_deals(book, facts) if d.instrument in BOUGHT and _runs(d, book)]
    firm = [d for d in deals if d.firm and d.giver != d.taker]
    names = {f.text("company_id"): f.text("name") for f in facts.rows("companies")}
    graph = _Graph(own, firm)
    every = [
        _party(scope, graph, company, names)
        for company in graph.names[1:]
        if 0 < graph.tier(company) <= DEEPEST and graph.sellers(company)
    ]
    order = sorted(every, key=lambda p: (-len(p.clients), -len(p.stops), p.tier, p.company.id))
    sold = {d.giver for d in firm}
    nobody = tuple(supplier for company, supplier in own.items() if company not in sold)
    return Parties(tuple(order), sum(not d.firm and d.giver in own for d in deals), len(own), nobody)


def money_behind(layer: Layer, members: Iterable[str]) -> tuple[float, float | None, float]:
    """Return the least, the told and the greatest share of a layer that some suppliers hold together."""
    chosen = set(members)
    inside = np.array([name in chosen for name in layer.suppliers], dtype=bool)
    of = layer.money
    # A block whose candidates are all members is theirs however it is split.
    within = float(of.unknown[~of.allowed[:, ~inside].any(axis=1)].sum()) if of.unknown.size else 0.0
    touched = float(of.unknown[of.allowed[:, inside].any(axis=1)].sum()) if of.unknown.size else 0.0
    low, high = float(of.known[inside].sum()) + within, float(of.known[inside].sum()) + touched + of.anyone
    told = None if layer.told is None else sum(m for m, x in zip(layer.told, inside, strict=True) if x)
    return low / of.total, None if told is None else told / of.total, high / of.total


def rests_on(scope: Scope, party: Party) -> tuple[str, ...]:
    """Own suppliers that go with a party: its clients, and itself where it is one."""
    itself = {s for company, s in _own(scope).items() if company == party.company.id}
    return tuple(sorted({*party.clients, *itself}))


class _Graph:
    """Edges from customer to supplier, the enterprise as node 0."""

    def __init__(self, own: Mapping[str, str], deals: Sequence[Deal]) -> None:
        self.own = own
        self.deals = deals
        firms = dict.fromkeys((*own, *(x for d in deals for x in (d.giver, d.taker))))
        self.names = (ME, *firms)
        self.place = {name: k for k, name in enumerate(self.names)}
        self.source = [0 for _ in own] + [self.place[d.giver] for d in deals]
        self.target = [self.place[name] for name in own] + [self.place[d.taker] for d in deals]
        self.tiers = tiers(self.source, self.target, len(self.names), 0)
        reached = self.tiers != UNREACHED
        self.edges = [k for k, s in enumerate(self.source) if reached[s]]
        at = [self.source[k] for k in self.edges], [self.target[k] for k in self.edges]
        self.points = articulation_points(*at, len(self.names))

    def tier(self, company: str) -> int:
        """Fewest steps from the enterprise, -1 where no way leads."""
        return int(self.tiers[self.place[company]])

    def sellers(self, company: str) -> tuple[Deal, ...]:
        """Deals by which companies within reach buy from it."""
        return tuple(d for d in self.deals if d.taker == company and self.tier(d.giver) in range(1, DEEPEST))

    def cut_off(self, company: str) -> int:
        """Companies that lose every way to the enterprise without it; none where it is no such point."""
        node = self.place[company]
        if not self.points[node]:
            return 0
        source, target = ([side[k] for k in self.edges] for side in (self.source, self.target))
        part = components(source, target, len(self.names), node)
        reached = self.tiers != UNREACHED
        reached[node] = False
        return int((reached & (part != part[0])).sum())


def _party(scope: Scope, graph: _Graph, company: str, names: Mapping[str, str]) -> Party:
    deals = graph.sellers(company)
    clients = tuple(sorted({graph.own[d.giver] for d in deals if d.giver in graph.own}))
    others = sorted({d.giver for d in deals if d.giver not in graph.own})
    through = () if clients else tuple(Ref("company", o, names.get(o, "")) for o in others)
    ref = Ref("company", company, names.get(company, ""))
    lost = {*clients, *([graph.own[company]] if company in graph.own else [])}
    needs, suppliers = scope.all_layers.needs, scope.all_layers.suppliers
    down = stopped(needs, np.array([name in lost for name in suppliers], dtype=bool))
    stops = tuple(i for i, gone in zip(scope.all_layers.initiatives, down, strict=True) if gone)
    return Party(
        ref, graph.tier(company), clients, through, deals, graph.cut_off(company), stops if clients else ()
    )


def _own(scope: Scope) -> dict[str, str]:
    """Companies behind one's suppliers, with the supplier's id."""
    paid = {name for layer in scope.layers for name in layer.suppliers}
    used = {*paid, *(r.supplier for r in scope.reliances)}
    found: dict[str, str] = {}
    for row in scope.book.select(query("companies")):
        supplier = scope.suppliers.find(row["vendor_id"]) or row["vendor_id"]
        if supplier in used and row["company_id"] is not None:
            found.setdefault(row["company_id"], supplier)
    return found


def _runs(deal: Deal, book: Book) -> bool:
    return deal.ends is None or deal.ends.end > book.as_of
