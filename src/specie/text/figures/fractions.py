"""Shares that are spelt as fractions: two-thirds, one in five, 三分之一, 百分之五, 半數."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from specie.text.figures.numerals import arabic_value, english_value, hanzi_value
from specie.text.figures.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Fraction:
    """A share and its place; ``top`` is the upper end of a range."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    top: Decimal | None = None
    more: bool = False


_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|fifty|hundred|a hundred"
)
_HAN = "[零〇一二兩三四五六七八九十百千點]+"
_NUM = rf"(?:\d+(?:\.\d+)?|{_HAN})"
_PARTS = re.compile(
    rf"(?P<whole>{_NUM})[ ]?分之[ ]?(?P<part>{_NUM})"
    rf"(?:[ ]?[到至~-][ ]?(?:(?P=whole)[ ]?分之[ ]?)?(?P<top>{_NUM}))?"
)
_OUT_OF = re.compile(
    rf"(?P<part>[0-9a-z](?<![a-z0-9.,$%-].)[0-9a-z]*+)[ -](?P<by>in|out of|of every|in every)[ -]"
    rf"(?P<whole>{_SMALL}|\d{{1,4}})(?![a-z0-9.,]*\d)(?![a-z%])"
    r"(?![ -](?:years?|months?|weeks?|days?|hours?|percent|million|billion|trillion|thousand))"
)
_EVERY = re.compile(
    rf"每[ ]?(?P<whole>\d{{1,4}}|{_HAN})[ ]?(?P<of>[家名位個人間])[^，。；,;\n\x00]{{0,10}}?"
    rf"(?:就有|便有|有|只有|僅有|僅)[ ]?(?P<part>\d{{1,4}}|{_HAN})[ ]?(?P=of)"
)


def fractions(text: str) -> Iterator[Fraction]:
    """Yield every such share of a folded and masked text."""
    if "分之" in text:
        yield from _found(_PARTS, text)
    if "每" in text:
        yield from _found(_EVERY, text)
    yield from _found(_OUT_OF, text)
    yield from _named(text)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Fraction]:
    for found in pattern.finditer(text):
        fraction = _fraction(found)
        if fraction is not None:
            yield fraction


def _fraction(found: re.Match[str]) -> Fraction | None:
    if found.re is _OUT_OF and not _small().fullmatch(found["part"]):
        return None
    part, whole = number(found["part"]), number(found["whole"])
    if part is None or whole is None or not whole or (whole not in (100, 1000) and part > whole):
        return None
    if found.re is _OUT_OF and not _plain_odds(part, whole, found["by"]):
        return None
    top = number(found["top"]) if found.re is _PARTS and found["top"] else None
    step = _step(found["part"]) / whole if whole >= 100 else part / whole / 10
    return Fraction(found.start(), found.end(), part / whole, step, top / whole if top else None)


def _plain_odds(part: Decimal, whole: Decimal, by: str) -> bool:
    """``3 in 10`` is a share; ``12 in 2025`` and ``40 in 17`` are not."""
    if by == "in":
        return part < whole and (whole <= 10 or whole in (12, 15, 20, 50, 100, 1000)) and part < 10
    return part < whole


def _step(written: str) -> Decimal:
    _, point, decimals = written.partition("." if "." in written else "點")
    return Decimal(1).scaleb(-len(decimals)) if point else Decimal(1)


def number(written: str) -> Decimal | None:
    """Return the value of digits, Chinese numerals or a small English number word."""
    if written[0].isascii() and written[0].isdigit():
        return arabic_value(written)
    if written.isascii():
        return Decimal(100) if written.endswith("hundred") else english_value(written)
    return Decimal(100) if written == "百" else Decimal(1000) if written == "千" else hanzi_value(written)


def _named(text: str) -> Iterator[Fraction]:
    values = _values()
    for found in _names().finditer(text):
        value, more = values[found.lastgroup or ""]
        yield Fraction(found.start(), found.end(), value, value / 10, more=more)


@cache
def _values() -> dict[str, tuple[Decimal, bool]]:
    entries = words("fractions")["named"]
    return {f"g{n}": (Decimal(e["part"]) / e["whole"], e.get("more", False)) for n, e in enumerate(entries)}


@cache
def _small() -> re.Pattern[str]:
    return re.compile(rf"{_SMALL}|\d{{1,3}}")


@cache
def _names() -> re.Pattern[str]:
    """All begin with one of few letters; those are looked for before anything else."""
    entries = words("fractions")["named"]
    named = "|".join(f"(?P<g{n}>{entry['pattern']})" for n, entry in enumerate(entries))
    return re.compile(f"(?=[athof過逾一半])(?<![a-z])(?:{named})")
