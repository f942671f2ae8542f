"""Event studies: the effect period by period, before and after the start of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import say
from specie.report.chart.axis import number_axis, picture, rule_at, upright
from specie.report.chart.palette import INK, QUIET, SINGLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.report.chart.frame import Frame, Spec

START = -0.5
"""Period 0 is the first in use, so the start lies between -1 and 0."""
SPREAD = 0.44
"""Estimators of the same period stand beside each other within this part of a period."""
HEADROOM = 0.12
CROWDED_FROM = 60


def event_study(frame: Frame) -> Spec:
    """Draw a point with its interval for every period since the start; hollow before it.

    Roles: ``x`` (whole periods since the start, negative before), ``y`` with ``low`` and ``high`` (or an
    estimate), ``colour`` (the estimator) where there is more than one.
    """
    scale = frame.scale("y")
    rows = _rows(frame)
    canvas = upright(frame.caption("y", scale), _heights(rows))
    x: Spec = {
        "field": "x",
        "type": "quantitative",
        "axis": number_axis(frame.caption("x", frame.scale_of_x()), domain=True, whole=True)
        | {"grid": False},
        "scale": {"nice": False, "padding": 12},
    }
    y: Spec = {
        "field": "y",
        "type": "quantitative",
        "axis": number_axis(),
        "title": None,
        "scale": {"domain": _domain(rows), "nice": True},
    }
    extra: Spec = {"color": c} if (c := frame.colour()) else {}
    return picture(canvas, [*_lines(frame, x), *_marks(x, y, extra, crowded=_crowded(rows))], rows)


def _rows(frame: Frame) -> list[Spec]:
    scale = frame.scale("y")
    series = list(dict.fromkeys(frame.texts("colour")))
    columns = zip(
        frame.numbers("x", frame.scale_of_x()),
        frame.numbers("y", scale),
        frame.ends("y", scale),
        frame.texts("colour"),
        strict=True,
    )
    return [
        {"x": x + _aside(series.index(colour), len(series)), "period": x, "y": y, "low": low, "high": high,
         "colour": colour}
        for x, y, (low, high), colour in columns
        if x is not None and y is not None
    ]  # fmt: skip


def _aside(place: int, count: int) -> float:
    return SPREAD * (place - (count - 1) / 2) / count


def _heights(rows: Sequence[Spec]) -> list[float]:
    return [n for row in rows for n in (row["low"], row["y"], row["high"]) if n is not None]


def _domain(rows: Sequence[Spec]) -> list[float]:
    """Hold every interval and zero, with room at the top for the word at the start line."""
    low, high = min([0.0, *_heights(rows)]), max([0.0, *_heights(rows)])
    return [low, high + HEADROOM * ((high - low) or 1)]


def _crowded(rows: Sequence[Spec]) -> bool:
    return len({row["period"] for row in rows}) > CROWDED_FROM


def _lines(frame: Frame, x: Spec) -> list[Spec]:
    word = frame.words.put(frame.language.message(say("start of use")))
    text: Spec = {"type": "text", "align": "left", "baseline": "top", "dx": 5, "dy": 2, "color": QUIET}
    return [
        rule_at("y", 0, INK),
        rule_at("x", START, QUIET, dash=True),
        {"data": {"values": [{"x": START, "word": word}]}, "mark": text,
         "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "word", "type": "nominal"}}},
    ]  # fmt: skip


def _marks(x: Spec, y: Spec, extra: Spec, *, crowded: bool) -> list[Spec]:
    size, thickness = (16, 1) if crowded else (42, 1.6)
    point: Spec = {"type": "point", "size": size, "opacity": 1, "color": SINGLE, "strokeWidth": 1.6}
    encoding = {"x": x, "y": y} | extra
    return [
        {"mark": {"type": "rule", "strokeWidth": thickness, "opacity": 0.6, "color": SINGLE},
         "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
         "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}} | extra},
        {"mark": point | {"filled": True}, "transform": [{"filter": "datum.period >= 0"}],
         "encoding": encoding},
        {"mark": point | {"filled": False, "fill": "white"}, "transform": [{"filter": "datum.period < 0"}],
         "encoding": encoding},
    ]  # fmt: skip
