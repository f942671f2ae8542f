"""What looks like a figure and is none: it is blanked out, place for place, before anything is read.

Every pattern starts with one of few characters and looks back afterwards: a scan skips what cannot begin.
"""

from __future__ import annotations

import re

BLANK = "\x00"

_FENCES = re.compile(r"^[ ]{0,3}(```|~~~).*?^[ ]{0,3}\1", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`(?<!``)[^`\n]{1,300}`(?!`)")
_LINKS = re.compile(r"(?:https?|ftp|file)://[^\s)\]>\"'，。、；）】」]+")
_SITES = re.compile(r"www\.[^\s)\]>，。]+")
_MAIL = re.compile(r"@(?<=[a-z0-9._+-]@)[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_TAGS = re.compile(r"<(?=[a-z/])[^<>\n]{1,300}>")
_ENTITIES = re.compile(r"&#?[a-z0-9]{1,8};")
_DIGITS = re.compile(
    r"[0-9](?<![0-9.].)(?:"
    r"\d?:\d{2}(?::\d{2})?(?!\d)(?: ?[ap]\.?m(?![a-z])\.?)?"  # times of day
    r"|\d? ?[ap](?:\.m\.|m(?![a-z]))"
    r"|\d*\.\d+\.\d+(?:\.\d+)*(?![\d-])"  # versions and addresses
    r"|\d{0,3}-\d{2,4}-\d{3,4}(?:-\d{3,4})?(?!\d)|(?<=0)\d{3}-\d{3}-\d{3}(?!\d)"  # telephones
    r"|(?<=1)0\.\d{4,9}/\S+|\d{3}\.\d{4,5}(?:v\d+)?(?!\d)"  # papers
    r"|\d*/7(?!\d)|\d{1,3}x\d{2,4}(?!\d)|(?<=0)x[0-9a-f]+"
    r")"
)
_PHONE = re.compile(
    r"[(+](?:(?<=\()0\d{1,2}\) ?\d{3,4}|(?<=\+)\d{1,3}[ -]?\(?\d{1,4}\)?(?:[ -]\d{2,4}){1,3})-\d{3,4}(?!\d)"
)
_CLOCK = re.compile(
    r"[上下早晚凌中清](?:(?<=[上下中])午|(?<=[早晚])[上間]|(?<=[凌清])晨)[ ]?"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})[ ]?[點時](?:半|[ ]?\d{1,2}[ ]?分)?"
)
_NOTES = re.compile(r"\[\^?\d{1,3}\]|[⁰¹²³⁴-⁹]+")
_BRACKETED = re.compile(r"\(\d{1,2}\)(?=[ ]?[a-z\u4e00-\u9fff])")
_ITEMS = re.compile(
    r"^[ ]{0,8}(?:#{1,6} +(?=\d))?"
    r"(?:\d{1,3}(?:\.\d{1,2})*[.)、](?!\d)|(?<=# )\d{1,3}(?:\.\d{1,2}){1,3}(?= ))",
    re.MULTILINE,
)
_SIGNED = (
    ("```", _FENCES), ("~~~", _FENCES), ("`", _CODE), ("://", _LINKS), ("www.", _SITES), ("@", _MAIL),
    ("<", _TAGS), ("&", _ENTITIES), ("午", _CLOCK), ("晨", _CLOCK), ("早上", _CLOCK), ("晚", _CLOCK),
)  # fmt: skip


def mask(folded: str) -> str:
    """Return the folded text with every such place blank."""
    for sign, pattern in _SIGNED:
        if sign in folded:
            folded = pattern.sub(_blank, folded)
    for pattern in (_PHONE, _DIGITS, _NOTES, _BRACKETED, _ITEMS):
        folded = pattern.sub(_blank, folded)
    return folded


def _blank(found: re.Match[str]) -> str:
    return BLANK * (found.end() - found.start())
