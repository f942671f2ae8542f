"""So many times nobody knows what: eight times as efficient as before, valued at 40 times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import say
from specie.text.rules.patterns import matches, search
from specie.text.rules.verdict import warns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


def _part(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return the part of a sentence between semicolons around a match."""
    first, last = reading.shape.sentence(start)
    text = reading.shape.text
    before = max(text.rfind(mark, first, start) for mark in ";；")
    behind = [at for mark in ";；" if (at := text.find(mark, end, last)) >= 0]
    return max(first, before + 1), min(behind, default=last)


def multiple(reading: Reading) -> Iterator[Outcome]:
    """Fire where a gain is told as a multiple of the past, or a price as a multiple of no named figure.

    Abstains where the sentence or the one before it names a revenue, a profit or another basis, holds two
    values that the multiple compares, a date, a length of time, a sample or a test.
    """
    judged: set[Claim] = set()
    for name in ("ruler.gain", "ruler.price"):
        for match in matches(reading.shape, name):
            claim = match["multiple"]
            start, end = _part(reading, match.start, match.end)
            before = reading.shape.before(start) if name == "ruler.price" else None
            if claim in judged or search(reading.shape, f"{name}_base", before[0] if before else start, end):
                continue
            judged.add(claim)
            message = say("{multiple} of what, and since when, is not said", multiple=claim.text)
            yield from warns("TXT402", message, claim)
