"""One or two numbers with sign, currency and unit, read at the place of a first digit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from specie.model.claim import Kind
from specie.text.figures.amount import Amount, amount_at
from specie.text.figures.names import names_a_thing
from specie.text.figures.numerals import ENGLISH_START
from specie.text.figures.unit import Unit, currency_before, unit_after
from specie.text.figures.vocabulary import words


@dataclass(frozen=True, slots=True)
class Part:
    """A number with what was written around it."""

    start: int
    end: int
    amount: Amount
    unit: Unit | None
    sign: int = 1

    @property
    def value(self) -> Decimal:
        """The value in base units, with its sign."""
        return self.amount.value * self.factor * self.sign

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit, in base units."""
        return self.amount.step * self.factor

    @property
    def factor(self) -> Decimal:
        """What one of the unit is worth in base units."""
        return self.unit.factor if self.unit else Decimal(1)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure, or the two ends of a range, or two figures of which one lends the other its unit."""

    first: Part
    second: Part | None = None
    is_range: bool = False

    @property
    def lent(self) -> bool:
        """Tell whether the first number has the unit of the second: 30 to 50 percent."""
        return self.second is not None and self.first.unit is self.second.unit

    @property
    def end(self) -> int:
        """Where reading goes on."""
        return self.second.end if self.second else self.first.end


_MONEY = "[$€£¥₩₹a-z元幣金為達約是到]"
_AFTER = r"(?=[0-9,.\u00a0]*+[ \u00a0]?[-~+a-z%\u3400-\u9fff])"
START = re.compile(
    rf"[0-9](?<![0-9].)(?<![0-9][.,:/].)(?:(?<={_MONEY}.)|(?<={_MONEY}[ \u00a0].)|{_AFTER})"
    r"|[零〇一二兩三四五六七八九十](?<![零〇一二兩三四五六七八九十百千].)|半(?=[年個天])"
)
"""Where a figure may begin; a number with neither words nor signs beside it is none and is passed over."""
NUMBER_WORD = re.compile(ENGLISH_START)
_ENDS_OF_SIGNS = frozenset("-se負的下")
_SP = "[ \u00a0]?"
_FROM = re.compile(r"(?:(?<![a-z])from|從|由|自)[ \u00a0]?(?:約|近|逾|about |around |roughly |some )?\Z")
_BETWEEN = re.compile(r"(?:(?<![a-z])between|介於|在)[ \u00a0]?(?:約|about )?\Z")
_SEPARATOR = re.compile(
    r"(?P<dash>[ \u00a0]?[-~][ \u00a0]?)|(?P<to>[ \u00a0]to[ \u00a0]|[ \u00a0]?[至到][ \u00a0]?)"
    r"|(?P<of>[ ](?:out )?of (?:(?:the|its|all|these|those|our|their) )*)(?=[0-9])"
    r"|(?P<and>[ \u00a0]and[ \u00a0]|[ \u00a0]?[與和][ \u00a0]?)"
)


def quantity_at(text: str, pos: int) -> Quantity | None:
    """Return what is written around the number that starts at ``pos``; None where it is not a figure."""
    if not _may_start(text, pos):
        return None
    first = _part(text, pos)
    if first is None:
        return None
    if first.unit is None and _ratio().search(text, max(0, pos - 44), pos):
        first = replace(first, unit=Unit(Kind.MULTIPLE, "x", Decimal(1), first.end, first.end))
    return _with_second(text, first) or (Quantity(first) if _complete(first) else None)


def _part(text: str, pos: int) -> Part | None:
    amount = amount_at(text, pos)
    if amount is None:
        return None
    before = currency_before(text, pos)
    unit = unit_after(text, amount.end, currency=before is not None)
    end = unit.end if unit else amount.end
    start = before.start if before else pos
    if before and unit and unit.name not in (before.name, "元"):
        end = amount.end
    sign, start = _sign(text, start)
    return Part(start, end, amount, before or unit, sign)


def _sign(text: str, start: int) -> tuple[int, int]:
    near = text[max(0, start - 2) : start].rstrip(" \u00a0")[-1:]
    if near not in _ENDS_OF_SIGNS:
        return 1, start
    found = _negative().search(text, max(0, start - 10), start)
    return (-1, found.start("sign")) if found else (1, start)


def _with_second(text: str, first: Part) -> Quantity | None:
    found = _SEPARATOR.match(text, first.end)
    if found is None:
        return None
    pos = _second_number(text, found.end())
    second = _part(text, pos) if pos is not None else None
    if second is None or second.sign < 0 or second.start > found.end() or not _complete(second, first.unit):
        return None
    joined = _lent(first, second)
    if joined is None:
        return None
    return _related(text, *joined, str(found.lastgroup))


def _second_number(text: str, pos: int) -> int | None:
    """Skip a currency sign or word between the separator and the number."""
    found = _to_number().match(text, pos)
    at = found.end() if found else pos
    return at if START.match(text, at) or NUMBER_WORD.match(text, at) else None


def _related(text: str, first: Part, second: Part, separator: str) -> Quantity | None:
    """Tell a range from two figures: ``from 30 to 50`` are two, ``30 to 50`` and ``between`` one."""
    rising = first.value < second.value
    if separator == "of":
        return Quantity(first, second) if rising and second.unit and second.unit.kind is Kind.COUNT else None
    before = max(0, first.start - 14)
    if separator == "and":
        between = _BETWEEN.search(text, before, first.start)
        return Quantity(first, second, is_range=True) if between and rising else None
    if separator == "to" and (not rising or _apart(text, before, first.start)):
        return Quantity(first, second)
    return Quantity(first, second, is_range=True) if rising else None


def _apart(text: str, low: int, pos: int) -> bool:
    """After "from", or a verb that moves by the first and to the second, the ends are two figures."""
    return bool(_FROM.search(text, low, pos) or _moved().search(text, low, pos))


def _lent(first: Part, second: Part) -> tuple[Part, Part] | None:
    """Give to one end the scale and unit that only the other one carries; None where they disagree."""
    one, two = first, second
    if one.unit is None:
        one = replace(one, unit=two.unit)
    if two.unit is None:
        two = replace(two, unit=one.unit)
    if not _same(one.unit, two.unit):
        return None
    bare = two.amount.value / two.amount.factor
    if two.amount.scaled and not one.amount.scaled and one.amount.value < bare:
        one = replace(one, amount=one.amount.times(two.amount.factor))
    return one, two


def _same(one: Unit | None, two: Unit | None) -> bool:
    if one is None or two is None:
        return one is two
    return (one.kind, one.name) == (two.kind, two.name)


def _complete(part: Part, lent: Unit | None = None) -> bool:
    """A number is a figure when it has a unit or a scale word; 40m needs to say of what."""
    unit = part.unit or lent
    if part.amount.short:
        return unit is not None and unit.kind in (Kind.MONEY, Kind.COUNT)
    return unit is not None or part.amount.scaled


def _may_start(text: str, pos: int) -> bool:
    """Leave out digits inside a name, an ordinal, a phone number, and 數十, 這一."""
    if names_a_thing(text, pos):
        return False
    return text[pos].isascii() or pos == 0 or not _vague(text, pos)


def _vague(text: str, pos: int) -> bool:
    before, sign = text[pos - 1], text[pos]
    if sign == "十":
        return before in "數幾上好若"
    if sign == "一":
        return before in "這那某哪同另唯統萬專每之任單前後隔當有"
    return sign == "半" and before in "上下前後大過多"


@cache
def _negative() -> re.Pattern[str]:
    named = words("bounds")["negative"]["before"]
    return re.compile(rf"(?P<sign>(?<![\w)\]%.\x00-])-|(?<![a-z])(?:{named})[ \u00a0]?)\Z")


@cache
def _ratio() -> re.Pattern[str]:
    return re.compile(f"(?:{words('multiples')['context']['ratio'].replace(chr(10), '')})[ ]?\\Z")


@cache
def _moved() -> re.Pattern[str]:
    verbs = words("context")["moved"]["before"].replace("\n", "")
    return re.compile(rf"(?:{verbs})[ \u00a0]?\Z")


@cache
def _to_number() -> re.Pattern[str]:
    entries: list[str] = sorted(words("units")["currency"]["before"], key=len, reverse=True)
    signs = "|".join(re.escape(entry) for entry in entries)
    return re.compile(f"(?:(?:{signs}){_SP})?")
