"""One figure, or two that belong together: the ends of a range, of a move, a part and its whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from specie.model.claim import Kind
from specie.text.figures.part import NUMBER_WORD, START, Part, may_start, part_at
from specie.text.figures.unit import Unit
from specie.text.figures.vocabulary import words

NUMBER = "number"
"""The unit of the ends of a move that name none: staff went from 140 to 210."""


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


_FROM = re.compile(r"(?:(?<![a-z])from|從|由|自)[ \u00a0]?(?:約|近|逾|about |around |roughly |some )?\Z")
_BETWEEN = re.compile(r"(?:(?<![a-z])between|介於|在)[ \u00a0]?(?:約|about )?\Z")
_MOVE = "增加|成長|下降|減少|提高|上升|上修|下修|調升|調降|[增升降減跌漲]"
_REVISED = re.compile("[，, ]*(?:上修|下修|調高|調升|調降|上調|下調|提高|[增升降改])[^，。]{0,3}[為至到]")
"""Behind two numbers: they are the ends of one range, and what it was changed to follows."""
_SEPARATOR = re.compile(
    r"(?P<dash>[ \u00a0]?[-~][ \u00a0]?)|(?P<to>[ \u00a0]to[ \u00a0]|[ \u00a0]?[至到][ \u00a0]?)"
    rf"|(?P<move>[ ]?(?:{_MOVE})[至到為][ ]?)"
    r"|(?P<of>[ ](?:out )?of (?:(?:the|its|all|these|those|our|their) )*)(?=[0-9])"
    r"|(?P<and>[ \u00a0]and[ \u00a0]|[ \u00a0]?[與和][ \u00a0]?)"
)
_NEAR = 14


def quantity_at(text: str, pos: int) -> Quantity | None:
    """Return what is written around the number that starts at ``pos``; None where it is not a figure."""
    if not may_start(text, pos):
        return None
    first = part_at(text, pos)
    if first is None:
        return None
    if first.unit is None and _ratio().search(text, max(0, pos - 44), pos):
        first = replace(first, unit=Unit(Kind.MULTIPLE, "x", Decimal(1), first.end, first.end))
    return _with_second(text, first) or (Quantity(first) if first.complete() else None)


def _with_second(text: str, first: Part) -> Quantity | None:
    found = _SEPARATOR.match(text, first.end)
    if found is None:
        return None
    pos = _second_number(text, found.end())
    second = part_at(text, pos) if pos is not None else None
    if second is None or second.sign < 0 or second.start > found.end():
        return None
    separator = str(found.lastgroup)
    if _bare(first) and _bare(second):
        return _bare_move(text, first, second, separator)
    joined = _lent(first, second) if second.complete(first.unit) else None
    return _related(text, *joined, separator) if joined else None


def _second_number(text: str, pos: int) -> int | None:
    """Skip a currency sign or word between the separator and the number."""
    found = _to_number().match(text, pos)
    at = found.end() if found else pos
    digit = text[at : at + 1].isdecimal()
    return at if digit or START.match(text, at) or NUMBER_WORD.match(text, at) else None


def _bare(part: Part) -> bool:
    return part.unit is None and not part.amount.scaled


def _bare_move(text: str, first: Part, second: Part, separator: str) -> Quantity | None:
    """Two numbers without a unit are figures only as the ends of a move: from 3,000 to 3,060."""
    moved = separator in ("to", "move") and _FROM.search(text, max(0, first.start - _NEAR), first.start)
    if not moved or max(first.value, second.value) < 20 or not text[first.amount.start].isascii():
        return None
    unit = Unit(Kind.COUNT, NUMBER, Decimal(1), second.end, second.end)
    return Quantity(replace(first, unit=unit), replace(second, unit=unit))


def _related(text: str, first: Part, second: Part, separator: str) -> Quantity | None:
    """Tell a range from two figures: ``from 30 to 50`` are two, ``30 to 50`` and ``between`` one."""
    rising = first.value < second.value
    before = max(0, first.start - _NEAR)
    match separator:
        case "of":
            counted = second.unit is not None and second.unit.kind is Kind.COUNT
            return Quantity(first, second) if rising and counted else None
        case "and":
            between = _BETWEEN.search(text, before, first.start)
            return Quantity(first, second, is_range=True) if between and rising else None
        case "dash":
            return Quantity(first, second, is_range=True) if rising else None
        case _:
            two = separator == "move" or not rising or _apart(text, before, first.start, second.end)
            return Quantity(first, second, is_range=not two)


def _apart(text: str, low: int, pos: int, end: int) -> bool:
    """After "from", or a verb that moves by the first and to the second, the ends are two figures."""
    if _REVISED.match(text, end):
        return False
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


@cache
def _moved() -> re.Pattern[str]:
    verbs = words("context")["moved"]["before"].replace("\n", "")
    return re.compile(rf"(?:{verbs})[ \u00a0]?\Z")


@cache
def _ratio() -> re.Pattern[str]:
    return re.compile(f"(?:{words('multiples')['context']['ratio'].replace(chr(10), '')})[ ]?\\Z")


@cache
def _to_number() -> re.Pattern[str]:
    entries: list[str] = sorted(words("units")["currency"]["before"], key=len, reverse=True)
    signs = "|".join(re.escape(entry) for entry in entries)
    return re.compile(f"(?:(?:{signs})[ \u00a0]?)?")
