"""Colours that stay apart for readers with any colour vision, on white and in print.

Chosen by search over published categorical sets: the largest smallest distance (CIE 1976) between any two
under normal, deuteranopic and protanopic vision, for the first two, three, up to six colours. The tests
compute the distances anew.
"""

from __future__ import annotations

INK = "#1f2933"
QUIET = "#616e7c"
GRID = "#e4e7eb"
SINGLE = "#12436d"
CATEGORIES = ("#12436d", "#e69f00", "#b5523b", "#56b4e9", "#f2b48c", "#7a8794")
REST = "#b6bec8"


def colours(count: int) -> list[str]:
    """Return as many colours as there are series; from the seventh on all are grey."""
    return [*CATEGORIES[:count], *[REST] * (count - len(CATEGORIES))]
