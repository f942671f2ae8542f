"""Everything worked out, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.after import after
from specie.analyses.breaks.shocks.alternatives import read_alternatives
from specie.analyses.breaks.shocks.billing import growth_shocks, seat_shocks
from specie.analyses.breaks.shocks.losses import access_shocks, failure_shocks, region_gaps
from specie.analyses.breaks.shocks.models import models_in_use, retirement_gaps, retirement_shocks
from specie.analyses.breaks.shocks.prices import price_shocks, protection_shocks
from specie.analyses.breaks.shocks.words import KINDS
from specie.model import Ref, say
from specie.supply.gap import Gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.shocks.after import After
    from specie.analyses.breaks.shocks.alternatives import Alternatives
    from specie.analyses.breaks.shocks.models import InUse
    from specie.analyses.breaks.shocks.scope import Scope
    from specie.analyses.breaks.shocks.trace import Shock


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Shocks in the order of their kinds, dearest first within one; ``after`` by the id of the shock."""

    scope: Scope
    shocks: tuple[Shock, ...]
    after: Mapping[str, tuple[After, ...]]
    models: tuple[InUse, ...]
    alternatives: Alternatives
    gaps: tuple[Gap, ...]

    def red(self, shock: Shock) -> tuple[After, ...]:
        """Initiatives that a shock turns red."""
        return tuple(one for one in self.after[shock.id] if one.reason is not None)

    def of(self, *kinds: str) -> tuple[Shock, ...]:
        """Return the shocks of some kinds, the dearest first."""
        found = [shock for shock in self.shocks if shock.kind in kinds]
        return tuple(sorted(found, key=lambda shock: (-shock.money.typical, shock.id)))


def make_view(scope: Scope) -> View:
    """Work every shock out."""
    models = models_in_use(scope)
    found = [shock for shock in _shocks(scope, models) if shock.steps or shock.standstills or shock.lacking]
    order = list(KINDS)
    shocks = sorted(found, key=lambda shock: (order.index(shock.kind), -shock.money.typical, shock.id))
    alternatives = read_alternatives(scope, models)
    gaps = (
        *scope.gaps,
        *alternatives.gaps,
        *retirement_gaps(scope, models),
        *region_gaps(scope),
        *_lacking(scope, shocks),
    )
    return View(
        scope,
        tuple(shocks),
        {shock.id: after(shock, scope.returns) for shock in shocks},
        models,
        alternatives,
        tuple(dict.fromkeys(gaps)),
    )


def _shocks(scope: Scope, models: tuple[InUse, ...]) -> Iterator[Shock]:
    yield from price_shocks(scope)
    yield from protection_shocks(scope)
    yield from seat_shocks(scope)
    yield from growth_shocks(scope)
    yield from retirement_shocks(scope, models)
    yield from failure_shocks(scope)
    yield from access_shocks(scope)


def _lacking(scope: Scope, shocks: list[Shock]) -> Iterator[Gap]:
    """What shocks act on and nobody knows, once each however many shocks lack it."""
    for message in dict.fromkeys(m for shock in shocks for m in shock.lacking):
        args = dict(message.args)
        who = args["who"]
        if isinstance(who, Ref):
            yield Gap(who, say("not assessed: {what}", what=message), str(args.get("table", "kpis")))
    if not scope.returns and scope.live:
        message = say(
            "returns after a shock are not assessed: {table} or their effects are missing", table="kpis"
        )
        yield Gap(scope.live[0].ref, message, "kpis")
