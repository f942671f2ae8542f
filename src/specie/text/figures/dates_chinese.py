"""Dates written in Chinese: 2025 年 9 月, 二〇二五年, 民國 114 年, 去年第四季, 年底."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from specie.text.figures.calendar import Point, days
from specie.text.figures.numerals import DIGITS, hanzi_value
from specie.text.figures.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = r"三十一|三十|二?十[一二三四五六七八九]?|[一二三四五六七八九]|3[01]|[12]\d|0?[1-9]"
_MONTH = r"十[一二]|[一二三四五六七八九十]|1[0-2]|0?[1-9]"
_AFTER_MONTH = rf"[ ]?月(?![均費薪租])(?:份|[ ]?(?P<day>{_DAY})[ ]?[日號](?![線元幣]))?"
_QUARTER = r"第[ ]?(?P<quarter>[一二三四1-4])[ ]?季度?"
_NO_MONTH = frozenset("0123456789.,/-零〇一二三四五六七八九十百個第近每數幾")


def points(text: str) -> Iterator[tuple[int, int, Point]]:
    """Yield start, end and printed parts of every such date."""
    for pattern in _families():
        for found in pattern.finditer(text):
            point = _point(text, found)
            if point is not None and (point.year is None or days(point)):
                yield found.start(), found.end(), point


def _point(text: str, found: re.Match[str]) -> Point | None:
    parts = {name: value for name, value in found.groupdict().items() if value}
    if "bare" in parts and _goes_on(text, found.start()):
        return None
    bare = Point(_year(parts), fiscal="fiscal" in parts, told=_told(parts))
    if any(name in parts for name in ("month", "bare", "last", "first")):
        return _in_months(bare, parts)
    if "quarter" in parts or "q" in parts:
        return replace(bare, quarter=_number(parts.get("quarter") or parts["q"]))
    if "half" in parts:
        return replace(bare, half=1 if parts["half"][0] in "上前" else 2)
    return replace(bare, close="close" in parts)


def _in_months(bare: Point, parts: dict[str, str]) -> Point | None:
    """Read 9 月, 9 月 30 日, 9 至 11 月 and 前三季."""
    if "first" in parts:
        months = _number(parts["first"]) * (3 if "季" in parts["unit"] else 1)
        return replace(bare, month=months, since=1) if 0 < months <= 12 else None
    month = _number(parts.get("month") or parts.get("bare") or parts["last"])
    since = _number(parts["since"]) if "since" in parts else None
    day = _number(parts["day"]) if "day" in parts else None
    return replace(bare, month=month, day=day, since=since) if month <= 12 else None


def _goes_on(text: str, pos: int) -> bool:
    """Tell whether a month without a year is the end of another number: 十 in 二十月, 3 in 第 3 月."""
    before = text[pos - 1] if pos else ""
    return before in _NO_MONTH or (before == " " and pos > 1 and text[pos - 2] in "第每近")


def _year(parts: dict[str, str]) -> int | None:
    if "roc" in parts:
        return 1911 + _number(parts["roc"])
    written = parts.get("y")
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
    close, half = "(?P<close>年?底|年終|年末)", "(?P<half>[上下前後]半年)"
    run = f"(?P<since>{_MONTH})[ ]?月?[ ]?[至到~-][ ]?(?P<last>{_MONTH})[ ]?月(?![均費薪租])"
    first = f"前[ ]?(?P<first>{_MONTH})[ ]?(?P<unit>個月|季度?|季)"
    rest = f"{run}|{first}|(?P<month>{_MONTH}){_AFTER_MONTH}|{_QUARTER}|q(?P<q>[1-4])(?![0-9])|{half}|{close}"
    return (
        re.compile(f"(?P<y>[12一二]{_rest_of_year()})(?:[ ]?的?[ ]?(?:{rest}))?"),
        re.compile(rf"民國[ ]?(?P<roc>\d{{2,3}}|[一二三四五六七八九十百零]{{1,6}})[ ]?年(?:[ ]?(?:{rest}))?"),
        re.compile(f"(?P<told>{told})(?:[ ]?的?[ ]?(?:{rest}))?"),
        re.compile(f"(?P<bare>[0-9一二三四五六七八九十][012一二]?){_AFTER_MONTH}"),
        re.compile(_QUARTER),
        re.compile(f"(?P<told>{spans})(?![增減])"),
    )


def _rest_of_year() -> str:
    """The three further signs of a year, what must not stand before it, and what makes it one."""
    arabic = r"(?<=[12])[09]\d\d(?<![\w.,$€£¥/#-]....)"
    chinese = "(?<=[一二])[零〇九][零〇一二三四五六七八九]{2}(?<![零〇一二三四五六七八九十百千]....)"
    ends = "[ ]?(?:年(?![代級輕])度?|(?P<fiscal>會計年度|財政年度|財年))"
    return f"(?:{arabic}|{chinese}))(?:{ends}"
