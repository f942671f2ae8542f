"""Which kind of figure a number with its unit is, and in which unit it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from specie.model.claim import Kind
from specie.text.figures.multiples import is_multiple
from specie.text.figures.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from specie.text.figures.part import Part

_YEN = re.compile(r"日元|日幣|yen|jpy|日本|japan|東京|tokyo")
_LOCAL = {
    "TWD": re.compile(r"nt\$|新台幣|台幣|twd|ntd"),
    "CNY": re.compile(r"人民幣|rmb|cny"),
    "HKD": re.compile(r"港元|港幣|hk\$|hkd"),
}
_VAGUE = frozenset("個 種 項 次 場 輪 檔 條 點 期 版 件 頁 張 字 口".split())  # noqa: SIM905
"""Classifiers that with a small Chinese numeral count nothing that could be checked: 兩種說法."""
_SIGN, _BARE = "¥", "元"


@dataclass(frozen=True, slots=True)
class Currencies:
    """What a bare 元 and the sign ¥ stand for in one text; empty where the text does not say."""

    bare: str
    sign: str

    def code(self, name: str) -> str:
        """Return the ISO code of a currency as it was read."""
        return {_BARE: self.bare, _SIGN: self.sign}.get(name, name)


def currencies_of(text: str) -> Currencies:
    """Read which local currency a text names: 元 is that one when there is only one."""
    named = [code for code, pattern in _LOCAL.items() if pattern.search(text)]
    bare = named[0] if len(named) == 1 else ""
    sign = "JPY" if _SIGN in text and _YEN.search(text) else bare if bare == "CNY" else ""
    return Currencies(bare, sign)


def kind_of(text: str, part: Part, currencies: Currencies) -> tuple[Kind | None, str]:
    """Return the kind of a figure and its unit; no kind where the words beside it make it none."""
    unit = part.unit
    if unit is None:
        return Kind.COUNT, ""
    if unit.kind is Kind.MONEY:
        return Kind.MONEY, currencies.code(unit.name)
    if unit.kind is Kind.SHARE and (part.sign < 0 or is_rate(text, part)):
        return Kind.RATE, unit.name
    fits = _TESTS.get(unit.kind)
    return (unit.kind if fits is None or fits(text, part) else None), unit.name


def is_rate(text: str, part: Part) -> bool:
    """Tell a change or a rate from a part of a whole by the words beside it."""
    if _rate_after().match(text, part.end):
        return True
    return bool(_rate_before().search(text, max(0, part.start - 44), part.start))


def _is_multiple(text: str, part: Part) -> bool:
    unit = part.unit
    if unit is None or unit.word != "times":
        return unit is not None and not (unit.word == "x" and unit.start == part.amount.end + 1)
    return is_multiple(text, part.start, part.end, part.value)


def _is_duration(text: str, part: Part) -> bool:
    """A year is not a length of time: 2025 年 with a space, and 114 年 of the Republic."""
    unit, value = part.unit, part.value
    if unit is not None and unit.word == "年" and value >= 100:
        return False
    return value > 0 and not text.startswith(" old", part.end)


def _is_count(text: str, part: Part) -> bool:
    """One of something is an article, and four digits before any noun are a year."""
    unit, amount = part.unit, part.amount
    if unit is None or part.value <= 0:
        return False
    digits = text[amount.start].isascii() and text[amount.start].isdigit()
    if not digits and (amount.value == 1 or (unit.name in _VAGUE and amount.value < 10)):
        return False
    if not digits and amount.value == 2 and unit.word == "位":
        return False
    four = digits and amount.end - amount.start == 4
    return not (unit.open and four and 1900 <= part.value < 2100 and part.value % 100)


_TESTS: dict[Kind, Callable[[str, Part], bool]] = {
    Kind.MULTIPLE: _is_multiple,
    Kind.DURATION: _is_duration,
    Kind.COUNT: _is_count,
}


@cache
def _rate_before() -> re.Pattern[str]:
    raw = words("context")
    moved, rate = (raw[table]["before"].replace("\n", "") for table in ("moved", "rate"))
    filler = raw["rate"]["filler"].replace("\n", "")
    return re.compile(rf"(?:{moved}|(?<![a-z])(?:{rate})){filler}[ ]?\Z")


@cache
def _rate_after() -> re.Pattern[str]:
    after = words("context")["rate"]["after"].replace("\n", "")
    return re.compile(rf"[ -]?(?:{after})(?![a-z])")
