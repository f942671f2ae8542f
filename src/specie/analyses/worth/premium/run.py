"""Read, split, and put into a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.premium import ANALYSIS
from specie.analyses.worth.premium.exhibits import all_figures, every_price
from specie.analyses.worth.premium.findings import all_findings, newest
from specie.analyses.worth.premium.parts import EARNING, LOSING, all_parts
from specie.companies.ledger import read_ledger
from specie.companies.outlook.own import own_assumptions
from specie.model import Quantity, Result, Status, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.premium.parts import Parts
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs, Message

MOST_NAMED = 2


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Split every price that was known on the date of the book."""
    ledger = read_ledger(book, facts)
    parts = all_parts(ledger, book, own_assumptions(book))
    if not parts:
        reason = say("not assessed: no comparable price on or before {as_of}", as_of=book.as_of)
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    mostly = float(inputs.params.get("mostly", ANALYSIS.params[0].default))
    return Result(
        ANALYSIS.id,
        Status.OK,
        tuple(e for p in parts for e in p.estimates),
        all_findings(parts, ledger, mostly),
        (every_price(parts),),
        all_figures(parts),
        tuple(_headline(parts)),
        tuple(_key(parts)),
    )


def _headline(parts: Sequence[Parts]) -> Iterator[Message]:
    for p in _split(parts)[:MOST_NAMED]:
        share = next(e for e in p.estimates if e.measure == "growth_share")
        yield say(
            "Of the price of {company} on {date}, {share} is for growth",
            company=p.price.company.ref,
            date=p.price.on.shown,
            share=share,
        )
    last = newest(parts)
    yield say(
        "{earning} of {all} companies earned money when they were last priced, {losing} lost money; no "
        "share is given for those",
        earning=Quantity(sum(p.state == EARNING for p in last), "count"),
        all=Quantity(len(last), "count"),
        losing=Quantity(sum(p.state == LOSING for p in last), "count"),
    )


def _split(parts: Sequence[Parts]) -> list[Parts]:
    return [p for p in newest(parts) if p.split is not None]


def _key(parts: Sequence[Parts]) -> list[Estimate]:
    return [e for p in _split(parts)[:MOST_NAMED] for e in p.estimates if e.measure == "growth_share"]
