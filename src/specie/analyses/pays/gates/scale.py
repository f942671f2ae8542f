"""From the metric's own unit to the scale of comparison and back; positive is always better."""

from __future__ import annotations

import math
from dataclasses import dataclass

from specie.analyses.pays.gates.comparison import Scale


@dataclass(frozen=True, slots=True)
class Ruler:
    """Converts a change of one reading, given the level it starts from and which way is better."""

    scale: Scale
    base: float
    sign: int

    @property
    def usable(self) -> bool:
        """Whether the base tells what a relative change means."""
        return self.scale is Scale.LEVEL or (math.isfinite(self.base) and self.base > 0)

    def to_scale(self, change: float) -> float:
        """Effect on the scale of comparison; infinite where no effect brings such a change."""
        if self.scale is Scale.LEVEL:
            return change
        if not self.usable:
            return math.nan
        share = change / self.base
        if self.scale is Scale.RATIO:
            return share
        after = 1.0 + self.sign * share
        return self.sign * math.log(after) if after > 0 else math.inf

    def to_unit(self, effect: float) -> float:
        """Change of one reading in the metric's unit."""
        if self.scale is Scale.LEVEL or not math.isfinite(effect):
            return effect
        if not self.usable:
            return math.nan
        if self.scale is Scale.RATIO:
            return self.base * effect
        return self.sign * self.base * math.expm1(self.sign * effect)
