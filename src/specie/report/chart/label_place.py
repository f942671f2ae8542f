"""Where the names of dots go so that none covers another, decided before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.report.chart.standin import LETTER_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FONT_SIZE = 11
TALL = 13
GAP = 4

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
    """Choose a side for each name (right, left, above, below), or "" where it would cover something."""
    taken = [spot.box for spot in spots]
    sides = [""] * len(spots)
    for number in sorted(range(len(spots)), key=lambda i: -spots[i].radius):
        others = taken[:number] + taken[number + 1 :]
        for side, box in _choices(spots[number]):
            if _inside(box, width, height) and not any(_cover(box, other) for other in others):
                sides[number] = side
                taken.append(box)
                break
    return sides


def _choices(spot: Spot) -> Iterator[tuple[str, Box]]:
    long = len(spot.name) * LETTER_WIDTH * FONT_SIZE
    away = spot.radius + GAP
    top, bottom = spot.y - TALL / 2, spot.y + TALL / 2
    yield "right", (spot.x + away, top, spot.x + away + long, bottom)
    yield "left", (spot.x - away - long, top, spot.x - away, bottom)
    yield "above", (spot.x - long / 2, spot.y - away - TALL, spot.x + long / 2, spot.y - away)
    yield "below", (spot.x - long / 2, spot.y + away, spot.x + long / 2, spot.y + away + TALL)


def _inside(box: Box, width: float, height: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def _cover(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
