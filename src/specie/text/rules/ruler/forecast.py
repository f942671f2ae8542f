"""A forecast of a market by nobody, or for no year: the market will reach 90 billion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import say
from specie.text.rules.patterns import matches, search
from specie.text.rules.verdict import warns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model import Message
    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


def forecast(reading: Reading) -> Iterator[Outcome]:
    """Fire where a market is told to reach a size and the sentence names no year, or nobody who says so.

    Abstains from what a firm plans or guides for itself, where the sentence before names the source, and
    where the link found both a source and a date.
    """
    judged: set[Claim] = set()
    for match in matches(reading.shape, "ruler.forecast"):
        claim = match["size"]
        if claim in judged:
            continue
        judged.add(claim)
        dated, sourced = _dated(reading, claim, match.start), _sourced(reading, claim, match.start)
        if not dated or not sourced:
            message = _message(claim, dated=dated, sourced=sourced)
            yield from warns("TXT403", message, claim)


def _dated(reading: Reading, claim: Claim, place: int) -> bool:
    """Tell whether the sentence says by when."""
    start, end = reading.shape.sentence(place)
    return bool(search(reading.shape, "ruler.horizon", start, end)) or claim.about.when is not None


def _sourced(reading: Reading, claim: Claim, place: int) -> bool:
    """Tell whether the sentence or the one before says who forecasts."""
    start, end = reading.shape.sentence(place)
    before = reading.shape.before(start)
    return claim.about.source is not None or search(
        reading.shape, "ruler.source", before[0] if before else start, end
    )


def _message(claim: Claim, *, dated: bool, sourced: bool) -> Message:
    if dated:
        return say("{size} is a forecast, and who made it is not said", size=claim.text)
    if sourced:
        return say("{size} is a forecast, and for which year is not said", size=claim.text)
    return say("{size} is a forecast without a source and without a year", size=claim.text)
