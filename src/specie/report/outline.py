"""What stands where in a brief, before any language or medium: boxes first, then a section per question."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from specie.model import Estimate, Message, Question, Result, Role, Run, Severity, Verdict
from specie.report.urgency import answering_first, by_urgency, key_figures, question_of
from specie.report.warned import Warned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.model import Analysis, Measure, Method

PAGE_ORDER = tuple(Question)
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
    verdicts: Mapping[Verdict, tuple[Warned, ...]]

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(f.severity == severity for r in self.run.results for f in r.findings)

    def answers(self, question: Question) -> list[Conclusion]:
        """Return the answers to a question, those that answer it by themselves first."""
        return [c for c in self.conclusions if c.question is question and c.answer is not None]


def outline(run: Run, declarations: Mapping[str, Analysis]) -> Outline:
    """Arrange a run for a reader who has ten seconds."""
    sections = tuple(_sections(run, declarations))
    ordered = [result for section in sections for result in section.results]
    findings = by_urgency(list(_warned(ordered)), declarations, run.book.currency)
    figures = islice(key_figures(ordered, declarations), FIRST_SCREEN_FIGURES)
    return Outline(
        run=run,
        conclusions=tuple(
            Conclusion(s.question, r, r.headline[0] if r.headline else None)
            for s in sections
            for r in s.results
        ),
        figures=tuple(KeyFigure(id_, label_of(declarations, id_, e.measure), e) for id_, e in figures),
        actions={role: tuple(_actions(findings, role)) for role in Role},
        risks=tuple(w for w in findings if w.finding.severity is not Severity.NOTE),
        sections=sections,
        verdicts=verdicts(findings, declarations),
    )


def verdicts(
    findings: Sequence[Warned], declarations: Mapping[str, Analysis]
) -> dict[Verdict, tuple[Warned, ...]]:
    """Sort the findings that are a verdict by what they say; empty where no analysis gave one."""
    meaning = {(a.id, c.id): c.verdict for a in declarations.values() for c in a.codes if c.verdict}
    coded = [((w.analysis, w.finding.code), w) for w in findings]
    given = [(meaning[code], w) for code, w in coded if code in meaning]
    return {v: tuple(w for verdict, w in given if verdict is v) for v in Verdict} if given else {}


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


def _sections(run: Run, declarations: Mapping[str, Analysis]) -> Iterator[Section]:
    for question in PAGE_ORDER:
        results = [r for r in run.results if question_of(r.analysis) is question]
        if results:
            yield Section(question, tuple(answering_first(results, declarations)))


def _warned(results: Sequence[Result]) -> Iterator[Warned]:
    for result in results:
        for finding in result.findings:
            yield Warned(result.analysis, finding)


def _actions(findings: Sequence[Warned], role: Role) -> Iterator[Warned]:
    seen: set[Message] = set()
    for warned in findings:
        action = warned.finding.action
        if action and (warned.finding.role or Role.ENTERPRISE) is role and action not in seen:
            seen.add(action)
            yield warned
