"""What comes first: on the first screen, in a list of findings, in a terminal.

The rule, in this order:

1. louder first: an alarm before a watch before a note;
2. every code speaks once before any speaks twice, so that one kind of fault cannot fill the screen;
3. the reader's own money first: does it pay, what breaks, what is it worth, by which ruler;
4. within a question, analyses that answer it (``leads``) before those that explain;
5. more money at stake first: the largest amount in the book's currency among the evidence.

Within one code, the finding with the most money speaks first.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from specie.model import Estimate, Question, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from specie.model import Analysis, Finding, Result
    from specie.report.warned import Warned

URGENCY = (Question.PAYS, Question.BREAKS, Question.WORTH, Question.RULER)
"""On the first screen a reader's own money comes first and other people's rulers last."""
VOICES: Mapping[Question, int] = {question: 2 if question is Question.PAYS else 1 for question in Question}
"""How many answers a question has on the first screen, and how many key figures before the next speaks."""


def question_of(analysis: str) -> Question:
    """Return the question that an analysis id such as ``pays/spend`` belongs to."""
    return Question(analysis.partition("/")[0])


def leads(declarations: Mapping[str, Analysis], analysis: str) -> bool:
    """Tell whether an analysis answers its question by itself."""
    declared = declarations.get(analysis)
    return declared is not None and declared.leads


def stake(finding: Finding, currency: str) -> float:
    """Return the largest amount of money in the book's currency among the evidence; 0 without any."""
    amounts = (_amount(e) for e in finding.evidence if e.unit == currency)
    return max(amounts, default=0.0)


def _amount(estimate: Estimate) -> float:
    """Return the size of an amount: its point, or the nearer end where only a range is known."""
    if estimate.point is not None:
        return abs(estimate.point)
    return min(abs(end) for end in (estimate.low, estimate.high) if end is not None)


def by_urgency(
    findings: Sequence[Warned], declarations: Mapping[str, Analysis], currency: str
) -> list[Warned]:
    """Sort the findings of a run by the rule of this file."""
    richest = sorted(findings, key=lambda w: -stake(w.finding, currency))
    spoken: Counter[tuple[str, int]] = Counter()
    ranked: list[tuple[tuple[float, ...], Warned]] = []
    for place, warned in enumerate(richest):
        finding, rank = warned.finding, warned.finding.severity.rank
        turn = spoken[finding.code, rank]
        spoken[finding.code, rank] += 1
        question = URGENCY.index(question_of(warned.analysis))
        explains = not leads(declarations, warned.analysis)
        ranked.append(((-rank, turn, question, explains, place), warned))
    return [warned for _, warned in sorted(ranked, key=lambda pair: pair[0])]


def loudest_first(findings: Iterable[Finding], currency: str) -> list[Finding]:
    """Sort the findings of one analysis: by severity, then by the money at stake."""
    return sorted(findings, key=lambda f: (-f.severity.rank, -stake(f, currency)))


def answering_first(results: Iterable[Result], declarations: Mapping[str, Analysis]) -> list[Result]:
    """Put the analyses that answer their question before those that explain; the order stays otherwise."""
    return sorted(results, key=lambda r: not leads(declarations, r.analysis))


def key_figures(
    results: Sequence[Result], declarations: Mapping[str, Analysis]
) -> Iterator[tuple[str, Estimate]]:
    """Yield key figures in turns of the questions, so that none crowds out another."""
    assessed = [r for r in results if r.status is Status.OK]
    queues: list[list[list[tuple[str, Estimate]]]] = []
    for question in URGENCY:
        members = [r for r in assessed if question_of(r.analysis) is question]
        answers = [r for r in members if leads(declarations, r.analysis)]
        queue = [*_in_turn(answers), *_in_turn([r for r in members if r not in answers])]
        size = VOICES[question]
        queues.append([queue[i : i + size] for i in range(0, len(queue), size)])
    for turn in zip_longest(*queues, fillvalue=()):
        yield from chain.from_iterable(turn)


def _in_turn(results: Sequence[Result]) -> Iterator[tuple[str, Estimate]]:
    """Yield the first figure of each analysis, then the second of each."""
    columns = [[(r.analysis, e) for e in r.key] for r in results]
    for rank in zip_longest(*columns):
        yield from (pair for pair in rank if pair is not None)
