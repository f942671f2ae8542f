"""Lines without intervals: exact series over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.report.chart.band import band

if TYPE_CHECKING:
    from specie.report.chart.frame import Frame, Spec


def line(frame: Frame) -> Spec:
    """Draw lines; a series that does carry intervals shows them."""
    return band(frame)
