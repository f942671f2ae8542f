"""A cause asserted for a move of the market: shares fell 7 % because a robot beat a chess club."""

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


def cause(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence gives the size of a move of shares or an index and "because" of what it moved.

    Abstains from "after", which says only when; where the sentence doubts, names a test or gives the cause as
    somebody's opinion; and where the move is of anything that is not quoted on a market.
    """
    judged: set[Claim] = set()
    for match in matches(reading.shape, "ruler.cause"):
        claim = match["move"]
        start, end = reading.shape.sentence(match.start)
        if claim in judged or not search(reading.shape, "ruler.market", start, end):
            continue
        if search(reading.shape, "ruler.doubt", start, end):
            continue
        judged.add(claim)
        message = say("a cause is asserted for the move of {move}, and no test is named", move=claim.text)
        yield from warns("TXT404", message, claim)
