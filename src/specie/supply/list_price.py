"""The list price of one model: by day, by time of day, by length of context, by kind of token."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from specie.supply.price_list import matches, price_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_COMPACT = re.compile(r"-(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=-|:|$)")
"""A day without hyphens in the name of a model: some exports write it so."""
Bounds: TypeAlias = tuple[float, float, float]
"""Lowest, mean and highest over what is not known: the hour of the day, the length of a request."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Dollars for a million tokens of one kind.

    ``tiers`` are (start, price), each for all tokens of a request whose input is longer than the start.
    """

    base: float
    tiers: tuple[tuple[int, float], ...] = ()

    def bounds(self, length: float | None) -> Bounds:
        """Return the price for a request of so many input tokens; that of every tier where none is known."""
        if length is None:
            every = (self.base, *(price for _, price in self.tiers))
            return min(every), self.base, max(every)
        above = [price for start, price in self.tiers if length > start]
        price = above[-1] if above else self.base
        return price, price, price


@dataclass(frozen=True, slots=True)
class Step:
    """Prices that hold always, from a day, or between two hours of the day (UTC)."""

    since: date | None
    hours: tuple[float, float] | None
    rates: tuple[Rate, Rate, Rate]
    """Fresh input, cached input, output."""

    def holds(self, day: date, hour: float) -> bool:
        """Tell whether it holds on a day at an hour."""
        if self.since is not None:
            return day >= self.since
        if self.hours is None:
            return True
        start, end = self.hours
        return hour >= start or hour < end if end < start else start <= hour < end


@dataclass(frozen=True, slots=True)
class ListPrice:
    """What a provider lists for a model, in dollars for a million tokens; the last step that holds counts."""

    provider: str
    model: str
    steps: tuple[Step, ...]
    context_window: int | None
    deprecated: bool

    @property
    def starts(self) -> tuple[date, ...]:
        """Days on which prices change."""
        return tuple(sorted({step.since for step in self.steps if step.since is not None}))

    @property
    def thresholds(self) -> tuple[int, ...]:
        """Lengths of input above which another price applies."""
        return tuple(sorted({t for step in self.steps for rate in step.rates for t, _ in rate.tiers}))

    def at(self, day: date, length: float | None = 0.0) -> tuple[Bounds, Bounds, Bounds] | None:
        """Return fresh, cached and output price on a day; None where no price holds on that day.

        ``length`` is the input of a request in tokens. Where it is None the bounds span every tier.
        """
        pieces = [(share, step) for share, step in self._pieces(day) if step is not None]
        if len(pieces) < len(self._edges) - 1:
            return None
        fresh, cached, output = (
            _over_day([(share, step.rates[kind].bounds(length)) for share, step in pieces])
            for kind in range(3)
        )
        return fresh, cached, output

    @property
    def _edges(self) -> list[float]:
        """Hours of the day between which nothing changes."""
        return sorted({0.0, 24.0, *(edge for step in self.steps for edge in step.hours or ())})

    def _pieces(self, day: date) -> Iterator[tuple[float, Step | None]]:
        """Yield the parts of a day, as shares of it, with what holds then."""
        for start, end in pairwise(self._edges):
            holding = (step for step in reversed(self.steps) if step.holds(day, start))
            yield (end - start) / 24, next(holding, None)


def _over_day(parts: list[tuple[float, Bounds]]) -> Bounds:
    low, high = min(b[0] for _, b in parts), max(b[2] for _, b in parts)
    mean = sum(share * b[1] for share, b in parts)
    return low, min(max(mean, low), high), high


@cache
def find_price(provider: str, model: str) -> ListPrice | None:
    """Return the list price of a model as its provider names it; None where the list does not have it.

    A provider that resells another's models has the other's price where it lists none of its own.
    """
    seller = _provider(provider)
    if seller is None or not model.strip():
        return None
    sellers = (seller, *(_by_id()[name] for name in seller["fallback"] if name in _by_id()))
    names = dict.fromkeys((model.lower(), _COMPACT.sub(r"-\1-\2-\3", model.lower())))
    found = (m for name in names for s in sellers for m in s["models"] if matches(m[1], name))
    first = next(found, None)
    return None if first is None else _list_price(str(seller["id"]), first)


def listed_models(provider: str) -> tuple[str, ...]:
    """Return the ids of the models a provider lists with token prices."""
    seller = _provider(provider)
    models: list[Any] = [] if seller is None else seller["models"]
    return tuple(str(model[0]) for model in models if _list_price(provider, model) is not None)


def source() -> str:
    """Where the prices come from."""
    return str(price_list()["source"])


def next_change(prices: Iterable[ListPrice], day: date) -> date | None:
    """Return the first day after a day on which any of some prices changes; None where none is listed."""
    starts = sorted({start for price in prices for start in price.starts})
    after = bisect_right(starts, day)
    return starts[after] if after < len(starts) else None


@cache
def _by_id() -> Mapping[str, Any]:
    return {provider["id"]: provider for provider in price_list()["providers"]}


def _provider(name: str) -> Any:
    plain = name.lower().strip()
    found = _by_id().get(plain)
    return found or next((p for p in _by_id().values() if matches(p["match"], plain)), None)


def _list_price(provider: str, model: list[Any]) -> ListPrice | None:
    """Make the price of a model; None where it is not sold by the token."""
    name, _, window, deprecated, rows = model
    steps = tuple(_step(row) for row in rows if row[1] is not None and row[3] is not None)
    if not steps or len(steps) < len(rows):
        return None
    return ListPrice(provider, str(name), steps, window, bool(deprecated))


def _step(row: list[Any]) -> Step:
    when, fresh, cached, output = row
    since = date.fromisoformat(when) if isinstance(when, str) else None
    hours = (float(when[0]), float(when[1])) if isinstance(when, list) else None
    dear = _rate(fresh)
    return Step(since, hours, (dear, dear if cached is None else _rate(cached), _rate(output)))


def _rate(value: Any) -> Rate:
    if isinstance(value, list):
        base, tiers = value
        return Rate(float(base), tuple((int(start), float(price)) for start, price in tiers))
    return Rate(float(value))
