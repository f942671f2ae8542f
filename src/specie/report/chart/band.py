"""Lines, with a band for the interval where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.report.chart.axis import log_axis, number_axis, picture, time_axis, upright
from specie.report.chart.frame import is_dated
from specie.report.chart.palette import SINGLE

if TYPE_CHECKING:
    from specie.report.chart.frame import Frame, Spec
    from specie.report.scale import Scale

WITH_INTERVAL = "isValid(datum.low) && isValid(datum.high)"


def band(frame: Frame) -> Spec:
    """Draw a line over time (or over a number) and shade its interval.

    With the role ``scale`` set to ``log`` equal heights are equal multiples; rows at or below zero are left
    out.
    """
    scale = frame.scale("y")
    rows = _rows(frame, scale)
    x = across(frame)
    y: Spec = {"field": "y", "type": "quantitative", "axis": number_axis(), "scale": {"zero": True}}
    if frame.figure.roles.get("scale") == "log":
        rows = [row for row in rows if min(_heights(row)) > 0]
        y = log_axis(y, [height for row in rows for height in _heights(row)] or [1.0])
    extra: Spec = {"color": c} if (c := frame.colour()) else {}
    layers: list[Spec] = []
    if any(r["low"] is not None for r in rows):
        area = {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}} | extra
        layers.append({
            "mark": {"type": "area", "opacity": 0.2, "color": SINGLE},
            "transform": [{"filter": WITH_INTERVAL}],
            "encoding": area,
        })  # fmt: skip
    layers.append({"mark": {"type": "line", "color": SINGLE}, "encoding": {"x": x, "y": y} | extra})
    tallest = [r["high"] if r["high"] is not None else r["y"] for r in rows]
    return picture(upright(frame.caption("y", scale), tallest), layers, rows)


def _heights(row: Spec) -> list[float]:
    return [row[end] for end in ("low", "y", "high") if row[end] is not None]


def across(frame: Frame) -> Spec:
    """Encode the x axis: time where the cells are dates, else a number with its unit."""
    if is_dated(frame.cells("x")):
        return {"field": "x", "type": "temporal", "axis": time_axis()}
    title = frame.caption("x", frame.scale_of_x())
    return {"field": "x", "type": "quantitative", "axis": number_axis(title, domain=True) | {"grid": False}}


def _rows(frame: Frame, scale: Scale) -> list[Spec]:
    columns = zip(
        frame.places(), frame.numbers("y", scale), frame.ends("y", scale), frame.texts("colour"), strict=True
    )
    return [
        {"x": x, "y": y, "low": low, "high": high, "colour": colour}
        for x, y, (low, high), colour in columns
        if y is not None
    ]
