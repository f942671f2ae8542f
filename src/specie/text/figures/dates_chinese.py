"""Dates written in Chinese: 2025 年 9 月, 二〇二五年, 民國 114 年, 去年第四季, 年底."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specie.text.figures.calendar import Point, days
from specie.text.figures.numerals import DIGITS, hanzi_value
from specie.text.figures.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_Y = r"(?:19|20)\d\d"
_HAN_YEAR = "[一二][零〇九][零〇一二三四五六七八九]{2}"
_MONTH = r"十[一二]|[一二三四五六七八九十]|1[0-2]|0?[1-9]"
_DAY = r"三十一|三十|[二]?十[一二三四五六七八九]?|[一二三四五六七八九]|3[01]|[12]\d|0?[1-9]"
_EDGE = r"(?<![\w.,$€£¥/#-])"


def points(text: str) -> Iterator[tuple[int, int, Point]]:
    """Yield start, end and printed parts of every such date."""
    if not re.search("[年月季]", text):
        return
    for pattern in _families():
        for found in pattern.finditer(text):
            point = _point(found)
            if point is not None and (point.year is None or days(point)):
                yield found.start(), found.end(), point


def _point(found: re.Match[str]) -> Point | None:
    parts = {name: value for name, value in found.groupdict().items() if value}
    year, told = _year(parts), _told(parts)
    fiscal = "fiscal" in parts
    if "month" in parts:
        day = _number(parts["day"]) if "day" in parts else None
        return Point(year, month=_number(parts["month"]), day=day, told=told)
    if "quarter" in parts:
        return Point(year, quarter=_number(parts["quarter"]), fiscal=fiscal, told=told)
    if "half" in parts:
        return Point(year, half=1 if parts["half"][0] in "上前" else 2, fiscal=fiscal, told=told)
    return Point(year, close="close" in parts, fiscal=fiscal, told=told)


def _year(parts: dict[str, str]) -> int | None:
    if "roc" in parts:
        return 1911 + _number(parts["roc"])
    written = parts.get("y") or parts.get("han")
    if written is None:
        return None
    return int(written) if written.isascii() else int("".join(str(DIGITS[sign]) for sign in written))


def _told(parts: dict[str, str]) -> tuple[str, int] | None:
    raw, word = words("dates"), parts.get("told", "")
    for table in ("years", "months_told", "quarters_told"):
        if word in raw[table]:
            return table.removesuffix("_told"), raw[table][word]
    return None


def _number(written: str) -> int:
    if written.isascii():
        return int(written)
    value = hanzi_value(written)
    return int(value) if value is not None else 0


@cache
def _families() -> tuple[re.Pattern[str], ...]:
    raw = words("dates")
    told = "|".join(word for word in raw["years"] if not word.isascii())
    spans = "|".join(word for t in ("months_told", "quarters_told") for word in raw[t] if not word.isascii())
    fiscal = r"(?P<fiscal>會計年度|財政年度|財年)"
    roc = r"民國[ ]?(?P<roc>\d{2,3}|[一二三四五六七八九十百零]{1,6})[ ]?年"
    whole = rf"(?:{_EDGE}(?P<y>{_Y})[ ]?|(?<![零〇一二三四五六七八九十百千])(?P<han>{_HAN_YEAR}))(?:年(?!代|級|輕)度?|{fiscal})"
    year = rf"(?:{whole}|{roc}|(?P<told>{told}))"
    month = rf"(?P<month>{_MONTH})[ ]?月(?![均費薪租])(?:份|[ ]?(?P<day>{_DAY})[ ]?[日號](?!線|圓|幣|元))?"
    quarter = r"(?:第[ ]?(?P<quarter>[一二三四1-4])[ ]?季度?)"
    half, close = "(?P<half>[上下前後]半年)", "(?P<close>年?底|年終|年末)"
    q = quarter.replace("第[ ]?(?P<quarter>[一二三四1-4])[ ]?季度?", "q(?P<quarter>[1-4])(?![0-9])")
    rests = "|".join((month, quarter, half, close))
    return (
        re.compile(rf"{year}(?:[ ]?的?[ ]?(?:{rests}))?"),
        re.compile(rf"{year}[ ]?{q}"),
        re.compile(rf"(?<![\d.,/-])(?<![零一二三四五六七八九十百個第近每])(?<!第[ ]){month}"),
        re.compile(quarter),
        re.compile(rf"(?P<told>{spans})(?![增減])"),
    )
