"""From what is written to claims: which kind a figure is, its value in base units and its limits."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, overload

from specie.model.claim import Claim, Kind, Reach, Span
from specie.text.figures.multiples import is_multiple, second_reading
from specie.text.figures.numerals import DIGITS
from specie.text.figures.reach import Standing, limits, standing
from specie.text.figures.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.text.figures.quantity import Part, Quantity

_MEGA = Decimal(10) ** 6
_TENTH = re.compile(r"[零一二三四五六七八九]|[ ]?\d(?![\d.,])")
_DURING = re.compile(r"(?<![a-z])over[ ]\Z")
"""Over a length of time means in the course of it."""
_VAGUE = frozenset("個 種 項 次 場 輪 檔 條 點 期 版 件 頁 張 字 口".split())
"""Classifiers that with a small Chinese numeral count nothing that could be checked: 兩種說法."""
_HALF = re.compile("半(?!年|導|數|個)")
_YEN = re.compile(r"日元|日幣|yen|jpy|日本|japan|東京|tokyo")
_LOCAL = {
    "TWD": re.compile(r"nt\$|新台幣|台幣|twd|ntd"),
    "CNY": re.compile(r"人民幣|rmb|cny"),
    "HKD": re.compile(r"港元|港幣|hk\$|hkd"),
}


def currency_of_text(text: str) -> str:
    """Return the one currency that a bare 元 may stand for: the local one that the text itself names."""
    named = [code for code, pattern in _LOCAL.items() if pattern.search(text)]
    return named[0] if len(named) == 1 else ""


def claims_of(
    text: str, masked: str, quantity: Quantity, currency: str, *, simplified: bool
) -> Iterator[Claim]:
    """Yield the one or two claims of a quantity; nothing where its kind cannot be told."""
    parts = [quantity.first, *([quantity.second] if quantity.second else [])]
    kinds = [_kind(masked, part, currency) for part in parts]
    if quantity.lent:
        kinds[0] = (kinds[1][0] if kinds[1][0] is not None else kinds[0][0], kinds[1][1] or kinds[0][1])
    claims = [
        _claim(text, masked, part, kind, simplified=simplified)
        for part, kind in zip(parts, kinds, strict=True)
    ]
    if not quantity.is_range or len(claims) < 2:
        yield from (claim for claim in claims if claim is not None)
        return
    low, high = claims
    if low is not None and high is not None:
        yield _joined(text, low, high)


def _joined(text: str, low: Claim, high: Claim) -> Claim:
    """One claim for the two ends of a range; its kind is that of the end that has the unit behind it."""
    span = Span(low.span.start, high.span.end)
    kind = Kind.RATE if Kind.RATE in (low.kind, high.kind) else high.kind
    middle = plain((low.value + high.value) / 2) if low.value is not None and high.value is not None else None
    return replace(
        high, span=span, kind=kind, text=text[span.start : span.end], value=middle, low=low.value, high=high.value,
        reach=Reach.RANGE,
    )  # fmt: skip


@overload
def plain(value: Decimal) -> Decimal: ...
@overload
def plain(value: None) -> None: ...
def plain(value: Decimal | None) -> Decimal | None:
    """Return a number without zeros that nobody printed: 1200000000, not 1200000000.0 or 1.2E+9."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _claim(
    text: str, masked: str, part: Part, known: tuple[Kind | None, str], *, simplified: bool
) -> Claim | None:
    kind, unit = known
    if kind is None:
        return None
    part = _finished(masked, part, kind)
    span = Span(part.start, part.end)
    stands = standing(masked, part.start, part.end)
    if kind is Kind.DURATION and _DURING.search(masked, max(0, part.start - 6), part.start):
        stands = Standing(Reach.EXACT)
    if part.amount.more or (
        part.unit is not None and part.unit.word[:1] in "多餘個" and "多" in part.unit.word
    ):
        stands = Standing(Reach.AT_LEAST)
    value, (low, high), reach = part.value, limits(part.value, part.step, stands), stands.reach
    top = part.amount.top * part.factor if part.amount.top is not None else None
    if kind is Kind.MULTIPLE and part.unit and top is None:
        top = second_reading(masked, part.start, part.end, part.unit.word, value)
        if top is not None and part.unit.word == "倍" and value == 1:
            value, (low, high), top = top, limits(top, part.step, stands), None
    if top is not None:
        low, high, reach = value, top, Reach.RANGE
    claim = Claim(span, text[span.start : span.end], kind, plain(value), unit, plain(low), plain(high), reach)
    return _two_megas(claim) if simplified and part.amount.mega else claim


def _two_megas(claim: Claim) -> Claim:
    """兆 in a simplified text is a million or a million millions: both are kept, none is chosen."""
    if claim.value is None:
        return claim
    return replace(claim, value=None, low=claim.value / _MEGA, high=claim.value, reach=Reach.RANGE)


def _kind(text: str, part: Part, currency: str) -> tuple[Kind | None, str]:
    unit = part.unit
    if unit is None:
        return Kind.COUNT, ""
    match unit.kind:
        case Kind.MONEY:
            return Kind.MONEY, _currency(text, unit.name, currency)
        case Kind.SHARE:
            return (Kind.RATE if part.sign < 0 or is_rate(text, part) else Kind.SHARE), "fraction"
        case Kind.MULTIPLE:
            return (Kind.MULTIPLE if _is_multiple(text, part) else None), "x"
        case Kind.DURATION:
            return (Kind.DURATION if _is_duration(text, part) else None), unit.name
        case Kind.COUNT:
            return (Kind.COUNT if _is_count(text, part) else None), unit.name
        case _:
            return unit.kind, unit.name


def _currency(text: str, name: str, currency: str) -> str:
    if name == "元":
        return currency
    if name == "¥":
        return "JPY" if _YEN.search(text) else currency if currency == "CNY" else ""
    return name


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
    unit = part.unit
    if unit is None or part.amount.value <= 0 or part.value < 0:
        return False
    first = text[part.amount.start]
    if unit.name in _VAGUE and not first.isascii() and part.amount.value < 10:
        return False
    if part.amount.value == 1 and not first.isdigit():
        return False
    if first in "一兩" and part.amount.value <= 2 and unit.word in ("個", "次", "位", "種", "項"):
        return False
    bare = part.amount.end - part.amount.start == 4 and first.isascii() and first in "12"
    return not (unit.open and bare and 1900 <= part.value < 2100 and part.value % 100)


def _finished(text: str, part: Part, kind: Kind) -> Part:
    """Add what stands behind the unit: 八成五, 三年半, 兩倍半."""
    if part.unit is None:
        return part
    if part.unit.word == "成":
        found = _TENTH.match(text, part.end)
        return _added(part, found.end(), _digit(found.group().strip()), Decimal(10)) if found else part
    if kind is Kind.DURATION and "半" in part.unit.word:
        return _added(part, part.end, 5, Decimal(10))
    if kind in (Kind.DURATION, Kind.MULTIPLE) and _HALF.match(text, part.end):
        return _added(part, part.end + 1, 5, Decimal(10))
    return part


def _added(part: Part, end: int, digit: int, by: Decimal) -> Part:
    amount = replace(part.amount, value=part.amount.value + digit / by, step=Decimal(1) / by)
    return replace(part, amount=amount, end=end)


def _digit(sign: str) -> int:
    return int(sign) if sign.isascii() else DIGITS[sign]


@cache
def _rate_before() -> re.Pattern[str]:
    raw = words("context")
    moved, rate = (raw[table]["before"].replace("\n", "") for table in ("moved", "rate"))
    filler = (
        r"(?:[ ](?:by|about|around|roughly|nearly|almost|some|an?|at least|more than|over|less than|under|up to|only|just|another|a further|"
        r"approximately|as much as|an average(?: of)?|an estimated|well|some)(?![a-z]))*"
        r"(?:約|近|逾|超過|達|了|將近|至少|高達|不到|僅|幅度|幅度達|大約|又|約達|率|率為|率達|率約)*"
    )
    return re.compile(rf"(?:{moved}|(?<![a-z])(?:{rate})){filler}[ ]?\Z")


@cache
def _rate_after() -> re.Pattern[str]:
    after = words("context")["rate"]["after"].replace("\n", "")
    return re.compile(rf"[ -]?(?:{after})(?![a-z])")
