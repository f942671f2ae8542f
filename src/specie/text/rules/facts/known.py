"""What a row of the fact tables allows, and how a printed figure stands to it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from specie.model import Quantity, Ref, say
from specie.model.claim import Days, Reach
from specie.text.rules.interval import ENDLESS, Interval, quoted
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.facts import Fact, Facts
    from specie.model import Message
    from specie.model.claim import Claim
    from specie.text.rules.verdict import Outcome

POWERS: Final = tuple(Decimal(10) ** n for n in (1, 2, 3, -1, -2, -3))
_ROUNDED: Final = Decimal("0.0005")
"""How far a figure of a row may itself be rounded, as a part of it."""


@dataclass(frozen=True, slots=True)
class Known:
    """One figure of one row: what it allows, for which days, on which basis."""

    fact: Fact
    room: Interval
    value: Decimal
    unit: str
    when: Days | None = None
    basis: str = ""
    period: str = ""


def known(fact: Fact, column: str, unit: str, *, bound: str = "=", when: Days | None = None) -> Known | None:
    """Return a figure of a row, None where its cell is empty."""
    number = fact.number(column)
    if number is None:
        return None
    value = Decimal(repr(number))
    value = value.quantize(Decimal(1)) if abs(value) >= 1000 and unit != "x" else value
    slack = abs(value) * _ROUNDED
    low, high = value - slack, value + slack
    if bound == ">=":
        high = ENDLESS
    elif bound == "<=":
        low = -ENDLESS if value < 0 else Decimal(0)
    return Known(fact, Interval(low, high), value, unit, when)


def days(fact: Fact, column: str) -> Days | None:
    """Return the days that a date cell may mean."""
    first, last = fact.start(column), fact.end(column)
    return Days(first, last) if first is not None and last is not None else None


def agrees(claim: Claim, row: Known) -> bool:
    """Tell whether a printed figure and a row have a value in common; a sign may be told in words."""
    said = quoted(claim)
    if said is None or claim.unit != row.unit:
        return False
    room = row.room if row.room.low >= 0 or claim.value is None or claim.value < 0 else row.room.size()
    return said.meets(room)


def apart(claim: Claim, row: Known) -> Decimal | None:
    """Return by which power of ten a figure is off from a row whose digits it has, else None."""
    said = quoted(claim)
    if said is None or claim.unit != row.unit or claim.reach in (Reach.AT_LEAST, Reach.AT_MOST):
        return None
    point = Interval(row.value, row.value).size()
    digits = Interval(point.low * (1 - _ROUNDED), point.high * (1 + _ROUNDED))
    return next((power for power in POWERS if digits.meets(said.size().scaled(1 / power))), None)


def swapped(claim: Claim, row: Known) -> bool:
    """Tell whether two digits beside one another changed places and nothing else: 32.1 for 23.1."""
    if claim.value is None or claim.reach is not Reach.EXACT or claim.unit != row.unit or row.value == 0:
        return False
    printed = _digits(abs(claim.value))
    if len(printed) < 3 or claim.value.adjusted() != row.value.adjusted():
        return False
    scale = len(printed) - 1 - row.value.adjusted()
    other = _digits(abs(row.value).scaleb(scale).to_integral_value()).ljust(len(printed), "0")
    apart_at = [at for at, (one, another) in enumerate(zip(printed, other, strict=False)) if one != another]
    if len(other) != len(printed) or len(apart_at) != 2 or apart_at[1] != apart_at[0] + 1:
        return False
    first, second = apart_at
    return printed[first] == other[second] and printed[second] == other[first]


def _digits(value: Decimal) -> str:
    return "".join(map(str, value.normalize().as_tuple().digits))


def significant(claim: Claim) -> int:
    """Return how many digits of a figure say something: 183 and 30.0 have three, 5 and 500 one."""
    if not claim.value:
        return 0
    found = re.search(r"\d[\d,]*(\.\d+)?", claim.text)
    if found is not None and found[1]:
        return len(re.sub(r"\D", "", found[0]).lstrip("0"))
    return len("".join(map(str, claim.value.normalize().as_tuple().digits)).strip("0"))


def near(one: Days, other: Days, slack: int) -> bool:
    """Tell whether two dates may be within so many days of one another."""
    return one.first - timedelta(slack) <= other.last and other.first <= one.last + timedelta(slack)


def span_days(when: Days) -> int:
    """Return how many days a date may mean."""
    return (when.last - when.first).days + 1


def month_end(day: date) -> date:
    """Return the last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def held(claim: Claim, row: Known, thing: Message) -> Iterator[Outcome]:
    """Say that a figure agrees with a row."""
    message = say("{thing}: {figure} agrees with {known}", thing=thing, figure=claim.text, known=_figure(row))
    yield from holds(message, claim, origins=(row.fact.origin,))


def differs(claim: Claim, rows: Iterable[Known], thing: Message) -> Iterator[Outcome]:
    """Say that a figure differs from every row that it could be; name a slip where it is one."""
    listed = tuple(rows)
    slipped = next((row for row in listed if apart(claim, row) is not None), None)
    origins = tuple(dict.fromkeys(row.fact.origin for row in listed))[:4]
    if slipped is not None:
        yield from slip(claim, slipped, thing)
        return
    turned = next((row for row in listed if swapped(claim, row)), None)
    if turned is not None:
        yield from transposed(claim, turned, thing)
        return
    row = min(listed, key=lambda r: abs(r.value - (claim.value or Decimal(0))))
    code = "TXT306" if ENDLESS in (row.room.high, -row.room.low) or row.room.low == 0 else "TXT301"
    message = say("{thing}: {figure}, and what is known is {known}", thing=thing, figure=claim.text,
                  known=_figure(row))  # fmt: skip
    yield from fails(code, message, claim, hint=_source(row), origins=origins)


def transposed(claim: Claim, row: Known, thing: Message) -> Iterator[Outcome]:
    """Say that two digits of a figure changed places."""
    message = say(
        "{thing}: {figure} has two digits of {known} in each other's place",
        thing=thing, figure=claim.text, known=_figure(row),
    )  # fmt: skip
    yield from fails("TXT301", message, claim, hint=_source(row), origins=(row.fact.origin,))


def slip(claim: Claim, row: Known, thing: Message) -> Iterator[Outcome]:
    """Say that a figure has the digits of a row and is a power of ten off."""
    power = apart(claim, row) or Decimal(1)
    times = Quantity(max(power, 1 / power), "x", 0)
    if "億" in claim.text and max(power, 1 / power) == 10:
        message = say(
            "{thing}: {figure} is ten times off {known}: 億 is a hundred million, a tenth of a billion",
            thing=thing, figure=claim.text, known=_figure(row),
        )  # fmt: skip
    else:
        message = say(
            "{thing}: {figure} has the digits of {known} and is off by {times}",
            thing=thing, figure=claim.text, known=_figure(row), times=times,
        )  # fmt: skip
    yield from fails("TXT302", message, claim, hint=_source(row), origins=(row.fact.origin,))


def company(facts: Facts, name: str) -> Ref:
    """Return the reference of a company with its name."""
    fact = facts.one("companies", name)
    return Ref("company", name, fact.text("name") if fact is not None else "")


def _figure(row: Known) -> Message | Quantity:
    quantity = Quantity(row.value, row.unit)
    if row.room.high == ENDLESS:
        return say("at least {value}", value=quantity)
    if row.room.low in (Decimal(0), -ENDLESS) and row.value != 0:
        return say("at most {value}", value=quantity)
    return quantity


def _source(row: Known) -> Message:
    return say(
        "Row {row} of {table}, source: {source}",
        row=row.fact.row, table=f"facts/{row.fact.table}.csv", source=row.fact.source,
    )  # fmt: skip
