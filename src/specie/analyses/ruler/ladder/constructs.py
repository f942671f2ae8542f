"""One study, several numbers: each with what it is a share of, so that none is taken for another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.reading import Answer
from specie.analyses.ruler.ladder.study import Study
from specie.analyses.ruler.ladder.tables import study_cell, yes_no
from specie.model import Column, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.ruler.ladder.apply import Applied
    from specie.facts import Facts
    from specie.model import Cell


def constructs(facts: Facts, applied: Sequence[Applied], level: float) -> Table:
    """Studies that give shares of different things, all their shares, and yours where it was read."""
    read = {a.study.id: a for a in applied}
    return Table(
        "constructs",
        say("One study, several numbers"),
        (
            Column("ruler", say("Ruler")),
            Column("unit", say("Unit of the study")),
            Column("population", say("Population of the study")),
            Column("definition", say("Definition of the study")),
            Column("study", say("The study")),
            Column("own", say("Yours")),
        ),
        tuple(_row(study, read) for group in _groups(facts, read, level) for study in group),
        say("A share of organisations, of those that piloted, and of initiatives are three numbers."),
    )


def _groups(facts: Facts, read: Mapping[str, Applied], level: float) -> Iterator[list[Study]]:
    """Studies with more than one population, of which at least one ruler was applied."""
    groups: dict[tuple[str, str], list[Study]] = defaultdict(list)
    for fact in facts.rows("rulers"):
        groups[fact.text("publisher"), fact.text("study")].append(Study(fact, level))
    for group in groups.values():
        bases = {(study.unit, study.fact.text("population")) for study in group}
        if len(bases) > 1 and any(study.id in read for study in group):
            yield sorted(group, key=lambda s: (s.unit, s.fact.text("population"), s.fact.row))


def _row(study: Study, read: Mapping[str, Applied]) -> tuple[Cell, ...]:
    own = read.get(study.id)
    return (
        study.ref,
        Term(study.unit),
        study.fact.message("population"),
        study.fact.message("numerator_definition"),
        study_cell(study),
        None if own is None else yes_no(own.cash) if isinstance(own.cash, Answer) else own.own,
    )
