"""Numbers of what moves would do, of those behind one's suppliers, and of where service is contracted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.breaks.concentration.fourth import money_behind, rests_on
from specie.analyses.breaks.concentration.shares import ROUNDING, concentration, denominator
from specie.companies.record import weaker
from specie.kernel.allocation import money, share_bounds
from specie.model import PORTFOLIO, Bound, Estimate, Grade, Quantity, Ref, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.concentration.fourth import Parties, Party
    from specie.analyses.breaks.concentration.layers import Layer
    from specie.analyses.breaks.concentration.moves import After, Unusable
    from specie.analyses.breaks.concentration.scope import Scope
    from specie.supply.contracts import Contract

INNERMOST = ("model_developer", "host", "invoice_issuer")
AFTER = "_after"


@dataclass(frozen=True, slots=True, eq=False)
class Further:
    """What is looked at beyond the layers as they are."""

    compared: tuple[After, ...]
    asked: After | None
    unusable: tuple[Unusable, ...]
    parties: Parties
    contracts: tuple[Contract, ...]

    @property
    def best(self) -> After | None:
        """The tested move that lowers an HHI most; None where none was compared."""
        return self.compared[0] if self.compared else None


def inner(scope: Scope) -> Layer | None:
    """Return the layer nearest to the models that has money."""
    return next((layer for name in INNERMOST if (layer := scope.layer(name)) is not None), None)


def change_estimates(scope: Scope, further: Further) -> Iterator[Estimate]:
    """Yield HHI, effective number and top share after the moves asked for and after the best tested one."""
    if further.asked is not None:
        for layer in further.asked.layers:
            yield from concentration(scope, layer, PORTFOLIO, AFTER)
    if further.best is not None:
        about = scope.book.initiative(further.best.moves[0].initiative_id)
        for layer in further.best.layers:
            yield from concentration(scope, layer, about, AFTER)


def party_estimates(scope: Scope, further: Further) -> Iterator[Estimate]:
    """Yield for each party behind one's suppliers: how many buy from it, and the money they hold."""
    for party in further.parties.every:
        if party.clients:
            yield _clients(scope, party, further.parties.known)
            share = behind_share(scope, party)
            yield from () if share is None else (share,)


def _clients(scope: Scope, party: Party, known: int) -> Estimate:
    return exact(
        "behind_suppliers", party.company, scope.today, len(party.clients), "count", "deals",
        tuple(dict.fromkeys(d.vouch.origin for d in party.deals)), grade=_grade(party),
        denominator=say("of {count} suppliers whose company is known", count=known),
    )  # fmt: skip


def behind_share(scope: Scope, party: Party) -> Estimate | None:
    """Make the share of the innermost layer's money held by a party and by those that buy from it."""
    layer = inner(scope)
    if layer is None:
        return None
    low, told, high = money_behind(layer, rests_on(scope, party))
    certain = high - low <= ROUNDING
    point = low if certain else told
    origins = (*scope.money_origins, *scope.origins, *(d.vouch.origin for d in party.deals))
    return Estimate(
        "behind_share", party.company, scope.period, point, low, low if certain else max(high, told or 0.0),
        1.0, "fraction", "deals", _grade(party), tuple(dict.fromkeys(origins)), denominator(scope, layer),
        (say("an upper end of what rests on it: who buys from several need not stop with one"),),
        Bound.EXACT, exact=certain,
    )  # fmt: skip


def _grade(party: Party) -> Grade:
    return weaker(*(d.grade for d in party.deals))


def service_regions(scope: Scope, contracts: tuple[Contract, ...]) -> dict[str, frozenset[str]]:
    """Return the regions that running contracts name, by supplier."""
    found: dict[str, set[str]] = {}
    for contract in contracts:
        if contract.region and contract.runs(scope.book.as_of):
            found.setdefault(contract.supplier, set()).add(contract.region)
    return {supplier: frozenset(regions) for supplier, regions in found.items()}


def service_estimates(scope: Scope, contracts: tuple[Contract, ...]) -> Iterator[Estimate]:
    """Yield the share of money by region of service as contracts say; unknown and shared money is bounded."""
    layer, by_supplier = scope.layer("invoice_issuer"), service_regions(scope, contracts)
    regions = sorted({region for named in by_supplier.values() for region in named})
    if layer is None or not regions:
        return
    known, blocks, allowed, anyone = np.zeros(len(regions)), [], [], float(layer.money.anyone)
    for supplier, amount in zip(layer.suppliers, layer.money.known, strict=True):
        named = by_supplier.get(supplier, frozenset())
        if len(named) == 1:
            known[regions.index(next(iter(named)))] += amount
        elif named:
            blocks.append(float(amount))
            allowed.append([region in named for region in regions])
        else:
            anyone += float(amount)
    anyone += float(layer.money.unknown.sum())
    of = money(known, blocks, np.array(allowed, dtype=bool).reshape(len(blocks), len(regions)), anyone)
    whole = say(
        "of {total} paid to suppliers, tax left out",
        total=Quantity(Decimal(layer.total), scope.book.currency),
    )
    origins = (*scope.money_origins, *scope.book.origins("contracts"))
    for region, low, high in zip(regions, *share_bounds(of), strict=True):
        certain = float(high - low) <= ROUNDING
        yield Estimate(
            "service_region_share", Ref("market", region, region), scope.period,
            float(low) if certain else None, float(low), float(low if certain else high), 1.0, "fraction",
            "bounds", Grade.RECORDED, origins, whole, (), Bound.EXACT, exact=certain,
        )  # fmt: skip
