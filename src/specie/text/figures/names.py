"""Numbers that belong to the name before them: Claude 3.5, S&P 500, section 4, 圖 3."""

from __future__ import annotations

import re
from functools import cache

from specie.text.figures.vocabulary import words

_CURRENCY_CODE = re.compile(
    r"(?<![a-z])(?:usd|ntd?|twd|hkd|eur|gbp|rmb|cny|jpy|krw|inr|aud|cad|sgd|chf|aed|sek|nok|dkk|pln|brl|mxn|zar|ils|sar|thb|idr|vnd|php|myr|nzd)\Z"
)
_ORDINAL = "第每"
_EDGES = "(\"'[\x00「『（"
_LONGEST = 16


def names_a_thing(text: str, pos: int) -> bool:
    """Tell whether the digits at ``pos`` go on a name, an ordinal or a list rather than start a figure."""
    near, far = text[pos - 1 : pos], text[max(0, pos - 2) : pos - 1]
    if near.isascii() and (near.isalnum() or near in ("_", "#", "@", "\\", "^", "[")):
        return not _CURRENCY_CODE.search(text, max(0, pos - 4), pos)
    if near in ("-", "/"):
        return far == ")" or (far.isascii() and far.isalnum())
    if (near in _ORDINAL and near) or (near in (" ", "\u00a0") and far and far in _ORDINAL):
        return True
    before = text[max(0, pos - _LONGEST) : pos].rstrip(" -")
    return _last_word(before) in _latin() or before.endswith(_chinese())


def _last_word(before: str) -> str:
    return before.rpartition(" ")[2].lstrip(_EDGES)


@cache
def _latin() -> frozenset[str]:
    return frozenset(words("names")["latin"].split())


@cache
def _chinese() -> tuple[str, ...]:
    return tuple(words("names")["chinese"].split())
