"""Cash month by month, what left, and where the two do not fit together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specie.kernel.credit.runway import Burn, burn_of, joint_level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from specie.analyses.breaks.liquidity.settings import Settings

MONTH = range(25, 36)
"""Days between two rows that are one month apart."""
TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Misfit:
    """Two rows whose cash changed otherwise than the outflow says; above zero more came in."""

    day: date
    beside: float


@dataclass(frozen=True, slots=True, eq=False)
class Cash:
    """The last balance and the months behind it, in the book's currency."""

    day: date
    balance: float
    outflows: tuple[float, ...]
    """The last months for which an outflow is told or follows from two balances, oldest first."""
    derived: int
    """How many of them follow from two balances."""
    misfits: tuple[Misfit, ...]
    burn: Burn | None
    """None with fewer than three months."""

    @property
    def ratio(self) -> float | None:
        """Cash over the mean outflow; None where nothing leaves."""
        mean = sum(self.outflows) / len(self.outflows) if self.outflows else 0.0
        return self.balance / mean if mean > 0 else None


def read_cash(rows: Sequence[dict[str, Any]], settings: Settings) -> Cash | None:
    """Read the balances; None where there is none."""
    told = [(r["date"], float(r["cash"]), r["outflow"]) for r in rows if r["cash"] is not None]
    if not told:
        return None
    outflows, derived, misfits = [], 0, []
    for k, (day, cash, outflow) in enumerate(told):
        before = told[k - 1] if k else None
        fell = before[1] - cash if before and (day - before[0]).days in MONTH else None
        if outflow is not None:
            outflows.append(float(outflow))
            if fell is not None and abs(fell - outflows[-1]) > TOLERANCE * max(abs(outflows[-1]), 1.0):
                misfits.append(Misfit(day, outflows[-1] - fell))
        elif fell is not None:
            outflows.append(fell)
            derived += k >= len(told) - settings.months
    recent = tuple(outflows[-settings.months :])
    burn = burn_of(recent, joint_level(settings.level)) if len(recent) >= 3 else None
    return Cash(told[-1][0], told[-1][1], recent, derived, tuple(misfits), burn)
