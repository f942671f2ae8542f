"""A yearly growth rate against its own series: from A in 2023 to B in 2030, 37 % a year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.model.claim import Kind, Reach
from specie.text.rules.interval import ENDLESS, Interval, derived, positive, same_unit
from specie.text.rules.patterns import matches
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


@dataclass(frozen=True, slots=True)
class _Series:
    """A first and a last value, and every number of years that may lie between them."""

    start: Claim
    end: Claim
    years: tuple[Decimal, ...]
    step: Decimal = ENDLESS
    """Half a unit of the last digit that the series is printed with where its values differ in that."""


def yearly(reading: Reading) -> Iterator[Outcome]:
    """Fire where a compound rate does not lead from the first value of its sentence to the last.

    The sentence (or the one before) must hold two or more values of one unit, each with a year of its own
    or a length of time beside them. The years may be counted as the difference or with both ends. Abstains
    where the values cannot be told apart or fall at a rate above zero.
    """
    judged: set[Claim] = set()
    for match in matches(reading.shape, "yearly.rate"):
        rate = match["rate"]
        said = derived(rate)
        if said is None or rate in judged:
            continue
        judged.add(rate)
        series = _series(reading, rate, match.start)
        if series is not None:
            yield from _judged(rate, said, series)


def _series(reading: Reading, rate: Claim, place: int) -> _Series | None:
    start, end = reading.shape.sentence(place)
    here = reading.shape.between(start, end)
    found = _of(here, rate)
    if found is None and not any(c.kind in (Kind.MONEY, Kind.COUNT) for c in here):
        before = reading.shape.before(start, over_breaks=True)
        lengths = tuple(c for c in here if c.kind is Kind.DURATION)
        found = _of((*reading.shape.between(*before), *lengths), rate) if before else None
    return found


def _of(claims: tuple[Claim, ...], rate: Claim) -> _Series | None:
    values = tuple(c for c in claims if c.kind in (Kind.MONEY, Kind.COUNT) and positive(c) is not None)
    if len(values) < 2 or any(not same_unit(values[0], c) for c in values[1:]):
        return None
    lengths = tuple(c.value for c in claims if c.kind is Kind.DURATION and c.unit == "years" and c.value)
    years = _dated(values, claims)
    if years is not None:
        return _Series(values[years[0]], values[years[1]], lengths or years[2], _step(values))
    return _Series(values[0], values[1], lengths) if len(values) == 2 and lengths and rate.value else None


def _step(values: tuple[Claim, ...]) -> Decimal:
    """Return how exact a series of three and more is that prints some values as 2 and others as 4.5."""
    halves = sorted({c.high - c.value for c in values if c.high is not None and c.value is not None})
    return halves[-2] if len(values) > 2 and len(halves) > 1 else ENDLESS


def _room(claim: Claim, step: Decimal) -> Interval | None:
    room = positive(claim)
    if room is None or claim.value is None:
        return None
    return Interval(max(room.low, claim.value - step), min(room.high, claim.value + step))


def _dated(
    values: tuple[Claim, ...], claims: tuple[Claim, ...]
) -> tuple[int, int, tuple[Decimal, ...]] | None:
    """Return the positions of the earliest and the latest value, and the years that may lie between them."""
    years = _own_years(values, claims)
    if years is None or len(set(years)) != len(years):
        return None
    first, last = years.index(min(years)), years.index(max(years))
    apart = years[last] - years[first]
    conventions = (apart, apart + 1) if len(values) == 2 else (apart,)
    return first, last, tuple(Decimal(n) for n in conventions)


def _own_years(values: tuple[Claim, ...], claims: tuple[Claim, ...]) -> list[int] | None:
    """Return the year of each value: the date one to one beside it, else what it is about."""
    dates = [c for c in claims if c.kind is Kind.DATE and c.when is not None]
    if len(values) == 2 and len(dates) == 1 and dates[0].reach is Reach.RANGE and dates[0].when is not None:
        return [dates[0].when.first.year, dates[0].when.last.year]
    if len(dates) == len(values):
        order = sorted((*values, *dates), key=lambda c: c.span)
        turns = [c.kind is Kind.DATE for c in order]
        ahead = len(values) == 2 and turns[:2] == [True, True]
        if ahead or all(one != other for one, other in pairwise(turns)):
            return [c.when.first.year for c in dates if c.when]
    own = [c.about.when for c in values]
    return [when.first.year for when in own if when] if all(own) else None


def _judged(rate: Claim, said: Interval, series: _Series) -> Iterator[Outcome]:
    start, end = _room(series.start, series.step), _room(series.end, series.step)
    if start is None or end is None or not series.years or min(series.years) <= 0:
        return
    ratio = end.over(start)
    places = (series.start, series.end, rate)
    said = said if said.low < 0 or ratio.high >= 1 else Interval(-said.high, -said.low)
    if any(_a_year(ratio, years).meets(said) for years in series.years):
        message = say(
            "{rate} a year leads from {start} to {end}",
            rate=rate.text, start=series.start.text, end=series.end.text,
        )  # fmt: skip
        yield from holds(message, *places)
        return
    years = series.years[0]
    message = say(
        "from {start} to {end} in {years} is {result} a year, not {told}",
        start=series.start.text, end=series.end.text, years=Quantity(years, "years"),
        result=Quantity(_middle(series, years), "fraction"), told=rate.text,
    )  # fmt: skip
    yield from fails("TXT103", message, *places)


def _a_year(ratio: Interval, years: Decimal) -> Interval:
    return Interval(_root(ratio.low, years) - 1, _root(ratio.high, years) - 1)


def _root(ratio: Decimal, years: Decimal) -> Decimal:
    if ratio <= 0 or ratio == ENDLESS:
        return max(ratio, Decimal(0))
    return (ratio.ln() / years).exp()


def _middle(series: _Series, years: Decimal) -> Decimal:
    one, other = series.start.value or Decimal(1), series.end.value or Decimal(1)
    return (_root(other / one, years) - 1).quantize(Decimal("0.0001"))
