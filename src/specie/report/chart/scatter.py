"""Scatter: one dot per subject between two quantities, such as return beside spend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.report.chart.axis import PLOT_HEIGHT, number_axis, picture, rule_at, upright
from specie.report.chart.label_place import Spot, names, placed
from specie.report.chart.palette import QUIET, SINGLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.report.chart.axis import Canvas
    from specie.report.chart.frame import Frame, Spec

HEIGHT = PLOT_HEIGHT + 60
MARGIN = 0.06
DOT, LARGEST = 64, 520
"""Areas of a dot, and of the largest where size means something."""


def scatter(frame: Frame) -> Spec:
    """Draw dots with their names where there is room; every name is in the table of the figure.

    Roles: ``x``, ``y`` (each may be an estimate; the interval of ``y`` is drawn), ``label``, ``size`` (area
    of the dot), ``colour``.
    """
    scale = frame.scale("y")
    rows = _rows(frame)
    canvas = upright(frame.caption("y", scale), [row["y"] for row in rows], HEIGHT)
    across, up = _domain([r["x"] for r in rows]), _domain(_heights(rows))
    x = _axis("x", across, frame.caption("x", frame.scale_of_x()))
    y = _axis("y", up, None)
    extra: Spec = {"color": c} if (c := frame.colour()) else {}
    rows = _named(rows, across, up, canvas)
    return picture(canvas, [*_layers(x, y, extra), *names(x, y, rows)], rows)


def _rows(frame: Frame) -> list[Spec]:
    scale = frame.scale("y")
    sizes = _areas(frame.numbers("size", frame.scale("size")))
    columns = zip(
        frame.numbers("x", frame.scale_of_x()),
        frame.numbers("y", scale),
        frame.ends("y", scale),
        sizes,
        frame.texts("label"),
        frame.texts("colour"),
        strict=True,
    )
    return [
        {"x": x, "y": y, "low": low, "high": high, "area": area, "label": label, "colour": colour}
        for x, y, (low, high), area, label, colour in columns
        if x is not None and y is not None
    ]


def _areas(sizes: Sequence[float | None]) -> list[float]:
    largest = max((abs(size) for size in sizes if size is not None), default=0.0)
    if not largest:
        return [DOT for _ in sizes]
    return [DOT if size is None else max(16, LARGEST * abs(size) / largest) for size in sizes]


def _heights(rows: Sequence[Spec]) -> list[float]:
    return [n for row in rows for n in (row["low"], row["y"], row["high"]) if n is not None]


def _domain(numbers: Sequence[float]) -> tuple[float, float]:
    """Hold every number and zero: half of what a reader asks is "more or less than nothing?"."""
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    room = MARGIN * ((high - low) or 1.0)
    return (low - room if low < 0 else low), (high + room if high > 0 else high)


def _axis(name: str, domain: tuple[float, float], title: str | None) -> Spec:
    return {
        "field": name,
        "type": "quantitative",
        "axis": number_axis(title, domain=name == "x"),
        "title": title,
        "scale": {"domain": list(domain), "nice": False, "zero": False},
    }


def _named(
    rows: Sequence[Spec], across: tuple[float, float], up: tuple[float, float], canvas: Canvas
) -> list[Spec]:
    """Give each dot the place of its name, the largest dots first; without room it has none."""
    wide, high = canvas.width, canvas.height
    spots = [
        Spot(
            (row["x"] - across[0]) / (across[1] - across[0]) * wide,
            (up[1] - row["y"]) / (up[1] - up[0]) * high,
            (row["area"] / 3.1416) ** 0.5,
            row["label"],
        )
        for row in rows
    ]
    return [row | {"side": side} for row, side in zip(rows, placed(spots, wide, high), strict=True)]


def _layers(x: Spec, y: Spec, extra: Spec) -> list[Spec]:
    dot: Spec = {"type": "point", "filled": True, "opacity": 0.85, "color": SINGLE}
    size: Spec = {"size": {"field": "area", "type": "quantitative", "scale": None, "legend": None}}
    return [
        rule_at("y", 0, QUIET),
        {"mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.45, "color": SINGLE},
         "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
         "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}} | extra},
        {"mark": dot, "encoding": {"x": x, "y": y} | size | extra},
    ]  # fmt: skip
