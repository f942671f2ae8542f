"""Timelines: dated values, on a logarithmic axis where they grow by multiples."""

from __future__ import annotations

from datetime import date
from math import log10
from typing import TYPE_CHECKING

from specie.report.chart.axis import PLOT_HEIGHT, decades, log_axis, number_axis, picture, time_axis, upright
from specie.report.chart.label_place import Spot, names, placed
from specie.report.chart.palette import REST, SINGLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.report.chart.axis import Canvas
    from specie.report.chart.frame import Frame, Spec

HEIGHT = PLOT_HEIGHT + 40
DOT = 42
MARGIN, BEHIND = 0.04, 0.13
Domain = tuple[float, float]


def timeline(frame: Frame) -> Spec:
    """Draw dots, joined only within one label; the last dot of each carries it where there is room.

    Where colour says something else than whose line it is (a status), the lines stay grey.
    """
    scale = frame.scale("y")
    logarithmic = frame.figure.roles.get("scale") == "log"
    rows = _rows(frame, logarithmic=logarithmic)
    own = frame.field("label") not in (None, frame.field("colour"))
    whose = {"detail": {"field": "label" if own else "colour", "type": "nominal"}}
    days, values = _days(rows, named=own), _values(rows, logarithmic=logarithmic)
    encoding: Spec = {"x": _time(days), "y": _value(values, logarithmic=logarithmic)}
    extra: Spec = {"color": c} if (c := frame.colour()) else {}
    layers: list[Spec] = [
        {"mark": {"type": "line", "strokeWidth": 1.5, "opacity": 0.7, "color": REST if own else SINGLE},
         "encoding": encoding | whose | ({} if own else extra)},
        {"mark": {"type": "point", "filled": True, "size": DOT, "opacity": 1, "color": SINGLE},
         "encoding": encoding | extra},
    ]  # fmt: skip
    canvas = upright(frame.caption("y", scale), [10 * r["y"] for r in rows], HEIGHT)
    if own:
        rows = _named(rows, days, values, canvas, logarithmic=logarithmic)
        layers += names(encoding["x"], encoding["y"], rows)
    return picture(canvas, layers, rows)


def _rows(frame: Frame, *, logarithmic: bool) -> list[Spec]:
    columns = zip(
        frame.cells("x"),
        frame.places(),
        frame.numbers("y", frame.scale("y")),
        frame.texts("colour"),
        frame.texts("label"),
        strict=True,
    )
    return [
        {"x": place, "day": day.toordinal(), "y": y, "area": DOT, "colour": colour, "label": label}
        for day, place, y, colour, label in columns
        if isinstance(day, date) and y is not None and (y > 0 or not logarithmic)
    ]


def _days(rows: Sequence[Spec], *, named: bool) -> Domain:
    """Return the first and last day with some room, as ordinals; more where names stand behind the last."""
    days = [row["day"] for row in rows] or [date(2026, 1, 1).toordinal()]
    span = max(days) - min(days)
    behind = BEHIND if named else MARGIN
    return min(days) - max(1, round(MARGIN * span)), max(days) + max(1, round(behind * span))


def _values(rows: Sequence[Spec], *, logarithmic: bool) -> Domain:
    numbers = [row["y"] for row in rows] or [1.0]
    if logarithmic:
        ticks = decades(numbers)
        return ticks[0], ticks[-1]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    room = MARGIN * ((high - low) or 1.0)
    return (low - room if low < 0 else 0.0), high + room


def _time(days: Domain) -> Spec:
    ends = [date.fromordinal(int(day)) for day in days]
    domain = [{"year": day.year, "month": day.month, "date": day.day} for day in ends]
    return {
        "field": "x",
        "type": "temporal",
        "axis": time_axis(),
        "scale": {"domain": domain, "nice": False},
    }


def _value(values: Domain, *, logarithmic: bool) -> Spec:
    y: Spec = {"field": "y", "type": "quantitative", "axis": number_axis()}
    if logarithmic:
        return log_axis(y, values)
    return y | {"scale": {"domain": list(values), "nice": False, "zero": False}}


def _named(
    rows: Sequence[Spec], days: Domain, values: Domain, canvas: Canvas, *, logarithmic: bool
) -> list[Spec]:
    """Give the last dot of each label the side on which its name has room."""
    last = {row["label"]: row for row in sorted(rows, key=lambda r: r["day"])}
    spots = [
        Spot(
            _share(row["day"], days) * canvas.width,
            (1 - _share(row["y"], values, logarithmic=logarithmic)) * canvas.height,
            (DOT / 3.1416) ** 0.5,
            row["label"] if last[row["label"]] is row else "",
        )
        for row in rows
    ]
    sides = placed(spots, canvas.width, canvas.height)
    return [row | {"side": side} for row, side in zip(rows, sides, strict=True)]


def _share(number: float, domain: Domain, *, logarithmic: bool = False) -> float:
    low, high, at = (log10(n) for n in (*domain, number)) if logarithmic else (*domain, number)
    return (at - low) / ((high - low) or 1.0)
