"""Timelines: dated values, on a logarithmic axis where they grow by multiples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.report.chart.axis import PLOT_HEIGHT, decades, number_axis, picture, time_axis, upright
from specie.report.chart.palette import INK, REST, SINGLE

if TYPE_CHECKING:
    from specie.report.chart.frame import Frame, Spec


def timeline(frame: Frame) -> Spec:
    """Draw dots, joined only within one label; the last dot of each carries it.

    Where colour says something else than whose line it is (a status), the lines stay grey.
    """
    scale = frame.scale("y")
    rows = _rows(frame, logarithmic=frame.figure.roles.get("scale") == "log")
    own = frame.field("label") not in (None, frame.field("colour"))
    whose = {"detail": {"field": "label" if own else "colour", "type": "nominal"}}
    encoding: Spec = {"x": {"field": "x", "type": "temporal", "axis": time_axis()}, "y": _value(frame, rows)}
    extra: Spec = {"color": c} if (c := frame.colour()) else {}
    layers: list[Spec] = [
        {"mark": {"type": "line", "strokeWidth": 1.5, "opacity": 0.7, "color": REST if own else SINGLE},
         "encoding": encoding | whose | ({} if own else extra)},
        {"mark": {"type": "point", "filled": True, "size": 42, "opacity": 1, "color": SINGLE},
         "encoding": encoding | extra},
    ]  # fmt: skip
    if own:
        layers += [_labels(encoding, above=above) for above in (True, False)]
    canvas = upright(frame.caption("y", scale), [10 * r["y"] for r in rows], PLOT_HEIGHT + 40)
    return picture(canvas, layers, rows)


def _rows(frame: Frame, *, logarithmic: bool) -> list[Spec]:
    columns = zip(
        frame.places(),
        frame.numbers("y", frame.scale("y")),
        frame.texts("colour"),
        frame.texts("label"),
        strict=True,
    )
    rows: list[Spec] = [
        {"x": x, "y": y, "colour": colour, "label": label}
        for x, y, colour, label in columns
        if y is not None and (y > 0 or not logarithmic)
    ]
    last = {row["label"]: row for row in sorted(rows, key=lambda r: str(r["x"]))}
    highest_first = sorted(last, key=lambda label: -last[label]["y"])
    return [
        row | {"last": row is last[row["label"]], "above": highest_first.index(row["label"]) % 2 == 0}
        for row in rows
    ]


def _value(frame: Frame, rows: list[Spec]) -> Spec:
    y: Spec = {"field": "y", "type": "quantitative", "axis": number_axis()}
    if frame.figure.roles.get("scale") == "log" and rows:
        ticks = decades([r["y"] for r in rows])
        y["scale"] = {"type": "log", "nice": False, "domain": [ticks[0], ticks[-1]]}
        y["axis"] = number_axis() | {"values": ticks}
    return y


def _labels(encoding: Spec, *, above: bool) -> Spec:
    """Write every other label below its dot: neighbours at the same height do not collide."""
    return {
        "mark": {
            "type": "text",
            "align": "right",
            "dx": -6,
            "dy": -9 if above else 12,
            "fontSize": 11,
            "color": INK,
        },
        "transform": [{"filter": f"datum.last && {'' if above else '!'}datum.above"}],
        "encoding": encoding | {"text": {"field": "label", "type": "nominal"}},
    }
