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

_PRICES = frozenset({"valuation", "price", "market_cap"})
_MOST_PAIRS = 12
"""A paragraph with more prices and revenues than that compares too many to say which are meant."""


def price_to_sales(reading: Reading) -> Iterator[Outcome]:
    """Fire where price, revenue (or earnings a share) and their multiple stand together and do not agree.

    Abstains where price and revenue are in different currencies or the sentence names more than one of either
    between them.
    """
    judged: set[Claim] = set()
    for match in (*matches(reading.shape, "ratio.sales"), *matches(reading.shape, "ratio.earnings")):
        price, sales, multiple = match["price"], match["sales"], match["multiple"]
        rooms = positive(price), positive(sales), derived(multiple)
        if multiple in judged or not same_unit(price, sales) or None in rooms:
            continue
        judged.add(multiple)
        one, other, said = rooms
        agrees = one is not None and other is not None and said is not None and one.over(other).meets(said)
        yield from _multiple(price, sales, multiple, agrees=agrees)


def multiple_of_sales(reading: Reading) -> Iterator[Outcome]:
    """Fire where a price is told as a multiple of revenue, and no price and revenue of the paragraph give it.

    Holds where one pair does. Abstains where the paragraph names no price or no revenue of one currency, from
    forecasts, and where the multiple was judged beside both figures.
    """
    judged = {match["multiple"] for match in matches(reading.shape, "ratio.sales")}
    judged |= {match["change"] for match in matches(reading.shape, "change.times")}
    for match in matches(reading.shape, "ratio.of_sales"):
        multiple = match["multiple"]
        if multiple not in judged and not multiple.about.horizon:
            judged.add(multiple)
            yield from _of_paragraph(reading, multiple)


def _of_paragraph(reading: Reading, multiple: Claim) -> Iterator[Outcome]:
    figures = [c for c in reading.beside(multiple) if c.kind is Kind.MONEY and not c.about.horizon]
    prices = [c for c in figures if c.about.measure in _PRICES]
    sales = [c for c in figures if c.about.measure == "revenue"]
    said = derived(multiple)
    pairs = [(p, s) for p in prices for s in sales if same_unit(p, s)]
    rooms = [(p, s, positive(p), positive(s)) for p, s in pairs]
    known = [(p, s, one.over(other)) for p, s, one, other in rooms if one is not None and other is not None]
    if not known or said is None or len(known) > _MOST_PAIRS:
        return
    agreeing = next(((p, s) for p, s, ratio in known if ratio.meets(said)), None)
    if agreeing is not None:
        yield from _multiple(*agreeing, multiple, agrees=True)
        return
    price, revenue = min(((p, s) for p, s, _ in known), key=lambda pair: _away(multiple, *pair))
    yield from _multiple(price, revenue, multiple, agrees=False)


def _away(multiple: Claim, *others: Claim) -> int:
    return sum(abs(multiple.span.start - other.span.start) for other in others)


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
