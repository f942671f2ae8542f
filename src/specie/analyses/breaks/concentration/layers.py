"""Money by layer: who sends the invoice, who hosts, who made the model; unknown money stays unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.analyses.breaks.concentration.suppliers import query
from specie.kernel.allocation import Money, money
from specie.kernel.concentration import POINTS, hhi

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from specie.analyses.breaks.concentration.reliance import Reliance
    from specie.analyses.breaks.concentration.suppliers import Suppliers
    from specie.analyses.breaks.concentration.token_share import Split
    from specie.book import Book

Holder: TypeAlias = "Mapping[str, float] | frozenset[str]"
"""Shares of several suppliers that tokens tell apart, or the suppliers that may hold the money."""
Moves: TypeAlias = "Mapping[tuple[str, str, str], str]"
"""Who takes the place of a supplier, by initiative, layer and supplier."""
ZERO = Decimal(0)
MONEY_LAYERS = ("invoice_issuer", "host", "model_developer")
OWN_WORK = frozenset({"labour", "integration", "data", "change", "review", "wind_down"})
"""Cost types that without a vendor are the firm's own work, not money of an unknown supplier."""
RUNS_ON_NOTHING = OWN_WORK
"""Cost types that, paid to whomever, run on no host and no model."""
LEAST_KNOWN = 0.1
"""Share of a layer's money that must have named candidates: below it a range says nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """Money paid in one combination of payee, host and developer as stated."""

    source: str
    initiative_id: str | None
    vendor_id: str | None
    issuer: str | None
    host: str | None
    developer: str | None
    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Held:
    """Money of one initiative and whoever holds it in a layer."""

    initiative_id: str | None
    holder: Holder
    amount: Decimal
    unpriced: bool


@dataclass(slots=True)
class Tally:
    """Money by supplier, by set of possible suppliers, and of anyone; filled line by line.

    ``split`` is the part of ``among`` that tokens tell apart: it gives a point, while the interval still
    allows every other division.
    """

    known: dict[str, Decimal] = field(default_factory=dict)
    among: dict[frozenset[str], Decimal] = field(default_factory=dict)
    split: dict[str, Decimal] = field(default_factory=dict)
    anyone: Decimal = ZERO
    by_tokens: Decimal = ZERO
    unpriced: bool = False

    def add(self, candidates: Holder, amount: Decimal) -> None:
        """Add money to one supplier, to a split between several, to one of several, or to anyone."""
        if not candidates:
            self.anyone += amount
        elif len(candidates) == 1:
            (supplier,) = candidates
            self.known[supplier] = self.known.get(supplier, ZERO) + amount
        else:
            group = frozenset(candidates)
            self.among[group] = self.among.get(group, ZERO) + amount
            if not isinstance(candidates, frozenset):
                self._split(candidates, amount)

    def _split(self, shares: Mapping[str, float], amount: Decimal) -> None:
        self.by_tokens += amount
        for supplier, share in shares.items():
            self.split[supplier] = self.split.get(supplier, ZERO) + amount * Decimal(str(share))


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Money of one layer ready for the kernel; suppliers in the order of its arrays.

    ``told`` is the money of each supplier if tokens are believed, None where some money has no supplier at
    all. ``unknown`` is that money, ``by_tokens`` what was split by tokens, ``unpriced`` whether by their
    number instead of their price.
    """

    name: str
    suppliers: tuple[str, ...]
    money: Money
    told: tuple[float, ...] | None
    total: Decimal
    unknown: Decimal
    by_tokens: Decimal
    unpriced: bool

    @property
    def certain(self) -> bool:
        """Whether all money has a known supplier and none was split by tokens."""
        return not self.unknown and not self.by_tokens


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Everything the choice of a layer's supplier looks at."""

    suppliers: Suppliers
    candidates: Mapping[tuple[str, str], frozenset[str]]
    splits: Mapping[str, Split]

    def holder(self, layer: str, line: Line) -> tuple[Holder, bool]:
        """Who holds a line's money in a layer, and whether tokens had to be split by number.

        What a bill states counts where it tells more than the seller's own name; then what dependencies
        says of the initiative; then the seller, as host always, as developer only if it makes models.
        """
        seller = self.suppliers.find(line.vendor_id or line.issuer)
        if layer == "invoice_issuer":
            return frozenset({seller} if seller else ()), False
        stated = self.suppliers.find(line.host if layer == "host" else line.developer)
        listed = self.candidates.get((line.initiative_id or "", layer), frozenset())
        if stated and (stated != seller or stated in listed):
            return frozenset({stated}), False
        if listed:
            return self._listed(layer, line, listed)
        if stated and (layer == "host" or stated in self.suppliers.developers):
            return frozenset({stated}), False
        return frozenset(), False

    def _listed(self, layer: str, line: Line, listed: frozenset[str]) -> tuple[Holder, bool]:
        split = self.splits.get(line.initiative_id or "")
        if layer == "model_developer" and len(listed) > 1 and split is not None:
            return split.shares, not split.priced
        return listed, False


def read_lines(book: Book, since: date, until: date) -> tuple[Line, ...]:
    """Read the money paid between two days."""
    return tuple(Line(**row) for row in book.select(query("money"), since=since, until=until))


def make_rule(suppliers: Suppliers, reliances: tuple[Reliance, ...], splits: Mapping[str, Split]) -> Rule:
    """Collect who is listed for each initiative and layer."""
    listed: dict[tuple[str, str], set[str]] = {}
    for reliance in reliances:
        listed.setdefault((reliance.initiative_id, reliance.layer), set()).add(reliance.supplier)
    return Rule(suppliers, {key: frozenset(names) for key, names in listed.items()}, splits)


def hold(lines: tuple[Line, ...], rule: Rule) -> Mapping[str, tuple[Held, ...]]:
    """Give every line to its holder in every layer, and add up what one initiative pays to one holder."""
    found: dict[str, tuple[Held, ...]] = {}
    for name in MONEY_LAYERS:
        sums: dict[tuple[object, ...], Held] = {}
        for line in lines:
            if _counts(name, line):
                holder, unpriced = rule.holder(name, line)
                named = holder if isinstance(holder, frozenset) else tuple(sorted(holder.items()))
                key = (line.initiative_id, named, unpriced)
                before = sums.get(key)
                amount = line.amount + (before.amount if before else ZERO)
                sums[key] = Held(line.initiative_id, holder, amount, unpriced)
        found[name] = tuple(sums.values())
    return found


def make_layers(money_held: Mapping[str, tuple[Held, ...]], moves: Moves | None = None) -> Iterator[Layer]:
    """Yield every layer that has money; a layer of which hardly anything is known is left out.

    ``moves`` says to whom the money of an initiative goes in a layer in place of a supplier.
    """
    for name, every in money_held.items():
        tally = Tally()
        for held in every:
            holder = _moved(name, held, moves) if moves else held.holder
            tally.add(holder, held.amount)
            tally.unpriced = tally.unpriced or held.unpriced
        layer = _layer(name, tally) if tally.known or tally.among else None
        if layer is not None and layer.money.anyone <= (1 - LEAST_KNOWN) * layer.money.total:
            yield layer


def _moved(layer: str, held: Held, moves: Moves) -> Holder:
    def now(supplier: str) -> str:
        return moves.get((held.initiative_id or "", layer, supplier), supplier)

    if isinstance(held.holder, frozenset):
        return frozenset(now(supplier) for supplier in held.holder)
    shares: dict[str, float] = {}
    for supplier, share in held.holder.items():
        shares[now(supplier)] = shares.get(now(supplier), 0.0) + share
    return shares


def _counts(layer: str, line: Line) -> bool:
    if line.source == "bills":
        return True
    if layer == "invoice_issuer":
        return line.vendor_id is not None or line.kind not in OWN_WORK
    return line.kind not in RUNS_ON_NOTHING


def _layer(name: str, tally: Tally) -> Layer | None:
    """Turn a tally into arrays; a supplier whose credits exceed its charges holds nothing."""
    suppliers = tuple(sorted(set(tally.known) | {s for group in tally.among for s in group}))
    known = {s: max(tally.known.get(s, ZERO), ZERO) for s in suppliers}
    among = {group: amount for group, amount in tally.among.items() if amount > 0}
    anyone = max(tally.anyone, ZERO)
    total = sum(known.values(), ZERO) + sum(among.values(), ZERO) + anyone
    if total <= 0:
        return None
    allowed = np.array([[s in group for s in suppliers] for group in among], dtype=bool)
    blocks = [float(amount) for amount in among.values()]
    parts = money([float(known[s]) for s in suppliers], blocks, allowed, float(anyone))
    unknown = max(sum(among.values(), ZERO) + anyone - tally.by_tokens, ZERO)
    told = None if unknown else tuple(float(known[s] + tally.split.get(s, ZERO)) for s in suppliers)
    return Layer(name, suppliers, parts, told, total, unknown, tally.by_tokens, tally.unpriced)


def points(layer: Layer) -> float:
    """HHI as told; else with unknown money split evenly among those it may belong to.

    One number by which moves are compared.
    """
    if layer.told is not None:
        return hhi(layer.told) * POINTS
    of = layer.money
    even = of.known + (of.allowed * (of.unknown / of.allowed.sum(axis=1))[:, None]).sum(axis=0)
    return float((even**2).sum() / of.total**2) * POINTS
