"""What the same use costs on the substitute, at list prices of two days."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.money import Range
from specie.supply.lifecycle import provider_of
from specie.supply.list_price import find_price, next_change
from specie.supply.tokens import history, read_tokens, reprice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from specie.analyses.breaks.exit.plan import Move, Plan
    from specie.analyses.breaks.exit.settings import Settings
    from specie.book import Book
    from specie.model import Window
    from specie.supply.chain import Chain
    from specie.supply.gap import Gap
    from specie.supply.list_price import ListPrice
    from specie.supply.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Offer:
    """One model of the substitute for one initiative; None where it has no price on that day."""

    supplier: str
    move: Move
    price: ListPrice
    own: Range | None
    """The year at the list prices of its days."""
    today: Range | None
    later: Range | None


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """Prices of two days; ``unknown`` are substitutes that are nobody the book or the price list knows."""

    today: date
    later: date
    offers: tuple[Offer, ...]
    unknown: tuple[tuple[Move, str], ...]
    untold: tuple[Move, ...]
    """Moves whose substitute is known while nobody told a model of it and none is in use."""
    gaps: tuple[Gap, ...]

    def of(self, supplier: str) -> tuple[Offer, ...]:
        """Offers for leaving one supplier."""
        return tuple(offer for offer in self.offers if offer.supplier == supplier)


def read_running(
    book: Book, chain: Chain, plans: Sequence[Plan], year: Window, settings: Settings
) -> Running:
    """Price every move that has tokens and a named substitute with the models of that substitute."""
    wanted: list[tuple[str, Move, tuple[ListPrice, ...]]] = []
    unknown: list[tuple[Move, str]] = []
    untold: list[Move] = []
    used = _in_use(book, year)
    for plan in plans:
        for move in plan.moves:
            name = move.deepest.substitute
            if not move.deepest.elsewhere or name is None:
                continue
            found = _models(chain, name, used)
            if found is None:
                unknown.append((move, name))
            elif found:
                wanted.append((plan.supplier, move, found))
            else:
                untold.append(move)
    prices = tuple(dict.fromkeys(price for _, _, found in wanted for price in found))
    later = settings.other_day or _other_day(prices, book.as_of)
    if not prices:
        return Running(book.as_of, later, (), tuple(unknown), tuple(untold), ())
    tokens = read_tokens(book, year, prices)
    offers = tuple(_offers(tokens, wanted, prices, (book.as_of, later), settings.spread))
    return Running(book.as_of, later, offers, tuple(unknown), tuple(untold), tokens.gaps)


def _offers(
    tokens: Tokens, wanted: Sequence[tuple[str, Move, tuple[ListPrice, ...]]],
    prices: tuple[ListPrice, ...], days: tuple[date, date], spread: float,
) -> Iterator[Offer]:  # fmt: skip
    if tokens.usd is None:
        return
    past = history(tokens)
    costs = [reprice(tokens, prices, day, spread) for day in days]
    for supplier, move, found in wanted:
        uses = [k for k, use in enumerate(tokens.uses) if use.initiative_id == move.initiative.id]
        if not uses:
            continue
        own = _sum(past[uses], tokens.usd)
        for price in found:
            column = prices.index(price)
            today, later = (_sum(cost[uses, column], tokens.usd) for cost in costs)
            yield Offer(supplier, move, price, own, today, later)


def _in_use(book: Book, year: Window) -> dict[str, set[ListPrice]]:
    """Models in use with a price, by provider."""
    rows = book.select(
        "SELECT DISTINCT provider, model FROM usage WHERE date BETWEEN $start AND $end AND model IS NOT NULL"
        " AND coalesce(input_tokens, 0) + coalesce(output_tokens, 0) > 0",
        **year.dates,
    )
    found: dict[str, set[ListPrice]] = {}
    for row in rows:
        price = find_price(row["provider"], row["model"])
        if price is not None:
            found.setdefault(provider_of(row["provider"]) or row["provider"], set()).add(price)
    return found


def _models(chain: Chain, name: str, used: dict[str, set[ListPrice]]) -> tuple[ListPrice, ...] | None:
    """The model named as provider/model, else models in use of the substitute; None where nobody knows it."""
    provider, _, model = name.partition("/")
    if model:
        price = find_price(provider, model)
        return None if price is None else (price,)
    known = provider_of(name) or provider_of(chain.suppliers.label(name))
    if not known:
        return () if name in chain.suppliers.labels else None
    return tuple(sorted(used.get(known, ()), key=lambda p: (p.provider, p.model)))


def _other_day(prices: Sequence[ListPrice], today: date) -> date:
    """The next announced change within a year, else the same day a year before: what prices did."""
    change = next_change(prices, today)
    year = timedelta(days=365)
    return change if change is not None and change <= today + year else today - year


def _sum(costs: np.ndarray, rate: float) -> Range | None:
    low, point, high = (float(end) * rate for end in costs.sum(axis=0))
    return None if math.isnan(low + high) else Range(low, None if math.isnan(point) else point, high)


def over_models(ranges: Sequence[Range | None]) -> Range | None:
    """From the least to the greatest over models; no point, because nobody said which it would be."""
    known = [r for r in ranges if r is not None]
    if not known or len(known) < len(ranges):
        return None
    if len(known) == 1:
        return known[0]
    return Range(min(r.low for r in known), None, max(r.high for r in known))
