"""A length of time against the two dates that bound it: from March 2023 to June 2025, 27 months."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from specie.model import Quantity, say
from specie.text.rules.interval import Interval, derived
from specie.text.rules.patterns import matches
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim, Days
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
        if last.when.first <= first.when.last:
            continue
        judged.add(told)
        yield from _judged(first, last, told, _between(first.when, last.when, _DAYS[told.unit]))


def _between(first: Days, last: Days, unit: Decimal) -> Interval:
    """Return every length in a unit, counted with both ends or without, rounded either way."""
    least, most = (last.first - first.last).days, (last.last - first.first).days + 1
    return Interval(Decimal(least) / unit - Decimal("0.5"), Decimal(most) / unit + 1)


def _judged(first: Claim, last: Claim, told: Claim, possible: Interval) -> Iterator[Outcome]:
    said = derived(told)
    if said is None:
        return
    if said.meets(possible):
        message = say("{start} to {end} is {length}", start=first.text, end=last.text, length=told.text)
        yield from holds(message, first, last, told)
        return
    unit = told.unit if told.unit in ("days", "weeks", "months", "years") else "count"
    middle = (possible.low + possible.high) / 2
    message = say(
        "{start} to {end} is about {result}, not {length}",
        start=first.text, end=last.text, length=told.text, result=Quantity(round(middle, 1), unit),
    )  # fmt: skip
    yield from fails("TXT112", message, first, last, told)
