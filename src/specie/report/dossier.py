"""The page of one initiative: verdict first, then the way to it from the raw readings on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from specie.model import Column, Estimate, Ref, Status, Table, Term, say
from specie.report.narrow import is_silent
from specie.report.outline import label_of, verdicts
from specie.report.warned import Warned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.model import Analysis, Cell, Message, Result, Run, Verdict
    from specie.report.subject import Subject

TILES, EVIDENCE = 8, 4


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on an initiative and the finding that gives it."""

    verdict: Verdict
    warned: Warned

    @property
    def evidence(self) -> tuple[Estimate, ...]:
        """Return the numbers that stand beside the verdict."""
        return self.warned.finding.evidence[:EVIDENCE]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the page of one initiative shows, in its order."""

    subject: Subject
    judged: Judged | None
    silence: Message
    """Why there is no verdict, where there is none."""
    steps: tuple[Result, ...]
    tiles: tuple[tuple[str, Estimate], ...]
    """The analysis and the estimates about the initiative itself that stand beside the verdict."""


def dossier(run: Run, subject: Subject, declarations: Mapping[str, Analysis]) -> Dossier:
    """Arrange a run that was narrowed to an initiative."""
    judged = verdict_on(run, subject.ref, declarations)
    judges = [a.id for a in declarations.values() if any(code.verdict for code in a.codes)]
    steps = tuple(replace_key(r, judges) for r in in_order(run, judges, declarations) if not is_silent(r))
    return Dossier(
        subject=subject,
        judged=judged,
        silence=_silence(run, judges),
        steps=steps,
        tiles=tuple(_tiles(run, judges, subject, declarations, judged)),
    )


def verdict_on(run: Run, ref: Ref, declarations: Mapping[str, Analysis]) -> Judged | None:
    """Find the verdict on a thing; None where no analysis gave one."""
    own = [Warned(r.analysis, f) for r in run.results for f in r.findings if _same(f.subject, ref)]
    for verdict, given in verdicts(own, declarations).items():
        if given:
            return Judged(verdict, given[0])
    return None


def in_order(run: Run, judges: Sequence[str], declarations: Mapping[str, Analysis]) -> list[Result]:
    """Order the results: what the verdict rests on, upstream first, the verdict's own, then the rest."""
    graph = {id_: set(a.after) & declarations.keys() for id_, a in declarations.items()}
    upstream = [id_ for id_ in _stable_order(graph) if id_ in _ancestors(judges, graph)]
    rank = {id_: place for place, id_ in enumerate([*upstream, *judges])}
    return sorted(run.results, key=lambda r: rank.get(r.analysis, len(rank)))


def _stable_order(graph: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield what is read before what reads it; otherwise in the order of the declarations."""
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    places = list(graph)
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=places.index)
        yield from ready
        sorter.done(*ready)


def _ancestors(judges: Sequence[str], graph: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    queue = [id_ for judge in judges for id_ in graph.get(judge, ())]
    while queue:
        id_ = queue.pop()
        if id_ not in found and id_ not in judges:
            found.add(id_)
            queue += graph[id_]
    return found


def replace_key(result: Result, judges: Sequence[str]) -> Result:
    """Leave out the key figures of the analysis that judges: they stand beside the verdict."""
    return replace(result, key=()) if result.analysis in judges else result


def _silence(run: Run, judges: Sequence[str]) -> Message:
    for result in run.results:
        if result.analysis in judges and result.status is not Status.OK and result.reason is not None:
            return result.reason
    if any(r.analysis in judges for r in run.results):
        return say("nothing in the book lets this initiative be judged yet")
    return say("no analysis that judges initiatives was run")


def _tiles(
    run: Run,
    judges: Sequence[str],
    subject: Subject,
    declarations: Mapping[str, Analysis],
    judged: Judged | None,
) -> Iterator[tuple[str, Estimate]]:
    """Yield what the judging analysis measured of the initiative and the verdict does not already quote."""
    quoted = {e.key for e in judged.evidence} if judged else set()
    for result in run.results:
        if result.analysis in judges:
            own = [e for e in result.estimates if _same(e.subject, subject.ref) and e.key not in quoted]
            ordered = by_measure(own, declarations.get(result.analysis))
            yield from ((result.analysis, estimate) for estimate in ordered[:TILES])


def by_measure(estimates: Sequence[Estimate], declared: Analysis | None) -> list[Estimate]:
    """Order estimates as their analysis declares its measures."""
    places = {m.id: place for place, m in enumerate(declared.measures)} if declared else {}
    return sorted(estimates, key=lambda e: places.get(e.measure, len(places)))


def numbers(result: Result, subject: Subject, declarations: Mapping[str, Analysis]) -> Table:
    """List what one analysis measured: one row per estimate that no table of it shows already."""
    cells = (cell for table in result.tables for row in table.rows for cell in row)
    listed = {cell.key for cell in cells if isinstance(cell, Estimate)}
    left = [e for e in result.estimates if e.key not in listed]
    ordered = by_measure(left, declarations.get(result.analysis))
    columns = (
        Column("measure", say("What was measured")),
        Column("subject", say("Subject")),
        Column("period", say("Period")),
        Column("value", say("Value")),
        Column("grade", say("Grade")),
        Column("basis", say("Of what")),
    )
    rows = tuple(_row(result.analysis, e, declarations) for e in ordered)
    table = Table("numbers", say("Numbers"), columns, rows)
    return without_subject(table, subject)


def _row(analysis: str, estimate: Estimate, declarations: Mapping[str, Analysis]) -> tuple[Cell, ...]:
    label = label_of(declarations, analysis, estimate.measure)
    grade = Term(estimate.grade.value)
    return (label, estimate.subject, estimate.period, estimate, grade, estimate.denominator)


def without_subject(table: Table, subject: Subject) -> Table:
    """Leave out the columns that only name the initiative: the page says whose it is."""
    kept = [
        i for i in range(len(table.columns))
        if not table.rows or not all(_names(row[i], subject.ref) for row in table.rows)
    ]  # fmt: skip
    return replace(
        table,
        columns=tuple(table.columns[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in table.rows),
    )


def unnamed(run: Run, subject: Subject) -> Run:
    """Leave the columns that only name the subject out of every table of a run."""
    results = (
        replace(result, tables=tuple(without_subject(table, subject) for table in result.tables))
        for result in run.results
    )
    return replace(run, results=tuple(results))


def _names(cell: Cell, ref: Ref) -> bool:
    return isinstance(cell, Ref) and _same(cell, ref)


def _same(one: Ref, other: Ref) -> bool:
    return (one.kind, one.id) == (other.kind, other.id)
