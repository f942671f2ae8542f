"""The way of each initiative through the stages: a detail table for its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.funnel.journey import Journey, Spell
    from specie.analyses.pays.funnel.scope import Scope
    from specie.model import Cell


def history_tables(scope: Scope) -> Iterator[Table]:
    """Yield one table per initiative that has entered a stage, its stays in order of time."""
    for journey in scope.journeys:
        if journey.spells:
            yield _history(journey, scope)


def _history(journey: Journey, scope: Scope) -> Table:
    columns = (
        Column("stage", say("Stage")),
        Column("since", say("Since")),
        Column("until", say("Until")),
        Column("days", say("Days")),
        Column("blocked_by", say("Blocked by")),
        Column("note", say("Note")),
    )
    rows = tuple(_stay(spell, scope) for spell in journey.spells)
    return Table(
        f"history-{journey.initiative.id}",
        say("Way through the stages"),
        columns,
        rows,
        say("Without an end the stay lasts; its days are counted to {date}.", date=scope.as_of),
        journey.initiative,
    )


def _stay(spell: Spell, scope: Scope) -> tuple[Cell, ...]:
    return (
        Term(spell.stage),
        spell.entered_on,
        spell.left_on,
        Quantity(spell.days(scope.as_of), "days"),
        Term(spell.blocked_by) if spell.blocked_by else None,
        spell.note,
    )
