"""The use of the last twelve months at the list prices of its days, and with other models on two days."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.money import Range
from specie.model import Ref, say
from specie.supply.gap import Gap
from specie.supply.lifecycle import provider_of
from specie.supply.list_price import find_price, next_change
from specie.supply.tokens import history, read_tokens, reprice, undated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from specie.analyses.breaks.shocks.models import InUse
    from specie.analyses.breaks.shocks.scope import Scope
    from specie.supply.chain import Initiative
    from specie.supply.list_price import ListPrice
    from specie.supply.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Offer:
    """One model for one initiative: the same use at its prices on two days; None where there is no price."""

    model: Ref
    own: bool
    """Whether the initiative uses it already."""
    today: Range | None
    later: Range | None


@dataclass(frozen=True, slots=True)
class Repriced:
    """One initiative: its year at the list prices of its days, and what others would cost."""

    initiative: Initiative
    past: Range | None
    """None where some of its use has no price."""
    tokens: float
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Alternatives:
    """Every initiative with tokens; ``later`` is the second day."""

    today: date
    later: date
    rows: tuple[Repriced, ...]
    changing: tuple[ListPrice, ...]
    """Models in use whose list price changes between the two days."""
    gaps: tuple[Gap, ...]


def read_alternatives(scope: Scope, models: Sequence[InUse]) -> Alternatives:
    """Price the year of every initiative with the models it uses, its substitutes and your list."""
    own = {m: find_price(m.provider, m.model) for m in models if m.provider}
    asked = {pair: find_price(*pair) for pair in scope.settings.alternatives}
    others = tuple(dict.fromkeys(p for p in (*own.values(), *asked.values()) if p is not None))
    tokens = read_tokens(scope.book, scope.outlay.year, others)
    today, later = scope.day, _second_day(others, scope.day)
    past = history(tokens)
    costs = [reprice(tokens, others, day, scope.settings.spread) for day in (today, later)]
    rate = tokens.usd
    rows: list[Repriced] = []
    for initiative in scope.live:
        uses = [k for k, use in enumerate(tokens.uses) if use.initiative_id == initiative.id]
        if uses and rate is not None:
            wanted = _wanted(scope, initiative, own, [p for p in asked.values() if p is not None])
            offers = tuple(
                Offer(_ref(price), mine, *(_sum(cost[uses, others.index(price)], rate) for cost in costs))
                for price, mine in wanted.items()
            )
            counted = float(tokens.totals()[uses].sum())
            rows.append(Repriced(initiative, _sum(past[uses], rate), counted, offers))
    mine = tuple(dict.fromkeys(p for p in own.values() if p is not None))
    changing = tuple(price for price in mine if price.at(today) != price.at(later))
    return Alternatives(
        today, later, tuple(rows), changing, (*tokens.gaps, *undated(tokens, past), *_gaps(scope, tokens))
    )


def _second_day(prices: Sequence[ListPrice], day: date) -> date:
    """The next day on which a price changes within a year, else a year later."""
    year = day + timedelta(days=365)
    change = next_change(prices, day)
    return change if change is not None and change <= year else year


def _wanted(
    scope: Scope, initiative: Initiative, own: dict[InUse, ListPrice | None], asked: Sequence[ListPrice]
) -> dict[ListPrice, bool]:
    """Its own models, then models in use of the suppliers named as its substitutes, then the user's list."""
    mine = [p for m, p in own.items() if p is not None and initiative.id in m.initiatives]
    named = {need.substitute for need in scope.needs(initiative.id) if need.substitute}
    providers = {_provider(scope, supplier) for supplier in named}
    theirs = [p for m, p in own.items() if p is not None and provider_of(m.provider) in providers]
    return {**dict.fromkeys((*theirs, *asked), False), **dict.fromkeys(mine, True)}


def _provider(scope: Scope, supplier: str) -> str:
    return provider_of(supplier) or provider_of(scope.chain.suppliers.label(supplier)) or supplier


def _ref(price: ListPrice) -> Ref:
    return Ref("model", f"{price.provider}/{price.model}", price.model)


def _sum(costs: np.ndarray, rate: float) -> Range | None:
    """Add up the uses of an initiative; None where one of them has no price."""
    low, point, high = (float(end) * rate for end in costs.sum(axis=0))
    return None if math.isnan(low) else Range(low, point, high)


def _gaps(scope: Scope, tokens: Tokens) -> Iterator[Gap]:
    for pair in scope.settings.alternatives:
        if find_price(*pair) is None:
            model = Ref("model", "/".join(pair), pair[1])
            message = say("{model} of {provider}, named in {param}, is not in the price list", model=model,
                          provider=pair[0], param="alternatives")  # fmt: skip
            yield Gap(model, message, "alternatives")
    if not tokens.uses:
        message = say("prices of models are not assessed: add {table}", table="usage")
        yield Gap(Ref("portfolio", "all"), message, "usage")
