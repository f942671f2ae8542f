"""A share of nobody knows what: adoption reached 70 %, 客戶可提升 45%."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specie.model import say
from specie.text.rules.patterns import matches, search
from specie.text.rules.verdict import warns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


_CUTS: Final = {"ruler.rate": "；;", "ruler.improvement": "，,；;：:。", "ruler.benefit": "；;"}
"""At which marks the words end that may hold the base of a share."""


def _around(reading: Reading, start: int, end: int, *, cuts: str) -> tuple[int, int]:
    """Return the part of a sentence between some marks around a match."""
    first, last = reading.shape.sentence(start)
    text = reading.shape.text
    cut = [i for i in range(first, start) if text[i] in cuts]
    after = next((i for i in range(end, last) if text[i] in cuts), last)
    return (cut[-1] if cut else first), after


def share(reading: Reading) -> Iterator[Outcome]:
    """Fire where a rate that needs a base (adoption, success, accuracy) stands without any.

    Also where something is said to improve by so much percent and not what improves. Abstains where the
    sentence names a population, a sample, a count, a change between two values or a definition, where the
    link found a denominator, and for figures that are no return, use or success.
    """
    judged: set[Claim] = set()
    for name in ("ruler.rate", "ruler.improvement", "ruler.benefit"):
        for match in matches(reading.shape, name):
            claim = match["share"]
            start, end = _around(reading, match.start, match.end, cuts=_CUTS[name])
            if claim in judged or claim.about.denominator is not None or claim.about.role in ("from", "to"):
                continue
            if search(reading.shape, f"{name}_base", start, end):
                continue
            judged.add(claim)
            message = say("{share} of what is not said: no base, no sample, no definition", share=claim.text)
            yield from warns("TXT401", message, claim)
