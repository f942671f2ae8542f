"""A margin against the profit and the revenue of its own sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specie.model.claim import Kind
from specie.text.rules.arithmetic.parted import parted
from specie.text.rules.interval import derived, positive, same_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_OF: Final = {
    "net_margin": "net_income",
    "operating_margin": "operating_income",
    "gross_margin": "gross_profit",
}


def margin(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence names a revenue, a profit and the margin of that profit, and they do not agree.

    Abstains where the sentence has two of any of the three, where they are of different periods, and from
    losses.
    """
    for sentence in reading.sentences:
        revenue = _only(sentence.claims, "revenue")
        for measure, of in _OF.items():
            told = [c for c in sentence.claims if c.about.measure == measure and c.unit == "fraction"]
            profit = _only(sentence.claims, of)
            if len(told) == 1 and profit is not None and revenue is not None and same_unit(profit, revenue):
                yield from _judged(profit, revenue, told[0])


def _only(claims: tuple[Claim, ...], measure: str) -> Claim | None:
    found = [c for c in claims if c.kind is Kind.MONEY and c.about.measure == measure]
    return found[0] if len(found) == 1 else None


def _judged(profit: Claim, revenue: Claim, told: Claim) -> Iterator[Outcome]:
    rooms = positive(profit), positive(revenue), derived(told)
    when = {c.about.when for c in (profit, revenue, told)} - {None}
    if rooms[0] is None or rooms[1] is None or rooms[2] is None or len(when) > 1:
        return
    yield from parted(profit, revenue, told, agrees=rooms[0].over(rooms[1]).meets(rooms[2].size()))
