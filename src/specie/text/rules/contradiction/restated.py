"""An amount that is written again in brackets in other words: US$1.2 billion (12 億美元)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from specie.model import say
from specie.model.claim import Kind
from specie.text.rules.contradiction.disagree import compared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_OPEN = re.compile(r"[ ]?[(（][ ]?(?:約|即|也就是|合|折合|相當於|等於|about|or|i\.e\.|that is|roughly)?[ ]?")
_KINDS = (Kind.MONEY, Kind.COUNT)


def restated(reading: Reading) -> Iterator[Outcome]:
    """Fire where an amount and the same amount in brackets right behind it do not meet.

    Both must be of one currency or unit, and nothing else may stand in the brackets. Abstains from two
    currencies, from a change or an earlier value in brackets, and where both are in the same words of size
    and so may be two things.
    """
    for one, other in pairwise(reading.claims):
        if (
            one.kind is other.kind
            and one.kind in _KINDS
            and one.unit == other.unit != ""
            and _bracketed(reading, one, other)
        ):
            yield from compared(one, other, say("one amount"))


def _bracketed(reading: Reading, one: Claim, other: Claim) -> bool:
    text = reading.folded
    opened = _OPEN.fullmatch(text, one.span.end, other.span.start) is not None
    closed = text[other.span.end : other.span.end + 1] in (")", "）")
    return opened and closed and _scale(one.text) != _scale(other.text)


def _scale(text: str) -> str:
    """Return the word of size of a figure, in whatever script."""
    found = re.search(r"[a-z]*illion|bn|tn|[億萬兆]", text.lower())
    return found[0] if found else ""
