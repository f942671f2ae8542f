"""A told change against its two ends: rose 43 % from 7 to 10 billion, 從 A 增至 B，成長近三十倍."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.model.claim import Kind
from specie.text.rules.arithmetic.told import by_role
from specie.text.rules.interval import derived, point, positive, same_unit
from specie.text.rules.patterns import matches
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from specie.model.claim import Claim
    from specie.text.rules.interval import Interval
    from specie.text.rules.patterns import Match
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Told:
    """Two ends and what is said of them, each as everything its wording allows."""

    match: Match
    start: Interval
    end: Interval
    said: Interval
    exact: bool
    """Told as a multiple of the other, not as a growth."""

    @property
    def ratio(self) -> Interval:
        """The end as a multiple of the start."""
        return self.end.over(self.start)

    @property
    def growth(self) -> Interval:
        """The change as a part of the start, without its sign."""
        return self.ratio.shifted(point(-1).low).size()

    @property
    def points(self) -> Interval:
        """The difference of the ends, without its sign."""
        return self.end.minus(self.start).size()


def change(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence names both ends and a change that no values behind the printed ones can have.

    Abstains from yearly rates, which have a rule of their own, where the ends differ in kind or unit, may
    be zero or below, or the wording leaves open which figure is which. So many "times" after a word of
    growth may mean the ratio or the ratio less one: either holds.
    """
    seen = {match["rate"] for match in matches(reading.shape, "yearly.rate")}
    for name in ("change.stated", "change.times"):
        for match in matches(reading.shape, name):
            told = _told(match, exact=name == "change.times")
            if told is not None and match["change"] not in seen:
                seen.add(match["change"])
                yield from judged(told)


def change_by_role(reading: Reading) -> Iterator[Outcome]:
    """Fire as ``change`` does, where the parts that figures play in their sentence say which is which."""
    for ends in by_role(reading):
        told = _told(ends.match, exact=False)
        if told is not None:
            yield from judged(told)


def direction(reading: Reading) -> Iterator[Outcome]:
    """Fire where a rise is told of a fall or the other way round, without the size of it: cut from 40 to 46.

    The verb must stand directly between or before the two ends. Abstains where their printed rounding
    leaves the order open.
    """
    sized = {(m["from"].span, m["to"].span) for m in matches(reading.shape, "change.stated")}
    for match in matches(reading.shape, "change.direction"):
        told = _ends(match)
        if (
            (match["from"].span, match["to"].span) not in sized
            and told is not None
            and _wrong_way(match, *told)
        ):
            message = say(
                "{start} to {end} is told as the opposite of what it is",
                start=match["from"].text, end=match["to"].text,
            )  # fmt: skip
            yield from fails("TXT101", message, match["from"], match["to"])


def amount(reading: Reading) -> Iterator[Outcome]:
    """Fire where a difference is told between two ends of one unit and is another: from 250 to 205, 55 less.

    Abstains where the unit of the difference is another one.
    """
    for match in matches(reading.shape, "change.amount"):
        told, said = _ends(match), derived(match["change"])
        if told is None or said is None or not same_unit(match["from"], match["change"]):
            continue
        start, end = told
        if end.minus(start).size().meets(said.size()):
            message = say(
                "{change} follows from {start} and {end}",
                change=match["change"].text, start=match["from"].text, end=match["to"].text,
            )  # fmt: skip
            yield from holds(message, match["from"], match["to"], match["change"])
        else:
            yield from _other_amount(match["from"], match["to"], match["change"])


def _other_amount(start: Claim, end: Claim, change: Claim) -> Iterator[Outcome]:
    unit = change.unit if change.kind is Kind.MONEY else "index"
    message = say(
        "from {start} to {end} is {result}, not {told}",
        start=start.text,
        end=end.text,
        told=change.text,
        result=Quantity(abs(_value(end) - _value(start)), unit),
    )
    yield from fails("TXT101", message, start, end, change)


def _ends(match: Match) -> tuple[Interval, Interval] | None:
    start, end = positive(match["from"]), positive(match["to"])
    if start is None or end is None or not same_unit(match["from"], match["to"]):
        return None
    return start, end


def _told(match: Match, *, exact: bool) -> Told | None:
    start, end, said = positive(match["from"]), positive(match["to"]), derived(match["change"])
    if start is None or end is None or said is None or not same_unit(match["from"], match["to"]):
        return None
    return Told(match, start, end, said.size(), exact)


def judged(told: Told) -> Iterator[Outcome]:
    """Say whether a change follows from its ends, in any meaning that its words may have."""
    match = told.match
    places = (match["from"], match["to"], match["change"])
    if _wrong_way(match, told.start, told.end):
        message = say(
            "{start} to {end} is told as the opposite of what it is",
            start=match["from"].text,
            end=match["to"].text,
        )
        yield from fails("TXT101", message, *places)
    elif any(reading.meets(told.said) for reading in _readings(told)):
        message = say(
            "{change} follows from {start} and {end}",
            change=match["change"].text, start=match["from"].text, end=match["to"].text,
        )  # fmt: skip
        yield from holds(message, *places)
    else:
        yield from _failed(told, places)


def _wrong_way(match: Match, start: Interval, end: Interval) -> bool:
    up, down = "up" in match.words, "down" in match.words
    rises, falls = end.low > start.high, end.high < start.low
    return (up and not down and falls) or (down and not up and rises)


def _readings(told: Told) -> tuple[Interval, ...]:
    """Return every meaning the words may have, as what the ends give for it."""
    change = told.match["change"]
    if change.unit == "pp":
        return (told.points,)
    if change.kind is not Kind.MULTIPLE:
        return (told.growth,)
    grew = not told.exact
    falls = told.end.high <= told.start.low
    return (told.ratio, *((told.growth,) if grew else ()), *((told.start.over(told.end),) if falls else ()))


def _failed(told: Told, places: tuple[Claim, ...]) -> Iterator[Outcome]:
    start, end, change = places
    if change.kind is not Kind.MULTIPLE and change.unit != "pp":
        if told.said.low >= 1 and told.ratio.meets(told.said):
            yield from _slip(start, end, change)
            return
        if start.unit == "fraction" and told.points.meets(told.said):
            yield from _points(start, end, change)
            return
    message = say(
        "from {start} to {end} is {result}, not {told}",
        start=start.text, end=end.text, result=_result(start, end, change), told=change.text,
    )  # fmt: skip
    hint = say("Printed rounding is allowed for: no values behind these figures agree with it.")
    yield from fails("TXT101", message, *places, hint=hint)


def _slip(start: Claim, end: Claim, change: Claim) -> Iterator[Outcome]:
    message = say(
        "from {start} to {end} is {times}, an increase of {growth}: {told} takes the one for the other",
        start=start.text, end=end.text, told=change.text,
        times=Quantity(_value(end) / _value(start), "x"),
        growth=Quantity(_value(end) / _value(start) - 1, "fraction"),
    )  # fmt: skip
    hint = say(
        "So many times is that many hundred percent of the start, and a hundred percent less of growth."
    )
    yield from fails("TXT102", message, start, end, change, hint=hint)


def _points(start: Claim, end: Claim, change: Claim) -> Iterator[Outcome]:
    message = say(
        "from {start} to {end} is {told} in percentage points, and {growth} as a change of the first",
        start=start.text, end=end.text, told=change.text,
        growth=Quantity(abs(_value(end) / _value(start) - 1), "fraction"),
    )  # fmt: skip
    yield from fails("TXT113", message, start, end, change, hint=say("Say percentage points."))


def _result(start: Claim, end: Claim, change: Claim) -> Quantity:
    ratio = _value(end) / _value(start)
    if change.unit == "pp":
        return Quantity((_value(end) - _value(start)) * 100, "index")
    return Quantity(ratio, "x") if change.kind is Kind.MULTIPLE else Quantity(ratio - 1, "fraction")


def _value(claim: Claim) -> Decimal:
    if claim.value is None:
        raise ValueError("a figure without value was compared")
    return claim.value
