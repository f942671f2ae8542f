"""The answer in one to three sentences, and the few numbers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.link.spans import span
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.worth.link.chain import Chain, Supplier
    from specie.model import Estimate, Message

MOST_NAMED = 2


def sentences(chain: Chain, known: Mapping[tuple[str, str, str], Estimate]) -> Iterator[Message]:
    """Your money at risk, then what behaviour like yours would take from the suppliers you pay most."""
    if chain.paying:
        yield _own(chain)
    told = named(chain)
    for supplier in told:
        if _narrowed(supplier):
            yield _then(supplier, chain.day, known)
    if not told:
        yield say("No supplier of the book can be valued in a scenario: the table says which fact is missing")
    elif not any(map(_narrowed, told)):
        yield from (_not_narrowed(supplier) for supplier in told)


def _not_narrowed(supplier: Supplier) -> Message:
    return say(
        "What part of its revenue {supplier} earns from enterprises is not known: how much of its supported "
        "range rests on gates cannot be said",
        supplier=supplier.ref,
    )


def named(chain: Chain) -> tuple[Supplier, ...]:
    """Suppliers with a range in a scenario whose share of enterprises is known first."""
    ordered = sorted(
        chain.valued, key=lambda s: not (s.theirs is not None and s.theirs.enterprises.known and _priced(s))
    )
    return tuple(ordered)[:MOST_NAMED]


def _narrowed(supplier: Supplier) -> bool:
    """A share of enterprises between nothing and all says nothing of the price."""
    return supplier.theirs is not None and supplier.theirs.enterprises.known


def _priced(supplier: Supplier) -> bool:
    return supplier.theirs is not None and supplier.theirs.price is not None


def _own(chain: Chain) -> Message:
    paid = sum(s.own.paid for s in chain.paying)
    low, high = (sum(float(s.own.risk[i]) for s in chain.paying) for i in (0, 1))
    greatest = max((float(s.own_share.high) for s in chain.paying if s.own_share is not None), default=None)
    currency = chain.book.currency
    if greatest is None:
        return say(
            "Of {paid} paid to suppliers in twelve months {low} to {high} is at risk at renewals",
            paid=Quantity(paid, currency), low=Quantity(low, currency), high=Quantity(high, currency),
        )  # fmt: skip
    return say(
        "Of {paid} paid to suppliers in twelve months {low} to {high} is at risk at renewals: at most "
        "{share} of the revenue of any of them",
        paid=Quantity(paid, currency), low=Quantity(low, currency), high=Quantity(high, currency),
        share=Quantity(greatest, "fraction", 3),
    )  # fmt: skip


def _then(supplier: Supplier, day: str, known: Mapping[tuple[str, str, str], Estimate]) -> Message:
    main, id_ = supplier.main, supplier.ref.id
    assert main is not None
    return say(
        "If all enterprise customers of {supplier} behaved by {behaviour}, {lost} of its revenue would go "
        "and its supported range, {now} now, would be {then}",
        supplier=supplier.ref,
        behaviour=main.behaviour.label,
        lost=span(main.lost, "fraction", 0),
        now=known["value_now", id_, day],
        then=known["value_then", id_, f"{day} {main.behaviour.id}"],
    )


def key(chain: Chain, estimates: Sequence[Estimate]) -> Iterator[Estimate]:
    """The range in the scenario and the money at risk of each supplier that is named."""
    for supplier in named(chain):
        assert supplier.main is not None
        for estimate in estimates:
            told = _narrowed(supplier) and estimate.measure == "value_then"
            told = told and estimate.period.endswith(f" {supplier.main.behaviour.id}")
            if estimate.subject == supplier.ref and (told or estimate.measure == "money_at_risk"):
                yield estimate
