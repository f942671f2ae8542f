"""Tables of who waits and what ended: active initiatives, blockers, approvals, stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.funnel.waiting import GATES, blocks, by_blocker, stays, waits
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from datetime import date

    from specie.analyses.pays.funnel.journey import Journey
    from specie.analyses.pays.funnel.scope import Scope
    from specie.analyses.pays.funnel.waiting import Stay
    from specie.model import Cell


def list_tables(scope: Scope) -> tuple[Table, ...]:
    """Make the lists, the rows that matter most first."""
    return (_initiatives(scope), _blockers(scope), _approvals(scope), _blocks(scope), _stopped(scope))


def _initiatives(scope: Scope) -> Table:
    columns = (
        Column("initiative", say("Initiative")),
        Column("stage", say("Stage")),
        Column("since", say("Since")),
        Column("days", say("Days in stage")),
        Column("limit", say("Usual limit")),
        Column("state", say("State")),
        Column("blocked_by", say("Blocked by")),
        Column("business_owner", say("Business owner")),
        Column("technical_owner", say("Technical owner")),
    )
    rows = tuple(
        (
            stay.journey.initiative,
            Term(stay.spell.stage),
            stay.journey.here_since,
            Quantity(stay.days, "days"),
            None if stay.limit is None else Quantity(round(stay.limit), "days"),
            _state(stay),
            Term(stay.spell.blocked_by) if stay.spell.blocked_by else None,
            *_owners(stay.journey),
        )
        for stay in stays(scope)
    )
    text = say(
        "The usual limit is the time within which {share} of those that left the stage had left it; there is"
        " none where fewer than {count} have, nor from production on.",
        share=Quantity(scope.settings.stall_quantile, "fraction"),
        count=scope.settings.stall_closed,
    )
    return Table("initiatives", say("Active initiatives, those that stand still first"), columns, rows, text)


def _state(stay: Stay) -> Term:
    if stay.too_long:
        return Term("longer than usual")
    return Term("blocked" if stay.stalled else "on its way")


def _owners(journey: Journey) -> tuple[Cell, Cell]:
    nobody = Term("nobody")
    return journey.business_owner or nobody, journey.technical_owner or nobody


def _blockers(scope: Scope) -> Table:
    columns = (
        Column("blocker", say("Blocked by")),
        Column("kind", say("Kind")),
        Column("initiatives", say("Initiatives")),
        Column("open", say("Open now")),
        Column("days_open", say("Days, open")),
        Column("days", say("Days, all")),
        Column("approval", say("Days in approval")),
    )
    rows = tuple(
        (
            Term(blocker),
            Term("gate" if blocker in GATES else "cause"),
            len({block.journey.initiative.id for block in group}),
            sum(block.open for block in group),
            Quantity(sum(block.days for block in group if block.open), "days"),
            Quantity(sum(block.days for block in group), "days"),
            Quantity(sum(block.days for block in group if block.spell.stage == "approval"), "days"),
        )
        for blocker, group in by_blocker(blocks(scope)).items()
    )
    text = say(
        "Whole stays marked as blocked: the book does not say on which day of a stay the blocker came, so the"
        " days are a ceiling."
    )
    return Table("blockers", say("What blocks"), columns, rows, text)


def _blocks(scope: Scope) -> Table:
    columns = (
        Column("initiative", say("Initiative")),
        Column("blocker", say("Blocked by")),
        Column("kind", say("Kind")),
        Column("state", say("State")),
        Column("stage", say("Stage")),
        Column("since", say("Since")),
        Column("until", say("Until")),
        Column("days", say("Days")),
        Column("business_owner", say("Business owner")),
        Column("note", say("Note")),
    )
    rows = tuple(
        (
            block.journey.initiative,
            Term(block.blocker),
            Term("gate" if block.blocker in GATES else "cause"),
            Term("open" if block.open else "cleared"),
            Term(block.spell.stage),
            block.spell.entered_on,
            block.spell.left_on,
            Quantity(block.days, "days"),
            _owners(block.journey)[0],
            block.spell.note,
        )
        for block in blocks(scope)
    )
    text = say("Gates are privacy, legal and security; the rest are causes inside the work.")
    return Table("blocks", say("Register of gates and blockers"), columns, rows, text)


def _approvals(scope: Scope) -> Table:
    columns = (
        Column("initiative", say("Initiative")),
        Column("state", say("State")),
        Column("days", say("Days in approval")),
        Column("blocked_by", say("Blocked by")),
        Column("business_owner", say("Business owner")),
    )
    rows = tuple(
        (
            wait.journey.initiative,
            Term("waiting" if wait.open else "decided"),
            Quantity(wait.days, "days"),
            Term(wait.blockers[-1]) if wait.blockers else None,
            _owners(wait.journey)[0],
        )
        for wait in waits(scope)
    )
    return Table("approvals", say("Days spent in approval"), columns, rows)


def _stopped(scope: Scope) -> Table:
    columns = (
        Column("initiative", say("Initiative")),
        Column("stage", say("Stopped in")),
        Column("on", say("On")),
        Column("days", say("Days since its first stage")),
        Column("reason", say("Reason")),
        Column("note", say("Note")),
    )
    ended = [j for j in scope.journeys if j.current is not None and not j.active]
    rows = tuple(_stop(journey) for journey in sorted(ended, key=_ended_on, reverse=True))
    return Table("stopped", say("Stopped, and why"), columns, rows)


def _ended_on(journey: Journey) -> tuple[date, str]:
    return journey.spells[-1].entered_on, journey.initiative.id


def _stop(journey: Journey) -> tuple[Cell, ...]:
    before, ended = journey.before_stop, journey.spells[-1].entered_on
    why = journey.stop_reason
    return (
        journey.initiative,
        Term(before.stage) if before else None,
        ended,
        Quantity((ended - journey.spells[0].entered_on).days, "days"),
        Term(why) if why else None,
        journey.stop_note,
    )
