"""Colours that stay apart for readers with any colour vision, on white and in print.

The categorical set of the UK Government Analysis Function, chosen there for contrast and colour blindness
(https://analysisfunction.civilservice.gov.uk/policy-store/data-visualisation-colours-in-charts/).
"""

from __future__ import annotations

INK = "#1f2933"
QUIET = "#616e7c"
GRID = "#e4e7eb"
SINGLE = "#12436d"
_PAIR = ("#12436d", "#f46a25")
_CATEGORIES = ("#12436d", "#28a197", "#801650", "#f46a25", "#3d3d3d", "#a285d1")
REST = "#9aa5b1"


def colours(count: int) -> list[str]:
    """Return as many colours as there are series; from the seventh on all are grey."""
    if count <= 1:
        return [SINGLE]
    if count == len(_PAIR):
        return list(_PAIR)
    return [*_CATEGORIES[:count], *[REST] * (count - len(_CATEGORIES))]
