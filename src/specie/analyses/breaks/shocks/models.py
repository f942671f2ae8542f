"""Models that are shut down: those announced, and for the others what their provider gave as notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.losses import lost_shock
from specie.analyses.breaks.shocks.scope import query
from specie.analyses.breaks.shocks.severity import notice_of
from specie.model import Ref, say
from specie.supply.gap import Gap
from specie.supply.lifecycle import identify, notices, provider_of, read_lifecycle
from specie.supply.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from specie.analyses.breaks.shocks.scope import Scope
    from specie.analyses.breaks.shocks.trace import Shock
    from specie.supply.chain import Need
    from specie.supply.lifecycle import Lifecycle, Retirement


@dataclass(frozen=True, slots=True, eq=False)
class InUse:
    """One model at one provider with the initiatives that use it, and what is known of its end."""

    provider: str
    model: str
    initiatives: tuple[str, ...]
    retirement: Retirement | None

    @property
    def ref(self) -> Ref:
        """The model."""
        return Ref("model", f"{self.provider}/{self.model}" if self.provider else self.model, self.model)

    def ends_on(self) -> date | None:
        """Return the announced day from which requests fail; None where none is announced."""
        return None if self.retirement is None else self.retirement.shuts_down


def models_in_use(scope: Scope) -> tuple[InUse, ...]:
    """Models with tokens in the last days, and models that dependencies names and usage does not."""
    live = {one.id for one in scope.live}
    used: dict[tuple[str, str], set[str]] = {}
    seen: set[tuple[str, str]] = set()
    for row in scope.book.select(query("models"), **scope.recent.dates):
        if row["initiative_id"] in live:
            used.setdefault((row["provider"], row["model"]), set()).add(row["initiative_id"])
            seen.add((row["initiative_id"], identify(row["model"]).key))
    for need in scope.chain.needs:
        told = need.layer == "model_developer" and need.model and need.initiative_id in live
        if told and (need.initiative_id, identify(need.model).key) not in seen:
            used.setdefault(("", need.model), set()).add(need.initiative_id)
    known = read_lifecycle(scope.book)
    return tuple(
        InUse(provider, model, tuple(sorted(who)), known.of(provider, model, scope.day))
        for (provider, model), who in sorted(used.items())
    )


def retirement_shocks(scope: Scope, models: tuple[InUse, ...]) -> Iterator[Shock]:
    """Yield the end of every model whose notice is known or can be taken from its provider's past."""
    given = _given(read_lifecycle(scope.book), scope.day)
    who = {one.id: one for one in scope.live}
    for model in models:
        found = notice(scope, model, given)
        if found is not None:
            struck = {name: (who[name], _needs(scope, name, model)) for name in model.initiatives}
            row = model.retirement
            origins = (found.origin, *scope.book.origins("usage"))
            successor = row is not None and bool(row.replacements)
            yield lost_shock(scope, "retired", model.ref, found, struck, origins, successor=successor)


def retirement_gaps(scope: Scope, models: tuple[InUse, ...]) -> Iterator[Gap]:
    """Name the models of which no notice is known."""
    given = _given(read_lifecycle(scope.book), scope.day)
    for model in models:
        if notice(scope, model, given) is None:
            message = say("how long before its end {model} is told of is not known: add it to {table}",
                          model=model.ref, table="retirements")  # fmt: skip
            yield Gap(model.ref, message, "retirements", len(model.initiatives))


def notice(scope: Scope, model: InUse, given: dict[str, Severity]) -> Severity | None:
    """Days until it is shut down: announced, else what its provider gave in the past, most first."""
    row, ends = model.retirement, model.ends_on()
    if row is not None and ends is not None:
        days = float(max(0, (ends - scope.day).days))
        return Severity(
            days, days, days, say("announced: shut down on {day}", day=ends), row.origin, "announced"
        )
    provider = _provider(model)
    return notice_of(scope.facts, provider) or given.get(provider)


def _provider(model: InUse) -> str:
    asked = identify(model.model)
    return provider_of(model.provider) or asked.provider or asked.developer


def _given(known: Lifecycle, day: date) -> dict[str, Severity]:
    """Notice that providers gave, counted from the dates of the table of retirements."""
    return {
        told.provider: Severity(
            float(told.most), told.median, float(told.least),
            say("most, median and least notice of {count} announcements", count=told.announcements),
            told.origins[0], "retirements",
        )
        for told in notices(known.rows, day)
    }  # fmt: skip


def _needs(scope: Scope, initiative: str, model: InUse) -> list[Need]:
    """The rows that name the model, else those of any developer; none where the book has none."""
    own = [need for need in scope.needs(initiative) if need.layer == "model_developer"]
    named = [need for need in own if identify(need.model).key == identify(model.model).key]
    return named or own
