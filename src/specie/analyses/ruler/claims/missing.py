"""What a claim leaves out that decides what its figure means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.claims.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

RATIOS = frozenset({"fraction", "x"})
"""Units that mean nothing without a base."""


def missing(entry: Entry) -> tuple[str, ...]:
    """Name the empty columns of a claim with a figure; the names are those of the table."""
    return tuple(_missing(entry)) if entry.figures else ()


def _missing(entry: Entry) -> Iterator[str]:
    if not entry.unit:
        yield "unit"
    if entry.unit.casefold() in RATIOS:
        if not entry.numerator:
            yield "numerator"
        if not entry.denominator:
            yield "denominator"
    if not entry.definition:
        yield "definition"
    if entry.window_months is None:
        yield "window_months"
    if not entry.sample:
        yield "sample_size"
