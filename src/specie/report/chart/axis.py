"""Axes and the look that all charts share."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from specie.report.chart.palette import GRID, INK, QUIET
from specie.report.chart.standin import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.report.chart.frame import Spec

WIDTH = 600
PLOT_HEIGHT = 230
FONT_SIZE = 11
MARGINS = 26
FONT = "Liberation Sans, Helvetica, Arial, sans-serif"
NUMBER = ",.12~g"

CONFIG: Spec = {
    "background": None,
    "font": FONT,
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": QUIET, "labelFontSize": 11, "labelLimit": 0, "titleLimit": 0, "titleColor": QUIET,
        "titleFontSize": 11, "titleFontWeight": "normal", "domainColor": QUIET, "tickColor": GRID,
        "gridColor": GRID, "tickSize": 4, "labelPadding": 5,
    },
    "legend": {
        "labelColor": INK, "labelFontSize": 11, "labelLimit": 0, "symbolSize": 90, "symbolStrokeWidth": 0,
        "padding": 0, "offset": 8, "columnPadding": 14, "symbolType": "square", "symbolOpacity": 1,
    },
    "title": {
        "anchor": "start", "frame": "group", "fontSize": 11, "fontWeight": "normal", "color": QUIET,
        "offset": 8, "limit": 0,
    },
    "line": {"strokeWidth": 2},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Canvas:
    """What surrounds the marks: the line that names the value axis, the height, the room for labels left.

    The width of the labels is known beforehand from their stand-ins, so that Vega need not lay out twice.
    """

    subtitle: str
    height: float
    labels: float

    @property
    def width(self) -> int:
        """Return the width of the plot in pixels."""
        return round(max(WIDTH / 3, WIDTH - FONT_SIZE * self.labels - MARGINS))


def picture(canvas: Canvas, layers: Sequence[Spec], rows: Sequence[Spec]) -> Spec:
    """Put layers into a frame of the common width."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": canvas.width,
        "height": canvas.height,
        "autosize": {"type": "pad", "contains": "padding"},
        "padding": {"left": 2, "right": 8, "top": 2, "bottom": 2},
        "title": canvas.subtitle,
        "config": CONFIG,
        "data": {"values": list(rows)},
        "layer": list(layers),
    }


def upright(subtitle: str, numbers: Sequence[float], height: float = PLOT_HEIGHT) -> Canvas:
    """Return the canvas of a chart whose value axis stands upright."""
    widest = max((width(f"{number:,.0f}") for number in numbers), default=1)
    return Canvas(subtitle, height, max(2.0, widest))


def time_axis(title: str | None = None) -> Spec:
    """Return an axis of time with ISO labels, the same in every language."""
    return {"title": title, "format": "%Y-%m", "grid": False, "labelOverlap": "greedy", "labelSeparation": 14}


def row_axis(order: Sequence[str], labels: str, *, grid: bool = False) -> Spec:
    """Return the axis of a chart with one labelled row per subject; ``labels`` breaks the labels."""
    axis = {"domain": False, "ticks": False, "grid": grid, "labelPadding": 8, "labelExpr": labels}
    return {"field": "y", "type": "nominal", "title": None, "sort": list(order), "axis": axis}


def number_axis(title: str | None = None, *, domain: bool = False, whole: bool = False) -> Spec:
    """Return an axis of numbers with thousands separators; ``whole`` for things that are counted."""
    step = {"tickMinStep": 1} if whole else {}
    return {"title": title, "format": NUMBER, "domain": domain, "ticks": False, "tickCount": 6} | step


def rule_at(channel: str, value: float, colour: str, *, dash: bool = False) -> Spec:
    """Draw one line across the picture at a value of the x or y axis."""
    dashed: Spec = {"strokeDash": [4, 3]} if dash else {}
    return {
        "data": {"values": [{"at": value}]},
        "mark": {"type": "rule", "color": colour, "strokeWidth": 1} | dashed,
        "encoding": {channel: {"field": "at", "type": "quantitative"}},
    }


def log_axis(axis: Spec, numbers: Sequence[float]) -> Spec:
    """Turn an encoded axis into a logarithmic one from a round tick below the numbers to one above."""
    ticks = decades(numbers)
    scale = {"type": "log", "domain": [ticks[0], ticks[-1]], "nice": False}
    return axis | {"scale": scale, "axis": axis["axis"] | {"values": ticks}}


def decades(numbers: Sequence[float]) -> list[float]:
    """Return round ticks of a logarithmic axis around numbers; with 3 between few tens."""
    least, most = min(numbers), max(numbers)
    low, high = floor(log10(least)), ceil(log10(most))
    steps = (1, 3) if high - low <= 3 else (1,)
    ticks = [float(f"{s}e{p}") for p in range(low - 1, high + 2) for s in steps]
    below, above = max(t for t in ticks if t <= least), min(t for t in ticks if t >= most)
    return [t for t in ticks if below <= t <= above] if below < above else [below, 10 * below]
