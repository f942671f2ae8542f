"""How an initiative's model money splits between developers: by what its tokens cost at list price."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Window
from specie.supply.tokens import history, read_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from specie.analyses.breaks.concentration.reliance import Reliance
    from specie.book import Book
    from specie.supply.tokens import Use

_WORD = re.compile(r"[a-z]{3,}")
LAYER = "model_developer"


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of an initiative's tokens by developer, adding up to one; ``priced`` if by list price."""

    shares: Mapping[str, float]
    priced: bool


@dataclass(frozen=True, slots=True)
class _Used:
    """One model that an initiative used: its cost at the list prices of the days, NaN where it has none."""

    use: Use
    cost: float
    count: float


def token_splits(book: Book, reliances: Iterable[Reliance], since: date, until: date) -> dict[str, Split]:
    """Split the tokens of every initiative that has several developers; none where a model fits no one."""
    candidates: dict[str, list[Reliance]] = {}
    for reliance in reliances:
        if reliance.layer == LAYER:
            candidates.setdefault(reliance.initiative_id, []).append(reliance)
    several = {key: rows for key, rows in candidates.items() if len({r.supplier for r in rows}) > 1}
    if not several:
        return {}
    tokens = read_tokens(book, Window(since, until))
    costs, counts = history(tokens)[:, 1], tokens.totals().sum(axis=1)
    used: dict[str, list[_Used]] = {}
    for use, cost, count in zip(tokens.uses, costs.tolist(), counts.tolist(), strict=True):
        if use.initiative_id is not None and use.model:
            used.setdefault(use.initiative_id, []).append(_Used(use, cost, count))
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


def _split(candidates: list[Reliance], rows: list[_Used]) -> Split | None:
    owners = [developer_of(row.use.provider, row.use.model, candidates) for row in rows]
    priced = not any(math.isnan(row.cost) for row in rows)
    weights = [row.cost if priced else row.count for row in rows]
    total = sum(weights)
    if total <= 0 or None in owners:
        return None
    shares: dict[str, float] = {}
    for owner, weight in zip(owners, weights, strict=True):
        shares[str(owner)] = shares.get(str(owner), 0.0) + weight / total
    return Split(shares, priced)
