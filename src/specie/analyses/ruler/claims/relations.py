"""Who has a stake in what he speaks of: the speaker itself, its money, its customers and its suppliers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from specie.analyses.ruler.claims.queries import origin_of, rows
from specie.model import Message, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from specie.analyses.ruler.claims.entry import Entry
    from specie.book import Book
    from specie.companies.record import Company
    from specie.facts import Facts
    from specie.model import Origin

STANDING = ("closed", "committed")
"""Deals that bind; rumours, letters of intent and what has lapsed are no stake."""
IN_BRACKETS = re.compile(r"\s*\(.*\)")


@dataclass(frozen=True, slots=True)
class Deal:
    """Money or a duty between two companies."""

    giver: str
    taker: str
    instrument: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Stake:
    """Why a speaker is no bystander to a subject."""

    entry: Entry
    speaker: Company
    subject: Company
    reason: Message
    origins: tuple[Origin, ...]


def deals_of(book: Book, facts: Facts) -> tuple[Deal, ...]:
    """Return the deals that bind, shipped and the user's own."""
    shipped = [
        Deal(fact.text("from_id"), fact.text("to_id"), fact.text("instrument"), fact.origin)
        for fact in facts.rows("deals")
        if fact["status"] in STANDING
    ]
    own = [
        Deal(row["from_id"], row["to_id"], row["instrument"], origin_of(row))
        for row in rows(book, "deals")
        if row["status"] in STANDING
    ]
    return (*shipped, *own)


def stakes(
    entries: Iterable[Entry], companies: Mapping[str, Company], deals: Iterable[Deal]
) -> tuple[Stake, ...]:
    """Return every claim whose speaker has a stake in its subject."""
    between: dict[frozenset[str], list[Deal]] = {}
    for deal in deals:
        between.setdefault(frozenset((deal.giver, deal.taker)), []).append(deal)
    return tuple(stake for entry in entries for stake in _stakes_of(entry, companies, between))


def _stakes_of(
    entry: Entry, companies: Mapping[str, Company], between: Mapping[frozenset[str], list[Deal]]
) -> Iterator[Stake]:
    subjects = _subjects(entry, companies)
    if not subjects:
        return
    for speaker in named(entry.original or entry.publisher, companies):
        for subject in subjects:
            if speaker == subject:
                reason = say("{speaker} speaks of itself", speaker=companies[speaker].ref)
                yield Stake(entry, companies[speaker], companies[subject], reason, (entry.origin,))
            for reason, origins in _reasons(
                companies[speaker], companies[subject], between.get(frozenset((speaker, subject)), [])
            ):
                yield Stake(entry, companies[speaker], companies[subject], reason, origins)


def _subjects(entry: Entry, companies: Mapping[str, Company]) -> tuple[str, ...]:
    if entry.company:
        return (entry.company,) if entry.company in companies else ()
    texts = (entry.statement, entry.definition, entry.numerator)
    words = " ".join(_plain(text) for text in texts)
    return named(words, companies)


def _plain(text: object) -> str:
    if isinstance(text, Message):
        return text.template
    return text if isinstance(text, str) else ""


def named(text: str, companies: Mapping[str, Company]) -> tuple[str, ...]:
    """Return the companies that a text names as whole words, spelt as they spell themselves."""
    spelt = {IN_BRACKETS.sub("", company.name): id_ for id_, company in companies.items()}
    found = (spelt[match[0]] for match in _any_of(tuple(spelt)).finditer(text))
    return tuple(dict.fromkeys(found))


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """The longest name first, so that a division is not taken for its owner."""
    longest = sorted(filter(None, names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _reasons(
    speaker: Company, subject: Company, deals: Iterable[Deal]
) -> Iterator[tuple[Message, tuple[Origin, ...]]]:
    """Yield one reason per direction and instrument, with the deals behind it."""
    kinds: dict[tuple[bool, str], list[Origin]] = {}
    for deal in deals:
        if deal.giver != deal.taker:
            kinds.setdefault((deal.giver == speaker.id, deal.instrument), []).append(deal.origin)
    for (gives, instrument), origins in sorted(kinds.items()):
        giver, taker = (speaker, subject) if gives else (subject, speaker)
        reason = say(
            "{giver} gives money to {taker}: {instrument}",
            giver=giver.ref,
            taker=taker.ref,
            instrument=Term(instrument),
        )
        yield reason, tuple(origins)
