"""A told difference against the only two values near it: from 250 to 205, 55 lost; 450 of 600, 100 free."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.model.claim import Kind
from specie.text.rules.interval import derived
from specie.text.rules.scope import comparable, level, of_sentence, room, sentence_before
from specie.text.rules.telling import ending, telling
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_ENDS = frozenset({"from", "to"})
_FAR = Decimal(4)


def differences(reading: Reading) -> Iterator[Outcome]:
    """Fire where an amount is told as the difference of two values and no two values nearby differ by it.

    The two must be the ends of a move of the same sentence, or the only two of its unit there that the words
    compare (than, against, 較). Abstains from rates, where the difference is said of another measure, and
    where the sentence before may hold an end.
    """
    for sentence in reading.sentences:
        for told in sentence.claims:
            if level(told) and _is_difference(reading, told):
                ends = _ends(reading, told)
                if ends is not None:
                    yield from _judged(reading, *ends, told)


def _is_difference(reading: Reading, claim: Claim) -> bool:
    text = reading.folded
    before = text[max(claim.sentence.start, claim.span.start - 40) : claim.span.start]
    if ending("difference", "noun").search(before) or ending("difference", "chinese").search(before):
        return True
    return telling("difference", "behind").match(text, claim.span.end) is not None


def _ends(reading: Reading, told: Claim) -> tuple[Claim, Claim] | None:
    near = [c for c in of_sentence(reading, told) if c is not told and level(c) and comparable(c, told)]
    near = [c for c in near if (c.value or 0) * _FAR > (told.value or 0) and not _is_difference(reading, c)]
    if len(near) == 1:
        near += [c for c in sentence_before(reading, told) if level(c) and comparable(c, told)]
    if len(near) != 2 or len({c.about.measure for c in near} - {""}) > 1:
        return None
    first, second = sorted(near, key=lambda c: c.span)
    moved = _ENDS & {first.about.role, second.about.role}
    return (first, second) if moved or _compared(reading, first, second, told) else None


def _compared(reading: Reading, first: Claim, second: Claim, told: Claim) -> bool:
    start, end = first.sentence.start, max(second.span.end, told.span.end) + 20
    words = reading.folded[first.span.end : second.span.start]
    if re.search(r"[;；]", words):
        return False
    dates = first.about.when, second.about.when
    apart = None not in dates and dates[0] != dates[1]
    lead = reading.folded[max(told.sentence.start, told.span.start - 24) : told.span.start]
    return (
        apart
        or telling("difference", "plain").search(lead) is not None
        or telling("change", "earlier").search(reading.folded, start, end) is not None
    )


def _judged(reading: Reading, first: Claim, second: Claim, told: Claim) -> Iterator[Outcome]:
    said = derived(told)
    if said is None:
        return
    start, end = (second, first) if second.about.role == "from" else (first, second)
    if room(start).minus(room(end)).size().meets(said.size()):
        message = say(
            "{change} follows from {start} and {end}", change=told.text, start=start.text, end=end.text
        )
        yield from holds(message, start, end, told)
    elif not _explained(reading, told):
        unit = told.unit if told.kind is Kind.MONEY else "index"
        result = Quantity(abs((end.value or Decimal(0)) - (start.value or Decimal(0))), unit)
        message = say(
            "from {start} to {end} is {result}, not {told}",
            start=start.text, end=end.text, told=told.text, result=result,
        )  # fmt: skip
        yield from fails("TXT101", message, start, end, told)


def _explained(reading: Reading, told: Claim) -> bool:
    """Tell whether any two values of this sentence and the one before, or three, give the difference."""
    near = [*of_sentence(reading, told), *sentence_before(reading, told)]
    values = [c for c in near if c is not told and level(c) and comparable(c, told)]
    said = derived(told)
    return said is None or _any_gives(values, told)


def _any_gives(values: Sequence[Claim], told: Claim) -> bool:
    said = derived(told)
    pairs = combinations(values, 2)
    return said is not None and any(
        room(a).minus(room(b)).size().meets(said) or room(a).plus(room(b)).meets(said) for a, b in pairs
    )
