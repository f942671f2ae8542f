"""Which delimiter a CSV file uses, and where its header is."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import dropwhile
from typing import TYPE_CHECKING

from specie.book.headers import plain_name

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Delimiter, the header's cells, and how many lines come before it (``sep=;``)."""

    delimiter: str
    header: tuple[str, ...]
    lines_before: int = 0


def find_dialect(lines: Sequence[str], known: Sequence[str]) -> Dialect | None:
    """Choose the delimiter that makes most of the header's names known, then most names; None if empty."""
    before = 1 if lines and lines[0].lower().startswith("sep=") else 0
    rest = list(dropwhile(lambda line: not line.strip(), lines[before:]))
    if not rest:
        return None
    headers = {mark: _header(rest, mark) for mark in DELIMITERS}
    names = {plain_name(name) for name in known}
    best = max(DELIMITERS, key=lambda d: (sum(plain_name(n) in names for n in headers[d]), len(headers[d])))
    return Dialect(best, headers[best], before)


def _header(lines: Sequence[str], delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader(lines, delimiter=delimiter)))
    except (csv.Error, StopIteration):
        return ()
