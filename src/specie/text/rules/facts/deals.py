"""Money between two companies against the table of deals: contracts, stakes, loans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from specie.model import Term, say
from specie.model.claim import Days, Kind
from specie.text.rules.facts.known import (
    Known,
    agrees,
    apart,
    company,
    days,
    held,
    known,
    near,
    significant,
    slip,
    span_days,
    swapped,
    transposed,
)
from specie.text.rules.patterns import search
from specie.text.rules.verdict import fails, warns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.facts import Fact, Facts
    from specie.model import Message
    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading, Sentence
    from specie.text.rules.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Deal:
    """One row of the table."""

    fact: Fact
    pair: frozenset[str]
    signed: Days | None
    amount: Known | None


def deals(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence names both sides of a known deal and its digits, a power of ten off.

    Also where the day and month of a deal are told with another year, and where a deal that lapsed or is
    only a rumour or a letter of intent is told as done. Abstains where the figure agrees with any row of
    the two, and from every figure that has no row: the table does not hold every deal.
    """
    index, everyone = by_pair(reading.facts), frozenset(reading.companies())
    before: frozenset[str] = frozenset()
    for sentence in reading.sentences:
        here = frozenset(reading.companies(sentence.span))
        if _REFERS.search(reading.folded, sentence.span.start, sentence.span.end) and _goes_on(
            reading, sentence
        ):
            here |= before
        before = here
        rows = [deal for pair, listed in index.items() if pair <= here for deal in listed] if here else []
        for claim in sentence.claims:
            if claim.kind is Kind.MONEY and rows:
                yield from _amount(reading, claim, rows)
            elif claim.kind is Kind.DATE and claim.when is not None and span_days(claim.when) == 1:
                dated = list(_date(reading, claim, here, everyone, index))
                yield from dated or _merged(reading, claim, claim.when, rows)


_REFERS = re.compile(
    r"(?<![a-z])(?:it|its|they|their|the (?:company|firm|lab|start-?up|group|two))(?![a-z])|該公司|其(?!中|他|餘|實)|雙方|兩家"  # noqa: E501
)


def _goes_on(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence goes on with the paragraph that the one before it belongs to."""
    start, _ = reading.paragraph(sentence.claims[0])
    return sentence.span.start > start


def _amount(reading: Reading, claim: Claim, rows: list[Deal]) -> Iterator[Outcome]:
    priced = [(deal, deal.amount) for deal in rows if deal.amount is not None]
    agreeing = [(deal, row) for deal, row in priced if agrees(claim, row)]
    if agreeing:
        deal, row = agreeing[0]
        yield from held(claim, row, _thing(reading.facts, deal))
        if all(d.fact.text("status") in ("rumour", "loi", "lapsed") for d, _ in agreeing) and _done(
            reading, claim
        ):
            message = say("{thing}: told as done, known only as {status}", thing=_thing(reading.facts, deal),
                          status=Term(deal.fact.text("status")))  # fmt: skip
            yield from warns("TXT305", message, claim, origins=(deal.fact.origin,))
        return
    slipped = next(((d, r) for d, r in priced if significant(claim) >= 2 and apart(claim, r)), None)
    turned = next(((d, r) for d, r in priced if swapped(claim, r)), None)
    if claim.about.measure in ("revenue", "valuation", "backlog", "capex"):
        return
    if slipped is not None:
        yield from slip(claim, slipped[1], _thing(reading.facts, slipped[0]))
    elif turned is not None:
        yield from transposed(claim, turned[1], _thing(reading.facts, turned[0]))


def _done(reading: Reading, claim: Claim) -> bool:
    start, end = reading.shape.sentence(reading.shape.place(claim))
    return search(reading.shape, "deal.invested", start, end) and not search(
        reading.shape, "deal.hedged", start, end
    )


def _date(
    reading: Reading,
    claim: Claim,
    here: frozenset[str],
    everyone: frozenset[str],
    index: Mapping[frozenset[str], tuple[Deal, ...]],
) -> Iterator[Outcome]:
    """Fire where a day is that of a deal of a company of the sentence, in another year."""
    told = claim.when
    rows = [
        deal for pair, listed in index.items() if pair & here and pair <= everyone
        for deal in listed if deal.signed is not None and span_days(deal.signed) == 1
    ]  # fmt: skip
    if told is None or any(deal.signed is not None and deal.signed.meets(told) for deal in rows):
        return
    for deal in rows:
        signed = deal.signed
        if signed is not None and _same_day_of_year(signed, told):
            message = say(
                "{thing}: {told} in the text, {known} in what is known",
                thing=_thing(reading.facts, deal),
                told=claim.text,
                known=deal.fact.text("signed"),
            )
            yield from fails("TXT303", message, claim, origins=(deal.fact.origin,))
            return


def _merged(reading: Reading, claim: Claim, told: Days, rows: list[Deal]) -> Iterator[Outcome]:
    """Fire where a take-over that is known by its day is dated otherwise, in a sentence with both companies."""  # noqa: E501
    start, end = claim.sentence.start, claim.sentence.end
    if not _TOOK_OVER.search(reading.folded, start, end) or len(_dates(reading, claim)) > 1:
        return
    dated = [d for d in rows if d.signed is not None and d.fact.text("kind") == "equity"]
    days_of = [d for d in dated if d.signed is not None and span_days(d.signed) == 1]
    if len(days_of) != 1 or any(d.signed is not None and near(d.signed, told, 20) for d in dated):
        return
    deal = days_of[0]
    message = say(
        "{thing}: {told} in the text, {known} in what is known",
        thing=_thing(reading.facts, deal), told=claim.text, known=deal.fact.text("signed"),
    )  # fmt: skip
    yield from fails("TXT303", message, claim, origins=(deal.fact.origin,))


_TOOK_OVER = re.compile(
    r"(?<![a-z])(?:acquir|merg|took over|taken over|bought|absorbed|folded into)|併入|收購|合併|併購|買下"
)


def _dates(reading: Reading, claim: Claim) -> list[Claim]:
    return [c for c in reading.inside(claim.sentence.start, claim.sentence.end) if c.kind is Kind.DATE]


def _same_day_of_year(one: Days, other: Days) -> bool:
    apart_by = abs(one.first.year - other.first.year)
    return (one.first.month, one.first.day) == (other.first.month, other.first.day) and 1 <= apart_by <= 2


def _thing(facts: Facts, deal: Deal) -> Message:
    return say(
        "{from_} and {to}",
        from_=company(facts, deal.fact.text("from_id")),
        to=company(facts, deal.fact.text("to_id")),
    )


@cache
def by_pair(facts: Facts) -> Mapping[frozenset[str], tuple[Deal, ...]]:
    """Return the deals between any two companies."""
    found: dict[frozenset[str], list[Deal]] = {}
    for fact in facts.rows("deals"):
        pair = frozenset({fact.text("from_id"), fact.text("to_id")})
        amount = known(fact, "amount_usd", "USD", bound=fact.text("amount_bound") or "=")
        found.setdefault(pair, []).append(Deal(fact, pair, days(fact, "signed"), amount))
    return {pair: tuple(listed) for pair, listed in found.items()}
