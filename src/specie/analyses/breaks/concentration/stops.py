"""Which supplier's loss stops how many critical initiatives: exact, because it is a census of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import PORTFOLIO, Grade, Quantity, Ref, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.concentration.scope import Scope
    from specie.model import Estimate


def stop_estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield counts and shares for every supplier that stops something, over all layers."""
    if not scope.critical:
        return
    yield _count(scope, "critical_initiatives", PORTFOLIO, len(scope.critical), in_book=True)
    yield _count(scope, "critical_uncovered", PORTFOLIO, len(uncovered(scope)))
    yield _count(scope, "critical_stopped_pair", PORTFOLIO, scope.all_layers.pair()[1])
    for supplier, stopped in scope.all_layers.stops.items():
        about = scope.suppliers.ref(supplier)
        yield _count(scope, "critical_stopped", about, len(stopped))
        yield stopped_share(scope, supplier)
        by_spend = stopped_spend(scope, supplier)
        if by_spend is not None:
            yield by_spend


def uncovered(scope: Scope) -> tuple[str, ...]:
    """Critical initiatives with a critical dependency that no tested substitute covers."""
    open_ = {r.initiative_id for r in scope.reliances if r.critical and not r.covered}
    return tuple(initiative for initiative in scope.critical if initiative in open_)


def stopped_share(scope: Scope, supplier: str) -> Estimate:
    """Make the share of critical initiatives that stop with a supplier, by number."""
    part, whole = len(scope.all_layers.stops[supplier]), len(scope.critical)
    of = say("of {count} critical initiatives", count=whole)
    return exact(
        "critical_stopped_share", scope.suppliers.ref(supplier), scope.today, part / whole, "fraction",
        "count", scope.origins, grade=Grade.RECORDED, denominator=of,
    )  # fmt: skip


def stopped_spend(scope: Scope, supplier: str) -> Estimate | None:
    """Make the same share by their spending; None where they have none."""
    whole = scope.spend(scope.critical)
    if whole <= 0:
        return None
    part = scope.spend(scope.all_layers.stops[supplier])
    of = say(
        "of {total} spent on {count} critical initiatives",
        total=Quantity(whole, scope.book.currency), count=len(scope.critical),
    )  # fmt: skip
    return exact(
        "critical_stopped_spend", scope.suppliers.ref(supplier), scope.period, part / whole, "fraction",
        "share", (*scope.money_origins, *scope.origins), grade=Grade.RECORDED, denominator=of,
    )  # fmt: skip


def region_estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield the share of money by home region of the invoice issuers, as far as vendors says."""
    layer = scope.layer("invoice_issuer")
    if layer is None:
        return
    sums: dict[str, float] = {}
    for supplier, amount in zip(layer.suppliers, layer.money.known, strict=True):
        region = scope.suppliers.regions.get(supplier)
        if region is not None and amount > 0:
            sums[region] = sums.get(region, 0.0) + float(amount)
    for region, amount in sorted(sums.items(), key=lambda item: (-item[1], item[0])):
        of = say(
            "of {total} paid to suppliers, tax left out", total=Quantity(layer.total, scope.book.currency)
        )
        yield exact(
            "region_share", Ref("market", region, region), scope.period, amount / float(layer.total),
            "fraction", "share", (*scope.money_origins, *scope.book.origins("vendors")), denominator=of,
        )  # fmt: skip


def _count(scope: Scope, measure: str, about: Ref, number: int, *, in_book: bool = False) -> Estimate:
    of = (
        say("initiatives in dependencies, those stopped left out")
        if in_book
        else say("of {count} critical initiatives", count=len(scope.critical))
    )
    return exact(
        measure,
        about,
        scope.today,
        number,
        "count",
        "count",
        scope.origins,
        grade=Grade.RECORDED,
        denominator=of,
    )
