"""Shocks that take something away: a supplier fails, a region is cut off, a model is shut down."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.severity import severity
from specie.analyses.breaks.shocks.standstill import beyond_reach, loss
from specie.analyses.breaks.shocks.trace import Shock, Step, amount
from specie.model import Ref, say
from specie.supply.gap import Gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.breaks.shocks.scope import Scope
    from specie.analyses.breaks.shocks.severity import Severity
    from specie.model import Origin
    from specie.supply.chain import Need

AT_ONCE = (0.0, 0.0, 0.0)


def failure_shocks(scope: Scope) -> Iterator[Shock]:
    """Yield the failure of every supplier that something that runs needs."""
    days = severity(scope.facts, scope.settings, "insolvency")
    lost = severity(scope.facts, scope.settings, "recovery")
    if days is None:
        return
    for supplier in scope.chain.names:
        struck = _by_initiative(scope, scope.chain.on(supplier))
        if struck:
            about = scope.chain.suppliers.ref(supplier)
            prepaid = () if lost is None else tuple(_prepaid(scope, supplier, lost))
            origins = (days.origin, *(() if lost is None or not prepaid else (lost.origin,)))
            yield lost_shock(scope, "insolvent", about, days.turned(), struck, prepaid, origins)


def access_shocks(scope: Scope) -> Iterator[Shock]:
    """Yield a cut of every home region; a substitute of the same region is lost with it."""
    days = severity(scope.facts, scope.settings, "access")
    if days is None:
        return
    regions = scope.chain.suppliers.regions
    for region in sorted(set(regions.values())):
        inside = {supplier for supplier, home in regions.items() if home == region}
        needs = [
            beyond_reach(need) if need.substitute in inside else need
            for need in scope.chain.needs
            if need.supplier in inside
        ]
        struck = _by_initiative(scope, needs)
        if struck:
            about = Ref("market", region, region)
            yield lost_shock(scope, "access", about, days.turned(), struck, (), (days.origin,))


def region_gaps(scope: Scope) -> Iterator[Gap]:
    """Name the suppliers of which nobody told where they are at home."""
    for supplier in scope.chain.names:
        if supplier not in scope.chain.suppliers.regions:
            about = scope.chain.suppliers.ref(supplier)
            message = say("the home region of {who} is not known: fill {column} in {table}", who=about,
                          column="region", table="vendors")  # fmt: skip
            yield Gap(about, message, "vendors")


def lost_shock(
    scope: Scope,
    kind: str,
    about: Ref,
    notice: Severity,
    struck: Mapping[str, Sequence[Need]],
    further: tuple[Step, ...],
    origins: tuple[Origin, ...],
    *,
    successor: bool = False,
) -> Shock:
    """Make the shock of losing some needs of some initiatives."""
    who = {one.id: one for one in scope.live}
    losses = [
        loss(scope, who[name], needs, about, notice, successor=successor)
        for name, needs in sorted(struck.items())
    ]
    return Shock(
        kind,
        about,
        notice,
        "days",
        (*(step for each in losses for step in each.steps), *further),
        tuple(each.standstill for each in losses),
        tuple(message for each in losses for message in each.lacking),
        (*origins, *scope.book.origins("dependencies")),
    )


def _by_initiative(scope: Scope, needs: Sequence[Need]) -> dict[str, list[Need]]:
    live = {one.id for one in scope.live}
    found: dict[str, list[Need]] = defaultdict(list)
    for need in needs:
        if need.initiative_id in live:
            found[need.initiative_id].append(need)
    return dict(found)


def _prepaid(scope: Scope, supplier: str, lost: Severity) -> Iterator[Step]:
    """Prepaid money of contracts that run is a claim like any other."""
    for contract in scope.contracts:
        if contract.supplier == supplier and contract.runs(scope.day) and contract.prepaid:
            ends = (float(contract.prepaid) * share for share in lost.all)
            about = scope.chain.suppliers.ref(supplier)
            yield Step(None, about, "prepaid", amount(*ends), AT_ONCE)
