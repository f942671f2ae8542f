"""What to stop first: the order of net cash lost for the money it sets free, and what cannot be cut."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.kernel.money import Range, minus, over
from specie.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specie.analyses.breaks.liquidity.commitments import Commitment
    from specie.model import Result
    from specie.supply.chain import Chain, Initiative
    from specie.supply.outlay import Outlay
    from specie.supply.returns import Return

VERDICTS = {
    "PAY401": Verdict.PAYS,
    "PAY402": Verdict.DOES_NOT_PAY,
    "PAY403": Verdict.TOO_EARLY,
    "PAY404": Verdict.CANNOT_TELL,
}
"""Codes of pays/roi whose findings hold a verdict."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One initiative that runs, as something to stop."""

    initiative: Initiative
    rate: float
    """What it costs a year at the rate of the last months."""
    bound: Range
    """How much of that commitments bind."""
    free: Range
    benefit: Range | None
    """Cash benefit of the year; None where none was measured."""
    lost: Range | None
    """Net cash lost for each unit of money set free; None where the benefit is not known."""
    verdict: Verdict | None
    found: Return | None

    @property
    def order(self) -> tuple[bool, float, float, str]:
        """Known first, then the least lost, then the most set free; what frees nothing loses without end."""
        middle = math.inf if self.lost is None else _middle(self.lost)
        return (self.benefit is None, middle, -self.free.high, self.initiative.id)


def cuts(
    chain: Chain, outlay: Outlay, returns: Mapping[str, Return], bound: Iterable[Commitment],
    roi: Result | None,
) -> tuple[Cut, ...]:  # fmt: skip
    """List what could be stopped, what loses least first; what nobody measured comes last, in no order."""
    share = {c.supplier: c.bound for c in bound}
    verdicts = (
        {} if roi is None else {f.subject.id: VERDICTS[f.code] for f in roi.findings if f.code in VERDICTS}
    )
    made = (
        _cut(initiative, outlay, returns.get(initiative.id), share, verdicts.get(initiative.id))
        for initiative in chain.initiatives
        if initiative.live
    )
    return tuple(sorted((cut for cut in made if cut.rate > 0), key=lambda cut: cut.order))


def enough(found: Iterable[Cut], needed: float) -> tuple[Cut, ...] | None:
    """Take from the top until the money is set free; None where all that is known does not reach."""
    taken: list[Cut] = []
    so_far = 0.0
    for cut in found:
        if so_far >= needed:
            break
        if cut.lost is None:
            break
        taken.append(cut)
        so_far += cut.free.low
    return tuple(taken) if so_far >= needed else None


def _cut(
    initiative: Initiative, outlay: Outlay, found: Return | None, share: Mapping[str, Range],
    verdict: Verdict | None,
) -> Cut:  # fmt: skip
    rate = float(outlay.sum(initiative=initiative.id, rate=True))
    low = high = 0.0
    for line in outlay.lines:
        held = share.get(line.supplier or "")
        if line.initiative_id == initiative.id and held is not None and line.rate > 0:
            low += float(line.rate) * held.low
            high += float(line.rate) * held.high
    bound = Range(min(low, rate), None, min(high, rate))
    free = Range(rate - bound.high, rate - bound.high if low == high else None, rate - bound.low)
    benefit = None if found is None else found.benefit
    return Cut(initiative, rate, bound, free, benefit, _lost(benefit, free), verdict, found)


def _lost(benefit: Range | None, free: Range) -> Range | None:
    if benefit is None or free.high <= 0:
        return None
    return minus(over(benefit, free), Range(1.0, 1.0, 1.0))


def _middle(amount: Range) -> float:
    if amount.point is not None:
        return amount.point
    if math.isfinite(amount.low) and math.isfinite(amount.high):
        return (amount.low + amount.high) / 2
    return amount.low if math.isfinite(amount.low) else amount.high
