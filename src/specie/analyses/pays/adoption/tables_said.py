"""Tables of acceptance, of the survey, of published figures, and of what could not be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.adoption.acceptance import DENOMINATORS, rate_of
from specie.analyses.pays.adoption.barriers import item_of
from specie.analyses.pays.adoption.scope import query
from specie.model import Column, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.pays.adoption.acceptance import Acceptance
    from specie.analyses.pays.adoption.published import Published
    from specie.analyses.pays.adoption.scope import Scope
    from specie.analyses.pays.adoption.survey import Survey
    from specie.model import Cell, Estimate, Message, Ref


def acceptance_table(scope: Scope, found: Sequence[Acceptance]) -> Table:
    """One row a denominator, so that a tool's rates stand under one another."""
    columns = (
        Column("tool", say("Tool")),
        Column("rate", say("Acceptance")),
        Column("value", say("Rate")),
        Column("division", say("What is divided by what")),
        Column("vendor", say("Counted so by")),
        Column("source", say("Source")),
    )
    rows = tuple(
        (
            acceptance.tool,
            denominator.label,
            rate_of(scope, acceptance, denominator.measure, acceptance.rates[denominator.measure]),
            denominator.division,
            denominator.vendor,
            denominator.url,
        )
        for acceptance in found
        for denominator in DENOMINATORS
        if denominator.measure in acceptance.rates
    )
    note = say("All from the same counts: only what they are divided by differs. Compare tools on one row.")
    return Table("acceptance", say("Acceptance under every denominator"), columns, rows, note)


def barrier_table(survey: Survey) -> Table:
    """Barriers by score, hardest first."""
    columns = (
        Column("barrier", say("Barrier")),
        Column("cause", say("Root cause")),
        Column("score", say("Score, 0 to 10")),
        Column("rank", say("Rank between")),
        Column("respondents", say("Respondents")),
    )
    rows = tuple(
        (score.subject, _cause(score.subject), score, _places(rank), count)
        for score, rank, count in survey.barriers
    )
    note = say(
        "{count} respondents, each counted once for a barrier however many initiatives were rated. Ranks that"
        " overlap cannot be told apart.",
        count=survey.respondents,
    )
    return Table("barriers", say("What people say holds back"), columns, rows, note)


def _places(rank: Estimate) -> Message:
    return say("{first} to {last}", first=round(rank.low or 0), last=round(rank.high or 0))


def _cause(barrier: Ref) -> Cell:
    item = item_of(barrier.id)
    return item.cause if item else say("own wording")


def initiative_table(scope: Scope, survey: Survey) -> Table:
    """Barriers and learning gap of each initiative, beside what its stages record."""
    blocked = {row["initiative_id"]: row["blocked_by"] for row in scope.book.select(query("blocks"))}
    columns = (
        Column("initiative", say("Initiative")),
        Column("barriers", say("Barriers, mean score")),
        Column("learning_gap", say("Learning gap")),
        Column("blocked_by", say("Last recorded blocker")),
    )
    rows = tuple(
        (
            mean.subject,
            mean,
            gap if gap is not None else say("not asked"),
            Term(blocked[mean.subject.id]) if mean.subject.id in blocked else None,
        )
        for mean, gap in survey.by_initiative
    )
    note = say("Few respondents for each initiative: read the intervals, not the order.")
    return Table("barriers_by_initiative", say("Barriers by initiative"), columns, rows, note)


def published_table(found: Sequence[Published], survey: Survey | None) -> Table:
    """Published figures, each beside the user's own where it is the same kind of figure."""
    columns = (
        Column("publisher", say("Publisher")),
        Column("wording", say("What was counted")),
        Column("population", say("Of whom")),
        Column("fielded", say("Asked in")),
        Column("result", say("Published")),
        Column("own", say("This book")),
        Column("caution", say("Caution")),
        Column("source", say("Source")),
    )
    rows = tuple(tuple(_published_cells(row, survey)) for row in found)
    note = say(
        "The shipped facts hold single shares and no published ranking of barriers, so none is shown. The"
        " wording is"
        " that of the shipped facts; nobody was asked your question, so figures stand beside each other"
        " and are not"
        " compared."
    )
    return Table("published", say("Beside published figures"), columns, rows, note)


def _published_cells(row: Published, survey: Survey | None) -> Iterator[Cell]:
    own = survey.not_technical if survey is not None and row.about_barriers else None
    fact = row.fact
    yield fact.text("publisher")
    yield from (fact.message("numerator_definition"), fact.message("population"))
    yield from (fact.text("fielded"), row.result)
    yield own if own is not None else say("no figure of this kind")
    yield from (fact.remark, fact.source)


def missing_table(parts: Sequence[tuple[Term, str]]) -> Table:
    """Parts that could not be told, with what to add."""
    columns = (Column("part", say("Part")), Column("add", say("Add to the book")))
    return Table("missing", say("What could not be told"), columns, tuple(parts))
