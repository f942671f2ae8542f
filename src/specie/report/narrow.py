"""A run reduced to one initiative: what every analysis has to say of it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from specie.model import Figure, Message, Quantity, Status, listed, parts_of, say

if TYPE_CHECKING:
    from collections.abc import Collection

    from specie.model import Finding, Result, Run, Table
    from specie.report.subject import Subject

V = TypeVar("V")


def narrowed(run: Run, subject: Subject) -> Run:
    """Keep what is about the subject; problems of the data and analyses without an answer stay.

    An estimate stays by its subject; a finding by its subject, its evidence or what its message names, but
    without the evidence about others; a row of a table when one of its cells is about it; a figure when it is
    a detail of it or shows nothing else. Headlines speak of the whole book and go.
    """
    return replace(run, results=tuple(_result(result, subject) for result in run.results))


def of_analyses(run: Run, ids: Collection[str]) -> Run:
    """Keep the results of some analyses, and any that failed: it may be why one of them has no answer."""
    kept = (r for r in run.results if r.analysis in ids or r.status is Status.FAILED)
    return replace(run, results=tuple(kept))


def figures_about(result: Result, subject: Subject) -> tuple[Figure, ...]:
    """Return the figures that are a detail of the subject or show nothing else."""
    return tuple(f for f in result.figures if _is_about(f, subject))


def of_the_whole(run: Run) -> Run:
    """Leave out the details of single things: they have pages of their own."""
    return replace(run, results=tuple(_whole(result) for result in run.results))


def is_silent(result: Result) -> bool:
    """Tell whether an analysis ran and has nothing to say."""
    said = (result.estimates, result.findings, result.tables, result.figures, result.headline)
    return result.status is Status.OK and not any(said)


def _result(result: Result, subject: Subject) -> Result:
    tables = (_table(table, subject) for table in result.tables)
    return replace(
        result,
        estimates=tuple(e for e in result.estimates if subject.holds(e.subject)),
        findings=tuple(_own(f, subject) for f in result.findings if _concerns(f, subject)),
        tables=tuple(table for table in tables if table.rows),
        figures=figures_about(result, subject),
        headline=(),
        key=tuple(e for e in result.key if subject.holds(e.subject)),
    )


def _whole(result: Result) -> Result:
    return replace(
        result,
        tables=tuple(table for table in result.tables if table.about is None),
        figures=tuple(figure for figure in result.figures if figure.about is None),
    )


def _concerns(finding: Finding, subject: Subject) -> bool:
    return (
        subject.holds(finding.subject)
        or any(subject.holds(estimate.subject) for estimate in finding.evidence)
        or subject.named_in(finding.message)
    )


def _own(finding: Finding, subject: Subject) -> Finding:
    """Leave out the evidence about other initiatives of a finding that names several."""
    kinds = {ref.kind for ref in (subject.ref, *subject.parts)} | {"kpi"}
    own = tuple(e for e in finding.evidence if e.subject.kind not in kinds or subject.holds(e.subject))
    return replace(finding, evidence=own, message=_one_of(finding.message, subject))


def _one_of(message: Message, subject: Subject) -> Message:
    """Write a list of things as the one of them that the page is about, and how many there are."""
    things = parts_of(message) or ()
    own = listed([thing for thing in things if subject.named_in(thing)])
    if own.args and len(things) > 1:
        return say("{thing} (one of {count})", thing=own, count=Quantity(len(things), "count"))
    return Message(message.template, tuple((name, _shown(value, subject)) for name, value in message.args))


def _shown(value: V, subject: Subject) -> V | Message:
    return _one_of(value, subject) if isinstance(value, Message) else value


def _is_about(exhibit: Figure | Table, subject: Subject) -> bool:
    if exhibit.about is not None:
        return subject.holds(exhibit.about)
    return isinstance(exhibit, Figure) and _speaks_of(exhibit, subject)


def _speaks_of(figure: Figure, subject: Subject) -> bool:
    """Tell whether a figure of the whole shows this one thing alone: by its title, or in every row."""
    rows = (any(map(subject.named_in, row.values())) for row in figure.data)
    return subject.named_in(figure.title) or (bool(figure.data) and all(rows))


def _table(table: Table, subject: Subject) -> Table:
    """Keep a detail whole; of a list, keep the rows that name the subject."""
    if table.about is not None:
        return table if subject.holds(table.about) else replace(table, rows=())
    own = (row for row in table.rows if any(map(subject.named_in, row)))
    return replace(table, rows=tuple(tuple(_shown(cell, subject) for cell in row) for row in own))
