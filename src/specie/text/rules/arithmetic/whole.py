"""A share of a measure that the text names elsewhere: interest, which ate up 34 % of revenue."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.model.claim import Kind
from specie.text.rules.interval import derived, positive
from specie.text.rules.patterns import matches
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.model.claim import Claim
    from specie.text.rules.patterns import Match
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


def share_of_measure(reading: Reading) -> Iterator[Outcome]:
    """Fire where an amount is told as a share of a revenue, and no revenue of that year in the text gives it.

    Holds where one of them does. Abstains where the text names none of the same year and currency above the
    amount, or only of another company.
    """
    wholes: dict[tuple[str, str], list[Claim]] = {}
    for claim in reading.claims:
        if claim.kind is Kind.MONEY and claim.about.measure and not claim.about.horizon:
            wholes.setdefault((claim.about.measure, claim.unit), []).append(claim)
    judged: set[Claim] = set()
    for match in matches(reading.shape, "whole.share"):
        if match["share"] not in judged:
            judged.add(match["share"])
            yield from _judged(match, _candidates(match, wholes))


def _candidates(match: Match, wholes: Mapping[tuple[str, str], Sequence[Claim]]) -> list[Claim]:
    part = match["part"]
    named = next((name for name in ("revenue", "bookings") if name in match.words), part.about.measure)
    return [c for c in wholes.get((named, part.unit), ()) if c is not part and _may_hold(c, part)]


def _may_hold(whole: Claim, part: Claim) -> bool:
    """Tell whether an amount may be the whole of another: larger, of the same year, of no other company."""
    one, other = whole.about.when, part.about.when
    if one is None or other is None or one.last.year != other.last.year:
        return False
    names = {ref.id for ref in whole.about.subjects}, {ref.id for ref in part.about.subjects}
    return (whole.value or 0) > (part.value or 0) and (not all(names) or bool(names[0] & names[1]))


def _judged(match: Match, candidates: Sequence[Claim]) -> Iterator[Outcome]:
    part, share = match["part"], match["share"]
    amount, said = positive(part), derived(share)
    rooms = [(whole, room) for whole in candidates if (room := positive(whole)) is not None]
    if amount is None or said is None or not rooms:
        return
    agreeing = [whole for whole, room in rooms if amount.over(room).meets(said)]
    if agreeing:
        message = say(
            "{part} of {whole} is {share}", part=part.text, whole=agreeing[0].text, share=share.text
        )
        yield from holds(message, part, agreeing[0], share)
        return
    whole = max((whole for whole, _ in rooms), key=lambda c: c.value or Decimal(0))
    message = say(
        "{part} of {whole} is {result}, not {share}",
        part=part.text,
        whole=whole.text,
        share=share.text,
        result=Quantity((part.value or Decimal(0)) / (whole.value or Decimal(1)), "fraction"),
    )
    yield from fails("TXT110", message, part, whole, share)
