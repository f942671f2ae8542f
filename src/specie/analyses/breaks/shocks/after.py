"""The return of every initiative after a shock, and what turns it red."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.kernel.money import ZERO, Range
from specie.supply.cases import add

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from specie.analyses.breaks.shocks.trace import Shock
    from specie.supply.cases import Amount
    from specie.supply.chain import Initiative
    from specie.supply.returns import Return

YEAR = 12.0


@dataclass(frozen=True, slots=True)
class After:
    """One initiative under one shock; returns are None where ``pays/roi`` could not value it."""

    shock: Shock
    initiative: Initiative
    money: Amount
    before: Range | None
    after: Range | None
    roi_before: Range | None
    roi_after: Range | None
    still: tuple[float, float, float]
    """Months it stands still."""

    @property
    def reason(self) -> str | None:
        """Key of what turns it red at the typical shock; None where it stays as it is."""
        stands, falls = self.still[1] > 0, self.falls
        return "both" if stands and falls else "stands still" if stands else "below zero" if falls else None

    @property
    def falls(self) -> bool:
        """Whether likely net cash was not negative before and is negative after."""
        if self.before is None or self.after is None:
            return False
        before, after = self.before.point, self.after.point
        return before is not None and after is not None and after < 0 <= before


@dataclass(frozen=True, slots=True)
class Case:
    """One severity: the part of the benefit that is kept, and the cost that is added."""

    kept: float
    added: float

    def net(self, benefit: float, cost: float) -> float:
        """Net cash of the year."""
        return benefit * self.kept - cost - self.added

    def roi(self, benefit: float, cost: float) -> float:
        """Return on cost; nothing is a return on no cost."""
        whole = cost + self.added
        return benefit * self.kept / whole - 1 if whole > 0 else math.nan


def after(shock: Shock, returns: Mapping[str, Return]) -> tuple[After, ...]:
    """Return every initiative that a shock touches, the hardest hit first."""
    found = tuple(_each(shock, returns))
    return tuple(sorted(found, key=lambda one: (-one.money.typical, one.initiative.id)))


def _each(shock: Shock, returns: Mapping[str, Return]) -> Iterator[After]:
    still = {each.initiative.id: each.months for each in shock.standstills}
    for initiative in shock.initiatives:
        steps = shock.of(initiative.id)
        added = add(step.money for step in steps if step.rule != "benefit")
        known = returns.get(initiative.id)
        months = still.get(initiative.id, (0.0, 0.0, 0.0))
        cases = _cases(months, added)
        yield After(
            shock,
            initiative,
            add(step.money for step in steps),
            None if known is None else known.net(ZERO),
            None if known is None else _net(known, cases),
            None if known is None else known.roi(ZERO),
            None if known is None else _roi(known, cases),
            months,
        )


def _cases(months: tuple[float, float, float], added: Amount) -> tuple[Case, Case, Case]:
    costs = (float(added.mild), float(added.typical), float(added.severe))
    mild, typical, severe = (Case(1 - m / YEAR, cost) for m, cost in zip(months, costs, strict=True))
    return mild, typical, severe


def _net(known: Return, cases: tuple[Case, Case, Case]) -> Range | None:
    """Least and most over every case and every end: lost benefit is a part of the same benefit.

    None where a side without limit meets one: then nothing is known of the difference.
    """
    if known.benefit is None:
        return None
    ends = [case.net(b, c) for case in cases for b, c in _ends(known)]
    if any(math.isnan(end) for end in ends):
        return None
    return _range(min(ends), _point(known, cases[1].net), max(ends))


def _roi(known: Return, cases: tuple[Case, Case, Case]) -> Range | None:
    """The same for the return; None where a cost may be nothing."""
    if known.benefit is None:
        return None
    ends = [case.roi(b, c) for case in cases for b, c in _ends(known)]
    if any(math.isnan(end) for end in ends):
        return None
    return _range(min(ends), _point(known, cases[1].roi), max(ends))


def _ends(known: Return) -> Iterator[tuple[float, float]]:
    if known.benefit is not None:
        for benefit in (known.benefit.low, known.benefit.high):
            for cost in (known.cost.low, known.cost.high):
                yield benefit, cost


def _point(known: Return, of: Callable[[float, float], float]) -> float | None:
    if known.benefit is None or known.benefit.point is None or known.cost.point is None:
        return None
    return of(known.benefit.point, known.cost.point)


def _range(low: float, point: float | None, high: float) -> Range:
    """Rounding may not push the point out."""
    return Range(low, point, high) if point is None else Range(min(low, point), point, max(high, point))
