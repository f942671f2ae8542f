"""Bars: one value per category, longest reading direction first, the number at the end of each bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.report.chart.axis import Canvas, number_axis, picture, row_axis
from specie.report.chart.palette import INK, SINGLE
from specie.report.chart.standin import width
from specie.report.number import fixed

if TYPE_CHECKING:
    from specie.report.chart.frame import Frame, Spec
    from specie.report.scale import Scale

ROW = 26
LINE = 13
MOST = 20
"""More bars than this are not read; the table under the chart holds all."""


def bar(frame: Frame) -> Spec:
    """Draw horizontal bars in the order of the data, with intervals where there are any."""
    scale = frame.scale("y")
    rows = _rows(frame, scale)[:MOST]
    colour = frame.colour()
    labels = frame.broken("x")
    category = row_axis([r["x"] for r in rows], labels.expression) | {"field": "x"}
    value = {
        "field": "y",
        "type": "quantitative",
        "axis": number_axis(whole=scale.unit == "count"),
        "scale": _room(rows),
    }
    layers: list[Spec] = [
        {"mark": {"type": "bar", "height": {"band": 0.66}, "color": SINGLE},
         "encoding": {"y": category, "x": value} | ({"color": colour} if colour else {})},
        {"mark": {"type": "rule", "color": INK, "strokeWidth": 1.5},
         "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
         "encoding": {"y": category, "x": {"field": "low", "type": "quantitative"},
                      "x2": {"field": "high"}}},
        {"mark": {"type": "text", "align": "left", "dx": 6, "color": INK, "fontSize": 11},
         "encoding": {"y": category, "x": {"field": "end", "type": "quantitative"},
                      "text": {"field": "shown", "type": "nominal"}}},
    ]  # fmt: skip
    canvas = Canvas(
        frame.caption("y", scale, MOST), (ROW + LINE * (labels.lines - 1)) * len(rows), labels.width
    )
    return picture(canvas, layers, rows)


def _rows(frame: Frame, scale: Scale) -> list[Spec]:
    columns = zip(
        frame.texts("x"),
        frame.numbers("y", scale),
        frame.ends("y", scale),
        frame.texts("colour"),
        strict=True,
    )
    return [
        {"x": x, "y": y, "low": low, "high": high, "colour": colour, "end": max(y, high or y),
         "shown": frame.words.put(fixed(y, scale.digits))}
        for x, y, (low, high), colour in columns
        if y is not None
    ]  # fmt: skip


def _room(rows: list[Spec]) -> Spec:
    """Leave room for the longest number behind the longest bar."""
    longest = max((width(r["shown"]) for r in rows), default=0)
    ends = [r["end"] for r in rows] or [1]
    return {"domainMax": max(ends) * (1 + 0.028 * longest), "nice": False} if max(ends) > 0 else {}
