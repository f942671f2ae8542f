"""Where the names of dots go so that none covers another, decided before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.report.chart.palette import INK
from specie.report.chart.standin import LETTER_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.report.chart.frame import Spec

FONT_SIZE = 11
TALL = 13
GAP = 4
STEP = 10
"""Pixels by which a name beside a dot may stand higher or lower than it."""
SIDES: dict[str, tuple[str, int, int]] = {
    "right": ("left", 1, 0),
    "left": ("right", -1, 0),
    "above": ("center", 0, -1),
    "below": ("center", 0, 1),
    "right above": ("left", 1, -1),
    "right below": ("left", 1, 1),
    "left above": ("right", -1, -1),
    "left below": ("right", -1, 1),
}
"""How a name at each side is aligned and shifted across and down; the first side with room is taken."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels; the origin is at the top left."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot in pixels with its name, a stand-in as wide as the text."""

    x: float
    y: float
    radius: float
    name: str

    @property
    def box(self) -> Box:
        """Return the square around the dot."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


def placed(spots: Sequence[Spot], width: float, height: float) -> list[str]:
    """Choose a side for each name, or "" where it would cover something or there is none."""
    taken = [spot.box for spot in spots]
    sides = [""] * len(spots)
    for number in sorted(range(len(spots)), key=lambda i: -spots[i].radius):
        if not spots[number].name:
            continue
        others = taken[:number] + taken[number + 1 :]
        for side, box in _choices(spots[number]):
            if _inside(box, width, height) and not any(_cover(box, other) for other in others):
                sides[number] = side
                taken.append(box)
                break
    return sides


def _choices(spot: Spot) -> Iterator[tuple[str, Box]]:
    long = len(spot.name) * LETTER_WIDTH * FONT_SIZE
    for side, (align, across, down) in SIDES.items():
        x = spot.x + across * (spot.radius + GAP)
        y = spot.y + down * _drop(spot.radius, across)
        left = {"left": x, "right": x - long, "center": x - long / 2}[align]
        yield side, (left, y - TALL / 2, left + long, y + TALL / 2)


def _drop(radius: float, across: int) -> float:
    """Return how far above or below a name stands: clear of the dot where it is not beside it."""
    return STEP if across else radius + GAP + TALL / 2


def _inside(box: Box, width: float, height: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def _cover(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def names(x: Spec, y: Spec, rows: Sequence[Spec]) -> list[Spec]:
    """Return the layers that write the field ``label`` at the ``side`` of each dot of the given ``area``."""
    used = {row["side"] for row in rows}
    return [_names(x, y, side) for side in SIDES if side in used]


def _names(x: Spec, y: Spec, side: str) -> Spec:
    align, across, down = SIDES[side]
    radius = "sqrt(datum.area / PI)"
    drop = str(STEP) if across else f"{radius} + {GAP + TALL / 2}"
    mark: Spec = {"type": "text", "align": align, "baseline": "middle", "fontSize": FONT_SIZE, "color": INK}
    shift: Spec = {
        "dx": {"expr": f"{across} * ({radius} + {GAP})"},
        "dy": {"expr": f"{down} * ({drop})"},
    }
    return {
        "mark": mark | shift,
        "transform": [{"filter": f"datum.side == '{side}'"}],
        "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}},
    }
