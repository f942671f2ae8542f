"""A yearly rate against the two values of its sentence and their years; a length of time against its two dates."""  # noqa: E501

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from specie.model import Quantity, say
from specie.model.claim import Kind, Reach
from specie.text.rules.interval import Interval, derived
from specie.text.rules.scope import comparable, level, room
from specie.text.rules.telling import ending, telling
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading, Sentence
    from specie.text.rules.verdict import Outcome

_YEAR: Final = Decimal("365.25")
_UNITS: Final = {"years": _YEAR, "months": Decimal("30.4375")}


def compounded(reading: Reading) -> Iterator[Outcome]:
    """Fire where a yearly rate is told between two values of known years and neither way of counting gives it.

    The sentence must hold exactly two comparable values, each with a year of its own, and one yearly rate.
    The rate may be compound or the average of each year; the years may be counted one more or less.
    """  # noqa: E501
    for sentence in reading.sentences:
        rates = [c for c in sentence.claims if _is_yearly(reading, c)]
        ends = [c for c in sentence.claims if level(c) and c.kind is not Kind.DURATION]
        if len(rates) == 1 and len(ends) == 2 and comparable(*ends):
            years = _years(reading, sentence, ends)
            if years is not None:
                yield from _judged(ends, years, rates[0])


def _is_yearly(reading: Reading, claim: Claim) -> bool:
    if claim.unit != "fraction" or claim.value is None or claim.kind not in (Kind.RATE, Kind.SHARE):
        return False
    text = reading.folded
    before = text[max(claim.sentence.start, claim.span.start - 40) : claim.span.start]
    return telling("yearly", "behind").match(text, claim.span.end) is not None or bool(
        ending("yearly", "before").search(before)
    )


def _years(reading: Reading, sentence: Sentence, ends: Sequence[Claim]) -> int | None:
    """Return how many years lie between two values, the earlier one first; None where that is open."""
    whens = [c.about.when for c in ends]
    if whens[0] is None or whens[1] is None or whens[0] == whens[1]:
        dates = [
            c
            for c in sentence.claims
            if c.kind is Kind.DATE and c.when is not None and c.reach is not Reach.RANGE
        ]
        if len(dates) != 2 or any(d.unit != "year" for d in dates):
            return None
        whens = [d.when for d in dates]
    one, other = whens
    if one is None or other is None:
        return None
    return (other.last.year - one.last.year) or None


def _judged(ends: Sequence[Claim], years: int, told: Claim) -> Iterator[Outcome]:
    said = derived(told)
    start, end = (ends[0], ends[1]) if years > 0 else (ends[1], ends[0])
    if said is None or abs(years) < 2:
        return
    ratio = room(end).over(room(start))
    given = [_rate(ratio, n) for n in (abs(years) - 1, abs(years), abs(years) + 1) if n >= 1]
    average = Interval((ratio.low - 1) / abs(years), (ratio.high - 1) / abs(years))
    places = (start, end, told)
    if _rate(ratio, abs(years)).size().meets(said.size()):
        message = say(
            "{rate} a year follows from {start} and {end}", rate=told.text, start=start.text, end=end.text
        )
        yield from holds(message, *places)
    elif not any(one.size().meets(said.size()) for one in (*given, average)):
        value = ((end.value or Decimal(1)) / (start.value or Decimal(1))) ** (1 / Decimal(abs(years))) - 1
        message = say(
            "from {start} to {end} in {years} years is {result} a year, not {told}",
            start=start.text, end=end.text, years=abs(years), told=told.text, result=Quantity(value, "fraction"),  # noqa: E501
        )  # fmt: skip
        yield from fails("TXT103", message, *places)


def _rate(ratio: Interval, years: int) -> Interval:
    power = 1 / Decimal(years)
    return Interval(max(ratio.low, Decimal(0)) ** power - 1, ratio.high**power - 1)


def lengths(reading: Reading) -> Iterator[Outcome]:
    """Fire where the only two dates of a sentence cannot be as far apart as the length that it tells.

    The words must tell the length from the one to the other (later, after, 前後, 歷時). Abstains from ages,
    plans, and lengths that stand before both dates.
    """
    for sentence in reading.sentences:
        dates = [c for c in sentence.claims if c.kind is Kind.DATE and c.when is not None]
        spans = [c for c in sentence.claims if c.kind is Kind.DURATION and _between(reading, c)]
        exact = all(d.unit in ("day", "month", "year") and d.reach is not Reach.RANGE for d in dates)
        if len(dates) == 2 and len(spans) == 1 and exact and spans[0].span.start > dates[0].span.end:
            yield from _far_apart(dates, spans[0])


def _between(reading: Reading, claim: Claim) -> bool:
    text = reading.folded
    before = text[max(claim.sentence.start, claim.span.start - 20) : claim.span.start]
    return claim.unit in _UNITS and (
        telling("length", "behind").match(text, claim.span.end) is not None
        or bool(ending("length", "before").search(before))
    )


def _far_apart(dates: Sequence[Claim], told: Claim) -> Iterator[Outcome]:
    first, last = sorted(dates, key=lambda d: (d.when.first if d.when else None, d.span))
    said, unit = derived(told), _UNITS[told.unit]
    if first.when is None or last.when is None or said is None or first.when.meets(last.when):
        return
    least, most = (last.when.first - first.when.last).days, (last.when.last - first.when.first).days
    possible = Interval(Decimal(least) / unit - Decimal("0.6"), Decimal(most) / unit + 1)
    between = say("{start} to {end}", start=first.text, end=last.text)
    if said.meets(possible):
        yield from holds(say("{dates} is {length}", dates=between, length=told.text), first, last, told)
    else:
        message = say(
            "{dates} is about {result}, not {length}", dates=between, length=told.text,
            result=Quantity(round((possible.low + possible.high) / 2, 1), told.unit),
        )  # fmt: skip
        yield from fails("TXT112", message, first, last, told)
