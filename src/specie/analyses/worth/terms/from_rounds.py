"""From priced rounds to a capitalisation table whose terms are not known.

Going back from the newest round, each sold a part of the firm equal to its amount over its post-money value,
and nothing else was issued in between. Rounds without a price or an amount are left out, so older preferences
are a floor. The pool is a stated part of all shares; the rest is common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.terms.cap_table import CapTable
from specie.analyses.worth.terms.refusal import CONTRADICTION, NOT_VALID, Refused
from specie.analyses.worth.terms.rights import Rights, ShareClass
from specie.companies.comparable import no_price_of_its_own
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.companies.comparable import Comparable
    from specie.companies.record import Company
    from specie.model import Message

ROUNDS = ("primary", "strategic", "convertible")
"""Kinds of sale in which the firm issues new shares."""


def from_rounds(
    company: Company, chain: Sequence[Comparable], pool: float, post: float | None = None
) -> CapTable | Refused:
    """Put a table together from a company's comparable prices, oldest first.

    ``post`` takes the place of the newest post-money value, for one end of its bounds.
    """
    if company.listed or any(item.price.kind == "market" for item in chain[-1:]):
        why = say("it is listed: its preferred shares have become common ones")
        return Refused(company, NOT_VALID, why, say("Use the market price"), own=False)
    if not company.priced:
        return _refused(company, no_price_of_its_own(company))
    rounds = [item for item in chain if item.price.kind in ROUNDS and item.price.amount and item.price.post]
    if not rounds:
        return _refused(company, say("no round with both an amount and a post-money value is in the tables"))
    newest = rounds[-1]
    value = newest.price.post if post is None else post
    assert value is not None
    classes = _classes(rounds, value, pool)
    if classes is None:
        why = say(
            "the amounts of its rounds leave nothing for common shares at a post-money value of {post}",
            post=Quantity(value, "USD"),
        )
        return Refused(
            company, CONTRADICTION, why, say("Check the amounts and the post-money values"), own=False
        )
    return CapTable(company, classes, value * pool, 0, own=False, bound=newest.price.bound)


def _refused(company: Company, why: Message) -> Refused:
    action = say("Add its terms to your own table of terms to value its classes of shares")
    return Refused(company, NOT_VALID, why, action, own=False)


def _classes(rounds: Sequence[Comparable], value: float, pool: float) -> tuple[ShareClass, ...] | None:
    """Classes in shares of which the newest cost one dollar; None where nothing is left for the common."""
    newest = rounds[-1]
    assert newest.price.amount is not None
    classes = [_class(newest, newest.price.amount, Term("newest preferred"))]
    shares = value * (1 - newest.price.amount / value)
    for item in reversed(rounds[:-1]):
        amount, post = item.price.amount or 0.0, item.price.post or 0.0
        part = shares * amount / post
        if part <= 0 or shares <= part:
            return None
        classes.append(_class(item, part, item.price.named))
        shares -= part
    common = shares - value * pool
    if common <= 0 or newest.price.amount >= value:
        return None
    held = ShareClass(
        Term("common"), "common", newest.on, common, None, 0.0, Rights(), 0.0, newest.price.vouch.origin,
        newest.grade,
    )  # fmt: skip
    return (*classes, held)


def _class(item: Comparable, shares: float, name: Term | str) -> ShareClass:
    amount = item.price.amount or 0.0
    return ShareClass(
        name, "preferred", item.on, shares, amount / shares, amount, Rights(dividend=0.0), 0.0,
        item.price.vouch.origin, item.grade,
    )  # fmt: skip
