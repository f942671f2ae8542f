"""A round against itself: raise, price before and after the money, and the stake that was sold."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.model.claim import Kind
from specie.text.rules.interval import Interval, derived, positive, printed, same_unit
from specie.text.rules.patterns import Match, matches, search, within
from specie.text.rules.verdict import fails, holds, warns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_MOST = Decimal("0.6")


def before_and_after(reading: Reading) -> Iterator[Outcome]:
    """Fire where a paragraph names one price before the money, one after it and one raise that do not add up.

    Abstains where one of the three is there twice in the paragraph, or in another currency.
    """
    for paragraph in _paragraphs(reading):
        pre, post, raised = (_only(paragraph.get(name, ())) for name in ("pre", "post", "raise"))
        if (
            pre is None
            or post is None
            or raised is None
            or not same_unit(pre, post)
            or not same_unit(pre, raised)
        ):
            continue
        rooms = positive(pre), positive(raised), printed(post)
        if rooms[0] is None or rooms[1] is None or rooms[2] is None:
            continue
        yield from _added(pre, raised, post, agrees=rooms[0].plus(rooms[1]).meets(rooms[2]))


def _added(pre: Claim, raised: Claim, post: Claim, *, agrees: bool) -> Iterator[Outcome]:
    if agrees:
        message = say(
            "{pre} before the money and {raised} make {post} after it",
            pre=pre.text, raised=raised.text, post=post.text,
        )  # fmt: skip
        yield from holds(message, pre, raised, post)
        return
    summed = (pre.value or Decimal(0)) + (raised.value or Decimal(0))
    message = say(
        "{pre} before the money and {raised} make {sum}, not {post}",
        pre=pre.text, raised=raised.text, post=post.text, sum=Quantity(summed, post.unit),
    )  # fmt: skip
    yield from fails("TXT109", message, pre, raised, post)


def stake(reading: Reading) -> Iterator[Outcome]:
    """Fire where the money raised is more than the company is told to be worth, or would buy most of it.

    Watches from 60 percent on. Where the stake sold is told too, fires when it does not follow. Abstains
    from sales of control, mergers, debt and listings, which may take any share, and where the price is the
    one before the money and no more than the raise.
    """
    judged: set[tuple[int, int]] = set()
    for match in matches(reading.shape, "deal.bought"):
        raised, price, told = match["raise"], match["price"], match["stake"]
        money, worth = positive(raised), positive(price)
        key = (raised.span.start, price.span.start)
        if money is not None and worth is not None and same_unit(raised, price) and told.unit == "fraction":
            judged.add(key)
            yield from _sold(raised, price, told, money.over(worth))
    for match in matches(reading.shape, "deal.raise_and_price"):
        raised, price = match["raise"], match["price"]
        key = (raised.span.start, price.span.start)
        if key not in judged and same_unit(raised, price) and not _control(reading, match):
            judged.add(key)
            yield from _staked(reading, match)


def _staked(reading: Reading, match: Match) -> Iterator[Outcome]:
    raised, price = match["raise"], match["price"]
    money, worth = positive(raised), positive(price)
    if money is None or worth is None:
        return
    before = "pre" in match.words or price.about.basis in ("pre-money", "pre_money")
    part = money.over(worth.plus(money) if before else worth)
    told = _told_stake(reading, match)
    if part.low > 1:
        message = say(
            "{raised} at a price of {price} is more than the whole company",
            raised=raised.text,
            price=price.text,
        )
        yield from fails("TXT107", message, raised, price)
    elif told is not None:
        yield from _sold(raised, price, told, part)
    elif part.low > _MOST:
        share = (raised.value or Decimal(0)) / (price.value or Decimal(1))
        message = say(
            "{raised} at a price of {price} would be {share} of the company",
            raised=raised.text, price=price.text, share=Quantity(share, "fraction"),
        )  # fmt: skip
        yield from warns("TXT108", message, raised, price)
    else:
        yield from holds(
            say("{raised} at a price of {price} is possible", raised=raised.text, price=price.text),
            raised, price,
        )  # fmt: skip


def _told_stake(reading: Reading, match: Match) -> Claim | None:
    """Return the share of the company that the sentence of a round says was sold; None where it does not."""
    start, end = reading.shape.sentence(match.start)
    inside = [
        found["stake"]
        for found in within(reading.shape, "deal.stake", start, end)
        if found["stake"].unit == "fraction"
    ]
    prices = [c for c in reading.shape.between(start, end) if c.kind is Kind.MONEY]
    return inside[0] if len(inside) == 1 and len(prices) == 2 else None


def _sold(raised: Claim, price: Claim, told: Claim, part: Interval) -> Iterator[Outcome]:
    said = derived(told)
    if said is None:
        return
    if part.meets(said):
        message = say(
            "{raised} at a price of {price} is {share}", raised=raised.text, price=price.text, share=told.text
        )
        yield from holds(message, raised, price, told)
        return
    share = (raised.value or Decimal(0)) / (price.value or Decimal(1))
    message = say(
        "{raised} at a price of {price} is {result}, not {share}",
        raised=raised.text, price=price.text, share=told.text, result=Quantity(share, "fraction"),
    )  # fmt: skip
    yield from fails("TXT107", message, raised, price, told)


def _control(reading: Reading, match: Match) -> bool:
    start, end = reading.shape.sentence(match.start)
    return search(reading.shape, "deal.control", start, end)


def _only(claims: tuple[Claim, ...]) -> Claim | None:
    return claims[0] if len({c.value for c in claims}) == 1 else None


def _paragraphs(reading: Reading) -> Iterator[dict[str, tuple[Claim, ...]]]:
    """Yield, for every paragraph, the prices before and after the money and the raises in it."""
    found: dict[int, dict[str, tuple[Claim, ...]]] = {}
    for name in ("pre", "post", "raise"):
        for match in matches(reading.shape, f"deal.{name}"):
            claim = match[name]
            at, _ = reading.paragraph(claim)
            place = found.setdefault(at, {})
            place[name] = (*place.get(name, ()), claim)
    yield from found.values()
