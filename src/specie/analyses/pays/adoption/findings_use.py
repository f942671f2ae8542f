"""Findings on use, seats and roll-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.adoption.depth import SHALLOWER
from specie.analyses.pays.adoption.rollouts import LIVE
from specie.analyses.pays.adoption.scope import OUTSIDE
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.pays.adoption.depth import Depth
    from specie.analyses.pays.adoption.rollouts import Rollout
    from specie.analyses.pays.adoption.scope import Scope
    from specie.analyses.pays.adoption.seats import Seats
    from specie.analyses.pays.adoption.use import Use
    from specie.model import Estimate

    Known = Mapping[tuple[str, str, str], Estimate]

GIVEN_UP = 0.1
CHANGES = ("depth_change", "breadth_change")


def evidence(known: Known, *keys: tuple[str, str, str]) -> tuple[Estimate, ...]:
    """Pick the estimates that are there."""
    return tuple(known[key] for key in keys if key in known)


def use_findings(scope: Scope, use: Use, known: Known) -> Iterator[Finding]:
    """Money that runs outside any initiative."""
    if "money" not in use.whats() or use.share("money", OUTSIDE) < scope.settings.outside_share:
        return
    message = say(
        "{share} of the money for models and licences runs outside any initiative: {money} in twelve months",
        share=Quantity(use.share("money", OUTSIDE), "fraction"),
        money=Quantity(use.counts["money", OUTSIDE], scope.book.currency),
    )
    action = say("tag the accounts or give them an owner; ask what the use is for before you stop it")
    shown = evidence(
        known,
        ("use_share_money", OUTSIDE, scope.year.period),
        ("use_money", OUTSIDE, scope.year.period),
    )
    yield Finding("PAY701", Severity.WATCH, PORTFOLIO, message, shown, action, Role.ENTERPRISE)


def seat_findings(scope: Scope, found: Sequence[Seats], known: Known) -> Iterator[Finding]:
    """Idle seats, seats of unknown number, and counts that contradict each other."""
    for seats in found:
        recent = seats.within(scope.recent)
        if seats.above:
            yield _above(seats)
        if not recent.days:
            continue
        if not recent.told:
            yield _unknown(seats)
        elif recent.share is not None and 1 - recent.share >= scope.settings.idle_share:
            yield _idle(scope, seats, recent, recent.share, known)


def _above(seats: Seats) -> Finding:
    message = say(
        "{initiative}: on {count} days more seats were in use than paid for",
        initiative=seats.subject, count=len(seats.above),
    )  # fmt: skip
    action = say("mend seats or seats_paid in usage; the share of those days is not to be trusted")
    return Finding("PAY709", Severity.WATCH, seats.subject, message, (), action, Role.ENTERPRISE)


def _unknown(seats: Seats) -> Finding:
    message = say("{initiative}: seats in use are counted, seats paid for are not", initiative=seats.subject)
    action = say("add seats_paid to usage, from the seller's console or the contract")
    return Finding("PAY703", Severity.NOTE, seats.subject, message, (), action, Role.ENTERPRISE)


def _idle(scope: Scope, seats: Seats, recent: Seats, share: float, known: Known) -> Finding:
    paid = recent.paid_now or 0
    used = Quantity(round(recent.mean_used), "count")
    if seats.idle_money is None:
        message = say(
            "{initiative}: {used} of {paid} paid seats are in use on an average day, {peak} on the busiest",
            initiative=seats.subject, used=used, paid=paid, peak=recent.peak,
        )  # fmt: skip
    else:
        message = say(
            "{initiative}: {used} of {paid} paid seats are in use on an average day, {peak} on the"
            " busiest; seats"
            " not in use cost {money} in twelve months",
            initiative=seats.subject, used=used, paid=paid, peak=recent.peak,
            money=Quantity(seats.idle_money, scope.book.currency),
        )  # fmt: skip
    shown = evidence(
        known,
        ("seat_use", seats.subject.id, scope.recent.period),
        ("idle_seat_money", seats.subject.id, scope.year.period),
        ("money_per_seat_in_use", seats.subject.id, scope.year.period),
    )
    action = say(
        "ask the holders without use, take back what lies beyond the busiest day ({spare} seats), renew"
        " for fewer",
        spare=max(0, paid - recent.peak),
    )
    loud = Severity.ALARM if 1 - share >= 2 * scope.settings.idle_share else Severity.WATCH
    return Finding("PAY702", loud, seats.subject, message, shown, action, Role.ENTERPRISE)


def rollout_findings(scope: Scope, found: Sequence[Rollout], known: Known) -> Iterator[Finding]:
    """Roll-outs that stand still, units held back, units that left."""
    held: list[Rollout] = []
    for rollout in found:
        if _stands(scope, rollout):
            if rollout.designed:
                held.append(rollout)
            else:
                yield _stalled(scope, rollout, known)
        if not rollout.stopped and rollout.ends and len(rollout.ends) >= GIVEN_UP * len(rollout.starts):
            yield _left(scope, rollout, known)
    if held:
        yield _held(held)


def _stands(scope: Scope, rollout: Rollout) -> bool:
    settings = scope.settings
    return (
        rollout.stage in LIVE
        and rollout.reach < settings.reach_done
        and rollout.waiting > 0
        and not rollout.planned
        and (rollout.still is None or rollout.still > settings.stall_days)
    )


def _stalled(scope: Scope, rollout: Rollout, known: Known) -> Finding:
    if rollout.still is None:
        message = say(
            "{initiative} is in production and none of {units} units uses it",
            initiative=rollout.initiative, units=rollout.units,
        )  # fmt: skip
    else:
        message = say(
            "{initiative} is used by {using} of {units} units; none has started for {days} and no start is"
            " planned",
            initiative=rollout.initiative, using=rollout.using, units=rollout.units,
            days=Quantity(rollout.still, "days"),
        )  # fmt: skip
    shown = evidence(
        known,
        ("reach", rollout.initiative.id, scope.today),
        ("days_without_start", rollout.initiative.id, scope.today),
    )
    action = say(
        "name what holds the remaining units back and plan their start, or declare the roll-out finished"
    )
    return Finding("PAY704", Severity.WATCH, rollout.initiative, message, shown, action, Role.ENTERPRISE)


def _held(held: Sequence[Rollout]) -> Finding:
    message = say(
        "{count} initiatives in production hold back {units} units whose order was drawn or planned: {names}",
        count=len(held), units=sum(r.waiting for r in held), names=", ".join(r.initiative.id for r in held),
    )  # fmt: skip
    action = say("if they are the comparison, keep them until the verdict is in; then let them start")
    return Finding("PAY705", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _left(scope: Scope, rollout: Rollout, known: Known) -> Finding:
    message = say(
        "{initiative}: {left} of {started} units that started have stopped using it",
        initiative=rollout.initiative, left=len(rollout.ends), started=len(rollout.starts),
    )  # fmt: skip
    shown = evidence(known, ("given_up", rollout.initiative.id, scope.today))
    action = say("ask the units that left why, before more are brought in")
    return Finding("PAY706", Severity.WATCH, rollout.initiative, message, shown, action, Role.ENTERPRISE)


def depth_findings(scope: Scope, found: Sequence[Depth], known: Known) -> Iterator[Finding]:
    """Initiatives that grow in width and lose in depth."""
    for depth in found:
        if depth.moved(scope.settings.change) == SHALLOWER:
            keys = [(m, depth.initiative.id, scope.recent.period) for m in CHANGES]
            message = say(
                "{initiative} is used by more units than before ({wider}), each of them uses it less"
                " ({less})",
                initiative=depth.initiative,
                wider=Quantity(depth.breadth_change, "fraction"),
                less=Quantity(depth.change, "fraction"),
            )
            action = say("look at the units that joined last: training and fit before further roll-out")
            yield Finding(
                "PAY707",
                Severity.WATCH,
                depth.initiative,
                message,
                evidence(known, *keys),
                action,
                Role.ENTERPRISE,
            )


def renewal_findings(scope: Scope, known: Known) -> Iterator[Finding]:
    """What idle seats say to somebody who counts on the seller's renewals."""
    share = known.get(("seat_use", PORTFOLIO.id, scope.year.period))
    if share is None or share.point is None or 1 - share.point < scope.settings.idle_share:
        return
    message = say("across all tools with known seats, {share} of the seats paid for are in use", share=share)
    action = say("seats sold are not seats used: expect renewals for fewer, and ask sellers for active seats")
    shown = evidence(known, ("seat_use", PORTFOLIO.id, scope.year.period))
    yield Finding("PAY712", Severity.NOTE, PORTFOLIO, message, shown, action, Role.INVESTOR)
