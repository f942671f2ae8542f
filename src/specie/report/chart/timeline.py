"""Timelines: dated values, on a logarithmic axis where they grow by multiples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.report.chart.axis import PLOT_HEIGHT, decades, number_axis, picture, time_axis
from specie.report.chart.palette import INK, SINGLE

if TYPE_CHECKING:
    from specie.report.chart.frame import Frame, Spec


def timeline(frame: Frame) -> Spec:
    """Draw dots joined per colour; the last dot of each carries its label."""
    scale = frame.scale("y")
    columns = zip(
        frame.places(), frame.numbers("y", scale), frame.texts("colour"), frame.texts("label"), strict=True
    )
    logarithmic = frame.figure.roles.get("scale") == "log"
    rows = [
        {"x": x, "y": y, "colour": colour, "label": label}
        for x, y, colour, label in columns
        if y is not None and (y > 0 or not logarithmic)
    ]
    _mark_last(rows)
    encoding = {
        "x": {"field": "x", "type": "temporal", "axis": time_axis()},
        "y": _value(rows, logarithmic=logarithmic),
    }
    extra: Spec = {"color": c} if (c := frame.colour()) else {}
    layers: list[Spec] = [
        {"mark": {"type": "line", "strokeWidth": 1.5, "opacity": 0.7, "color": SINGLE},
         "encoding": encoding | extra},
        {"mark": {"type": "point", "filled": True, "size": 42, "opacity": 1, "color": SINGLE},
         "encoding": encoding | extra},
    ]  # fmt: skip
    if frame.field("label") not in (None, frame.field("colour")):
        layers.append(_labels(encoding))
    return picture(frame, frame.caption("y", scale), PLOT_HEIGHT + 30, layers, rows)


def _mark_last(rows: list[Spec]) -> None:
    last = {row["colour"]: row for row in sorted(rows, key=lambda r: r["x"])}
    for row in rows:
        row["last"] = row is last[row["colour"]]


def _value(rows: list[Spec], *, logarithmic: bool) -> Spec:
    y: Spec = {"field": "y", "type": "quantitative", "axis": number_axis()}
    if logarithmic and rows:
        ticks = decades([r["y"] for r in rows])
        y["scale"] = {"type": "log", "nice": False, "domain": [ticks[0], ticks[-1]]}
        y["axis"] = number_axis() | {"values": ticks}
    return y


def _labels(encoding: Spec) -> Spec:
    return {
        "mark": {"type": "text", "align": "right", "dx": -4, "dy": -9, "fontSize": 10, "color": INK},
        "transform": [{"filter": "datum.last"}],
        "encoding": encoding | {"text": {"field": "label", "type": "nominal"}},
    }
