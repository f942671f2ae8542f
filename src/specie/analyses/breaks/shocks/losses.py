"""Shocks that take something away: a supplier fails, a region is cut off, a model is shut down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.severity import severity
from specie.analyses.breaks.shocks.trace import Shock, Step
from specie.model import Ref, say
from specie.supply.failure import STEPS, Insolvency, by_initiative, read_failures
from specie.supply.gap import Gap
from specie.supply.standstill import beyond_reach, loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from specie.analyses.breaks.shocks.scope import Scope
    from specie.model import Origin
    from specie.supply.chain import Initiative, Need
    from specie.supply.failure import Failure
    from specie.supply.severity import Severity
    from specie.supply.standstill import Part

RULES = {
    "benefit lost": "benefit", "use not paid": "unpaid", "move": "move", "prepaid lost": "prepaid",
    "steps of leaving": "steps",
}  # fmt: skip
"""Key among the words of this analysis of each rule of a loss."""


def failure_shocks(scope: Scope) -> Iterator[Shock]:
    """Yield the failure of every supplier that something that runs needs, or that holds prepaid money."""
    days = severity(scope.facts, scope.settings, "insolvency")
    if days is None:
        return
    how = Insolvency(days.turned(), severity(scope.facts, scope.settings, "recovery"))
    for failure in read_failures(scope.book, scope.chain, scope.contracts, scope.year, how):
        yield _failed(scope, failure, days.turned())


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
        struck = by_initiative(scope.chain, needs)
        if struck:
            about = Ref("market", region, region)
            yield lost_shock(scope, "access", about, days.turned(), struck, (days.origin,))


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
    struck: Mapping[str, tuple[Initiative, Sequence[Need]]],
    origins: tuple[Origin, ...],
    *,
    successor: bool = False,
) -> Shock:
    """Make the shock of losing some needs of some initiatives."""
    losses = [loss(scope.year, who, needs, notice, successor=successor) for who, needs in struck.values()]
    return Shock(
        kind,
        about,
        notice,
        "days",
        tuple(_steps(about, (part for each in losses for part in each.parts))),
        tuple(each.standstill for each in losses),
        tuple(message for each in losses for message in each.lacking),
        (*origins, *scope.book.origins("dependencies")),
    )


def _failed(scope: Scope, failure: Failure, days: Severity) -> Shock:
    about = scope.chain.suppliers.ref(failure.supplier)
    left = any(part.rule == STEPS for part in failure.parts)
    tables = ("dependencies", "exit_steps") if left else ("dependencies",)
    return Shock(
        "insolvent",
        about,
        days,
        "days",
        tuple(_steps(about, failure.parts)),
        failure.standstills,
        failure.lacking,
        (*failure.origins, *(o for table in tables for o in scope.book.origins(table))),
    )


def _steps(about: Ref, parts: Iterable[Part]) -> Iterator[Step]:
    for part in parts:
        yield Step(part.initiative, about, RULES[part.rule], part.money, part.months)
