"""A share or a multiple foretold by nobody for no year: agents are going to do 60 % of all office work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specie.model import say
from specie.model.claim import Kind
from specie.text.rules.patterns import search
from specie.text.rules.telling import telling
from specie.text.rules.verdict import warns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_TIMES = frozenset({Kind.DATE, Kind.DURATION})
_CUT = re.compile(r"[;；,，]")


def foretold(reading: Reading) -> Iterator[Outcome]:
    """Fire where a share or multiple is told of the future and neither a year nor anybody who says so stands near.

    A word of the future must stand in the clause before the figure. Abstains from plans, targets, budgets and
    guidance, from what a company says of itself, from conditions, and where the sentence before names a
    source or a year.
    """  # noqa: E501
    for sentence in reading.sentences:
        for claim in sentence.claims:
            if claim.kind in (Kind.SHARE, Kind.MULTIPLE) and _of_the_future(reading, claim):
                if any(c.kind in _TIMES for c in sentence.claims) or _said_by(reading, claim):
                    continue
                message = say("{size} is a forecast without a source and without a year", size=claim.text)
                yield from warns("TXT403", message, claim)


def _of_the_future(reading: Reading, claim: Claim) -> bool:
    before = reading.folded[max(claim.sentence.start, claim.span.start - 70) : claim.span.start]
    clause = _CUT.split(before)[-1]
    found = telling("foretold", "words").search(clause)
    whole = reading.folded[claim.sentence.start : claim.sentence.end]
    return found is not None and telling("foretold", "own").search(whole) is None


def _said_by(reading: Reading, claim: Claim) -> bool:
    if claim.about.source is not None or claim.about.when is not None or claim.about.subjects:
        return True
    start, end = reading.shape.sentence(reading.shape.place(claim))
    before = reading.shape.before(start)
    low = before[0] if before else start
    return search(reading.shape, "ruler.source", low, end) or search(reading.shape, "ruler.horizon", low, end)
