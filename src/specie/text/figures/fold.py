"""One way of writing a text, character for character, so that places stay the same."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

THIN = "\u00a0"
"""What every narrow or unbreakable space becomes: it may stand inside a number, a plain space may not."""

_PLAIN = {0x3000: " ", 0xFE63: "-", 0xFF5E: "~", 0x301C: "~", 0x223C: "~", 0x2236: ":", 0x00D7: "x"}
_DASHES = "\u2010\u2011\u2012\u2013\u2212\uff0d\ufe58"
_THIN_SPACES = "\u00a0\u2007\u2008\u2009\u200a\u202f"
_INVISIBLE = "\u200b\u2060\ufeff\u00ad\t"
_WIDE_KEPT = "，；：？！、"
_WIDE_NUMBER = re.compile(r"(?<![０-９])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])")


def fold(text: str) -> str:
    """Return the text in lower case, half-width and traditional characters; same length, same places."""
    wide = _WIDE_NUMBER.sub(lambda found: found.group().replace("，", ","), text) if "，" in text else text
    return wide.translate(_table())


def is_simplified(text: str) -> bool:
    """Tell whether a text is written in simplified Chinese characters rather than in traditional ones."""
    raw = _raw()
    simplified = sum(text.count(sign) for sign in raw["only_simplified"])
    return simplified > sum(text.count(sign) for sign in raw["only_traditional"])


@cache
def _table() -> dict[int, str]:
    raw = _raw()
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _WIDE_KEPT}
    table |= {ord(upper): upper.lower() for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    table |= {ord(wide): wide_to_lower for wide, wide_to_lower in _wide_capitals()}
    table |= dict.fromkeys(map(ord, _DASHES), "-") | dict.fromkeys(map(ord, _THIN_SPACES), THIN)
    table |= dict.fromkeys(map(ord, _INVISIBLE), " ") | dict.fromkeys(map(ord, "\u2018\u2019"), "'")
    table |= _PLAIN | {ord(a): b for a, b in zip(raw["variants"], raw["kept"], strict=True)}
    return table | {ord(a): b for a, b in zip(raw["simplified"], raw["traditional"], strict=True)}


def _wide_capitals() -> list[tuple[str, str]]:
    return [(chr(code), chr(code - 0xFEE0 + 0x20)) for code in range(0xFF21, 0xFF3B)]


@cache
def _raw() -> dict[str, str]:
    return tomllib.loads((files("specie.text.figures") / "fold.toml").read_text("utf-8"))
