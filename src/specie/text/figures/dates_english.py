"""Dates written in English or in digits alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specie.text.figures.calendar import Point, days
from specie.text.figures.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Found = tuple[int, int, Point]
_Y = r"(?:19|20)\d\d"
_EDGE = r"(?<![\w.,$€£¥/#@-])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"


def points(text: str) -> Iterator[Found]:
    """Yield start, end and printed parts of every such date."""
    for pattern, reader in _families():
        for found in pattern.finditer(text):
            point = reader(found)
            if point is not None and (point.year is None or days(point)):
                yield found.start("date"), found.end("date"), point


def _iso(found: re.Match[str]) -> Point | None:
    return Point(int(found["y"]), month=int(found["m"]), day=int(found["d"]) if found["d"] else None)


def _american(found: re.Match[str]) -> Point | None:
    """09/30/2025 is read where only one order makes a date."""
    one, two = int(found["a"]), int(found["b"])
    if one <= 12 and two <= 12 and one != two:
        return None
    month, day = (two, one) if one > 12 else (one, two)
    return Point(int(found["y"]), month=month, day=day)


def _named(found: re.Match[str]) -> Point | None:
    month = words("dates")["months"][found["m"]]
    day, year = found["d"] or found["d2"], found["y"]
    if not (day or year) or (
        not year and found["m"] in ("may", "march", "mar") and not found["d"] and not day
    ):
        return None
    return Point(int(year) if year else None, month=month, day=int(day) if day else None)


def _alone(found: re.Match[str]) -> Point | None:
    return Point(None, month=words("dates")["months"][found["date"].rstrip(".")])


def _quarter(found: re.Match[str]) -> Point | None:
    year = found["y"]
    number, letter = int(found["n"]), found["l"]
    if letter == "h" and number > 2:
        return None
    fiscal = bool(found["f"])
    full = (int(year[-2:]) + 2000 if len(year) < 4 else int(year)) if year else None
    return (
        Point(full, half=number, fiscal=fiscal)
        if letter == "h"
        else Point(full, quarter=number, fiscal=fiscal)
    )


def _spelt(found: re.Match[str]) -> Point | None:
    number = words("dates")["ordinals"][found["o"]]
    year, fiscal = (int(found["y"]) if found["y"] else None), bool(found["f"])
    if found["w"] == "half":
        return Point(year, half=min(number, 2), fiscal=fiscal)
    return Point(year, quarter=number, fiscal=fiscal)


def _fiscal(found: re.Match[str]) -> Point | None:
    year = found["y"]
    return Point(2000 + int(year) if len(year) == 2 else int(year), fiscal=True)


def _year(found: re.Match[str]) -> Point | None:
    return Point(int(found["y"]), close=bool(found["edge"]))


def _told(found: re.Match[str]) -> Point | None:
    raw, word = words("dates"), found["date"]
    for table in ("years", "months_told", "quarters_told"):
        if word in raw[table]:
            return Point(None, told=(table.removesuffix("_told"), raw[table][word]))
    return None


@cache
def _families() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Point | None]], ...]:
    months = "|".join(sorted(words("dates")["months"], key=len, reverse=True))
    month = rf"(?P<m>{months})(?![a-z])\.?"
    year = rf"(?P<y>{_Y})(?![\d%]|,\d\d\d)"
    ordinals = "|".join(words("dates")["ordinals"])
    return tuple(
        (re.compile(pattern), reader)
        for pattern, reader in (
            (
                rf"{_EDGE}(?P<date>(?P<y>{_Y})(?P<s>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<d>{_DAY}))(?![\w%]|[-/.]\d)",
                _iso,
            ),
            (rf"{_EDGE}(?P<date>(?P<y>{_Y})[-/](?P<m>1[0-2]|0[1-9])(?P<d>(?!)x)?)(?![\w%]|[-/.]\d)", _iso),
            (rf"{_EDGE}(?P<date>(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>{_Y}))(?![\w/])", _american),
            (
                rf"(?<![a-z0-9.,])(?P<date>(?:(?P<d>{_DAY})(?:st|nd|rd|th)?(?: of)?[ -])?{month}"
                rf"(?:[ -](?P<d2>{_DAY})(?:st|nd|rd|th)?(?![\d:%]|\.\d)(?! ?(?:million|billion|trillion|percent|bn|x)))?"
                rf"(?:(?:,? of |, ?|[ -])(?:{year}))?)",
                _named,
            ),
            (
                rf"(?<![a-z])(?:{words('dates')['alone']['before']})[ -](?P<date>(?:{months})(?![a-z])\.?)(?![ -]?\d|, ?\d)",
                _alone,
            ),
            (
                rf"(?<![a-z0-9])(?P<date>(?P<l>[qh])(?P<n>[1-4])(?:(?:[ ]of)?[ -]?(?P<f>(?:fy|fiscal)[ ]?)?'?"
                rf"(?P<y>{_Y}|(?<=')\d\d)(?!\d)|(?![a-z0-9])))",
                _quarter,
            ),
            (
                rf"(?<![a-z0-9])(?P<date>(?P<n>[1-4])(?P<l>[qh])[ ]?'?(?P<f>fy)?(?P<y>{_Y}|\d\d))(?![\d%])",
                _quarter,
            ),
            (
                rf"(?<![a-z0-9])(?P<date>(?P<f>fy ?)?(?P<y>{_Y})[ -]?(?P<l>[qh])(?P<n>[1-4]))(?![a-z0-9])",
                _quarter,
            ),
            (
                rf"(?<![a-z])(?P<date>(?P<o>{ordinals})[ -](?P<w>quarter|half)(?![a-z])(?:(?:,? of|,|'s)?[ ]"
                rf"(?P<f>(?:its )?fiscal (?:year )?)?(?P<y>{_Y})(?!\d))?)",
                _spelt,
            ),
            (
                rf"(?<![a-z])(?P<date>(?:fy ?'?|fiscal (?:year )?(?:ending )?)(?P<y>{_Y}|(?<=fy)\d\d|(?<=fy )\d\d|(?<=')\d\d))(?![\d%])",
                _fiscal,
            ),
            (
                rf"(?P<date>(?<![a-z])(?P<edge>(?:the )?(?:end|close) of |year-end |end-|late )?{_EDGE}(?P<y>{_Y}))(?![\w%]|[.,]\d|-\d)(?!{_counted()})",
                _year,
            ),
            (rf"(?<![a-z])(?P<date>{_told_words()})(?![a-z])(?!'s)", _told),
        )
    )


def _counted() -> str:
    """What makes a number of four digits a count: 2000 people, 2024 tokens."""
    raw = words("units")
    things = [
        *raw["physical"],
        *raw["scales"]["english"],
        *raw["scales"]["chinese"],
        *raw["share"],
        *raw["points"],
    ]
    things += [
        "dollars",
        "euros",
        "pounds",
        "yen",
        "yuan",
        "美元",
        "元",
        "人",
        "名",
        "個",
        "家",
        "顆",
        "台",
        "項",
        "件",
        "次",
        "筆",
        "萬",
        "億",
    ]
    things += ["people", "staff", "jobs", "workers", "users", "customers", "times", "x"]
    ordered = sorted({re.escape(word) for word in things}, key=len, reverse=True)
    return rf"[ \u00a0-]?(?:{'|'.join(ordered)})(?![a-z])"


def _told_words() -> str:
    raw = words("dates")
    entries = [*raw["years"], *raw["months_told"], *raw["quarters_told"]]
    return "|".join(sorted((word for word in entries if word.isascii()), key=len, reverse=True))
