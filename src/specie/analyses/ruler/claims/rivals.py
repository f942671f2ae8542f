"""Readings of one statement that cannot all hold: side by side, with how far they lie apart and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.ruler.claims.sources import Voices, agree, voices
from specie.model import Estimate, Grade, Quantity, Ref, Term, exact, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from specie.analyses.ruler.claims.entry import Entry, Words
    from specie.model import Message


@dataclass(frozen=True, slots=True)
class Rivals:
    """The readings of one topic, least first."""

    entries: tuple[Entry, ...]
    voices: Voices

    @property
    def statement(self) -> Words:
        """What they speak of: the topic of the user's own claims, the shipped words otherwise."""
        first = self.entries[0]
        return first.topic[-1] if first.topic[0] == "claims" else first.statement

    @property
    def low(self) -> float:
        """The least figure that anybody prints."""
        return min(figure for entry in self.entries for figure in entry.figures)

    @property
    def high(self) -> float:
        """The greatest figure that anybody prints."""
        return max(figure for entry in self.entries for figure in entry.figures)

    @property
    def factor(self) -> float | None:
        """Greatest over least; None where one of them is not above zero."""
        return self.high / self.low if self.low > 0 else None

    @property
    def own(self) -> bool:
        """One of them is the user's."""
        return any(entry.own for entry in self.entries)

    @property
    def why(self) -> Message | Term:
        """What the readings have in common and what not."""
        if len({entry.definition for entry in self.entries}) > 1:
            return Term("other definitions")
        if len({entry.said_on for entry in self.entries}) > 1:
            return Term("other dates of one source") if self.voices.count == 1 else Term("other sources")
        return Term("other sources") if self.voices.count > 1 else Term("one source, two figures")

    @property
    def estimate(self) -> Estimate | None:
        """How many times the least reading fits into the greatest."""
        if self.factor is None:
            return None
        return exact(
            "rival_spread",
            Ref("statement", " ".join(self.entries[0].topic), self._label),
            "",
            self.factor,
            "x",
            "greatest_over_least",
            tuple(dict.fromkeys(entry.origin for entry in self.entries)),
            grade=Grade.E,
            denominator=say(
                "{readings} readings from {sources} independent sources",
                readings=Quantity(len(self.entries), "count"),
                sources=Quantity(self.voices.count, "count"),
            ),
            assumptions=(say("nothing is averaged: each reading stands under its own definition"),),
        )

    @property
    def _label(self) -> str:
        return self.entries[0].topic[-1] if self.entries[0].topic[0] == "claims" else ""


def rivals(entries: Iterable[Entry], replaced: Collection[str]) -> list[Rivals]:
    """Return the topics with readings that exclude each other: the user's first, then the widest."""
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.figures and not (entry.table == "claims" and entry.id in replaced):
            groups[entry.topic].append(entry)
    found = [
        _rivals(sorted(group, key=lambda e: (e.figures, e.id)))
        for split in groups.values()
        for group in _by_unit(split)
        if _exclusive(group)
    ]
    return sorted(found, key=lambda r: (not r.own, -(r.factor or 0.0), r.entries[0].topic))


def _rivals(entries: Sequence[Entry]) -> Rivals:
    heard = voices(entries)
    return Rivals(tuple(entries), Voices(heard[0].count, max(voice.agreeing for voice in heard)))


def _by_unit(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Figures of other units are no rivals, whatever their topic."""
    units: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        units[entry.unit.casefold()].append(entry)
    yield from units.values()


def _exclusive(entries: Sequence[Entry]) -> bool:
    first, *others = entries
    return any(not agree(first, other) for other in others) or (
        len(others) > 1 and any(not agree(a, b) for a in others for b in others)
    )
