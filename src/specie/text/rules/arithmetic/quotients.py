"""A price with a revenue and the multiple between them, a total with a number and what is told for each."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.model.claim import Kind
from specie.text.rules.interval import Interval, derived
from specie.text.rules.scope import comparable, level, of_sentence, ratios, room, sentence_before
from specie.text.rules.telling import ending, telling
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_PRICES = frozenset(
    {"valuation", "market_cap", "purchase_price", "unit_price", "stock_price", "investment", "contract", ""}
)
_SALES = frozenset({"revenue", "net_income", "eps", "operating_income", "ebitda", ""})
_PEOPLE = frozenset({"people", "人", "名", "位", "員工", "同仁", "employees", "staff"})
_DECADE = Interval(Decimal("0.05"), Decimal(20))


def multiples(reading: Reading) -> Iterator[Outcome]:
    """Fire where a multiple of sales or earnings is told and the only price and revenue nearby give another.

    The sentence, with the one before it where it has one amount only, must hold exactly two amounts of one
    currency. Abstains where any two amounts nearby give the multiple, and from multiples of something else.
    """
    for claim in reading.claims:
        if claim.kind is Kind.MULTIPLE and claim.value is not None and _of_sales(reading, claim):
            here = [c for c in of_sentence(reading, claim) if level(c) and c.kind is Kind.MONEY]
            near = [*here, *(c for c in sentence_before(reading, claim) if level(c) and c.kind is Kind.MONEY)]
            pair = here if len(here) == 2 else near
            pair = sorted(pair, key=lambda c: -(c.value or 0))
            if (
                len(pair) == 2
                and comparable(*pair)
                and _priced(*pair)
                and _same_basis(reading, claim, pair[1])
            ):
                yield from _multiple(claim, *pair, near=near)


def _priced(price: Claim, sales: Claim) -> bool:
    """Tell whether the larger of two amounts may be a price and the smaller one what it is a multiple of."""
    named = price.about.measure in _PRICES and sales.about.measure in _SALES
    return named and (price.about.measure, sales.about.measure) != ("", "")


def _same_basis(reading: Reading, told: Claim, sales: Claim) -> bool:
    """Tell whether the revenue that a multiple is said to be of is named as the one nearby is."""
    text = reading.folded
    around = text[max(told.sentence.start, told.span.start - 24) : min(told.span.end + 50, told.sentence.end)]
    named = set(telling("multiple", "basis").findall(around))
    beside = text[max(sales.sentence.start, sales.span.start - 50) : sales.span.end + 40]
    return all(word in beside for word in named)


def _of_sales(reading: Reading, claim: Claim) -> bool:
    text = reading.folded
    before = text[max(claim.sentence.start, claim.span.start - 40) : claim.span.start]
    return telling("multiple", "behind").match(text, claim.span.end) is not None or bool(
        ending("multiple", "before").search(before)
    )


def _multiple(told: Claim, price: Claim, sales: Claim, *, near: list[Claim]) -> Iterator[Outcome]:
    said = derived(told)
    if said is None:
        return
    if room(price).over(room(sales)).meets(said):
        message = say(
            "{multiple} follows from {price} and {sales}",
            multiple=told.text,
            price=price.text,
            sales=sales.text,
        )
        yield from holds(message, price, sales, told)
    elif not any(ratio.meets(said) for _, _, ratio in ratios(near)):
        message = say(
            "{price} for {sales} is {result}, not {multiple}",
            price=price.text, sales=sales.text, multiple=told.text,
            result=Quantity((price.value or Decimal(0)) / (sales.value or Decimal(1)), "x"),
        )  # fmt: skip
        yield from fails("TXT106", message, price, sales, told)


def shared_out(reading: Reading) -> Iterator[Outcome]:
    """Fire where an amount is told for each, and the only total and number of its sentence give another.

    Abstains where two totals or two numbers stand there, where the result is more than twenty times off
    (then another period or unit is meant), and where any total and number nearby give what is told.
    """
    for claim in reading.claims:
        if level(claim) and claim.kind is Kind.MONEY and _for_each(reading, claim):
            here = [c for c in of_sentence(reading, claim) if c is not claim and level(c)]
            totals = [c for c in here if comparable(c, claim) and (c.value or 0) > (claim.value or 0)]
            numbers = [
                c
                for c in here
                if c.kind is Kind.COUNT and (c.value or 0) >= 2 and _of_those(reading, claim, c)
            ]
            if len(totals) == len(numbers) == 1 and numbers[0].span.start < claim.span.start:
                yield from _each(claim, totals[0], numbers[0])


def _for_each(reading: Reading, claim: Claim) -> bool:
    text = reading.folded
    before = text[max(claim.sentence.start, claim.span.start - 16) : claim.span.start]
    if telling("change", "earlier").search(before):
        return False
    return telling("each", "behind").match(text, claim.span.end) is not None or bool(
        ending("each", "before").search(before)
    )


def _of_those(reading: Reading, told: Claim, number: Claim) -> bool:
    """Tell whether a number counts what an amount is told for: a seat, 300 seats; 每個, 300 個."""
    text = reading.folded
    behind = re.match(
        r"[ ]?(?:each|apiece|for each|(?:per|a) ([a-z]+))", text[told.span.end : told.span.end + 24]
    )
    if behind is not None:
        thing = behind[1]
        general = thing is None or thing in ("head", "piece", "person", "unit")
        return (
            general
            or str(thing).removesuffix("s")[:5] in number.text.lower()
            or str(thing)[:5] in number.unit
        )
    before = re.search(r"每(.)[^每]*\Z", text[max(0, told.span.start - 16) : told.span.start])
    return before is not None and (before[1] in number.text or (before[1] == "人" and number.unit in _PEOPLE))


def _each(told: Claim, total: Claim, number: Claim) -> Iterator[Outcome]:
    said, given = derived(told), room(total).over(room(number))
    if said is None:
        return
    if given.meets(said):
        message = say(
            "{each} follows from {total} and {number}", each=told.text, total=total.text, number=number.text
        )
        yield from holds(message, total, number, told)
    elif given.over(said).meets(_DECADE) and not re.search("month|year|月|年", number.text.lower()):
        message = say(
            "{total} for {number} is {result} each, not {each}",
            total=total.text, number=number.text, each=told.text,
            result=Quantity((total.value or Decimal(0)) / (number.value or Decimal(1)), told.unit),
        )  # fmt: skip
        yield from fails("TXT111", message, total, number, told)
