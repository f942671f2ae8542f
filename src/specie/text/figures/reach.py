"""How a figure stands to its value: exactly, about, at least, at most; and the limits that follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from specie.model.claim import Reach
from specie.text.figures.vocabulary import words

TOLERANCE = Decimal("0.1")
"""What ``about`` allows to either side where one unit of the last digit is less."""
_WINDOW = 24
_FIGURE_BEFORE = re.compile(
    r"(?:[0-9]%?|%|percent|points?|times|[mb]illion|trillion|dollars|euros|pounds|[倍成億萬兆元]|百分點)[ ]\Z"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A reach, and whether the wording puts the value below the figure (nearly, 近)."""

    reach: Reach
    below: bool = False


def standing(text: str, start: int, end: int) -> Standing:
    """Read the words right before and right after a figure."""
    after = _after().match(text, end)
    if after:
        return Standing(Reach(after.lastgroup and _GROUPS[after.lastgroup]))
    before = _before().search(text, max(0, start - _WINDOW), start)
    if before is None or before.lastgroup is None or _compares(text, before.start()):
        return Standing(Reach.EXACT)
    mark = _GROUPS[before.lastgroup]
    return Standing(Reach.ABOUT, below=True) if mark == "~<" else Standing(Reach(mark))


def _compares(text: str, pos: int) -> bool:
    """After a figure, "above" compares and bounds nothing: 4.5 % above the $40 of the day before."""
    return bool(_FIGURE_BEFORE.search(text, max(0, pos - 18), pos))


def limits(value: Decimal, step: Decimal, stands: Standing) -> tuple[Decimal | None, Decimal | None]:
    """Return the lowest and highest value that the wording allows; None where it is open."""
    match stands.reach:
        case Reach.AT_LEAST:
            return value, None
        case Reach.AT_MOST:
            return None, value
        case Reach.ABOUT:
            slack = max(step, abs(value) * TOLERANCE)
            return value - slack, value + (step / 2 if stands.below else slack)
        case _:
            return value - step / 2, value + step / 2


_GROUPS = {"least": ">=", "most": "<=", "about": "~", "below": "~<"}


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        _either("before") + r"(?:[ \u00a0]?(?:了|達|為|僅|至)|[ \u00a0](?:an?|the|some|by))?[ \u00a0]?\Z"
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile("[ \u00a0]?" + _either("after"))


def _either(side: str) -> str:
    """A Latin word starts where letters start; the longest reading begins furthest to the left."""
    found = {mark: _tidy(pattern) for mark, pattern in words("bounds")[side].items()}
    groups = (f"(?P<{name}>{found[mark]})" for name, mark in _GROUPS.items() if mark in found)
    return f"(?:{'|'.join(groups)})" if side == "after" else f"(?<![a-z])(?:{'|'.join(groups)})"


def _tidy(pattern: str) -> str:
    return pattern.replace("\n", "")
