"""Colours that stay apart for readers with any colour vision, on white and in print.

Chosen by search over published categorical sets: the largest smallest distance (CIE 1976) between any two
under normal, deuteranopic and protanopic vision, for the first two, three, up to six colours. The tests
compute the distances anew.
"""

from __future__ import annotations

from specie.model import Verdict

INK = "#1f2933"
QUIET = "#616e7c"
GRID = "#e4e7eb"
SINGLE = "#12436d"
CATEGORIES = ("#12436d", "#e69f00", "#b5523b", "#56b4e9", "#f2b48c", "#7a8794")
REST = "#b6bec8"
GAIN, LOSS, TOTAL = "#12436d", "#b5523b", "#7a8794"
"""Steps up, steps down and totals of a waterfall; the sign stands beside each number as well."""
VERDICTS = {
    Verdict.PAYS: "#12436d",
    Verdict.DOES_NOT_PAY: "#b5523b",
    Verdict.TOO_EARLY: "#e69f00",
    Verdict.CANNOT_TELL: "#7a8794",
}
"""The same verdict has the same colour in every picture."""


def colours(count: int) -> list[str]:
    """Return as many colours as there are series; from the seventh on all are grey."""
    return [*CATEGORIES[:count], *[REST] * (count - len(CATEGORIES))]
