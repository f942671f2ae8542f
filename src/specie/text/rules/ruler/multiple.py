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


def multiple(reading: Reading) -> Iterator[Outcome]:
    """Fire where a gain is told as a multiple of the past, or a price as a multiple of no named figure.

    Abstains where the sentence or the one before it names a revenue, a profit or another basis, holds two
    values that the multiple compares, a date, a length of time, a sample or a test.
    """
    judged: set[Claim] = set()
    for name in ("ruler.gain", "ruler.price"):
        for match in matches(reading.shape, name):
            claim = match["multiple"]
            start, end = reading.shape.sentence(match.start)
            before = reading.shape.before(start) if name == "ruler.price" else None
            if claim in judged or search(reading.shape, f"{name}_base", before[0] if before else start, end):
                continue
            judged.add(claim)
            message = say("{multiple} of what, and since when, is not said", multiple=claim.text)
            yield from warns("TXT402", message, claim)
