"""Findings about months that stand out and about what rises fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.spend.changes import about, spike_estimate
from specie.analyses.pays.spend.months import named
from specie.analyses.pays.spend.totals import subject
from specie.model import Finding, Quantity, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.spend.assessed import Assessed
    from specie.analyses.pays.spend.changes import Move, Spike
    from specie.model import Estimate

MOST = 5
"""More findings of one kind are not read; the tables hold all."""


def movement_findings(found: Assessed, known: Mapping[tuple[str, str, str], Estimate]) -> Iterator[Finding]:
    """Yield the months that stand out, latest first, and the fast risers, largest first."""
    for spike in found.spikes[:MOST]:
        yield _spike(found, spike)
    recent = found.scope.months[-3:]
    whole = sum(amount for month, amount in found.scope.monthly().items() if month in recent)
    least = found.scope.settings.mover_share * float(whole)
    risers = [m for m in found.moves if m.kind == "initiative" and m.key and float(m.change) > max(least, 0)]
    for move in risers[:MOST]:
        yield _riser(found, move, known)


def _spike(found: Assessed, spike: Spike) -> Finding:
    scope = found.scope
    usual, amount = scope.money(round(spike.expected, 2)), scope.money(spike.amount)
    if spike.initiative_id is None:
        message = say(
            "all AI spending in {month} was {amount}; the months around it have {usual} in the middle",
            month=named(spike.month), amount=amount, usual=usual,
        )  # fmt: skip
    else:
        message = say(
            "use of {initiative} in {month} cost {amount}; the months around it have {usual} in the middle",
            initiative=about(scope, spike), month=named(spike.month), amount=amount, usual=usual,
        )  # fmt: skip
    evidence = (spike_estimate(scope, spike),)
    action = say("find the cause on the bill: a runaway job, a one-off, or a late invoice")
    return Finding("PAY107", Severity.WATCH, about(scope, spike), message, evidence, action, Role.DEVELOPER)


def _riser(found: Assessed, move: Move, known: Mapping[tuple[str, str, str], Estimate]) -> Finding:
    scope, who = found.scope, subject(found.scope, move.kind, move.key)
    if move.before > 0:
        message = say(
            "{who} cost {now} in the last three complete months, {rise} more than in the three before",
            who=who, now=scope.money(move.now), rise=Quantity(move.change / move.before, "fraction", 0),
        )  # fmt: skip
    else:
        message = say(
            "{who} cost {now} in the last three complete months and nothing in the three before",
            who=who, now=scope.money(move.now),
        )  # fmt: skip
    key = ("change_3_months", who.kind, who.id)
    evidence = (known[key],) if key in known else ()
    action = say("ask its owner whether the rise was planned")
    return Finding("PAY111", Severity.WATCH, who, message, evidence, action, Role.ENTERPRISE)
