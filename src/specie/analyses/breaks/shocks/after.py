"""The return of every initiative after a shock, and what turns it red."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.trace import add
from specie.kernel.money import Range, minus, over, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.shocks.trace import Amount, Shock
    from specie.supply.chain import Initiative
    from specie.supply.returns import Return

ONE = Range(1.0, 1.0, 1.0)


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


def after(shock: Shock, returns: Mapping[str, Return]) -> tuple[After, ...]:
    """Return every initiative that a shock touches, the hardest hit first."""
    found = tuple(_each(shock, returns))
    return tuple(sorted(found, key=lambda one: (-one.money.typical, one.initiative.id)))


def _each(shock: Shock, returns: Mapping[str, Return]) -> Iterator[After]:
    still = {each.initiative.id: each.months for each in shock.standstills}
    for initiative in shock.initiatives:
        steps = shock.of(initiative.id)
        money = add(step.money for step in steps)
        lost = add(step.money for step in steps if step.rule == "benefit")
        added = add(step.money for step in steps if step.rule != "benefit")
        known = returns.get(initiative.id)
        nothing = Range(0.0, 0.0, 0.0)
        before = None if known is None else known.net(nothing)
        yield After(
            shock,
            initiative,
            money,
            before,
            None if before is None else minus(before, _range(money)),
            None if known is None else known.roi(nothing),
            None if known is None else _roi(known, _range(lost), _range(added)),
            still.get(initiative.id, (0.0, 0.0, 0.0)),
        )


def _roi(known: Return, lost: Range, added: Range) -> Range | None:
    cost = total((known.cost, added))
    if known.benefit is None or cost.low < 0 or cost.high <= 0:
        return None
    return minus(over(minus(known.benefit, lost), cost), ONE)


def _range(money: Amount) -> Range:
    return Range(*money.ends)
