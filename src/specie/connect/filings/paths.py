"""Stretches of time put together from stated ones that follow each other without a gap."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specie.connect.filings.fact import Period
from specie.connect.filings.total import Total, added, stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from specie.connect.filings.fact import Settled

PIECES = 4
"""A year has four quarters: more pieces are never needed."""


class Timeline:
    """Stated figures of one tag by the day they start on."""

    def __init__(self, settled: Mapping[Period, Settled]) -> None:
        self.settled = {period: held for period, held in settled.items() if period.start and period.kind}
        self.starting: defaultdict[date, list[Period]] = defaultdict(list)
        for period in sorted(self.settled):
            assert period.start is not None
            self.starting[period.start].append(period)

    def without(self, left_out: set[Period]) -> Timeline:
        """The same without some figures."""
        return Timeline({period: held for period, held in self.settled.items() if period not in left_out})

    def of_kind(self, kind: str) -> Iterator[Period]:
        """Yield the stated periods of one length, the oldest first."""
        return (period for period in sorted(self.settled) if period.kind == kind)

    def total(self, start: date, end: date, *, whole: bool = True) -> Total | None:
        """Add up the fewest figures that fill a stretch; ``whole`` allows one that is the stretch itself."""
        found = self._path(start, end, PIECES, whole=whole)
        parts = [stated(self.settled[period]) for period in found or ()]
        return added(Period(start, end), parts) if parts else None

    def _path(self, start: date, end: date, pieces: int, *, whole: bool) -> tuple[Period, ...] | None:
        best: tuple[Period, ...] | None = None
        for period in reversed(self.starting.get(start, ())):
            if period.end == end and whole:
                return (period,)
            if period.end >= end or pieces <= 1:
                continue
            rest = self._path(period.after, end, pieces - 1, whole=True)
            if rest is not None and (best is None or len(rest) + 1 < len(best)):
                best = (period, *rest)
        return best
