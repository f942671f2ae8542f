"""Records of a CSV file, one by one, going on after a broken quote."""

from __future__ import annotations

import csv
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 500
"""Lines that one record may span; a quote still open after that was never closed."""


class Record(NamedTuple):
    """Row number (the header is row 1), cells, and the start of the line when its quotes are broken."""

    row: int
    cells: list[str]
    broken: str = ""


class _Lines:
    """Lines that can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._back: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LONGEST:
            raise csv.Error("a record without an end")
        line = self._back.popleft() if self._back else next(self._lines)
        self.taken.append(line)
        return line

    def give_back(self, lines: list[str]) -> None:
        self._back.extendleft(reversed(lines))


def records_of(text: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Yield every record, blank ones too; a record with broken quotes is its first line alone."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    row = 0
    while True:
        lines.taken = []
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            first, rest = lines.taken[0], lines.taken[1:]
            lines.give_back(rest)
            reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
            yield Record(row, [], first.strip()[:80] or "?")
        else:
            yield Record(row, cells)
