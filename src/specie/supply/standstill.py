"""What it costs an initiative to lose what it runs on: time, benefit, use that is not paid, the move."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from specie.model import say
from specie.supply.cases import Amount, amount
from specie.supply.exposure import EXIT_WEEKS, move_cost, replace_weeks
from specie.supply.outlay import METERED, NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from specie.model import Message
    from specie.supply.chain import Initiative, Need
    from specie.supply.outlay import Outlay
    from specie.supply.returns import Return
    from specie.supply.severity import Severity

    Months = tuple[float, float, float]

DAYS_IN_MONTH = 365.25 / 12
YEAR = 12.0
AT_ONCE = (0.0, 0.0, 0.0)
BENEFIT, UNPAID, MOVE = "benefit lost", "use not paid", "move"
"""Rules of the parts."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what an event takes: by which rule, from which initiative, and for how long."""

    initiative: Initiative | None
    """None for money that belongs to no initiative, such as prepaid money of a contract."""
    rule: str
    money: Amount
    """Below zero where something is not paid."""
    months: Months = AT_ONCE
    """Months of the year in which it holds: mild, typical, severe; 0 for what is paid once."""


@dataclass(frozen=True, slots=True)
class Standstill:
    """One initiative that cannot run until it is moved: months at the mild, typical and severe shock."""

    initiative: Initiative
    months: Months
    critical: bool


@dataclass(frozen=True, slots=True)
class Loss:
    """What one initiative loses; parts of it may not be known."""

    parts: tuple[Part, ...]
    standstill: Standstill
    lacking: tuple[Message, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """The year that stands still: benefit by initiative, money by use, and weeks where none are told."""

    returns: Mapping[str, Return]
    paid: Mapping[str, float]
    """Money of the last twelve months that is paid by use, by initiative; who is owed back is left out."""
    exit_weeks: tuple[float, float]

    def benefit(self, initiative_id: str) -> Months | None:
        """Cash benefit of the year, low, middle and high; None where a side is not known."""
        found = self.returns.get(initiative_id)
        year = None if found is None else found.benefit
        if year is None or not math.isfinite(year.low) or not math.isfinite(year.high):
            return None
        return year.low, (year.low + year.high) / 2 if year.point is None else year.point, year.high


def read_year(
    returns: Mapping[str, Return], outlay: Outlay, exit_weeks: tuple[float, float] = EXIT_WEEKS
) -> Year:
    """Lay out what a standstill takes of."""
    paid: dict[str, float] = {}
    for (initiative, _), money in outlay.table(METERED).items():
        if money > NOTHING:
            paid[initiative] = paid.get(initiative, 0.0) + float(money)
    return Year(returns, paid, exit_weeks)


def loss(
    year: Year,
    initiative: Initiative,
    needs: Sequence[Need],
    notice: Severity,
    *,
    successor: bool = False,
) -> Loss:
    """Work out what losing some needs costs an initiative; ``notice`` are days, most first.

    ``successor`` says that the provider names what takes the place: the move may then take no time.
    """
    months = out_months(needs, notice, year.exit_weeks, successor=successor)
    parts = (*_stands(year, initiative, months), *_move(initiative, needs, successor=successor))
    critical = any(need.is_critical() for need in needs)
    return Loss(
        parts, Standstill(initiative, months, critical), tuple(_lacking(year, initiative, needs, months))
    )


def out_months(
    needs: Iterable[Need], notice: Severity, prior: tuple[float, float], *, successor: bool = False
) -> Months:
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


def _weeks(need: Need, prior: tuple[float, float]) -> Months:
    low, high = replace_weeks(need, prior)
    return low, (sum(prior) / 2 if need.weeks is None else need.weeks), high


def _stands(year: Year, initiative: Initiative, months: Months) -> Iterator[Part]:
    """Benefit that is lost, and use that is not paid: all of it stops; seats and promises are paid on.

    Nothing is saved for certain where nobody knows what is lost: then neither is in the money.
    """
    benefit = year.benefit(initiative.id)
    if benefit is None or months[2] <= 0:
        return
    lost = (m / YEAR * money for m, money in zip(months, benefit, strict=True))
    yield Part(initiative, BENEFIT, amount(*lost), months)
    paid = year.paid.get(initiative.id, 0.0)
    if paid > 0:
        yield Part(initiative, UNPAID, amount(*(-paid * m / YEAR for m in months)), months)


def _move(initiative: Initiative, needs: Sequence[Need], *, successor: bool) -> Iterator[Part]:
    """Once; from nothing where the provider names a successor that may do without."""
    cost = move_cost(needs)
    if cost > 0:  # not for NaN
        yield Part(initiative, MOVE, amount(0.0 if successor else cost, cost, cost))


def _lacking(year: Year, initiative: Initiative, needs: Sequence[Need], months: Months) -> Iterator[Message]:
    if months[2] > 0 and year.benefit(initiative.id) is None:
        yield say("benefit of {who}, not measured", who=initiative.ref)
    if math.isnan(move_cost(needs)):
        yield say("cost of moving {who}: fill {column} in {table}", who=initiative.ref,
                  column="migration_cost", table="dependencies")  # fmt: skip
