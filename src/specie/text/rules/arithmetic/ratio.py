"""A price against the revenue beside it, and a figure for each against the total and the number of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.model.claim import Kind
from specie.text.rules.interval import derived, positive, same_unit
from specie.text.rules.patterns import matches
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


def price_to_sales(reading: Reading) -> Iterator[Outcome]:
    """Fire where a price, a revenue and the multiple of one to the other stand together and do not agree.

    Abstains where price and revenue are in different currencies or the sentence names more than one of either
    between them.
    """
    judged: set[Claim] = set()
    for match in matches(reading.shape, "ratio.sales"):
        price, sales, multiple = match["price"], match["sales"], match["multiple"]
        rooms = positive(price), positive(sales), derived(multiple)
        if multiple in judged or not same_unit(price, sales) or None in rooms:
            continue
        judged.add(multiple)
        one, other, said = rooms
        agrees = one is not None and other is not None and said is not None and one.over(other).meets(said)
        yield from _multiple(price, sales, multiple, agrees=agrees)


def _multiple(price: Claim, sales: Claim, multiple: Claim, *, agrees: bool) -> Iterator[Outcome]:
    if agrees:
        message = say(
            "{price} is {multiple} of {sales}", price=price.text, sales=sales.text, multiple=multiple.text
        )
        yield from holds(message, price, sales, multiple)
        return
    result = (price.value or Decimal(0)) / (sales.value or Decimal(1))
    message = say(
        "{price} is {result} of {sales}, not {multiple}",
        price=price.text, sales=sales.text, multiple=multiple.text, result=Quantity(result, "x"),
    )  # fmt: skip
    yield from fails("TXT106", message, price, sales, multiple)


def per_unit(reading: Reading) -> Iterator[Outcome]:
    """Fire where a total, a number of sharers and an amount for each stand together and do not agree.

    The words must say that the last is the first for each ("or 1,200 dollars per user", 平均每人). Abstains
    where total and amount are in different currencies.
    """
    for match in matches(reading.shape, "ratio.each"):
        total, number, each = match["total"], match["number"], match["each"]
        rooms = positive(total), positive(number), derived(each)
        if total.kind is not each.kind or total.unit != each.unit or None in rooms:
            continue
        one, other, said = rooms
        agrees = one is not None and other is not None and said is not None and one.over(other).meets(said)
        yield from _each(total, number, each, agrees=agrees)


def _each(total: Claim, number: Claim, each: Claim, *, agrees: bool) -> Iterator[Outcome]:
    if agrees:
        message = say("{total} over {number} is {each}", total=total.text, number=number.text, each=each.text)
        yield from holds(message, total, number, each)
        return
    result = (total.value or Decimal(0)) / (number.value or Decimal(1))
    message = say(
        "{total} over {number} is {result} for each, not {each}",
        total=total.text, number=number.text, each=each.text,
        result=Quantity(result, total.unit if total.kind is Kind.MONEY else "index"),
    )  # fmt: skip
    yield from fails("TXT111", message, total, number, each)


def annualised(reading: Reading) -> Iterator[Outcome]:
    """Fire where a figure of a month or quarter and the same figure as a yearly pace do not agree.

    The words must join them ("2 billion a month, or 24 billion annualised", 換算年化). Abstains otherwise.
    """
    for name, times in (("ratio.by_month", 12), ("ratio.by_quarter", 4)):
        for match in matches(reading.shape, name):
            short, pace = match["short"], match["pace"]
            one, said = positive(short), derived(pace)
            if one is None or said is None or not same_unit(short, pace):
                continue
            if one.scaled(Decimal(times)).meets(said):
                message = say("{pace} is the yearly pace of {short}", pace=pace.text, short=short.text)
                yield from holds(message, short, pace)
            else:
                result = Quantity((short.value or Decimal(0)) * times, short.unit)
                message = say(
                    "the yearly pace of {short} is {result}, not {pace}",
                    pace=pace.text, short=short.text, result=result,
                )  # fmt: skip
                yield from fails("TXT111", message, short, pace)
