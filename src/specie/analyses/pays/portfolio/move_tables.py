"""Tables of what to do: moves, candidates in order, approvals and what blocked them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.delay import by_blocker, waited
from specie.analyses.pays.portfolio.moves import Kind
from specie.analyses.pays.portfolio.ranking import ranking
from specie.analyses.pays.portfolio.wording import KIND_WORDS, VERDICT_WORDS
from specie.model import Column, Quantity, Ref, Table, Term, say

if TYPE_CHECKING:
    from specie.analyses.pays.portfolio.assessed import Assessed
    from specie.analyses.pays.portfolio.moves import Move
    from specie.analyses.pays.portfolio.ranking import Candidate
    from specie.model import Cell, Message

WHAT = {
    Kind.STOP: say("recovers what a year of it loses"),
    Kind.CONVERT: say("recovers what a year of it loses, or its hours become cash"),
    Kind.EXPERIMENT: say("pay at most what a perfect answer is worth; no cut"),
    Kind.GROW: say("earns this if money put in returns what it has so far, up to the cap"),
    Kind.WAIT: say("nothing to move yet"),
}


def move_table(found: Assessed) -> Table:
    """What to do with every initiative that has a verdict, those that recover most first."""
    columns = (
        Column("move", say("Move")),
        Column("initiative", say("Initiative")),
        Column("verdict", say("Verdict")),
        Column("cost", say("Full cost")),
        Column("money", say("Money of a year")),
        Column("low", say("From")),
        Column("high", say("To")),
        Column("answer", say("A perfect answer is worth")),
        Column("meaning", say("Meaning")),
    )
    rows = tuple(_move(found, move) for move in found.moves)
    return Table(
        "moves",
        say("Moves that recover money, and those that need an answer first"),
        columns,
        rows,
        _mix(found),
    )


def _move(found: Assessed, move: Move) -> tuple[Cell, ...]:
    holding, money = move.holding, move.money
    asked = move.kind in {Kind.EXPERIMENT, Kind.WAIT}
    amounts = (None,) * 3 if money is None else tuple(found.scope.money(end) for end in money)
    return (
        KIND_WORDS[move.kind],
        holding.ref,
        None if holding.verdict is None else VERDICT_WORDS[holding.verdict],
        found.scope.money(holding.cost),
        *amounts,
        found.known.get("cost_of_being_wrong", holding.ref) if asked else None,
        WHAT[move.kind],
    )


def _mix(found: Assessed) -> Message:
    return say(
        "By shrunken returns only, and as if the next twelve months were like the last without what is spent"
        " once (integration, change, winding down). Growth is capped at {cap} of the cost.",
        cap=Quantity(found.scope.settings.growth_cap, "fraction", 0),
    )


def ranking_table(found: Assessed) -> Table:
    """Candidates for money: expected cash, evidence, cost of being wrong."""
    columns = (
        Column("rank", say("Rank")),
        Column("initiative", say("Initiative")),
        Column("stage", say("Stage")),
        Column("verdict", say("Verdict")),
        Column("expected", say("Expected net cash a year")),
        Column("basis", say("Known from")),
        Column("grade", say("Evidence")),
        Column("wrong", say("Cost of being wrong")),
    )
    rows = tuple(_candidate(found, i, c) for i, c in enumerate(ranking(found.scope), start=1))
    note = say(
        "Initiatives that nobody has measured, or that are too early, are expected to fare like those that"
        " were measured. The cost of being wrong is the most that a perfect answer is worth in a year."
    )
    return Table(
        "candidates",
        say("Candidates by expected cash, evidence and cost of being wrong"),
        columns,
        rows,
        note,
    )


def _candidate(found: Assessed, rank: int, candidate: Candidate) -> tuple[Cell, ...]:
    holding = candidate.holding
    return (
        rank,
        holding.ref,
        Term(holding.stage) if holding.stage else None,
        None if holding.verdict is None else VERDICT_WORDS[holding.verdict],
        found.known.get("expected_net_year", holding.ref),
        Term("its own readings") if candidate.own else Term("others like it"),
        Term(candidate.grade.value),
        found.known.get("cost_of_being_wrong", holding.ref),
    )


def approval_table(found: Assessed) -> Table:
    """What waiting for approval lost, initiative by initiative."""
    columns = (
        Column("initiative", say("Initiative")),
        Column("days", say("Days in approval")),
        Column("blocked", say("Of which blocked")),
        Column("by", say("Blocked by")),
        Column("lost", say("Net cash lost by waiting")),
    )
    rows = tuple(
        (
            wait.holding.ref,
            Quantity(wait.days, "days"),
            Quantity(wait.blocked, "days"),
            Term(wait.blockers[-1]) if wait.blockers else None,
            found.known.get("lost_by_waiting", wait.holding.ref),
        )
        for wait in waited(found.scope)
    )
    note = say(
        "Days in approval times the shrunken net of a day. Below zero the initiative loses money, so that"
        " waiting saved some; refusing it would have saved all."
    )
    return Table("approvals", say("Approval in money"), columns, rows, note)


def blocker_table(found: Assessed) -> Table:
    """What blocked approvals, with the price of those that can be priced."""
    columns = (
        Column("blocker", say("Blocked by")),
        Column("days", say("Days in approval, blocked")),
        Column("priced", say("Of which of measured initiatives")),
        Column("lost", say("Net cash lost by waiting")),
    )
    rows = tuple(
        (
            Term(blocked.blocker),
            Quantity(blocked.days, "days"),
            Quantity(blocked.priced, "days"),
            found.known.get("lost_by_waiting", Ref("blocker", blocked.blocker)),
        )
        for blocked in by_blocker(found.scope)
    )
    note = say("Initiatives that still wait have no measured value: their days have no price yet.")
    return Table("blockers", say("Blocked approvals by what blocks"), columns, rows, note)
