"""Interval rows: one row per subject, a point with its interval, against zero and its own break-even."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from specie.model import Estimate
from specie.report.chart.axis import Canvas, number_axis, picture, row_axis, rule_at
from specie.report.chart.palette import INK, SINGLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.report.chart.frame import Frame, Spec
    from specie.report.scale import Scale

ROW = 19
LINE = 13
MARGIN = 0.03
MOST = 30
"""More rows than this are not read; the table under the chart holds all."""


def interval_rows(frame: Frame) -> Spec:
    """Draw subjects in the order of the data; an open side of an interval runs out of the picture.

    Roles: ``label`` (one row each), ``x`` with ``low`` and ``high`` (or an estimate), ``colour`` (a verdict),
    ``rule`` (the value at which this row breaks even, or the smallest effect that was promised).
    """
    scale = frame.scale("x")
    rows = _rows(frame)
    low, high = _domain(rows)
    labels = frame.broken("label", by_row=True)
    shared: Spec = {"y": row_axis([row["y"] for row in rows], labels.expression, grid=True)}
    if (colour := frame.colour()) is not None:
        shared["color"] = colour
    x: Spec = {
        "field": "x",
        "type": "quantitative",
        "axis": number_axis(),
        "title": None,
        "scale": {"domain": [low, high], "nice": False},
    }
    drawn = [row | {"from": _at(row["low"], low), "to": _at(row["high"], high)} for row in rows]
    height = (ROW + LINE * (labels.lines - 1)) * max(1, len(rows))
    canvas = Canvas(frame.caption("x", scale, MOST), height, labels.width)
    return picture(canvas, [rule_at("x", 0, INK), *_layers(x, shared)], drawn)


def _rows(frame: Frame) -> list[Spec]:
    scale = frame.scale("x")
    columns = zip(
        _points(frame, scale),
        frame.ends("x", scale),
        frame.numbers("rule", scale),
        frame.texts("colour"),
        strict=True,
    )
    return [
        {"y": str(i), "x": x, "low": low, "high": high, "rule": rule, "colour": colour}
        for i, (x, (low, high), rule, colour) in enumerate(islice(columns, MOST))
        if not (x is None and low is None and high is None)
    ]


def _points(frame: Frame, scale: Scale) -> list[float | None]:
    """Return the points; a ceiling or floor has none, its line ends where it lies."""
    ranges = [isinstance(cell, Estimate) and cell.point is None for cell in frame.cells("x")]
    numbers = frame.numbers("x", scale)
    return [None if bound else number for bound, number in zip(ranges, numbers, strict=True)]


def _domain(rows: Sequence[Spec]) -> tuple[float, float]:
    names = ("x", "low", "high", "rule")
    numbers = [0.0, *(row[name] for row in rows for name in names if row[name] is not None)]
    low, high = min(numbers), max(numbers)
    room = MARGIN * ((high - low) or 1.0)
    return low - room, high + room


def _at(end: float | None, edge: float) -> float:
    return edge if end is None else end


def _layers(x: Spec, shared: Spec) -> list[Spec]:
    line: Spec = {"type": "rule", "strokeWidth": 2.5, "opacity": 0.55, "color": SINGLE}
    arrow: Spec = {"type": "point", "filled": True, "size": 46, "opacity": 1, "color": SINGLE}
    left, right = x | {"field": "from"}, x | {"field": "to"}
    return [
        {"mark": line, "encoding": shared | {"x": left, "x2": {"field": "to"}}},
        _only("!isValid(datum.low)", arrow | {"shape": "triangle-left"}, shared | {"x": left}),
        _only("!isValid(datum.high)", arrow | {"shape": "triangle-right"}, shared | {"x": right}),
        _only("isValid(datum.x)", arrow | {"size": 70}, shared | {"x": x}),
        _only(
            "isValid(datum.rule)",
            {"type": "tick", "color": INK, "thickness": 2, "size": 13, "orient": "vertical"},
            {"y": shared["y"], "x": x | {"field": "rule"}},
        ),
    ]


def _only(test: str, mark: Spec, encoding: Spec) -> Spec:
    return {"mark": mark, "transform": [{"filter": test}], "encoding": encoding}
