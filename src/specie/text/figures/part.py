"""A number with the sign, the currency and the unit that are written around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
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

    def complete(self, lent: Unit | None = None) -> bool:
        """A number is a figure when it has a unit or a scale word; 40m needs to say of what."""
        unit = self.unit or lent
        if self.amount.short:
            return unit is not None and unit.kind in (Kind.MONEY, Kind.COUNT)
        return unit is not None or self.amount.scaled


_MONEY = "[$€£¥₩₹a-z元幣金為達約是到至]"
_AFTER = r"(?=[0-9,.\u00a0]*+[ \u00a0]?[-~+a-z%\u3400-\u9fff])"
START = re.compile(
    rf"[0-9](?<![0-9].)(?<![0-9][.,:/].)(?:(?<={_MONEY}.)|(?<={_MONEY}[ \u00a0].)|{_AFTER})"
    r"|[零〇一二兩三四五六七八九十](?<![零〇一二兩三四五六七八九十百千].)|半(?=[年個天])"
)
"""Where a figure may begin; a number with neither words nor signs beside it is none and is passed over."""
NUMBER_WORD = re.compile(ENGLISH_START)
_ENDS_OF_SIGNS = frozenset("-se負的下")


def part_at(text: str, pos: int) -> Part | None:
    """Return the number that starts at ``pos`` with what is written around it."""
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


def may_start(text: str, pos: int) -> bool:
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


def _sign(text: str, start: int) -> tuple[int, int]:
    near = text[max(0, start - 2) : start].rstrip(" \u00a0")[-1:]
    if near not in _ENDS_OF_SIGNS:
        return 1, start
    found = _negative().search(text, max(0, start - 10), start)
    return (-1, found.start("sign")) if found else (1, start)


@cache
def _negative() -> re.Pattern[str]:
    named = words("bounds")["negative"]["before"]
    return re.compile(rf"(?P<sign>(?<![\w)\]%.\x00-])-|(?<![a-z])(?:{named})[ \u00a0]?)\Z")
