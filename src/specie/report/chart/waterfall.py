"""Waterfalls: how one amount becomes another, step by step; the running total is computed here."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from specie.model import Term
from specie.report.chart.axis import Canvas, number_axis, picture, row_axis, rule_at
from specie.report.chart.palette import GAIN, INK, LOSS, QUIET, REST, TOTAL
from specie.report.number import fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.model import Cell
    from specie.report.chart.frame import Frame, Spec
    from specie.report.scale import Scale

ROW = 27
LINE = 13
CENT = 0.005
CHARACTER = 0.0125
"""Room that one character behind a bar takes, as a share of the axis."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from ``base`` to ``end``; ``amount`` is what is written beside it."""

    kind: str
    base: float
    amount: float

    @property
    def end(self) -> float:
        """Return where the bar ends: the running total after it."""
        return self.base + self.amount

    @property
    def colour(self) -> str:
        """Return the colour: totals are dark, steps up and down have their own."""
        if self.kind != "step":
            return TOTAL
        return GAIN if self.amount >= 0 else LOSS


def waterfall(frame: Frame) -> Spec:
    """Draw one row per amount: a start, steps up and down, totals that reach back to zero.

    Roles: ``label``, ``y`` (the amount; a total may leave it empty) with ``low`` and ``high`` where it is
    uncertain, ``kind`` (``start``, ``step`` or ``total``).

    Raises
    ------
    ValueError
        A stated total is not the sum of what stands before it, or a step has no amount.
    """
    scale = frame.scale("y")
    bars = running([_kind(cell) for cell in frame.cells("kind")], frame.numbers("y", scale))
    ends = frame.ends("y", scale)
    rows = [_row(frame, scale, str(i), pair) for i, pair in enumerate(zip(bars, ends, strict=True))]
    labels = frame.broken("label", by_row=True)
    y = row_axis([row["y"] for row in rows], labels.expression)
    x: Spec = {
        "field": "left",
        "type": "quantitative",
        "axis": number_axis(),
        "title": None,
        "scale": {"domain": _domain(rows), "nice": False},
    }
    height = (ROW + LINE * (labels.lines - 1)) * len(rows)
    canvas = Canvas(frame.caption("y", scale), height, labels.width)
    return picture(canvas, [_connectors(rows, x, y), *_layers(x, y)], rows)


def running(kinds: Sequence[str], amounts: Sequence[float | None]) -> list[Bar]:
    """Add up: a start begins anew, a step is added, a total is what the steps have made."""
    bars: list[Bar] = []
    total = 0.0
    for kind, amount in zip(kinds, amounts, strict=True):
        bars.append(_bar(kind, amount, total))
        total = bars[-1].end
    return bars


def _bar(kind: str, amount: float | None, total: float) -> Bar:
    if kind == "total":
        if amount is not None and abs(amount - total) > max(CENT, 1e-9 * abs(total)):
            raise ValueError(f"a total of {amount} after steps that make {total}")
        return Bar(kind, 0.0, total)
    if amount is None:
        raise ValueError(f"a {kind} without an amount")
    return Bar(kind, total if kind == "step" else 0.0, amount)


def _kind(cell: Cell) -> str:
    kind = cell.id if isinstance(cell, Term) else cell
    if kind not in ("start", "step", "total"):
        raise ValueError(f"a row of a waterfall is start, step or total, not {kind!r}")
    return str(kind)


def _row(frame: Frame, scale: Scale, place: str, pair: tuple[Bar, tuple[float | None, float | None]]) -> Spec:
    bar, ends = pair
    left, right = sorted((bar.base, bar.end))
    low, high = (None if end is None else bar.base + end for end in ends)
    shown = fixed(bar.amount, scale.digits)
    plus = "+" if bar.kind == "step" and bar.amount > 0 else ""
    return {
        "y": place, "left": left, "right": right, "end": bar.end, "low": low, "high": high,
        "text": max(n for n in (right, high) if n is not None), "shown": frame.words.put(plus + shown),
        "fill": bar.colour,
    }  # fmt: skip


def _domain(rows: Sequence[Spec]) -> list[float]:
    """Hold zero and every bar, with room for the numbers behind them."""
    numbers = [0.0, *(n for r in rows for n in (r["left"], r["right"], r["low"], r["high"]) if n is not None)]
    low, high = min(numbers), max(numbers)
    span = (high - low) or 1.0
    room = max((r["text"] + CHARACTER * span * len(r["shown"]) for r in rows), default=high)
    return [low - 0.01 * span if low < 0 else 0.0, max(high, room) + 0.02 * span]


def _layers(x: Spec, y: Spec) -> list[Spec]:
    fill: Spec = {"field": "fill", "type": "nominal", "scale": None, "legend": None}
    return [
        rule_at("x", 0, QUIET),
        {"mark": {"type": "bar", "height": {"band": 0.62}},
         "encoding": {"y": y, "x": x, "x2": {"field": "right"}, "color": fill}},
        {"mark": {"type": "rule", "color": INK, "strokeWidth": 1.5},
         "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
         "encoding": {"y": y, "x": x | {"field": "low"}, "x2": {"field": "high"}}},
        {"mark": {"type": "text", "align": "left", "dx": 6, "color": INK, "fontSize": 11},
         "encoding": {"y": y, "x": x | {"field": "text"}, "text": {"field": "shown", "type": "nominal"}}},
    ]  # fmt: skip


def _connectors(rows: Sequence[Spec], x: Spec, y: Spec) -> Spec:
    """Lead from the end of each bar to the next."""
    lines = [{"at": before["end"], "y": before["y"], "next": after["y"]} for before, after in pairwise(rows)]
    return {
        "data": {"values": lines},
        "mark": {"type": "rule", "color": REST, "strokeWidth": 1},
        "encoding": {"x": x | {"field": "at"}, "y": y, "y2": {"field": "next"}},
    }
