"""Which figures may be set against one another: those of one unit, near enough to be one statement."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, Final

from specie.model.claim import Kind
from specie.text.rules.interval import Interval, point, positive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading

_LEVELS: Final = frozenset({Kind.MONEY, Kind.COUNT, Kind.DURATION})
_PERCENT: Final = frozenset({Kind.SHARE, Kind.RATE})
_SCALED: Final = re.compile(r"million|billion|trillion|thousand|[億萬兆]|\d(?:m|bn|k)\b", re.IGNORECASE)
_CLASSIFIER: Final = re.compile(r"[\d億萬][ ]?([\u4e00-\u9fff])")
_PEOPLE: Final = frozenset(
    ["people", "employees", "staff", "workers", "persons", "engineers", "developers", "人", "名", "位", "員工", "同仁", "工程師", "人份", "人次"]  # noqa: E501
)  # fmt: skip
_GENERAL: Final = frozenset(("", "number"))
_WIDE: Final = 600


def level(claim: Claim) -> bool:
    """Tell whether a figure is an amount, a count or a length above zero, not a part or a change."""
    return (
        claim.kind in _LEVELS and claim.value is not None and claim.value > 0 and positive(claim) is not None
    )


def comparable(one: Claim, other: Claim) -> bool:
    """Tell whether two figures may be values of one thing: one kind, and units that do not differ.

    A currency or a noun that is not named may be any; people are counted under several names.
    """
    if one.kind is other.kind or {one.kind, other.kind} <= _PERCENT:
        if one.unit == other.unit:
            return True
        if one.kind is Kind.MONEY:
            return "" in (one.unit, other.unit)
        return one.kind is Kind.COUNT and (_same_things(one.unit, other.unit) or _counted_alike(one, other))
    bare = next((c for c in (one, other) if c.kind is Kind.COUNT and c.unit == ""), None)
    return {one.kind, other.kind} == {Kind.MONEY, Kind.COUNT} and bare is not None and scaled(bare)


def _same_things(one: str, other: str) -> bool:
    return one in _GENERAL or other in _GENERAL or (one in _PEOPLE and other in _PEOPLE)


def _counted_alike(one: Claim, other: Claim) -> bool:
    """Tell whether two counts have the same classifier: 185 張訂單, of which 72 張."""
    words = [_CLASSIFIER.search(c.text) for c in (one, other)]
    return words[0] is not None and words[1] is not None and words[0][1] == words[1][1]


def scaled(claim: Claim) -> bool:
    """Tell whether a figure is printed with a word of size: 72 million, 3.5 億."""
    return _SCALED.search(claim.text) is not None


def like(claim: Claim, others: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return those of some figures that may be values of the same thing as one."""
    return tuple(c for c in others if c is not claim and level(c) and comparable(claim, c))


def of_sentence(reading: Reading, claim: Claim) -> tuple[Claim, ...]:
    """Return the figures of the sentence of one."""
    return reading.inside(claim.sentence.start, claim.sentence.end)


def so_far(reading: Reading, claim: Claim) -> tuple[Claim, ...]:
    """Return the figures of the paragraph before the end of the sentence of one."""
    start, _ = reading.paragraph(claim)
    return reading.inside(max(start, claim.sentence.start - _WIDE), claim.sentence.end)


def sentence_before(reading: Reading, claim: Claim) -> tuple[Claim, ...]:
    """Return the figures of the sentence right before that of one, in the same paragraph or list."""
    earlier = so_far(reading, claim)
    last = next((c for c in reversed(earlier) if c.span.end <= claim.sentence.start), None)
    if last is None:
        return ()
    between = reading.document.text[last.sentence.end : claim.sentence.start]
    return of_sentence(reading, last) if not between.strip() else ()


def sentence_after(reading: Reading, claim: Claim) -> tuple[Claim, ...]:
    """Return the figures of the sentence right behind that of one, in the same paragraph or list."""
    _, end = reading.paragraph(claim)
    later = reading.inside(claim.sentence.end, min(end, claim.sentence.end + _WIDE))
    if not later or reading.document.text[claim.sentence.end : later[0].sentence.start].strip():
        return ()
    return of_sentence(reading, later[0])


def room(claim: Claim) -> Interval:
    """Return what the wording of an amount allows."""
    return positive(claim) or point(0)


def ratios(levels: Iterable[Claim]) -> Iterator[tuple[Claim, Claim, Interval]]:
    """Yield every two of some figures that may be divided, with the quotient of the first by the second."""
    for one, other in permutations([c for c in levels if level(c)], 2):
        if comparable(one, other):
            yield one, other, room(one).over(room(other))


_NAME: Final = re.compile(r"(?<=[a-z0-9,'’] )[A-Z][A-Za-z]{2,}")


@lru_cache(maxsize=2)
def proper_names(text: str) -> frozenset[str]:
    """Return the words that have a capital inside a sentence of a text."""
    return frozenset(found[0] for found in _NAME.finditer(text))
