"""What it costs an initiative to lose what it runs on: time, benefit, use that is not paid, the move."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.trace import Standstill, Step, amount
from specie.model import say
from specie.supply.exposure import move_cost, replace_weeks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specie.analyses.breaks.shocks.scope import Scope
    from specie.analyses.breaks.shocks.severity import Severity
    from specie.kernel.money import Range
    from specie.model import Message, Ref
    from specie.supply.chain import Initiative, Need

DAYS_IN_MONTH = 365.25 / 12
YEAR = 12.0


@dataclass(frozen=True, slots=True)
class Loss:
    """What one initiative loses; parts of it may not be known."""

    steps: tuple[Step, ...]
    standstill: Standstill
    lacking: tuple[Message, ...]


def loss(
    scope: Scope,
    initiative: Initiative,
    needs: Sequence[Need],
    about: Ref,
    notice: Severity,
    *,
    successor: bool = False,
) -> Loss:
    """Work out what losing some needs costs an initiative; ``notice`` are days, most first.

    ``successor`` says that the provider names what takes the place: the move may then take no time.
    """
    months = out_months(needs, notice, scope.settings.exit_weeks, successor=successor)
    steps = (
        *_benefit(scope, initiative, about, months),
        *_unpaid(scope, initiative, about, months),
        *_move(initiative, about, needs, successor=successor),
    )
    critical = any(need.is_critical() for need in needs)
    lacking = tuple(_lacking(scope, initiative, needs, months))
    return Loss(steps, Standstill(initiative, months, critical), lacking)


def out_months(
    needs: Iterable[Need], notice: Severity, prior: tuple[float, float], *, successor: bool = False
) -> tuple[float, float, float]:
    """Months without the slowest need: weeks to replace it less the notice, from none to a year."""
    weeks = [_weeks(need, prior) for need in needs] or [(prior[0], sum(prior) / 2, prior[1])]
    low, middle, high = (max(each[k] for each in weeks) for k in range(3))
    wanted = (0.0 if successor else low, middle, high)
    mild, typical, severe = (
        min(YEAR, max(0.0, 7 * w - days) / DAYS_IN_MONTH) for w, days in zip(wanted, notice.all, strict=True)
    )
    return mild, typical, severe


def beyond_reach(need: Need) -> Need:
    """The same need where its substitute is lost with it: what was told of the move does not hold."""
    return replace(need, substitute=None, tested_on=None, weeks=None, cost=None)


def _weeks(need: Need, prior: tuple[float, float]) -> tuple[float, float, float]:
    low, high = replace_weeks(need, prior)
    return low, (sum(prior) / 2 if need.weeks is None else need.weeks), high


def _benefit(
    scope: Scope, initiative: Initiative, about: Ref, months: tuple[float, float, float]
) -> Iterator[Step]:
    found = scope.returns.get(initiative.id)
    if found is None or not _known(found.benefit) or months[2] <= 0 or found.benefit is None:
        return
    year = found.benefit
    middle = (year.low + year.high) / 2 if year.point is None else year.point
    lost = (m / YEAR * benefit for m, benefit in zip(months, (year.low, middle, year.high), strict=True))
    yield Step(initiative, about, "benefit", amount(*lost), months)


def _known(benefit: Range | None) -> bool:
    return benefit is not None and math.isfinite(benefit.low) and math.isfinite(benefit.high)


def _unpaid(
    scope: Scope, initiative: Initiative, about: Ref, months: tuple[float, float, float]
) -> Iterator[Step]:
    """All use of the initiative stops with it; seats and promised money are paid on.

    Nothing is saved for certain where nobody knows what is lost: then neither is in the money.
    """
    found = scope.returns.get(initiative.id)
    if not _known(None if found is None else found.benefit):
        return
    paid = sum(float(money) for money in scope.payees(initiative.id).values())
    if paid > 0 and months[2] > 0:
        yield Step(initiative, about, "unpaid", amount(*(-paid * m / YEAR for m in months)), months)


def _move(initiative: Initiative, about: Ref, needs: Sequence[Need], *, successor: bool) -> Iterator[Step]:
    """Once; from nothing where the provider names a successor that may do without."""
    cost = move_cost(needs)
    if not math.isnan(cost) and cost > 0:
        money = amount(0.0 if successor else cost, cost, cost)
        yield Step(initiative, about, "move", money, (0.0, 0.0, 0.0))


def _lacking(
    scope: Scope, initiative: Initiative, needs: Sequence[Need], months: tuple[float, float, float]
) -> Iterator[Message]:
    found = scope.returns.get(initiative.id)
    if months[2] > 0 and not _known(None if found is None else found.benefit):
        yield say("benefit of {who}, not measured", who=initiative.ref)
    if math.isnan(move_cost(needs)):
        yield say("cost of moving {who}: fill {column} in {table}", who=initiative.ref,
                  column="migration_cost", table="dependencies")  # fmt: skip
