"""Step curves: the share that an event has reached by a given time, with its band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.report.chart.axis import number_axis, picture, upright
from specie.report.chart.band import WITH_INTERVAL
from specie.report.chart.palette import SINGLE

if TYPE_CHECKING:
    from specie.report.chart.frame import Frame, Spec


def step(frame: Frame) -> Spec:
    """Draw right-continuous steps, one per colour, each with its shaded interval."""
    scale, across = frame.scale("y"), frame.scale_of_x()
    columns = zip(
        frame.places(), frame.numbers("y", scale), frame.ends("y", scale), frame.texts("colour"), strict=True
    )
    rows: list[Spec] = [
        {"x": x, "y": y, "low": low, "high": high, "colour": colour}
        for x, y, (low, high), colour in columns
        if y is not None
    ]
    x = {
        "field": "x",
        "type": "quantitative",
        "axis": number_axis(frame.caption("x", across), domain=True) | {"grid": False},
        "scale": {"nice": False},
    }
    y = {"field": "y", "type": "quantitative", "axis": number_axis(), "scale": {"domainMin": 0}}
    extra: Spec = {"color": c} if (c := frame.colour()) else {}
    layers = [
        {"mark": {"type": "area", "interpolate": "step-after", "opacity": 0.16, "color": SINGLE},
         "transform": [{"filter": WITH_INTERVAL}],
         "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}} | extra},
        {"mark": {"type": "line", "interpolate": "step-after", "color": SINGLE},
         "encoding": {"x": x, "y": y} | extra},
    ]  # fmt: skip
    return picture(upright(frame.caption("y", scale), [r["y"] for r in rows]), layers, rows)
