"""How many independent sources speak of one thing: relays, and one speaker heard twice, count once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specie.analyses.ruler.claims.entry import Entry

SAME = 0.02
"""Two figures this near, relative to the greater one, are one figure and its rounding."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Independent sources of one topic, and how many of them agree on one figure."""

    count: int
    agreeing: int


def voices(entries: Sequence[Entry]) -> tuple[Voices, ...]:
    """Count, for each reading of one topic, the sources that share neither speaker, original nor document."""
    groups = _groups(entries)
    return tuple(Voices(len(groups), _agreeing(entry, groups)) for entry in entries)


def _groups(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Put entries together that share a mark, directly or through others."""
    groups: list[tuple[set[str], list[Entry]]] = []
    for entry in entries:
        marks, members = set(_marks(entry)), [entry]
        for group in [group for group in groups if group[0] & marks]:
            groups.remove(group)
            marks |= group[0]
            members = [*group[1], *members]
        groups.append((marks, members))
    return [members for _, members in groups]


def _marks(entry: Entry) -> Iterable[str]:
    """Whose figure it is; a relay stands for the source that it passes on, not for itself."""
    yield f"who:{(entry.original or entry.publisher).casefold().strip()}"
    if "://" in entry.document:
        yield f"document:{entry.document}"


def _agreeing(entry: Entry, groups: Sequence[Sequence[Entry]]) -> int:
    return sum(any(agree(entry, other) for other in group) for group in groups)


def agree(one: Entry, other: Entry) -> bool:
    """Tell whether two readings can both hold, rounding allowed; without a figure one agrees with none."""
    if not one.figures or not other.figures:
        return one is other
    (low, high), (least, most) = one.possible, other.possible
    slack = SAME * max(abs(figure) for figure in (*one.figures, *other.figures))
    return low <= most + slack and least <= high + slack
