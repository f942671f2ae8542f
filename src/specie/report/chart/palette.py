"""Colours that stay apart for readers with any colour vision, on white and in print.

Chosen by search over published categorical sets: the largest smallest distance (CIE 1976) between any two
under normal, deuteranopic and protanopic vision, for the first two, three, up to six colours. The tests
compute the distances anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

INK = "#1f2933"
QUIET = "#616e7c"
GRID = "#e4e7eb"
SINGLE = "#12436d"
CATEGORIES = ("#12436d", "#e69f00", "#b5523b", "#56b4e9", "#f2b48c", "#7a8794")
REST = "#b6bec8"
GAIN, LOSS, TOTAL = "#12436d", "#b5523b", "#7a8794"
"""Steps up, steps down and totals of a waterfall; the sign stands beside each number as well."""
_GOOD, _BAD, _EARLY, _OPEN = "#12436d", "#b5523b", "#e69f00", "#7a8794"
MEANINGS: dict[str, str] = {
    Verdict.PAYS: _GOOD, Verdict.DOES_NOT_PAY: _BAD, Verdict.TOO_EARLY: _EARLY, Verdict.CANNOT_TELL: _OPEN,
    "better": _GOOD, "worse": _BAD, "fund": _GOOD, "stop": _BAD, "hold": _OPEN,
}  # fmt: skip
"""Words that judge have the same colour in every picture."""


def colours(count: int) -> list[str]:
    """Return as many colours as there are series; from the seventh on all are grey."""
    return [*CATEGORIES[:count], *[REST] * (count - len(CATEGORIES))]


def colours_of(words: Sequence[str]) -> list[str]:
    """Return a colour for each word: its own where it judges, else one that no judging word has."""
    own = [MEANINGS.get(word) for word in words]
    free = iter([c for c in colours(len(CATEGORIES)) if c not in own])
    return [colour or next(free, REST) for colour in own]
