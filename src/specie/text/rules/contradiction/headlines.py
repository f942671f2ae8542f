"""A figure of the headline that the text below it never has, where it has another one for the same thing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from specie.model import say
from specie.model.claim import Kind, Reach
from specie.text.rules.contradiction.disagree import compared
from specie.text.rules.contradiction.same import set_apart
from specie.text.rules.interval import quoted
from specie.text.rules.scope import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_KINDS: Final = frozenset({Kind.MONEY, Kind.COUNT, Kind.SHARE, Kind.MULTIPLE})
_LONGEST: Final = 140
_NEAR: Final = Decimal("0.3")
_PLAIN: Final = frozenset({"revenue", "raise", "valuation", "net_income", "employees", "customers", "users", "capex",  # noqa: E501
                           "purchase_price", "contract", "contract_price", "investment", "gross_margin", "market_cap",  # noqa: E501
                           "dividend", "debt", "backlog", "members", "bookings", "spending"})  # fmt: skip


def headlines(reading: Reading) -> Iterator[Outcome]:
    """Fire where the headline has a figure, the text has none that meets it, and one for the same thing instead.

    The same thing is one measure of the vocabulary, or things counted by the same noun. Abstains where any
    comparable figure below meets that of the headline, where the text has several values for the thing, and
    where the two are so far apart that they are of different things, powers of ten aside.
    """  # noqa: E501
    end = _headline_end(reading)
    for claim in reading.inside(0, end):
        if claim.kind in _KINDS and claim.value is not None and claim.reach is not Reach.RANGE:
            below = [
                c
                for c in reading.claims
                if c.span.start >= end and comparable(c, claim) and c.value is not None
            ]
            if not any(_meet(claim, c) for c in below):
                yield from _judged(reading, claim, below)


def _headline_end(reading: Reading) -> int:
    """Return where the first line ends; 0 where the text has no headline."""
    text = reading.document.text
    end = text.find("\n")
    line = text[: max(end, 0)].strip()
    return end if line and len(line) <= _LONGEST and not line.endswith((".", "。", ":", "：")) else 0


def _meet(one: Claim, other: Claim) -> bool:
    rooms = quoted(one), quoted(other)
    return rooms[0] is not None and rooms[1] is not None and rooms[0].meets(rooms[1])


def _judged(reading: Reading, title: Claim, below: list[Claim]) -> Iterator[Outcome]:
    same = [
        c for c in below if _one_thing(title, c) and not set_apart(reading, c) and c.about.role in ("", "to")
    ]
    if not same or len({c.value for c in same}) != 1 or not title.value or not same[0].value:
        return
    ratio = title.value / same[0].value
    if _NEAR < ratio < 1 / _NEAR or ratio in (Decimal(10), Decimal("0.1")):
        yield from compared(title, same[0], say("the headline and the text"))


def _one_thing(title: Claim, other: Claim) -> bool:
    if title.about.measure and title.about.measure == other.about.measure:
        return title.about.measure in _PLAIN and title.about.basis == other.about.basis
    counted = title.kind is Kind.COUNT and len(title.unit) > 1 and title.unit == other.unit
    return counted and title.unit != "people" and "" in (title.about.measure, other.about.measure)
