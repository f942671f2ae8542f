"""What a run of digits, Chinese numerals or English number words is worth."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

LONGEST = 24
"""A longer run of digits is a key or a serial number, not a figure."""

ARABIC = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d{1,3}(?:\u00a0\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
)
DIGITS = dict(zip("零〇一二三四五六七八九", (0, 0, *range(1, 10)), strict=True)) | {"兩": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"萬": 10**4, "億": 10**8, "兆": 10**12}
HANZI = re.compile(
    r"[零〇一二兩三四五六七八九十][零〇一二兩三四五六七八九十百千萬億兆]*(?:點[零〇一二三四五六七八九]+[萬億兆]*)?"
)

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {
    **{word: n for n, word in enumerate(_ONES.split(), 1)},
    **{word: n * 10 for n, word in enumerate(_TENS.split(), 2)},
}
_SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12}
_TEN = f"(?:{'|'.join(_TENS.split())})(?:-(?:{'|'.join(_ONES.split()[:9])}))?"
_SMALL = f"(?:{_TEN}|{'|'.join(sorted(_ONES.split(), key=len, reverse=True))})"
_HUNDREDS = rf"(?:(?:{_SMALL}|an?) (?:hundred|dozen)(?: and {_SMALL}| {_SMALL})?|{_SMALL})"
ENGLISH = re.compile(
    rf"(?<![a-z'-])(?:(?:{_HUNDREDS}|an?) thousand(?: (?:and )?{_HUNDREDS})?"
    rf"|{_HUNDREDS}(?: point (?:{_SMALL}))?|half an?(?= (?:m|b|tr)illion)|an?(?= (?:m|b|tr)illion))(?![a-z])"
)

ENGLISH_START = (
    rf"(?<![a-z'-])(?=[aefhnost])(?:{'|'.join((*_ONES.split(), *_TENS.split()))}|half an? (?=[mbt])"
    r"|an? (?=(?:hundred|dozen|thousand|(?:m|b|tr)illion)(?![a-z])))"
)


def arabic_value(written: str) -> Decimal:
    """Return the value of digits with or without separators: ``1,830.5`` is 1830.5."""
    return Decimal(written.replace(",", "").replace("\u00a0", ""))


def arabic_step(written: str) -> Decimal:
    """Return one unit of the last printed digit: 0.1 for ``1,830.5``."""
    _, point, decimals = written.partition(".")
    return Decimal(1).scaleb(-len(decimals)) if point else Decimal(1)


@lru_cache(4096)
def hanzi_value(written: str) -> Decimal | None:
    """Return the value of Chinese numerals, None where they are none: ``一千八百三十億`` is 183000000000."""
    whole, point, rest = written.partition("點")
    if point:
        return _with_decimals(whole, rest)
    if not any(sign in _PLACES or sign in _MYRIADS for sign in whole):
        return _digit_string(whole)
    return _sections(whole)


@lru_cache(4096)
def english_value(written: str) -> Decimal | None:
    """Return the value of English number words: ``two hundred and five`` is 205, ``half a`` is 0.5."""
    if written.startswith("half"):
        return Decimal("0.5")
    whole, point, tail = written.partition(" point ")
    total = section = 0
    for word in re.split(r"[ -]", whole):
        if word == "thousand":
            total, section = total + (section or 1) * 1000, 0
        elif word in _SCALES:
            section = (section or 1) * _SCALES[word]
        else:
            section += {"and": 0, "a": 0, "an": 0}.get(word, _WORDS.get(word, 0))
    value = Decimal(total + section or 1)
    return value + Decimal(_WORDS.get(tail, 0)) / 10 if point else value


def _digit_string(signs: str) -> Decimal | None:
    """One sign is a digit; several are a number only when they are spelt like 二〇二五."""
    if len(signs) > 1 and not any(zero in signs for zero in "零〇"):
        return None
    return Decimal("".join(str(DIGITS[sign]) for sign in signs))


def _with_decimals(whole: str, rest: str) -> Decimal | None:
    decimals = rest.rstrip("萬億兆")
    head = hanzi_value(whole)
    if head is None:
        return None
    value = head + Decimal("0." + "".join(str(DIGITS[sign]) for sign in decimals))
    for scale in rest[len(decimals) :]:
        value *= _MYRIADS[scale]
    return value


def _sections(signs: str) -> Decimal | None:
    """Read 萬, 億 and 兆 from the largest down; a scale after a scale (萬億) multiplies."""
    total, section, last = 0, 0, 0
    digit: int | None = None
    for sign in signs:
        if sign in DIGITS:
            if digit:
                return None
            digit = DIGITS[sign]
        elif sign in _PLACES:
            section, digit = section + (1 if digit is None else digit) * _PLACES[sign], None
            last = _PLACES[sign]
        else:
            section += digit or 0
            total, section = _raised(total, section, _MYRIADS[sign])
            digit, last = None, _MYRIADS[sign]
    return Decimal(total + section + _tail(digit, last, signs))


def _raised(total: int, section: int, scale: int) -> tuple[int, int]:
    if section == 0 or (0 < total < scale):
        return (total + section) * scale, 0
    return total + section * scale, 0


def _tail(digit: int | None, last: int, signs: str) -> int:
    """A last digit without a place: ``三萬五`` is 35,000, ``一百零五`` and ``十五`` end in ones."""
    if not digit:
        return 0
    spoken_short = last > 10 and len(signs) > 1 and signs[-2] not in "零〇"
    return digit * last // 10 if spoken_short else digit
