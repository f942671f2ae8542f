"""A number as it is written, with the words that scale it: 1,830 億 5,000 萬, two hundred million, 三十多."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from specie.text.figures.numerals import (
    ARABIC,
    DIGITS,
    ENGLISH,
    HANZI,
    LONGEST,
    arabic_step,
    arabic_value,
    english_value,
    hanzi_value,
)  # fmt: skip
from specie.text.figures.vocabulary import alternation, words

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Amount:
    """A number without its unit; ``step`` is one unit of its last printed digit."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    factor: Decimal = Decimal(1)
    """What its own scale word is worth: 1000000000 for billion."""
    more: bool = False
    """It says so itself that there is more: 三十多, 十餘."""
    top: Decimal | None = None
    """The upper end where two digits stand side by side: 兩三成."""
    short: str = ""
    """The one-letter scale that only a currency or a thing counted makes sure: 40m."""
    mega: bool = False
    """It is scaled by 兆, which is a million millions in Taiwan and may be a million elsewhere."""

    @property
    def scaled(self) -> bool:
        """Tell whether it carries a word such as billion or 億."""
        return self.factor != 1

    def times(self, factor: Decimal) -> Amount:
        """Return the same digits in another scale."""
        top = None if self.top is None else self.top * factor
        return replace(self, value=self.value * factor, step=self.step * factor, factor=factor, top=top)


_SP = "[ \u00a0]?"
_MYRIADS = {"萬": 10**4, "億": 10**8, "兆": 10**12}
_PAIRS = frozenset(["一二", "二三", "兩三", "三四", "四五", "五六", "六七", "七八", "八九"])


def amount_at(text: str, pos: int) -> Amount | None:
    """Return the amount whose first digit, numeral or number word is at ``pos``."""
    sign = text[pos]
    if sign.isascii() and sign.isdigit():
        return _arabic(text, pos)
    return _english(text, pos) if sign.isascii() else _hanzi(text, pos)


def _arabic(text: str, pos: int) -> Amount | None:
    found = ARABIC.match(text, pos)
    if found is None or len(found.group()) > LONGEST:
        return None
    written = found.group()
    amount = Amount(pos, found.end(), arabic_value(written), arabic_step(written))
    return _compound(text, _scale(text, amount))


def _english(text: str, pos: int) -> Amount | None:
    found = ENGLISH.match(text, pos)
    value = english_value(found.group()) if found else None
    if found is None or value is None:
        return None
    step = Decimal("0.1") if "point" in found.group() or value < 1 else Decimal(1)
    return _scale(text, Amount(pos, found.end(), value, step))


def _hanzi(text: str, pos: int) -> Amount | None:
    if text[pos] == "半":
        return Amount(pos, pos + 1, Decimal("0.5"), Decimal("0.1"))
    found = HANZI.match(text, pos)
    if found is None or len(found.group()) > LONGEST:
        return None
    written = found.group()
    if written[:2] in _PAIRS and written[2:3] not in DIGITS:
        return _pair(text, pos, written)
    value = hanzi_value(written)
    if value is None:
        return None
    factor = _hanzi_factor(written)
    amount = Amount(pos, found.end(), value, _hanzi_step(written), factor, mega="兆" in written)
    return _compound(text, _scale(text, amount))


def _pair(text: str, pos: int, written: str) -> Amount | None:
    """兩三 is two to three, 三四十 thirty to forty."""
    low, high = hanzi_value(written[0] + written[2:]), hanzi_value(written[1:])
    if low is None or high is None:
        return None
    amount = _scale(text, Amount(pos, pos + len(written), low, Decimal(1), _hanzi_factor(written), top=high))
    return replace(amount, top=high * amount.value / low)


def _hanzi_factor(written: str) -> Decimal:
    """Return what the last scale is worth where the numeral ends with it: 一億 for 三十億, 1 for 三萬五."""
    return Decimal(_MYRIADS.get(written[-1], 1))


def _hanzi_step(written: str) -> Decimal:
    """The same as for the Arabic digits that would stand before the last scale: 億 for 三十億."""
    _, point, rest = written.partition("點")
    decimals = len(rest.rstrip("萬億兆")) if point else 0
    return _hanzi_factor(written).scaleb(-decimals)


def _scale(text: str, amount: Amount) -> Amount:
    found = _scales().match(text, amount.end)
    if found is None:
        return amount
    more, word = bool(found["more"] or found["much"]), (found["word"] or "").strip(" \u00a0-")
    factor = Decimal(_factors()[word]) if word else Decimal(1)
    return Amount(
        amount.start, found.end(), amount.value * factor, amount.step * factor, amount.factor * factor, more,
        amount.top, word if word in words("units")["scales"]["short"] else "", amount.mega or "兆" in word,
    )  # fmt: skip


def _compound(text: str, amount: Amount) -> Amount:
    """Add what follows in a smaller scale: 1 billion 830 million, 1,830 億 5,000 萬, 3 兆 2,000 億."""
    while amount.scaled and not amount.more:
        found = _next_part().match(text, amount.end)
        if found is None:
            return amount
        part = Amount(found.start("digits"), found.end("digits"), arabic_value(found["digits"]), Decimal(1))
        part = _scale(text, part)
        if part.short or not part.value < amount.step:
            return amount
        value = amount.value + part.value
        amount = replace(amount, end=part.end, value=value, step=part.step, more=part.more)
    return amount


@cache
def _factors() -> Mapping[str, int]:
    scales = words("units")["scales"]
    return {**scales["english"], **scales["short"], **scales["chinese"]}


@cache
def _scales() -> re.Pattern[str]:
    scales = words("units")["scales"]
    long = alternation(scales["english"])
    short = "|".join(sorted(scales["short"], key=len, reverse=True))
    chinese = "|".join(sorted(scales["chinese"], key=len, reverse=True))
    return re.compile(
        rf"(?P<more>{_SP}[多餘])?(?P<word>[ \u00a0-]?{long}|(?>{short})(?![a-z0-9])|{_SP}(?>{chinese})(?!瓦))"
        rf"|(?P<much>{_SP}[多餘](?=[ 家名位個人顆座台款項件次倍年成天元]))"
    )


@cache
def _next_part() -> re.Pattern[str]:
    scales = words("units")["scales"]
    word = f"{_SP}(?:{'|'.join(sorted(scales['chinese'], key=len, reverse=True))})"
    english = f"[ -]{alternation(scales['english'])}"
    return re.compile(rf"{_SP}(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?={word}|{english})")
