"""Tables of reasons: steps of the commercial path, rules of the label, fields of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.quality.measures import MEASURES
from specie.analyses.worth.quality.own_rows import ADOPTION, MOAT, PATH, TEAM
from specie.analyses.worth.quality.proof import fields
from specie.model import Column, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.analyses.worth.quality.view import Judged, View
    from specie.model import Cell

LABELS = {measure.id: measure.label for measure in MEASURES}


def path(view: View) -> Table:
    """One row per company of the book and step of the commercial path."""
    return Table(
        "path",
        say("Commercial path, step by step"),
        (
            Column("company", say("Company")),
            Column("step", say("Step")),
            Column("standing", say("Reading")),
            Column("because", say("Because")),
        ),
        tuple(
            (judged.company.ref, Term(check.step), Term(check.standing), check.because)
            for judged in _shown(view)
            for check in judged.checks
        ),
        say(
            "What the vision must still earn: a price above what is supported rests on the steps that are "
            "open. Figures settle a step first, evidence of your own where there is no figure."
        ),
    )


def rules(view: View) -> Table:
    """One row per company of the book and rule of the label."""
    return Table(
        "rules",
        say("Hype or fundamentals: the rules and what they point to"),
        (
            Column("company", say("Company")),
            Column("rule", say("Rule")),
            Column("points", say("Points to")),
            Column("because", say("Because")),
        ),
        tuple(
            (judged.company.ref, LABELS.get(rule.id) or Term(rule.id), Term(rule.points), rule.because)
            for judged in _shown(view)
            for rule in judged.label.rules
        ),
        say(
            "A rule points one way only if the whole range does. The label needs enough answered rules and a "
            "majority "
            "of them, as the policy says. It is a summary of these rows and no advice."
        ),
    )


def evidence(view: View) -> Table:
    """One row per company and field: what is on record for and against, and who observed it."""
    return Table(
        "fields",
        say("Evidence on moat, team, adoption and the way to profit"),
        (
            Column("company", say("Company")),
            Column("group", say("Group")),
            Column("field", say("Field")),
            Column("standing", say("Reading")),
            Column("outside", say("For, from outside")),
            Column("claimed", say("For, by the company")),
            Column("against", say("Against")),
            Column("newest", say("Newest observation")),
        ),
        tuple(
            row
            for judged in _shown(view)
            for group, names in (("moat", MOAT), ("team", TEAM), ("adoption", ADOPTION), ("path", PATH))
            for row in _fields(judged, group, names)
        ),
        say(
            "A company's own word counts as claimed only. Evidence comes from your table of evidence; a "
            "field without a row is not known."
        ),
    )


def _fields(judged: Judged, group: str, names: Sequence[str]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for field in fields(judged.known, names):
        pro = [p for p in field.proofs if p.standing == "for"]
        last = max(field.proofs, key=lambda p: p.observed_on, default=None)
        rows.append(
            (
                judged.company.ref,
                Term(group),
                Term(field.name),
                Term(field.standing),
                sum(p.measured_by != "company" for p in pro),
                sum(p.measured_by == "company" for p in pro),
                sum(p.standing == "against" for p in field.proofs),
                last.statement if last else None,
            )
        )
    return rows


def _shown(view: View) -> tuple[Judged, ...]:
    """Companies of the book; without any, those of which most is known."""
    if view.focused:
        return view.focused
    return tuple(sorted(view.judged, key=lambda j: (-len(j.told), j.company.id))[:3])
