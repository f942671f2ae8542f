"""What looks like a figure and is none: it is blanked out, place for place, before anything is read."""

from __future__ import annotations

import re
from functools import cache

from specie.text.figures.vocabulary import words

BLANK = "\x00"

_FENCES = re.compile(r"^[ ]{0,3}(```|~~~).*?^[ ]{0,3}\1", re.MULTILINE | re.DOTALL)
_LINKS = re.compile(
    r"(?:https?|ftp|file)://[^\s)\]>\"'，。、；）】」]+|(?<![a-z0-9.])www\.[^\s)\]>，。]+", re.ASCII
)
_MAIL = re.compile(r"(?<=[a-z0-9._+-])@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_CODE = re.compile(r"(?<!`)`[^`\n]{1,300}`(?!`)")
_TAGS = re.compile(r"</?[a-z][^<>\n]{0,300}>|&#?[a-z0-9]{1,8};")
_DIGITS = re.compile(
    r"(?<![\d.])(?:"
    r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)(?: ?[ap]\.?m(?![a-z])\.?)?"  # times of day
    r"|\d{1,2} ?[ap]\.m\.|\d{1,2} ?[ap]m(?![a-z])"
    r"|\d+\.\d+\.\d+(?:\.\d+)*(?!\d)(?!-)"  # versions and addresses
    r"|\(?\+?\d{1,4}\)?[ -]\d{2,4}-\d{3,4}(?:-\d{3,4})?(?!\d)|0\d{3}-\d{3}-\d{3}(?!\d)"  # telephones
    r"|10\.\d{4,9}/[^\s]+|\d{4}\.\d{4,5}(?:v\d+)?(?!\d)"  # papers
    r"|\d+/7(?!\d)|\d{2,4}x\d{2,4}(?!\d)|0x[0-9a-f]+"
    r")"
)
_PHONE = re.compile(
    r"(?<!\d)\(0\d{1,2}\) ?\d{3,4}-\d{3,4}|\+\d{1,3}[ -]?\(?\d{1,4}\)?(?:[ -]\d{2,4}){2,4}(?!\d)"
)
_CLOCK = re.compile(
    r"(?:上午|下午|早上|晚上|晚間|凌晨|中午|清晨)[ ]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[ ]?[點時](?:半|[ ]?\d{1,2}[ ]?分)?"
    r"|\d{1,2}[ ]?[點時][ ]?\d{1,2}[ ]?分(?!之)"
)
_NOTES = re.compile(r"\[\^?\d{1,3}\]|[⁰¹²³⁴-⁹]+|\(\d{1,2}\)(?=[ ]?[a-z\u4e00-\u9fff])")
_ITEMS = re.compile(r"^[ ]{0,8}(?:#{1,6} +)?\d{1,3}(?:\.\d{1,2})*[.)、](?![\d])", re.MULTILINE)
_HEADINGS = re.compile(r"^[ ]{0,3}#{1,6} +\d{1,3}(?:\.\d{1,2}){1,3}(?= )", re.MULTILINE)


def mask(folded: str) -> str:
    """Return the folded text with every such place blank."""
    for pattern in (_FENCES, _CODE) if "`" in folded or "~~~" in folded else ():
        folded = pattern.sub(_blank, folded)
    for sign, pattern in (("://", _LINKS), ("www.", _LINKS), ("@", _MAIL), ("<", _TAGS), ("&", _TAGS)):
        if sign in folded:
            folded = pattern.sub(_blank, folded)
    for pattern in (_PHONE, _DIGITS, _CLOCK, _NOTES, _HEADINGS, _ITEMS, _names()):
        folded = pattern.sub(_blank, folded)
    return folded


def blank(folded: str, start: int, end: int) -> str:
    """Return the text with one place blank."""
    return folded[:start] + BLANK * (end - start) + folded[end:]


def _blank(found: re.Match[str]) -> str:
    return BLANK * (found.end() - found.start())


@cache
def _names() -> re.Pattern[str]:
    """Numbers that belong to the name before them: Claude 3.5, S&P 500, section 4, 圖 3."""
    raw = words("names")
    latin = "|".join(word for word in raw["latin"].split("\n") if word)
    chinese = "|".join(raw["chinese"].split())
    number = r"[ -]?[a-z]?\d+(?:\.\d+)*[a-z]{0,2}(?![\w%])"
    return re.compile(
        rf"(?<![a-z])(?:{latin})(?:{number}(?: ?(?:,|and|or|&|/|-) ?\d+(?:\.\d+)?(?![\w%.]))?)"
        rf"|(?:{chinese})[ ]?\d+(?:[.-]\d+)*(?![%\d])"
    )
