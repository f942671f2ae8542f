"""All that the register knows on the book's date, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.ruler.claims.forecast import Forecast, all_forecasts
from specie.analyses.ruler.claims.growth import Path, paths
from specie.analyses.ruler.claims.own_entries import own_entries, replaced
from specie.analyses.ruler.claims.relations import Stake, deals_of, stakes
from specie.analyses.ruler.claims.rivals import Rivals, rivals
from specie.analyses.ruler.claims.scores import (
    ChanceScore,
    RangeScore,
    chance_scores,
    range_scores,
)
from specie.analyses.ruler.claims.shipped_entries import company_entries, market_entries, ruler_entries
from specie.analyses.ruler.claims.sources import Voices, voices
from specie.analyses.ruler.claims.warning import Warned, all_warnings
from specie.companies.ledger import read_ledger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from specie.analyses.ruler.claims.entry import Entry
    from specie.analyses.ruler.claims.settings import Settings
    from specie.book import Book
    from specie.facts import Facts


@dataclass(frozen=True, slots=True)
class Register:
    """Claims, forecasts and warnings with what checking them gave."""

    as_of: date
    own: tuple[Entry, ...]
    replaced: Mapping[str, str]
    voices: Mapping[str, Voices]
    """Per claim of the user that no later one has replaced."""
    rivals: Sequence[Rivals]
    stakes: Sequence[Stake]
    forecasts: tuple[Forecast, ...]
    chances: Sequence[ChanceScore]
    ranges: Sequence[RangeScore]
    paths: Sequence[Path]
    warnings: tuple[Warned, ...]
    read: int
    """Readings that were compared, shipped ones included."""

    @property
    def current(self) -> tuple[Entry, ...]:
        """The user's claims that no later one has replaced."""
        return tuple(entry for entry in self.own if entry.id not in self.replaced)


def read_register(book: Book, facts: Facts, level: float, seed: int, settings: Settings) -> Register:
    """Read the book and the facts, and compare."""
    ledger = read_ledger(book, facts)
    own = tuple(own_entries(book, settings.stale_days))
    studies = tuple(ruler_entries(facts, book.as_of))
    every = (*own, *studies, *market_entries(facts, book.as_of), *company_entries(ledger))
    warnings = all_warnings(book)
    forecasts = (
        *all_forecasts(book, facts, ledger, settings.stale_days),
        *(w.forecast for w in warnings if w.forecast is not None),
    )
    newer = replaced(own)
    return Register(
        book.as_of,
        own,
        newer,
        _voices(own, newer),
        rivals(every, newer),
        stakes((*own, *studies), ledger.companies, deals_of(book, facts)),
        forecasts,
        chance_scores(forecasts, level, seed),
        range_scores(forecasts, level),
        paths(facts, forecasts),
        warnings,
        len(every),
    )


def _voices(own: Sequence[Entry], newer: Mapping[str, str]) -> dict[str, Voices]:
    topics: dict[tuple[str, ...], list[Entry]] = {}
    for entry in own:
        if entry.id not in newer:
            topics.setdefault(entry.topic, []).append(entry)
    return {
        entry.id: heard
        for entries in topics.values()
        for entry, heard in zip(entries, voices(entries), strict=True)
    }
