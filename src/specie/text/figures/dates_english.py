"""Dates written in English or in digits alone.

Every pattern starts with one of few characters and looks back afterwards: a scan skips what cannot begin.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from specie.text.figures.calendar import Point, days
from specie.text.figures.names import names_a_thing
from specie.text.figures.numerals import english_value
from specie.text.figures.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Y = r"(?:19|20)\d\d"
_EDGE = r"[\w.,$€£¥/#@-]"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_VERBS = ("may", "march", "mar")

_ISO = re.compile(
    rf"(?P<y>{_Y})(?<!{_EDGE}....)(?P<s>[-/.])(?P<m>1[0-2]|0?[1-9])(?:(?P=s)(?P<d>{_DAY}))?(?![\w%]|[-/.]\d)"
)
_SLASHED = re.compile(rf"(?P<a>[0-9](?<!{_EDGE}.)[0-9]?)/(?P<b>\d\d?)/(?P<y>{_Y})(?![\w/])")
_QUARTER = re.compile(
    r"(?P<l>[qh](?<![a-z0-9].))(?P<n>[1-4])"
    rf"(?:(?:[ ]of)?[ -]?(?P<f>fy[ ]?|fiscal[ ])?'?(?P<y>{_Y}|(?<=')\d\d)(?!\d)|(?![a-z0-9]))"
)
_QUARTER_SHORT = re.compile(
    rf"(?P<n>[1-4](?<![a-z0-9.,].))(?P<l>[qh])[ ]?'?(?P<f>fy)?(?P<y>{_Y}|\d\d)(?![\d%])"
)
_QUARTER_LAST = re.compile(
    rf"(?P<y>{_Y})(?<!{_EDGE}....)(?P<f>x(?!x))?[ -]?(?P<l>[qh])(?P<n>[1-4])(?![a-z0-9])"
)
_FISCAL = re.compile(
    r"f(?<![a-z].)(?:y ?'?|iscal (?:year )?(?:ending )?)"
    rf"(?P<y>{_Y}|(?<=fy)\d\d|(?<=fy )\d\d|(?<=')\d\d)(?![\d%])"
)
_YEAR = re.compile(
    rf"(?P<y>{_Y})(?<!{_EDGE}....)(?![\w%]|[.,]\d|-(?!(?:19|20)\d\d(?!\d))\d|[ ]?年[代級])"
    r"(?![ ](?:notes|bonds|debentures)(?![a-z]))"
)
_YEAR_AFTER_DASH = re.compile(rf"-(?P<y>{_Y})(?![\w%]|[.,]\d|-\d)")
_BEFORE_DASH = re.compile(r"(?:\d\d\d\d|(?<![a-z])(?:early|mid|late|pre|post|end|fy))\Z")
_FIRST_MONTHS = re.compile(
    rf"first (?P<n>[a-z]+|\d{{1,2}}) (?P<u>months|quarters) of (?:the year )?(?P<y>{_Y})(?![\w%]|[.,]\d)"
)
_YEAR_END = re.compile(r"(?<![a-z])(?:(?:the )?(?:end|close) of |year-end |end-|late )\Z")
_DAY_BEFORE = re.compile(rf"(?<![a-z0-9.,-])(?P<d>{_DAY})(?:st|nd|rd|th)?(?: of)?[ -]\Z")


def points(text: str) -> Iterator[tuple[int, int, Point]]:
    """Yield start, end and printed parts of every such date."""
    for pattern, reader in _families():
        for found in pattern.finditer(text):
            read = reader(text, found)
            if read is not None and (read[2].year is None or days(read[2])):
                yield read


_Read = tuple[int, int, Point] | None


def _at(found: re.Match[str], point: Point) -> _Read:
    return found.start(), found.end(), point


def _iso(_: str, found: re.Match[str]) -> _Read:
    """A month alone needs two digits and no point: 2025-09, not 2025.9."""
    if not found["d"] and (found["s"] == "." or len(found["m"]) < 2):
        return None
    return _at(
        found, Point(int(found["y"]), month=int(found["m"]), day=int(found["d"]) if found["d"] else None)
    )


def _slashed(_: str, found: re.Match[str]) -> _Read:
    """09/30/2025 is read where only one order makes a date."""
    one, two = int(found["a"]), int(found["b"])
    if one <= 12 and two <= 12 and one != two:
        return None
    month, day = (two, one) if one > 12 else (one, two)
    return _at(found, Point(int(found["y"]), month=month, day=day))


def _month(text: str, found: re.Match[str]) -> _Read:
    before = _DAY_BEFORE.search(text, max(0, found.start() - 9), found.start())
    start = before.start() if before and not found["d"] else found.start()
    day = found["d"] or (before["d"] if before else None)
    if not (day or found["y"]) and not _stands_alone(text, found):
        return None
    if found["m"] in _VERBS and not found["y"] and found["d"] and not before:
        return None
    end = found.end() if day or found["y"] else found.end("m")
    month = words("dates")["months"][found["m"]]
    return (
        start,
        end,
        Point(int(found["y"]) if found["y"] else None, month=month, day=int(day) if day else None),
    )


def _first_months(text: str, found: re.Match[str]) -> _Read:
    """The first nine months of 2026, the first three quarters of 2026."""
    count = english_value(found["n"]) if found["n"].isalpha() else Decimal(found["n"])
    months = int(count or 0) * (3 if found["u"] == "quarters" else 1)
    if _inside_word(text, found.start()) or not 0 < months <= 12:
        return None
    return _at(found, Point(int(found["y"]), month=months, since=1))


def _months_to(text: str, found: re.Match[str]) -> _Read:
    """The three months to March 2026."""
    count = english_value(found["n"]) if found["n"].isalpha() else Decimal(found["n"])
    if _inside_word(text, found.start()) or not count:
        return None
    months = words("dates")["months"][found["m"]]
    return _at(found, Point(int(found["y"]) if found["y"] else None, month=months, span=int(count)))


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """A month alone follows a word such as "in"; "may" and "march" are other words otherwise."""
    return bool(_alone().search(text, max(0, found.start() - 9), found.start()))


def _quarter(_: str, found: re.Match[str]) -> _Read:
    year, number = found["y"], int(found["n"])
    full = None if not year else int(year) if len(year) == 4 else 2000 + int(year)
    if found["l"] == "h":
        return _at(found, Point(full, half=number, fiscal=bool(found["f"]))) if number <= 2 else None
    return _at(found, Point(full, quarter=number, fiscal=bool(found["f"])))


def _spelt(text: str, found: re.Match[str]) -> _Read:
    if _inside_word(text, found.start()):
        return None
    number = words("dates")["ordinals"][found["o"]]
    year, fiscal = (int(found["y"]) if found["y"] else None), bool(found["f"])
    if found["w"] == "half":
        return _at(found, Point(year, half=number, fiscal=fiscal)) if number <= 2 else None
    return _at(found, Point(year, quarter=number, fiscal=fiscal))


def _fiscal(_: str, found: re.Match[str]) -> _Read:
    year = found["y"]
    return _at(found, Point(2000 + int(year) if len(year) == 2 else int(year), fiscal=True))


def _year(text: str, found: re.Match[str]) -> _Read:
    """Four digits are a year unless they count something or go on a name."""
    dashed = found.re is _YEAR_AFTER_DASH
    if dashed and not _BEFORE_DASH.search(text, max(0, found.start() - 6), found.start()):
        return None
    if not dashed and names_a_thing(text, found.start("y")):
        return None
    if _counted().match(text, found.end()):
        return None
    edge = _YEAR_END.search(text, max(0, found.start("y") - 14), found.start("y"))
    start = edge.start() if edge else found.start("y")
    return start, found.end(), Point(int(found["y"]), close=bool(edge))


def _told(text: str, found: re.Match[str]) -> _Read:
    if _inside_word(text, found.start()):
        return None
    raw, word = words("dates"), found.group()
    for table in ("years", "months_told", "quarters_told"):
        if word in raw[table]:
            return _at(found, Point(None, told=(table.removesuffix("_told"), raw[table][word])))
    return None


def _inside_word(text: str, pos: int) -> bool:
    return pos > 0 and text[pos - 1].isascii() and text[pos - 1].isalnum()


@cache
def _families() -> tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], _Read]], ...]:
    return (
        (_ISO, _iso), (_SLASHED, _slashed), (_months(), _month), (_QUARTER, _quarter),
        (_QUARTER_SHORT, _quarter), (_QUARTER_LAST, _quarter), (_spelt_quarters(), _spelt),
        (_FISCAL, _fiscal),
        (_YEAR, _year), (_YEAR_AFTER_DASH, _year), (_FIRST_MONTHS, _first_months),
        (_months_ended(), _months_to), (_told_words(), _told),
    )  # fmt: skip


@cache
def _months() -> re.Pattern[str]:
    months = "|".join(sorted(words("dates")["months"], key=len, reverse=True))
    scaled = r"(?![\d:%]|[.]\d|,\d{3}(?!\d))(?! ?(?:million|billion|trillion|percent|bn|x)(?![a-z]))"
    return re.compile(
        rf"(?<![a-z])(?P<m>{months})(?![a-z])(?:\.(?=[ ][0-9]))?"
        rf"(?:[ -](?P<d>{_DAY})(?:st|nd|rd|th)?{scaled})?"
        rf"(?:(?:,? of |, ?|[ -])(?P<y>{_Y})(?![\d%]|,\d\d\d))?"
    )


@cache
def _months_ended() -> re.Pattern[str]:
    months = "|".join(sorted(words("dates")["months"], key=len, reverse=True))
    return re.compile(
        r"(?P<n>two|three|six|nine|twelve|\d{1,2})[ -]months (?:to|ended|ending|through|until)"
        rf"(?: in| the end of)? (?P<m>{months})(?![a-z])\.?(?: \d{{1,2}}(?!\d))?"
        rf"(?:,? (?P<y>{_Y})(?![\d%]|,\d\d\d))?"
    )


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{words('dates')['alone']['before']})[ -]\Z")


@cache
def _spelt_quarters() -> re.Pattern[str]:
    ordinals = "|".join(words("dates")["ordinals"])
    return re.compile(
        rf"(?P<o>{ordinals})[ -](?P<w>quarter|half)(?![a-z]|-[a-z])"
        rf"(?:(?:,? of|,|'s)?[ ](?P<f>(?:its )?fiscal (?:year )?)?(?P<y>{_Y})(?!\d))?"
    )


@cache
def _told_words() -> re.Pattern[str]:
    raw = words("dates")
    entries = [*raw["years"], *raw["months_told"], *raw["quarters_told"]]
    told = "|".join(sorted((word for word in entries if word.isascii()), key=len, reverse=True))
    return re.compile(rf"(?:{told})(?![a-z])(?!'s)")


@cache
def _counted() -> re.Pattern[str]:
    """What makes a number of four digits a count: 2000 people, 2024 tokens."""
    raw = words("units")
    things = [
        *raw["physical"],
        *raw["scales"]["english"],
        *raw["scales"]["chinese"],
        *raw["share"],
        *raw["points"],
    ]
    things += [*raw["nouns"]["irregular"].split(), *words("dates")["counted"]["words"].split()]
    ordered = sorted({re.escape(word) for word in things}, key=len, reverse=True)
    return re.compile(rf"[ \u00a0-]?(?:{'|'.join(ordered)})(?![a-z])")
