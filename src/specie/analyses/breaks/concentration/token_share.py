"""How an initiative's model money splits between developers: by what its tokens cost at list price."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from specie.analyses.breaks.concentration.suppliers import query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from specie.analyses.breaks.concentration.reliance import Reliance
    from specie.book import Book

_WORD = re.compile(r"[a-z]{3,}")
LAYER = "model_developer"


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of an initiative's tokens by developer, adding up to one; ``priced`` if by list price."""

    shares: Mapping[str, float]
    priced: bool


def token_splits(book: Book, reliances: Iterable[Reliance], since: date, until: date) -> dict[str, Split]:
    """Split the tokens of every initiative that has several developers; none where a model fits no one."""
    candidates: dict[str, list[Reliance]] = {}
    for reliance in reliances:
        if reliance.layer == LAYER:
            candidates.setdefault(reliance.initiative_id, []).append(reliance)
    several = {key: rows for key, rows in candidates.items() if len({r.supplier for r in rows}) > 1}
    if not several:
        return {}
    used: dict[str, list[dict[str, Any]]] = {}
    for row in book.select(query("usage"), since=since, until=until):
        used.setdefault(row["initiative_id"], []).append(row)
    found = {key: _split(rows, used[key]) for key, rows in several.items() if key in used}
    return {key: split for key, split in found.items() if split is not None}


def developer_of(provider: str, model: str, candidates: Iterable[Reliance]) -> str | None:
    """Name the one candidate whose id or model names share a word with the model used; None if not one."""
    words = set(_WORD.findall(f"{provider} {model}".casefold()))
    exact = {r.supplier for r in candidates if r.model and r.model.casefold() == model.casefold()}
    if len(exact) == 1:
        return exact.pop()
    own = {r.supplier: set(_WORD.findall(f"{r.supplier} {r.model}".casefold())) for r in candidates}
    common = set.intersection(*own.values()) if own else set()
    fitting = [supplier for supplier, theirs in own.items() if words & (theirs - common)]
    return fitting[0] if len(fitting) == 1 else None


def _split(candidates: list[Reliance], rows: list[dict[str, Any]]) -> Split | None:
    owners = [developer_of(row["provider"], row["model"], candidates) for row in rows]
    prices = [_price(row) for row in rows]
    priced = all(price is not None for price in prices)
    tokens = [row["input_tokens"] + row["output_tokens"] for row in rows]
    weights = [price or 0.0 for price in prices] if priced else [float(count) for count in tokens]
    total = sum(weights)
    if total <= 0 or None in owners:
        return None
    shares: dict[str, float] = {}
    for owner, weight in zip(owners, weights, strict=True):
        shares[str(owner)] = shares.get(str(owner), 0.0) + weight / total
    return Split(shares, priced)


def _price(row: dict[str, Any]) -> float | None:
    """List price of a month's tokens; unit prices are linear, so a month is priced in one go."""
    million = tuple(_unit_prices(row["provider"], row["model"], row["month"]) or ())
    if not million:
        return None
    fresh = max(row["input_tokens"] - row["cached_tokens"], 0)
    amounts = (fresh, row["cached_tokens"], row["output_tokens"])
    return sum(price * count for price, count in zip(million, amounts, strict=True)) / 1e6


@cache
def _unit_prices(provider: str, model: str, month: date) -> tuple[float, float, float] | None:
    """List prices of a million fresh, cached and output tokens in the middle of a month."""
    from genai_prices import Usage, calc_price

    when = datetime(month.year, month.month, 15, tzinfo=UTC)
    count = 1_000_000
    uses = (
        Usage(input_tokens=count),
        Usage(input_tokens=count, cache_read_tokens=count),
        Usage(input_tokens=0, output_tokens=count),
    )
    try:
        found = [
            calc_price(use, model_ref=model, provider_id=provider, genai_request_timestamp=when)
            for use in uses
        ]
    except LookupError:
        return None
    fresh, cached, output = (float(price.total_price) for price in found)
    return fresh, cached, output
