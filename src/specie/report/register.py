"""The register behind a page: every number of a run with its own note, every origin listed once."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from specie.model import Estimate, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.model import Origin, Result, Run


@dataclass(frozen=True, slots=True)
class Note:
    """One estimate under its number on the page."""

    number: int
    analysis: str
    estimate: Estimate


@dataclass(slots=True)
class Register:
    """Numbers for estimates and origins, in the order in which they were first met."""

    _notes: dict[tuple[str, Estimate], Note] = field(default_factory=dict)
    _origins: dict[Origin, int] = field(default_factory=dict)
    _met: dict[tuple[str, int], tuple[Estimate, Note]] = field(default_factory=dict)
    """The same by identity, since comparing estimates field by field is slow and a page asks thousands of
    times; the estimate is kept so that its identity is not given out again."""

    def note(self, analysis: str, estimate: Estimate) -> Note:
        """Return the note of an estimate, making it when it is new."""
        key = (analysis, id(estimate))
        if key not in self._met:
            self._met[key] = (estimate, self._note(analysis, estimate))
        return self._met[key][1]

    def _note(self, analysis: str, estimate: Estimate) -> Note:
        key = (analysis, estimate)
        if key not in self._notes:
            self._notes[key] = Note(len(self._notes) + 1, analysis, estimate)
            for origin in estimate.origins:
                self._origins.setdefault(origin, len(self._origins) + 1)
        return self._notes[key]

    def notes_of(self, analysis: str) -> list[tuple[str, list[Note]]]:
        """Return the notes of one analysis, grouped by measure."""
        notes = [n for n in self._notes.values() if n.analysis == analysis]
        measures = {n.estimate.measure: i for i, n in reversed(list(enumerate(notes)))}
        notes.sort(key=lambda n: measures[n.estimate.measure])
        return [(measure, list(group)) for measure, group in groupby(notes, lambda n: n.estimate.measure)]

    def sources(self) -> list[tuple[int, Origin]]:
        """Return every origin with its number."""
        return [(number, origin) for origin, number in self._origins.items()]

    def citations(self, estimate: Estimate) -> list[tuple[int, int]]:
        """Return the numbers of an estimate's origins as closed ranges: 1-3, 7-7."""
        numbers = sorted({self._origins[o] for o in estimate.origins})
        ranges: list[tuple[int, int]] = []
        for number in numbers:
            if ranges and ranges[-1][1] == number - 1:
                ranges[-1] = (ranges[-1][0], number)
            else:
                ranges.append((number, number))
        return ranges


def register_of(run: Run) -> Register:
    """Register every estimate of a run, the key ones of each analysis first."""
    register = Register()
    for result in run.results:
        for estimate in _estimates(result):
            register.note(result.analysis, estimate)
    return register


def _estimates(result: Result) -> Iterator[Estimate]:
    yield from result.key
    for message in result.headline:
        yield from estimates_in(message)
    yield from result.estimates
    for finding in result.findings:
        yield from estimates_in(finding.message)
        yield from finding.evidence
    for table in result.tables:
        yield from _only_estimates(cell for row in table.rows for cell in row)
    for figure in result.figures:
        yield from _only_estimates(cell for row in figure.data for cell in row.values())


def estimates_in(message: Message) -> Iterator[Estimate]:
    """Yield the estimates that a message quotes, also those in messages within it."""
    for _, value in message.args:
        if isinstance(value, Estimate):
            yield value
        elif isinstance(value, Message):
            yield from estimates_in(value)


def _only_estimates(cells: Iterable[object]) -> Iterator[Estimate]:
    for cell in cells:
        if isinstance(cell, Estimate):
            yield cell
        elif isinstance(cell, Message):
            yield from estimates_in(cell)
