"""Whether a line goes on in the next: it does where the next line's first word had no room left."""

from __future__ import annotations

import re
import unicodedata

_FIRST_WORD = re.compile(r"[^\s\u2e80-\u9fff\uf900-\uffef]+|\S")
_ENDS = re.compile(r"[.!?。！？…；;：:][\"”’」』）)\]]*$")
ITEM = re.compile(
    r"\s*(?:[-*+•‣◦▪■□●○◆◇▶►→※·–—]\s|[-•‣◦▪■●○◆※·]\S|\(?\d{1,2}[.)、．]\s|\(?[a-zA-Z][.)]\s|"
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、．])"
)
"""How an item of a list begins."""


def is_wide(char: str) -> bool:
    """Tell whether a character takes two columns."""
    return unicodedata.east_asian_width(char) in ("W", "F")


def columns(text: str) -> int:
    """Count the columns that a text takes in a fixed pitch."""
    return len(text) if text.isascii() else sum(1 + is_wide(char) for char in text)


def first_word(line: str) -> str:
    """Return what cannot be broken at the start of a line: a word, or one Chinese character."""
    found = _FIRST_WORD.search(line)
    return found[0] if found else ""


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends where a sentence may."""
    return _ENDS.search(line.rstrip()) is not None


def glue(before: str, following: str) -> str:
    """Return what stands between two parts of a sentence: a blank, or nothing beside Chinese characters."""
    return "" if not before or not following or (is_wide(before[-1]) or is_wide(following[0])) else " "
