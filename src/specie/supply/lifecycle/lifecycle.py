"""The door of the room: which retirement, if any, holds for a model at a provider on a day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from specie.supply.lifecycle.identity import FULL_DATE, identify, provider_of
from specie.supply.lifecycle.own import TABLE, own_retirements
from specie.supply.lifecycle.retirement import Match, Retirement
from specie.supply.lifecycle.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specie.book import Book
    from specie.supply.lifecycle.identity import ModelId


@dataclass(frozen=True, slots=True, eq=False)
class Lifecycle:
    """Retirements by provider and model; the user's own rows win over shipped ones."""

    rows: tuple[Retirement, ...]
    by_model: Mapping[tuple[str, str], tuple[Retirement, ...]] = field(repr=False)
    by_alias: Mapping[tuple[str, str], tuple[Retirement, ...]] = field(repr=False)

    def of(self, provider: str, model: str, on: date) -> Retirement | None:
        """Return the retirement of a model as it is known on a day; None where nothing is known of it.

        ``provider`` is who serves the model: an id or any of its usual names; where it is empty or not a
        provider that is known, the model's own writing says who serves it (``us.anthropic.…`` is Amazon
        Bedrock), else whoever made it. A host sets its own dates: that the developer retires a model says
        nothing of Bedrock, Vertex AI or Azure, see :meth:`elsewhere`.
        """
        asked = identify(model)
        for server in _servers(provider, asked):
            found = self._at(server, asked, on)
            if found is not None:
                return found
        return None

    def elsewhere(self, model: str, on: date) -> tuple[Retirement, ...]:
        """Return what every provider says of a model, by provider; for where the one in use says nothing."""
        asked = identify(model)
        servers = dict.fromkeys(row.provider for row in self.rows)
        found = (self._at(server, asked, on) for server in servers)
        return tuple(row for row in found if row is not None)

    def knows(self, model: str) -> bool:
        """Tell whether any row names the model, at whichever provider and day."""
        return bool(self.elsewhere(model, date.max))

    def read_on(self, provider: str) -> date | None:
        """Return the newest day on which a provider's retirements were read; None where it has no rows."""
        server = provider_of(provider) or provider.strip().casefold()
        days = [row.origin.as_of for row in self.rows if row.provider == server]
        return max((day for day in days if day is not None), default=None)

    def _at(self, provider: str, asked: ModelId, on: date) -> Retirement | None:
        ways = [(self.by_model, asked.key, Match.EXACT), (self.by_alias, asked.key, Match.ALIAS)]
        if FULL_DATE.search(asked.key):
            ways.append((self.by_model, FULL_DATE.sub("", asked.key), Match.SNAPSHOT))
        for index, key, match in ways:
            known = [row for row in index.get((provider, key), ()) if row.known_on(on)]
            if known:
                return replace(known[0], match=Match.TUNED if asked.tuned else match)
        return None


def read_lifecycle(book: Book | None = None) -> Lifecycle:
    """Return the shipped retirements, and the user's own where a book is given and has any."""
    own = own_retirements(book) if book is not None and book.has(TABLE) else ()
    return _indexed(own)


@lru_cache(maxsize=8)
def _indexed(own: tuple[Retirement, ...]) -> Lifecycle:
    rows = (*own, *shipped())
    return Lifecycle(
        rows,
        _index((row, [row.model]) for row in rows),
        _index((row, row.aliases) for row in rows),
    )


def _index(
    named: Iterable[tuple[Retirement, Iterable[str]]],
) -> dict[tuple[str, str], tuple[Retirement, ...]]:
    """Rows by provider and comparable name, the user's own first, then the latest copy."""
    found: dict[tuple[str, str], list[Retirement]] = {}
    for row, names in named:
        for name in names:
            found.setdefault((row.provider, identify(name).key), []).append(row)
    return {key: tuple(sorted(rows, key=_order)) for key, rows in found.items()}


def _order(row: Retirement) -> tuple[bool, int]:
    as_of = row.origin.as_of
    return not row.own, -(as_of.toordinal() if as_of else 0)


def _servers(provider: str, asked: ModelId) -> tuple[str, ...]:
    """Who may serve the model: what the caller says, what the writing says, whoever made it."""
    said = provider_of(provider)
    if said:
        return (asked.provider,) if said == "google" and asked.provider == "vertex" else (said,)
    word = provider.strip().casefold()
    return tuple(dict.fromkeys(name for name in (word, asked.provider or asked.developer) if name))
