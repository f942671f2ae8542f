"""A length of time against the two dates that bound it: from March 2023 to June 2025, 27 months."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from specie.model import Quantity, say
from specie.model.claim import Days, Reach
from specie.text.rules.interval import Interval, derived
from specie.text.rules.patterns import matches
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_DAYS: Final = {
    "days": Decimal(1),
    "weeks": Decimal(7),
    "months": Decimal("30.4375"),
    "quarters": Decimal("91.3125"),
    "years": Decimal("365.25"),
}


def length(reading: Reading) -> Iterator[Outcome]:
    """Fire where the days between two dates of one sentence cannot be the length that is told for them.

    Both ends may be counted or one; a year or a month that stands alone may mean any day of it. Abstains
    where the second date is not after the first, and for hours and minutes.
    """
    judged: set[Claim] = set()
    for match in matches(reading.shape, "length.between"):
        first, last, told = match["start"], match["stop"], match["length"]
        if told in judged or first.when is None or last.when is None or told.unit not in _DAYS:
            continue
        if last.when.first > first.when.last:
            judged.add(told)
            yield from _judged((first, last), told, _between(first.when, last.when, _DAYS[told.unit]))
    for match in matches(reading.shape, "length.over"):
        both, told = match["both"], match["length"]
        if told not in judged and both.reach is Reach.RANGE and both.when is not None and told.unit in _DAYS:
            judged.add(told)
            ends = Days(both.when.first, both.when.first), Days(both.when.last, both.when.last)
            yield from _judged((both,), told, _between(*ends, _DAYS[told.unit]))


def _between(first: Days, last: Days, unit: Decimal) -> Interval:
    """Return every length in a unit, counted with both ends or without, rounded either way."""
    least, most = (last.first - first.last).days, (last.last - first.first).days + 1
    return Interval(Decimal(least) / unit - Decimal("0.5"), Decimal(most) / unit + 1)


def _judged(dates: tuple[Claim, ...], told: Claim, possible: Interval) -> Iterator[Outcome]:
    said = derived(told)
    if said is None:
        return
    between = (
        dates[0].text if len(dates) == 1 else say("{start} to {end}", start=dates[0].text, end=dates[1].text)
    )
    if said.meets(possible):
        yield from holds(say("{dates} is {length}", dates=between, length=told.text), *dates, told)
        return
    unit = told.unit if told.unit in ("days", "weeks", "months", "years") else "count"
    message = say(
        "{dates} is about {result}, not {length}",
        dates=between,
        length=told.text,
        result=Quantity(round((possible.low + possible.high) / 2, 1), unit),
    )
    yield from fails("TXT112", message, *dates, told)
