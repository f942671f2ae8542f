"""Ladders: one row per label, a dot with its interval, several colours on one row beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.report.chart.axis import Canvas, number_axis, picture, row_axis
from specie.report.chart.palette import SINGLE

if TYPE_CHECKING:
    from specie.report.chart.frame import Frame, Spec

ROW = 20
LINE = 14


def ladder(frame: Frame) -> Spec:
    """Draw dots with interval lines."""
    scale = frame.scale("x")
    columns = zip(
        frame.texts("y"),
        frame.numbers("x", scale),
        frame.ends("x", scale),
        frame.texts("colour"),
        strict=True,
    )
    rows: list[Spec] = [
        {"y": y, "x": x, "low": low, "high": high, "colour": colour}
        for y, x, (low, high), colour in columns
        if x is not None or low is not None or high is not None
    ]
    labels = frame.broken("y")
    order = list(dict.fromkeys(r["y"] for r in rows))
    series = list(dict.fromkeys(r["colour"] for r in rows))
    shared: Spec = {"y": row_axis(order, labels.expression, grid=True)}
    if len({(r["y"], r["colour"]) for r in rows}) > len(order):
        shared["yOffset"] = {"field": "colour", "sort": series, "scale": {"paddingOuter": 0.9}}
    if (colour := frame.colour()) is not None:
        shared["color"] = colour
    x = {"type": "quantitative", "axis": number_axis(), "title": None}
    layers = [
        {"mark": {"type": "rule", "strokeWidth": 2.5, "opacity": 0.55, "color": SINGLE},
         "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
         "encoding": shared | {"x": x | {"field": "low"}, "x2": {"field": "high"}}},
        {"mark": {"type": "point", "filled": True, "size": 75, "opacity": 1, "color": SINGLE},
         "encoding": shared | {"x": x | {"field": "x"}}},
    ]  # fmt: skip
    height = (ROW + LINE * max(1, labels.lines - 1)) * len(order)
    return picture(Canvas(frame.caption("x", scale), height, labels.width), layers, rows)
