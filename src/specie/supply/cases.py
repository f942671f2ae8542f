"""Money of one event in its three cases, to the cent: each case adds up by itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from specie.kernel.money import Range

if TYPE_CHECKING:
    from collections.abc import Iterable

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Amount:
    """Money to the cent at the mild, the typical and the severe shock; each case adds up by itself."""

    mild: Decimal
    typical: Decimal
    severe: Decimal

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.mild + other.mild, self.typical + other.typical, self.severe + other.severe)

    @property
    def cases(self) -> tuple[float, float, float]:
        """Mild, typical and severe."""
        return float(self.mild), float(self.typical), float(self.severe)

    @property
    def ends(self) -> tuple[float, float, float]:
        """Least, typical and most: a harder shock need not cost more where it also saves."""
        cases = self.cases
        return min(cases), cases[1], max(cases)

    @property
    def range(self) -> Range:
        """Least, typical and most as a range."""
        return Range(*self.ends)


NOTHING = Amount(Decimal(0), Decimal(0), Decimal(0))


def amount(mild: float, typical: float, severe: float) -> Amount:
    """Round the three cases to the cent."""
    return Amount(*(Decimal(repr(float(c))).quantize(CENT, ROUND_HALF_EVEN) for c in (mild, typical, severe)))


def add(parts: Iterable[Amount]) -> Amount:
    """Add amounts up."""
    return sum(parts, NOTHING)
