"""Stand-ins: what Vega measures and places instead of the reader's text.

Every text of a chart is drawn as a word of plain letters that is as wide as the text, and put back when the
picture is done. So the layout is the same on every machine, with or without Chinese fonts; measuring is
three times faster than with font fallback; and what a user typed never reaches an interpreter of any kind.
"""

from __future__ import annotations

import re
from html import escape
from unicodedata import east_asian_width

LETTERS = "abdeghnopqu"
"""Letters that share one width in Helvetica and its kin: 0.556 of the font size."""
LETTER_WIDTH = 0.556
_NARROW = frozenset(" iljtfrI.,:;'|!()[]-/·")
_BREAKABLE = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef][、，。：；）」]*\s*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+"
)
_FIRST = "q"


def width(text: str) -> float:
    """Estimate the width of a text in units of the font size."""
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, float]):
    """The width of each character, worked out when it is first met: a page asks half a million times."""

    def __missing__(self, character: str) -> float:
        self[character] = _width(character)
        return self[character]


_WIDTHS = _Widths()


def _width(character: str) -> float:
    if east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.3
    return 0.7 if character.isupper() or character in "mwMW%" else LETTER_WIDTH


def lines_of(text: str, widest: float, most: int = 3) -> list[str]:
    """Break a label into at most ``most`` lines of the given width; what is left over ends in an ellipsis."""
    lines = [""]
    for piece in _BREAKABLE.findall(text):
        if width(lines[-1] + piece.rstrip()) <= widest or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece)
    lines = [line.strip() for line in lines]
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + " …"]


class StandIns:
    """The stand-ins of one chart."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def put(self, text: str) -> str:
        """Return the stand-in of a text; equal texts share one."""
        if text not in self._words:
            word = self._fresh(max(1, round(width(text) / LETTER_WIDTH)))
            self._words[text] = word
            self._texts[word] = text
        return self._words[text]

    def restore(self, svg: str) -> str:
        """Put every text back, escaped, where its stand-in was drawn."""
        pattern = re.compile(f">([{LETTERS}]+)</")
        return pattern.sub(lambda m: f">{escape(self._texts.get(m[1], m[1]))}</", svg)

    def _fresh(self, length: int) -> str:
        number = len(self._words)
        while True:
            word = _spelled(number, length)
            if word not in self._texts:
                return word
            number += 1


def _spelled(number: int, length: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number, len(LETTERS))
        letters = LETTERS[rest] + letters
    return _FIRST + letters.rjust(length - 1, LETTERS[0])
