"""Calibration: chances that were given, the shares that came true, and the line on which they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.report.chart.axis import PLOT_HEIGHT, number_axis, picture, upright
from specie.report.chart.frame import scaled
from specie.report.chart.palette import QUIET, SINGLE

if TYPE_CHECKING:
    from specie.report.chart.frame import Frame, Spec

HEIGHT = PLOT_HEIGHT + 60
SMALLEST, LARGEST = 30, 380
"""Areas of a dot of no forecast and of the largest."""


def calibration(frame: Frame) -> Spec:
    """Draw one line of dots a forecaster on equal axes from nothing to all.

    Roles: ``x`` (mean chance), ``y`` (share that came true) with ``low`` and ``high``, ``size`` (number of
    forecasts, the area of the dot), ``colour`` (the forecaster).
    """
    scale = frame.scale("y")
    whole = scaled(1.0, scale) or 1.0
    x = _axis("x", whole, frame.caption("x", frame.scale("x")))
    y = _axis("y", whole, None)
    extra: Spec = {"color": c} if (c := frame.colour()) else {}
    canvas = upright(frame.caption("y", scale), [whole], HEIGHT)
    return picture(canvas, [_agreement(x, y, whole), *_layers(x, y, extra)], _rows(frame))


def _rows(frame: Frame) -> list[Spec]:
    scale = frame.scale("y")
    sizes = frame.numbers("size", frame.scale("size"))
    largest = max((size for size in sizes if size is not None), default=1.0) or 1.0
    columns = zip(
        frame.numbers("x", frame.scale("x")),
        frame.numbers("y", scale),
        frame.ends("y", scale),
        sizes,
        frame.texts("colour"),
        strict=True,
    )
    return [
        {
            "x": x, "y": y, "low": low, "high": high, "colour": colour,
            "area": SMALLEST + (LARGEST - SMALLEST) * (size or 0.0) / largest,
        }
        for x, y, (low, high), size, colour in columns
        if x is not None and y is not None
    ]  # fmt: skip


def _axis(name: str, whole: float, title: str | None) -> Spec:
    return {
        "field": name,
        "type": "quantitative",
        "axis": number_axis(title, domain=name == "x"),
        "title": title,
        "scale": {"domain": [0, whole], "nice": False},
    }


def _agreement(x: Spec, y: Spec, whole: float) -> Spec:
    """Where what was called likely came true as often."""
    return {
        "data": {"values": [{"x": 0, "y": 0}, {"x": whole, "y": whole}]},
        "mark": {"type": "line", "color": QUIET, "strokeWidth": 1, "strokeDash": [4, 3]},
        "encoding": {"x": x, "y": y},
    }


def _layers(x: Spec, y: Spec, extra: Spec) -> list[Spec]:
    size: Spec = {"size": {"field": "area", "type": "quantitative", "scale": None, "legend": None}}
    return [
        {"mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.45, "color": SINGLE},
         "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
         "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}} | extra},
        {"mark": {"type": "line", "strokeWidth": 1.5, "color": SINGLE},
         "encoding": {"x": x, "y": y, "order": {"field": "x", "type": "quantitative"}} | extra},
        {"mark": {"type": "point", "filled": True, "opacity": 0.9, "color": SINGLE},
         "encoding": {"x": x, "y": y} | size | extra},
    ]  # fmt: skip
