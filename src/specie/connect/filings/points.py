"""What stood on a day: one tag, or several added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.connect.filings.total import Total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.connect.filings.concepts import Way
    from specie.connect.filings.fact import Period, Settled


@dataclass(frozen=True, slots=True)
class Stood:
    """A balance and the tags it was added up from."""

    total: Total
    tags: tuple[str, ...]


def standing(way: Way, settled: Mapping[str, Mapping[Period, Settled]]) -> Iterator[Stood]:
    """Yield the balance of every day on which each tag of the sum is there."""
    days = set(settled[way.total[0]]).intersection(*(settled[tag] for tag in way.total[1:]))
    for day in sorted(period for period in days if period.start is None):
        tags = (*way.total, *(tag for tag in way.also if day in settled[tag]))
        yield Stood(Total(day, tuple((1, settled[tag][day]) for tag in tags)), tags)
