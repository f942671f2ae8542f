"""Multiples that are a word: doubled, threefold, 翻倍, 翻兩番; and what 倍 and times leave open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from specie.text.figures.numerals import arabic_value, hanzi_value
from specie.text.figures.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Multiple:
    """A multiple and its place; ``top`` is the second reading where the wording has two."""

    start: int
    end: int
    value: Decimal
    top: Decimal | None = None


_DOUBLINGS = re.compile(r"翻[ ]?了?[ ]?(?P<n>[一二兩三四五]|\d)[ ]?番")
_TURNED = re.compile(r"翻[ ]?了?[ ]?(?P<n>\d+(?:\.\d+)?|[一二兩三四五六七八九十百]+)[ ]?倍")
_FOLD = re.compile(r"(?=[efhnst])(?<![a-z])(?P<n>[a-z]{3,7})-?fold(?![a-z])")
_FOLDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100,
}  # fmt: skip


def multiples(text: str) -> Iterator[Multiple]:
    """Yield every such multiple of a folded and masked text."""
    values = words("multiples")["named"]
    for found in _names().finditer(text):
        yield Multiple(
            found.start(), found.end(), Decimal(str(values[int((found.lastgroup or "g0")[1:])]["value"]))
        )
    for found in _FOLD.finditer(text) if "fold" in text else ():
        if found["n"].rstrip("-") in _FOLDS:
            yield Multiple(found.start(), found.end(), Decimal(_FOLDS[found["n"].rstrip("-")]))
    if "翻" in text:
        yield from _turned(text)


def _turned(text: str) -> Iterator[Multiple]:
    for found in _DOUBLINGS.finditer(text):
        times = _number(found["n"])
        if times:
            yield Multiple(found.start(), found.end(), Decimal(2) ** times)
    for found in _TURNED.finditer(text):
        value = _number(found["n"])
        if value:
            yield Multiple(found.start(), found.end(), value, value + 1)


def _number(written: str) -> Decimal | None:
    return arabic_value(written) if written[0].isdigit() and written.isascii() else hanzi_value(written)


def second_reading(text: str, start: int, end: int, word: str, value: Decimal) -> Decimal | None:
    """Return the other value that the wording may mean: 成長兩倍, ``two times more`` are two or three times.

    增加一倍 has one reading, twice; the caller takes the second one then.
    """
    if word == "倍":
        return value + 1 if _grew().search(text, max(0, start - 14), start) else None
    if word in ("times", "x") and _more().match(text, end):
        return value + 1
    return None


def is_multiple(text: str, start: int, end: int, value: Decimal) -> bool:
    """Tell ``3 times revenue`` from ``met three times`` and ``3 times a day``."""
    if _occasions().match(text, end):
        return False
    if _multiplied().match(text, end) or value != value.to_integral_value():
        return True
    return bool(_scaled().search(text, max(0, start - 40), start))


@cache
def _names() -> re.Pattern[str]:
    entries = words("multiples")["named"]
    named = "|".join(f"(?P<g{n}>{entry['pattern']})" for n, entry in enumerate(entries))
    return re.compile(f"(?=[dtqh腰減折翻倍加])(?<![a-z])(?:{named})")


@cache
def _grew() -> re.Pattern[str]:
    return _compiled("grew", before=True)


@cache
def _scaled() -> re.Pattern[str]:
    return _compiled("scaled", before=True)


@cache
def _more() -> re.Pattern[str]:
    return _compiled("more")


@cache
def _multiplied() -> re.Pattern[str]:
    return _compiled("multiplied")


@cache
def _occasions() -> re.Pattern[str]:
    return _compiled("occasions")


def _compiled(name: str, *, before: bool = False) -> re.Pattern[str]:
    pattern = words("multiples")["context"][name].replace("\n", "")
    return re.compile(f"(?:{pattern})[ ]?\\Z" if before else f"(?:{pattern})")
