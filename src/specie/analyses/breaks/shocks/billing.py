"""Shocks of use: seats that are billed by what is used, and more tokens for each task."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.scope import query
from specie.analyses.breaks.shocks.severity import severity
from specie.analyses.breaks.shocks.trace import Shock, Step
from specie.model import PORTFOLIO, say
from specie.supply.cases import amount
from specie.supply.outlay import SEATS
from specie.supply.tokens import dollar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.shocks.scope import Scope
    from specie.model import Message
    from specie.supply.chain import Initiative
    from specie.supply.severity import Severity

ALL_YEAR = (12.0, 12.0, 12.0)


def seat_shocks(scope: Scope) -> Iterator[Shock]:
    """Yield, by who is paid, what the seats in use would cost if billed by use; never less than the seats."""
    found = severity(scope.facts, scope.settings, "seat")
    if found is None:
        return
    seats, rate = _seats(scope), dollar(scope.book)
    steps: dict[str, list[Step]] = defaultdict(list)
    lacking: dict[str, list[Message]] = defaultdict(list)
    for initiative in scope.live:
        for payee, paid in scope.payees(initiative.id, SEATS).items():
            used = seats.get(initiative.id)
            if used is None or rate is None:
                lacking[payee].append(
                    say("seats in use of {who}: add them to {table}", who=initiative.ref, table="usage")
                )
            else:
                steps[payee].append(_metered(scope, initiative, payee, float(paid), used * rate, found))
    for payee in sorted({*steps, *lacking}):
        yield Shock(
            "seats", scope.chain.suppliers.ref(payee), found, "usd per user-month", tuple(steps[payee]),
            lacking=tuple(lacking[payee]), origins=(found.origin, *scope.book.origins("usage")),
        )  # fmt: skip


def _metered(
    scope: Scope, initiative: Initiative, payee: str, paid: float, seats: float, found: Severity
) -> Step:
    ends = [max(0.0, 12 * seats * a_month - paid) for a_month in found.all]
    return Step(initiative, scope.chain.suppliers.ref(payee), "seats", amount(*ends), ALL_YEAR)


def _seats(scope: Scope) -> dict[str, float]:
    """Seats in use by initiative, over all its tools."""
    found: dict[str, float] = defaultdict(float)
    for row in scope.book.select(query("seats"), **scope.recent.dates):
        found[row["initiative_id"]] += float(row["seats"])
    return dict(found)


def growth_shocks(scope: Scope) -> Iterator[Shock]:
    """Yield the year with more tokens for each task, for every initiative that runs on a model."""
    found = severity(scope.facts, scope.settings, "growth")
    if found is None:
        return
    steps = tuple(step for one in scope.live if _on_a_model(scope, one) for step in _grown(scope, one, found))
    if steps:
        yield Shock("growth", PORTFOLIO, found, "x", steps, origins=(found.origin,))


def _grown(scope: Scope, initiative: Initiative, found: Severity) -> Iterator[Step]:
    for payee, paid in sorted(scope.payees(initiative.id).items()):
        ends = [float(paid) * (ratio - 1) for ratio in found.all]
        yield Step(initiative, scope.chain.suppliers.ref(payee), "tokens", amount(*ends), ALL_YEAR)


def _on_a_model(scope: Scope, initiative: Initiative) -> bool:
    return any(need.layer == "model_developer" for need in scope.needs(initiative.id))
