"""What stands where in a brief, before any language or medium: boxes first, then a section per question."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from specie.model import Estimate, Finding, Message, Question, Result, Role, Run, Severity, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.model import Analysis, Measure, Method

PAGE_ORDER = tuple(Question)
URGENCY = (Question.PAYS, Question.BREAKS, Question.WORTH, Question.RULER)
"""On the first screen a reader's own money comes first and other people's rulers last."""
FIRST_SCREEN_FIGURES = 8
FIRST_SCREEN_FINDINGS = 5
SINGLE_THINGS = frozenset({"initiative", "vendor", "company"})
"""Kinds of subjects that an action names when it stands alone."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What one analysis answers to its question; ``answer`` is None where it could not be assessed."""

    question: Question
    result: Result
    answer: Message | None


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """An estimate for the first screen with the name of its measure."""

    analysis: str
    label: Message | str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Warned:
    """A finding with the analysis that made it."""

    analysis: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Section:
    """One question with the results that answer it."""

    question: Question
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The order of a brief: four boxes, then the sections."""

    run: Run
    conclusions: tuple[Conclusion, ...]
    figures: tuple[KeyFigure, ...]
    actions: Mapping[Role, tuple[Warned, ...]]
    risks: tuple[Warned, ...]
    sections: tuple[Section, ...]

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(f.severity == severity for r in self.run.results for f in r.findings)


def outline(run: Run, declarations: Mapping[str, Analysis]) -> Outline:
    """Arrange a run for a reader who has ten seconds."""
    sections = tuple(_sections(run))
    ordered = [result for section in sections for result in section.results]
    findings = _by_urgency(list(_warned(ordered)))
    return Outline(
        run=run,
        conclusions=tuple(
            Conclusion(s.question, r, r.headline[0] if r.headline else None)
            for s in sections
            for r in s.results
        ),
        figures=tuple(_key_figures(ordered, declarations))[:FIRST_SCREEN_FIGURES],
        actions={role: tuple(_actions(findings, role)) for role in Role},
        risks=tuple(w for w in findings if w.finding.severity is not Severity.NOTE),
        sections=sections,
    )


def question_of(analysis: str) -> Question:
    """Return the question that an analysis id such as ``pays/spend`` belongs to."""
    return Question(analysis.partition("/")[0])


def measure_of(declarations: Mapping[str, Analysis], analysis: str, measure: str) -> Measure | None:
    """Find what an analysis declares of a measure."""
    declared = declarations.get(analysis)
    return next((m for m in declared.measures if m.id == measure), None) if declared else None


def method_of(declarations: Mapping[str, Analysis], analysis: str, method: str) -> Method | None:
    """Find what an analysis declares of a method."""
    declared = declarations.get(analysis)
    return next((m for m in declared.methods if m.id == method), None) if declared else None


def label_of(declarations: Mapping[str, Analysis], analysis: str, measure: str) -> Message | str:
    """Name a measure: its label, or its id where it is not declared."""
    declared = measure_of(declarations, analysis, measure)
    return declared.label if declared else measure


def _sections(run: Run) -> Iterator[Section]:
    for question in PAGE_ORDER:
        results = tuple(r for r in run.results if question_of(r.analysis) is question)
        if results:
            yield Section(question, results)


def _warned(results: Sequence[Result]) -> Iterator[Warned]:
    for result in results:
        for finding in result.findings:
            yield Warned(result.analysis, finding)


def _by_urgency(findings: list[Warned]) -> list[Warned]:
    """Sort by severity, then so that each code speaks once before any speaks twice."""
    spoken: Counter[tuple[str, int]] = Counter()
    ranked: list[tuple[int, int, int, int]] = []
    for position, warned in enumerate(findings):
        rank = warned.finding.severity.rank
        turn = spoken[warned.finding.code, rank]
        spoken[warned.finding.code, rank] += 1
        ranked.append((-rank, turn, URGENCY.index(question_of(warned.analysis)), position))
    return [findings[position] for *_, position in sorted(ranked)]


def _key_figures(results: Sequence[Result], declarations: Mapping[str, Analysis]) -> Iterator[KeyFigure]:
    """Take the first figure of each analysis, then the second of each: none crowds out another."""
    ordered = sorted(results, key=lambda r: URGENCY.index(question_of(r.analysis)))
    columns = [[(r.analysis, e) for e in r.key] for r in ordered if r.status is Status.OK]
    for rank in zip_longest(*columns):
        for analysis, estimate in filter(None, rank):
            yield KeyFigure(analysis, label_of(declarations, analysis, estimate.measure), estimate)


def _actions(findings: Sequence[Warned], role: Role) -> Iterator[Warned]:
    seen: set[Message] = set()
    for warned in findings:
        action = warned.finding.action
        if action and (warned.finding.role or Role.ENTERPRISE) is role and action not in seen:
            seen.add(action)
            yield warned
