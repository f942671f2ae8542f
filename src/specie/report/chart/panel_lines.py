"""Panels: the mean reading of the units in use and of the others over time, with the days of starting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from specie.model import say
from specie.report.chart.axis import number_axis, picture, upright
from specie.report.chart.band import WITH_INTERVAL, across
from specie.report.chart.frame import is_dated, moment
from specie.report.chart.palette import QUIET, SINGLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.model import Cell
    from specie.report.chart.frame import Frame, Spec

FEW_STARTS = 4
"""So many starts are drawn as lines; more are a row of ticks along the top."""
MARGIN = 0.06
TICKS = 7
"""Pixels from the top to the middle of the ticks."""


def panel_lines(frame: Frame) -> Spec:
    """Draw one line per group with a light band, and mark when units started.

    Roles: ``x`` (day or number), ``y`` with ``low`` and ``high`` (the spread of the units), ``colour`` (the
    group), ``start`` (the day on which units started, on any row; equal days count as one).
    """
    scale = frame.scale("y")
    rows = _rows(frame)
    x = across(frame)
    x = x | {"scale": {"nice": False}}
    y: Spec = {
        "field": "y",
        "type": "quantitative",
        "axis": number_axis(),
        "title": None,
        "scale": {"domain": _domain(rows), "nice": True, "zero": False},
    }
    extra: Spec = {"color": c} if (c := frame.colour()) else {}
    layers: list[Spec] = []
    if any(row["low"] is not None for row in rows):
        layers.append({
            "mark": {"type": "area", "opacity": 0.14, "color": SINGLE},
            "transform": [{"filter": WITH_INTERVAL}],
            "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}} | extra,
        })  # fmt: skip
    layers.append({"mark": {"type": "line", "color": SINGLE}, "encoding": {"x": x, "y": y} | extra})
    layers += _starts(frame, x)
    return picture(upright(frame.caption("y", scale), _heights(rows)), layers, rows)


def _rows(frame: Frame) -> list[Spec]:
    scale = frame.scale("y")
    columns = zip(
        frame.places(), frame.numbers("y", scale), frame.ends("y", scale), frame.texts("colour"), strict=True
    )
    return [
        {"x": x, "y": y, "low": low, "high": high, "colour": colour}
        for x, y, (low, high), colour in columns
        if y is not None
    ]


def _heights(rows: Sequence[Spec]) -> list[float]:
    return [n for row in rows for n in (row["low"], row["y"], row["high"]) if n is not None]


def _domain(rows: Sequence[Spec]) -> list[float]:
    """Hold the lines and bands; a level far from zero is not pressed flat by showing zero."""
    heights = _heights(rows) or [0.0, 1.0]
    low, high = min(heights), max(heights)
    room = MARGIN * ((high - low) or abs(high) or 1)
    return [0.0 if 0 <= low < (high - low) / 2 else low - room, high + 2 * room]


def _starts(frame: Frame, x: Spec) -> list[Spec]:
    """Mark the days of starting, and name the marks on the side that has room."""
    cells: list[Cell] = [cell for cell in frame.cells("start") if cell is not None]
    if not cells:
        return []
    places: list[Any] = [moment(c) for c in cells] if is_dated(cells) else [_number(c) for c in cells]
    word = frame.words.put(frame.language.message(say("start of use")))
    starts: list[Spec] = [{"x": place, "word": word} for place in sorted(set(places))]
    few = len(starts) <= FEW_STARTS
    line: Spec = {"type": "rule", "strokeDash": [4, 3], "strokeWidth": 1}
    tick: Spec = {"type": "tick", "thickness": 1.4, "size": 12, "orient": "vertical"}
    left = _more_room_left(frame.cells("x"), cells)
    named = starts[:1] if left else starts[-1:]
    text: Spec = {"type": "text", "align": "right" if left else "left", "dx": -6 if left else 6}
    y: Spec = {"y": {"value": TICKS}}
    return [
        {"data": {"values": starts}, "mark": (line if few else tick) | {"color": QUIET},
         "encoding": {"x": x} | ({} if few else y)},
        {"data": {"values": named}, "mark": text | {"baseline": "middle", "color": QUIET},
         "encoding": {"x": x, "text": {"field": "word", "type": "nominal"}} | y},
    ]  # fmt: skip


def _more_room_left(every: list[Cell], starts: list[Cell]) -> bool:
    """Tell whether the word has more room before the first start than after the last."""
    numbers = [_number(cell) for cell in every if cell is not None]
    marks = [_number(cell) for cell in starts]
    return min(marks) - min(numbers) >= max(numbers) - max(marks)


def _number(cell: Cell) -> float:
    return float(cell.toordinal()) if isinstance(cell, date) else float(str(cell))
