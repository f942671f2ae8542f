"""The figure of the capability analysis: who is at hand and how each gap is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Figure, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.capability.mix import Gap, Skill
    from specie.analyses.breaks.capability.scope import Scope
    from specie.model import Cell

MOST = 12
"""More skills than this are not read off a chart; the table holds all."""


def figures(scope: Scope) -> tuple[Figure, ...]:
    """Make the figure where there is something to show."""
    gaps = {gap.skill.name: gap for gap in scope.gaps}
    data = tuple(row for skill in scope.counted[:MOST] for row in _rows(skill, gaps.get(skill.name)))
    if not data:
        return ()
    return (
        Figure(
            "people",
            "stacked_bar",
            say("People at hand, and how the rest is found"),
            data,
            {"x": "skill", "y": "people", "colour": "kind"},
            {"skill": say("Skill"), "people": say("People needed"), "kind": say("How")},
            {"people": "count"},
            say(
                "{gaps} of {skills} skills have people missing.",
                gaps=len(scope.gaps), skills=len(scope.counted),
            ),
            say("The plan is the cheapest mix that is in time, else the cheapest."),
        ),
    )  # fmt: skip


def _rows(skill: Skill, gap: Gap | None) -> Iterator[Mapping[str, Cell]]:
    held = min(skill.have or 0.0, skill.needed or 0.0)
    parts: dict[str, float] = {"at hand": held}
    if gap is not None and gap.plan is not None:
        left = gap.missing
        for way, word in (("train", "trained"), ("hire", "hired"), ("contract", "contracted")):
            parts[word] = min(left, gap.plan.people(way))
            left -= parts[word]
    elif gap is not None:
        parts["still missing"] = gap.missing
    for word, people in parts.items():
        if people > 0:
            yield {"skill": skill.ref, "people": round(people, 2), "kind": Term(word)}
