"""One initiative of the portfolio: what it costs, what its benefit is known to be, and how it was judged."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.special import ndtr

from specie.model import Verdict

if TYPE_CHECKING:
    from specie.model import Estimate, Grade, Origin, Ref

IN_USE = frozenset({"pilot", "production", "scaled"})


@dataclass(frozen=True, slots=True)
class Benefit:
    """Measured cash benefit of twelve months, in the book's currency.

    ``point`` is at the declared worth; ``down`` and ``up`` are its sampling errors on either side, one
    standard error each and both 0 where it is certain. The true worth lies between ``least`` and ``most``
    times the declared one.
    """

    point: float
    down: float
    up: float
    least: float
    most: float

    @property
    def error(self) -> float:
        """One standard error, the two sides averaged."""
        return (self.down + self.up) / 2

    @property
    def certain(self) -> bool:
        """Whether no reading could have made it another one."""
        return self.error == 0


@dataclass(frozen=True, slots=True, eq=False)
class Holding:
    """One initiative.

    ``cost`` is booked to it, ``once`` of it is spent only once; ``reach`` may be its own beyond that,
    ``priced`` says that nothing it uses lacks a price. ``benefit`` is None where no cash benefit was
    measured. ``smallest_p`` is the smallest p-value that its design can give.
    """

    ref: Ref
    function: str
    approach: str
    stage: str
    accounts: tuple[str, ...]
    verdict: Verdict | None
    cost: float
    once: float
    reach: float
    priced: bool
    benefit: Benefit | None
    smallest_p: float
    grade: Grade | None
    net: Estimate | None
    soft: Estimate | None
    soft_needed: Estimate | None
    origins: tuple[Origin, ...]

    @property
    def active(self) -> bool:
        """Whether it has not been stopped."""
        return self.stage != "stopped"

    @property
    def in_use(self) -> bool:
        """Whether it can have paid or not: somebody uses it, or its benefit was measured."""
        return self.stage in IN_USE or self.benefit is not None or (not self.stage and self.cost > 0)

    @property
    def assessed(self) -> bool:
        """Whether it was judged by a measured benefit: neither unmeasured nor too early."""
        return self.benefit is not None and self.cost > 0 and self.verdict is not Verdict.TOO_EARLY

    @property
    def compared(self) -> bool:
        """Whether its return is an estimate like others, from which the others can learn."""
        return self.assessed and self.benefit is not None and not self.benefit.certain

    @property
    def raw_net(self) -> float | None:
        """Benefit less booked cost at the declared worth, as measured."""
        return None if self.benefit is None else self.benefit.point - self.cost

    @property
    def p_pays(self) -> float:
        """p-value of "its true net is at or below zero", at the worth and the cost that speak against it."""
        if not self.priced or self.benefit is None:
            return 1.0
        return _tail(
            self.benefit.point, self.benefit.down, self.benefit.least, self.cost + self.reach, self.smallest_p
        )

    @property
    def p_loses(self) -> float:
        """p-value of "its true net is at or above zero", at the worth and the cost that speak for it."""
        if self.benefit is None:
            return 1.0
        b = self.benefit
        return _tail(-b.point, b.up, b.most, -self.cost, self.smallest_p)


def _tail(point: float, error: float, factor: float, cost: float, least: float) -> float:
    """One-sided p-value of a benefit times a factor against a cost; never below what the design can give."""
    gap = point * factor - cost
    spread = error * factor
    if spread <= 0:
        return 0.0 if gap > 0 else 1.0
    return max(float(ndtr(-gap / spread)), least) if math.isfinite(gap) else 1.0
