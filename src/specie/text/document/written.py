"""When a document was written, if it says so beyond doubt: in its head, or in its metadata."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from specie.model.claim import Days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HEAD_BLOCKS = 8
HEAD_CHARACTERS = 1200
LONGEST_LINE = 90
LONGEST_NOTE = 140
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEARS = range(1990, 2100)
_MONTH = r"(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = "|".join(
    (
        r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)",
        r"(?P<y2>\d{4})\s*年\s*(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*日",
        r"民國\s*(?P<roc>\d{2,3})\s*年\s*(?P<m3>\d{1,2})\s*月\s*(?P<d3>\d{1,2})\s*日",
        _MONTH.replace("<m>", "<m4>") + r"\s+(?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{4})",
        r"(?P<d5>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH.replace("<m>", "<m5>") + r",?\s+(?P<y5>\d{4})",
    )
)
_DATE_RE = re.compile(_DATE, re.IGNORECASE)
_LABEL = (
    r"(?:published|posted|date|dated|issued|released|publication date|published on|first published"
    r"|發布|發佈|發表|出刊|發稿|刊登|日期|發布日期|發布時間|出版日期|刊登日期|報導日期)"
)
_CHANGED = re.compile(
    r"(?:updated|modified|revised|accessed|retrieved|更新|修改|修訂|查閱|擷取)", re.IGNORECASE
)
_AROUND = re.compile(
    r"(?:" + _LABEL + r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b"
    r"|星期[一二三四五六日]|週[一二三四五六日]|\d{1,2}:\d{2}(?::\d{2})?|\b[ap]\.?m\.?|上午|下午"
    r"|\b(?:GMT|UTC|CST|EST|EDT|ET|PT|BST)\b"
    r"|[\s,.:：;|·•/()（）\[\]【】*_#>\"'+TZ-])+",
    re.IGNORECASE,
)
_PARTING = re.compile(r"\s[|·•–—]\s|\s{2,}|／|｜|\t")
_DATELINE = re.compile(
    r"(?:【[^】]{0,40}】|（[^）]{0,40}）|\([^)]{0,40}\)|〔[^〕]{0,40}〕|[A-Z][A-Za-z .,]{1,40}?,\s(?=\w))"
)
_BYLINE = re.compile(
    r"[*_＊（(〔【\[](?!\*)|.*(?:\b(?:date|dated|recorded|posted|newsletter of|letter of|memo of|week of)\b"
    r"|日期|錄音|整理|製表|發行|上線|更新於|提案)",
    re.IGNORECASE,
)
"""A line in italics or brackets, or one that says what is dated: from Ines, date: 21 September 2026."""
_BOLD = re.compile(r"\*\*[^*\n]{2,70}\*\*")
_FRONT = re.compile(
    r"\A---\s*\n(?:.*\n){0,40}?(?:date|published|pubdate|publish_date)\s*:\s*[\"']?([^\n\"']+)", re.IGNORECASE
)


def written(text: str, starts: Sequence[int], declared: Iterable[str] = ()) -> Days | None:
    """Return the day a document gives as its own; None where it gives none, or several."""
    stated = {day for value in declared for day in _only(value)}
    front = _FRONT.match(text[:4000])
    if front is not None:
        stated |= set(_only(front[1]))
    found = stated or {day for line in _head(text, starts) for day in _own_date(line)}
    found = found or {day for line in list(_head(text, starts))[:4] for day in _byline_date(line)}
    return Days(*(next(iter(found)),) * 2) if len(found) == 1 else None


def _head(text: str, starts: Sequence[int]) -> Iterator[str]:
    """Yield the first blocks of a document."""
    ends = [*starts[1 : HEAD_BLOCKS + 1], len(text)]
    for start, end in zip(starts[:HEAD_BLOCKS], ends, strict=False):
        if start < HEAD_CHARACTERS:
            yield text[start : min(end, HEAD_CHARACTERS)].strip()


def _own_date(block: str) -> Iterator[date]:
    """Yield the date of a line that is nothing but a date, or of the dateline at the start of a paragraph."""
    if len(block) <= LONGEST_LINE:
        parts = [part for part in _PARTING.split(block) if not _CHANGED.search(part)]
        yield from (day for part in parts for day in _only(part))
    dateline = _DATELINE.match(block)
    if dateline is not None:
        inside = block[: dateline.end()]
        rest = _DATE_RE.match(block, dateline.end())
        found = [*_DATE_RE.finditer(inside), *([rest] if rest and _ends_dateline(block, rest.end()) else [])]
        yield from (day for match in found if (day := _day(match)) is not None)


def _byline_date(block: str) -> Iterator[date]:
    """Yield the only date of a short line that says who wrote what when, and is no sentence."""
    bold = _BOLD.match(block.strip())
    line = bold.group() if bold else block.strip()
    if len(line) <= LONGEST_NOTE and (bold or _BYLINE.match(line)) and not _CHANGED.search(line):
        found = [day for match in _DATE_RE.finditer(line) if (day := _day(match)) is not None]
        yield from found if len(found) == 1 else ()


def _ends_dateline(block: str, end: int) -> bool:
    return re.match(r"\s*(?:[-–—:]|\()", block[end:]) is not None


def _only(text: str) -> Iterator[date]:
    """Yield the date of a text that holds one date and nothing else but labels, weekday and time."""
    found = list(_DATE_RE.finditer(text))
    if len(found) != 1:
        return
    rest = text[: found[0].start()] + " " + text[found[0].end() :]
    if _AROUND.fullmatch(rest) and not _CHANGED.search(rest) and (day := _day(found[0])) is not None:
        yield day


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if name.lower().startswith(month))


def _day(match: re.Match[str]) -> date | None:
    parts = {name: value for name, value in match.groupdict().items() if value}
    kind = next(name[-1] for name in parts if name.startswith("m"))
    year = int(parts["roc"]) + 1911 if "roc" in parts else int(parts[f"y{kind}"])
    month = parts[f"m{kind}"]
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(year, number, int(parts[f"d{kind}"])) if year in YEARS else None
    except ValueError:
        return None
