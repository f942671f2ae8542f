"""Money put in, the stake it bought, and the price of the whole, wherever a paragraph tells the three."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.model.claim import Kind
from specie.text.rules.interval import derived, positive, same_unit
from specie.text.rules.telling import ending, telling
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model.claim import Claim
    from specie.text.rules.interval import Interval
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_KEPT = re.compile(
    r"(?<![a-z])(?:still|keep|kept|retain|remain|together hold|founders?|existing)|仍|保有|創辦人|原股東|原有"
)


def stakes(reading: Reading) -> Iterator[Outcome]:
    """Fire where the money put in, divided by the price of the whole, is not the stake that is told for it.

    The paragraph must hold one price of a company, one amount put in and one stake bought; or a stake that
    others keep, which with the one that was bought is more than everything. The stake may be of the price
    before or after the money. Abstains where one of the three is there twice with different values, from
    options, warrants and loans, and where part of the money is paid to sellers.
    """
    for paragraph in _paragraphs(reading):
        told = [c for c in paragraph if _is_stake(reading, c)]
        prices = [c for c in paragraph if c.about.measure == "valuation" and positive(c) is not None]
        put_in = [c for c in paragraph if _put_in(reading, c, prices)]
        if len(told) != 1 or len(_values(put_in)) != 1 or not prices or _mixed(reading, paragraph):
            continue
        known = [c for c in prices if same_unit(c, put_in[0]) and not _of_the_stake(reading, told[0], c)]
        near = {put_in[0].sentence} & {told[0].sentence, *(c.sentence for c in known)}
        if near and known and len(_values(known)) <= 2:
            yield from _judged(reading, put_in[0], known, told[0])


def _paragraphs(reading: Reading) -> Iterator[tuple[Claim, ...]]:
    seen: set[int] = set()
    for claim in reading.claims:
        if claim.about.measure == "valuation":
            start, end = reading.paragraph(claim)
            if start not in seen:
                seen.add(start)
                yield reading.inside(start, end)


def _values(claims: Sequence[Claim]) -> set[object]:
    return {c.value for c in claims}


def _is_stake(reading: Reading, claim: Claim) -> bool:
    if claim.unit != "fraction" or claim.value is None or not 0 < claim.value < 1:
        return False
    text = reading.folded
    if claim.about.role == "change" or (
        telling("change", "never").match(text, claim.span.end)
        and not telling("stake", "behind").match(text, claim.span.end)
    ):
        return False
    before = text[max(claim.sentence.start, claim.span.start - 40) : claim.span.start]
    return telling("stake", "behind").match(text, claim.span.end) is not None or bool(
        ending("stake", "before").search(before)
    )


def _put_in(reading: Reading, claim: Claim, prices: Sequence[Claim]) -> bool:
    if claim.kind is not Kind.MONEY or claim in prices or positive(claim) is None:
        return False
    text = reading.folded
    before = text[max(claim.sentence.start, claim.span.start - 40) : claim.span.start]
    return (
        bool(ending("stake", "paid").search(before))
        or telling("stake", "paid_behind").match(text, claim.span.end) is not None
    )


def _of_the_stake(reading: Reading, stake: Claim, price: Claim) -> bool:
    """Tell whether a price is that of the stake itself: a stake of 27 % was valued near 135 billion."""
    between = reading.folded[stake.span.end : price.span.start]
    return bool(between) and not re.search(r"[,，.。;；]", between)


def _mixed(reading: Reading, paragraph: Sequence[Claim]) -> bool:
    start, end = reading.paragraph(paragraph[0])
    return telling("stake", "mixed").search(reading.folded, start, end) is not None


def _judged(reading: Reading, paid: Claim, prices: Sequence[Claim], told: Claim) -> Iterator[Outcome]:
    money, said = positive(paid), derived(told)
    if money is None or said is None:
        return
    parts = [part for price in prices for part in _bought(money, price)]
    if _KEPT.search(reading.folded, told.sentence.start, told.span.start):
        if parts and all(part.low + said.low > 1 for part in parts):
            message = say(
                "{raised} at {price} and {share} kept are more than the whole company",
                raised=paid.text, price=prices[0].text, share=told.text,
            )  # fmt: skip
            yield from fails("TXT107", message, paid, prices[0], told)
    elif any(part.meets(said) for part in parts):
        message = say(
            "{raised} at {price} is {share}", raised=paid.text, price=prices[0].text, share=told.text
        )
        yield from holds(message, paid, prices[0], told)
    elif parts and paid.value and prices[-1].value:
        message = say(
            "{raised} at {price} is {result}, not {share}",
            raised=paid.text, price=prices[-1].text, share=told.text,
            result=Quantity(paid.value / prices[-1].value, "fraction"),
        )  # fmt: skip
        yield from fails("TXT107", message, paid, prices[-1], told)


def _bought(money: Interval, price: Claim) -> tuple[Interval, ...]:
    """Return the stake for a price that is the one after the money, or the one before it."""
    whole = positive(price)
    if whole is None:
        return ()
    after, before = money.over(whole), money.over(whole.plus(money))
    return {"post-money": (after,), "pre-money": (before,)}.get(price.about.basis, (after, before))
