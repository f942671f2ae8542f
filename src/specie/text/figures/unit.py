"""What a number counts: the word behind it or the sign before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from specie.model.claim import Kind
from specie.text.figures.vocabulary import alternation, words


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands in a text, and what one of it is worth in base units."""

    kind: Kind
    name: str
    factor: Decimal
    start: int
    end: int
    word: str = ""
    open: bool = False
    """A noun that no list holds: 1,400 widgets."""

    @property
    def more(self) -> bool:
        """Tell whether the word itself says that there is more: 個多月, 餘年."""
        return self.word in ("個多月", "多年", "餘年", "多天", "個多小時")


_SP = "[ \u00a0]?"


def unit_after(text: str, pos: int, *, currency: bool = False) -> Unit | None:
    """Return the unit that begins at ``pos``, with or without a space or hyphen before its word."""
    found = _after().match(text, pos)
    if found is None or not found["word"]:
        return _counted_noun(text, pos) if not currency else None
    table = _table()
    word = found["word"]
    kind, name, factor = table[word.replace("\u00a0", " ")]
    if currency and kind is not Kind.MONEY:
        return None
    unit = Unit(kind, name, factor, found.start("word"), found.end("word"), word)
    return _with_noun(text, unit) if kind is Kind.COUNT and not word.isascii() and name == word else unit


def currency_before(text: str, pos: int) -> Unit | None:
    """Return the currency sign or word that ends at ``pos``."""
    near = text[max(0, pos - 2) : pos].rstrip(" \u00a0")[-1:]
    found = _before().search(text, max(0, pos - 8), pos) if near in _ends_of_currencies() else None
    if found is None:
        return None
    name = words("units")["currency"]["before"][found["word"].replace("\u00a0", " ")]
    return Unit(Kind.MONEY, name, Decimal(1), found.start("word"), found.end("word"), found["word"])


def _with_noun(text: str, unit: Unit) -> Unit:
    """A classifier followed by a noun is named after the noun: 顆 GPU, 家公司, 個 agents."""
    found = _noun().match(text, unit.end)
    if found is None:
        return unit
    return Unit(unit.kind, found["noun"], unit.factor, unit.start, found.end("noun"), unit.word)


def _counted_noun(text: str, pos: int) -> Unit | None:
    found = _plural().match(text, pos)
    if found is None:
        return None
    noun = found["noun"]
    return Unit(Kind.COUNT, noun, Decimal(1), found.start("noun"), found.end("noun"), noun, open=True)


@cache
def _table() -> dict[str, tuple[Kind, str, Decimal]]:
    raw = words("units")
    one = Decimal(1)
    table = {word: (Kind.COUNT, word, one) for word in raw["classifiers"]["words"].split()}
    table |= {word: (Kind.COUNT, name, one) for word, name in raw["physical"].items()}
    table |= {word: (Kind.DURATION, name, one) for word, name in raw["duration"].items()}
    table |= dict.fromkeys(raw["multiple"], (Kind.MULTIPLE, "x", one))
    table |= {word: (Kind.SHARE, "fraction", Decimal(str(by))) for word, by in raw["share"].items()}
    table |= {word: (Kind.RATE, "pp", Decimal(str(by))) for word, by in raw["points"].items()}
    return table | {word: (Kind.MONEY, name, one) for word, name in raw["currency"]["after"].items()}


@cache
def _after() -> re.Pattern[str]:
    return re.compile(f"(?:{_SP}|-)(?P<word>{alternation(_table())})")


@cache
def _ends_of_currencies() -> frozenset[str]:
    return frozenset(word[-1] for word in words("units")["currency"]["before"])


@cache
def _before() -> re.Pattern[str]:
    """Match a sign or word that ends here; a Chinese one behind a number belongs to that: 5 億美元 20 家."""
    entries = words("units")["currency"]["before"]
    signs = [re.escape(word) for word in entries if not word.isalpha()]
    codes = [word for word in entries if word.isascii() and word.isalpha()]
    names = [re.escape(word) for word in entries if not word.isascii() and word.isalpha()]
    latin = "|".join(sorted([*signs, *codes], key=len, reverse=True))
    chinese = "|".join(sorted(names, key=len, reverse=True))
    behind = "(?<![億萬兆千百十0-9元])(?<![億萬兆千百十0-9][ ])"
    return re.compile(rf"(?P<word>(?<![a-z])(?:{latin})|[$€£]|{behind}(?:{chinese})){_SP}\Z")


@cache
def _noun() -> re.Pattern[str]:
    nouns = alternation(words("units")["classifiers"]["nouns"].split())
    return re.compile(f"{_SP}(?P<noun>{nouns}|[a-z][a-z-]*[a-z](?![a-z]))")


@cache
def _plural() -> re.Pattern[str]:
    raw = words("units")["nouns"]
    stop = f"(?!(?:{'|'.join(raw['stop'].split())})(?![a-z]))"
    irregular = "|".join(raw["irregular"].split())
    noun = f"(?:{irregular}|[a-z]{{2,}}(?<![siu])s)(?![a-z'])"
    return re.compile(f"[ \u00a0-](?:{stop}[a-z][a-z-]*[ \u00a0]){{0,2}}?(?P<noun>{stop}{noun})")
