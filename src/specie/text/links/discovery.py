"""Names of companies that no table holds, told by how a text speaks of them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from specie.model import Ref
from specie.text.links.gazetteer import Name

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = r"[A-Z][A-Za-z0-9&]*(?:[-.][A-Za-z0-9]+)*"
_ENGLISH = re.compile(
    rf"(?<![A-Za-z0-9$])(?P<name>{_WORD}(?:[ ]{_WORD}){{0,2}})(?P<mark>(?:,? (?:Inc|Corp|Ltd|plc|PLC|LLC|AG|SA|SE|ASA)\b\.?)"
    r"|, which [a-z]+s\b"
    r"|(?: (?:also |now |has |had |have |will |on \w+day ))*[ ](?:raised|raises|announced|reported|reports|posted|closed|completed|plans|guides|guided|expects|employs|sells|makes|builds|filed|lost|earned|"
    r"booked|recorded|secured|generated|generates|grew|said it|says it|said that it|is valued|was valued|reached|hit|ended|doubled|tripled)\b"
    r"|(?:'s|’s) (?:annual|revenue|valuation|sales|customers|bookings|gross|run-rate|headcount|staff|latest|board|shares|costs?|cash|backlog|capex|margin|market))"
)
_PERSON = re.compile(
    rf"(?:said|says|Mr\.?|Ms\.?|Mrs\.?|Dr\.?) (?:{_WORD}[ ])?(?P<name>{_WORD})|(?P<named>{_WORD}(?:[ ]{_WORD})+), (?:its |the |a |an )?(?:chief|co-?founder|founder|president|analyst|director|head|partner|professor|chair|CEO|CFO|CTO)"
)
_FORMS = frozenset("Inc Corp Ltd plc PLC LLC AG SA SE ASA AB NV Co Group Holdings".split())
_NOT_NAMES = frozenset(
    "The A An In On At By For From It Its This That These Those We Our They Their He She His Her You Your I But And Or So If As When While After Before Since Last Next Both Each Every "
    "Revenue Sales Shares Gross Net Annual Analysts Investors Management Spending Staff Headcount Customers Bookings Management Q1 Q2 Q3 Q4 AI Series Total Average Company Companies "
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday One Two Three Four Five Six Seven "
    "Eight Nine Ten Half Most Many Some All No Not More Less Only Growth Operating Profit Loss Cash Debt Capital Report Study Survey Congress Europe America Asia China Taiwan Japan US "
    "UK EU Germany France Britain London Paris Boston Washington Tokyo Taipei Beijing Wall Street Big Tech Valley".split()
)  # fmt: skip
_CHINESE = re.compile(
    r"(?:(?<=[。！？：；\n」〕】#，])|^)[ ]{0,3}(?P<name>[A-Za-z\u4e00-\u9fff][A-Za-z0-9 \u4e00-\u9fff]{1,9}?)(?=(?:今日|昨日|今天|昨天|日前|近日)?(?:表示|宣布|指出|公布|公告|引述|成立於|完成|募得|預計|計畫|計劃|"
    r"推出|獲得|取得|上市|於 ?\d|去年|今年|目前|成立|的(?:營收|估值|毛利|員工|客戶|執行長|創辦人|財務長|年化)|營收|估值))",
    re.MULTILINE,
)
_NOT_CHINESE = re.compile(
    r"公司|該|這|那|它|他|她|我們|你|報告|調查|研究|分析|市場|業者|政府|執行長|財務長|創辦人|同時|此外|其中|不過|然而|因此|至於|根據|目前|去年|今年|明年|企業|全球|整體|投資人|受訪|董事|主管|"
    r"員工|客戶|用戶|新|前|後|年|月|日|億|萬|元|營收|估值|毛利|募資|平台|產品|團隊|系統|資料|\d"
)


def discovered(text: str, folded: str, known: Sequence[Name]) -> list[Name]:
    """Return the places of names that are spoken of as companies at least once and stand at least twice."""
    taken = sorted((name.start, name.end) for name in known)
    strong, weak = _english(text)
    names = {*strong, *weak, *_chinese(folded)}
    if not names:
        return []
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    found = [(hit.start(), hit.end(), hit.group()) for hit in pattern.finditer(text)]
    often = Counter(word for _, _, word in found)
    starts = {start for start, _ in taken}
    return [
        Name(start, end, Ref("company", word.lower().replace(" ", "-"), word))
        for start, end, word in found
        if (word in strong or often[word] >= 2) and start not in starts and _whole(text, start, end)
    ]


def _whole(text: str, start: int, end: int) -> bool:
    """A Latin name is not a part of a longer word."""
    if not text[start].isascii():
        return True
    return not (text[start - 1 : start].isalnum() and text[start - 1].isascii()) and not (
        text[end : end + 1].isascii() and text[end : end + 1].isalnum()
    )


def _english(text: str) -> tuple[set[str], set[str]]:
    """Return the names that a mark of a company follows (Inc., "'s revenue"), and those with only a verb."""
    people = {
        word for found in _PERSON.finditer(text) for word in (found["name"] or found["named"] or "").split()
    }
    names: tuple[set[str], set[str]] = (set(), set())
    for found in _ENGLISH.finditer(text):
        name = _without_article(found["name"])
        if name and not (set(name.split()) & people):
            names[0 if found["mark"][:1] in ",'’" else 1].add(name)
    return names


def _without_article(name: str) -> str:
    parts = name.split()
    while parts and parts[0] in _NOT_NAMES:
        parts = parts[1:]
    while parts and parts[-1].rstrip(".") in _FORMS:
        parts = parts[:-1]
    return " ".join(parts)


def _chinese(folded: str) -> set[str]:
    return {
        found["name"].strip()
        for found in _CHINESE.finditer(folded)
        if len(found["name"].strip()) >= 2
        and not found["name"].isascii()
        and not _NOT_CHINESE.search(found["name"])
    }
