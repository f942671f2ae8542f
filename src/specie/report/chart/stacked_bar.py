"""Stacked bars: how a total splits, period by period."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from specie.report.chart.axis import number_axis, picture, time_axis, upright
from specie.report.chart.frame import is_dated, moment
from specie.report.chart.palette import SINGLE

if TYPE_CHECKING:
    from specie.report.chart.frame import Frame, Spec

FEW, WIDEST = 3, 90
"""Up to three bars are not drawn wider than this many pixels."""
ROOM = 50
"""Width of the picture in units of the font size."""


def stacked_bar(frame: Frame) -> Spec:
    """Draw one upright bar per period, stacked by colour in the order of the legend."""
    scale = frame.scale("y")
    cells = frame.cells("x")
    dated = is_dated(cells)
    places = [moment(c) for c in cells] if dated else frame.texts("x")
    series = list(dict.fromkeys(frame.texts("colour")))
    columns = zip(places, frame.numbers("y", scale), frame.texts("colour"), strict=True)
    rows: list[Spec] = [
        {"x": x, "y": y, "colour": c, "rank": series.index(c)} for x, y, c in columns if y is not None
    ]
    x: Spec = {"field": "x", "title": None, "type": "ordinal", "sort": None, "axis": _named(frame)}
    if dated:
        x = {"field": "x", "title": None, "type": "temporal", "timeUnit": "yearmonth", "axis": time_axis()}
    encoding: Spec = {
        "x": x,
        "y": {
            "field": "y",
            "type": "quantitative",
            "aggregate": "sum",
            "axis": number_axis(whole=scale.unit == "count"),
        },
        "order": {"field": "rank", "type": "quantitative"},
    }
    if (colour := frame.colour()) is not None:
        encoding["color"] = colour
    few = not dated and len(set(places)) <= FEW
    wide = {"width": WIDEST} if few else {}
    mark = {"mark": {"type": "bar", "color": SINGLE} | wide, "encoding": encoding}
    totals: Counter[str] = Counter()
    for row in rows:
        totals[row["x"]] += row["y"]
    return picture(upright(frame.caption("y", scale), list(totals.values())), [mark], rows)


def _named(frame: Frame) -> Spec:
    """Write the names below their bars in lines as wide as a bar; slanted where a word is wider than that."""
    room = ROOM / max(1, len(set(frame.texts("x"))))
    labels = frame.broken("x", widest=room)
    if labels.width <= room:
        return {"labelAngle": 0, "labelExpr": labels.expression}
    return {"labelAngle": -35, "labelAlign": "right", "labelOverlap": False}
