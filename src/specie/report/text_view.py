"""A checked text arranged for its faces: marks in the text, each with one standing, and the notes on them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from specie.model import Severity, say
from specie.model.claim import Alarm, Check, Span, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specie.model.claim import Claim, TextCheck


class Outcome(StrEnum):
    """What became of a figure, the worst first."""

    ALARM = "alarm"
    WATCH = "watch"
    NOTE = "note"
    HOLDS = "holds"
    NOT_CHECKED = "not checked"


ORDER = {outcome: rank for rank, outcome in enumerate(Outcome)}
OF_SEVERITY = {
    Severity.ALARM: Outcome.ALARM,
    Severity.WATCH: Outcome.WATCH,
    Severity.NOTE: Outcome.NOTE,
}
OF_STANDING = {
    Standing.FAILS: Outcome.ALARM,
    Standing.HOLDS: Outcome.HOLDS,
    Standing.NOT_CHECKED: Outcome.NOT_CHECKED,
}

UNCHECKED = "TXT9"
SILENT = say("No rule applies to these figures.")
"""What is said of figures that no alarm and no check is about."""


@dataclass(frozen=True, slots=True)
class Note:
    """An alarm or a check as a numbered note; ``number`` counts from 1 within a document."""

    number: int
    outcome: Outcome
    said: Alarm | Check

    @property
    def spans(self) -> tuple[Span, ...]:
        """The figures that it is about."""
        return self.said.spans


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked piece of the text: a figure, or words that a note is about."""

    number: int
    span: Span
    outcome: Outcome
    claims: tuple[Claim, ...]
    notes: tuple[Note, ...]


class Covered:
    """Pieces of the text, joined where they overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = _joined(spans)
        self._ends = [span.end for span in self.spans]

    def meets(self, span: Span) -> bool:
        """Tell whether a piece shares a code point with one of them."""
        at = bisect_right(self._ends, span.start)
        return at < len(self.spans) and self.spans[at].meets(span)


class Found:
    """Which notes speak of a piece of the text."""

    def __init__(self, notes: Sequence[Note]) -> None:
        pairs = sorted(((span, note) for note in notes for span in note.spans), key=lambda pair: pair[0])
        self._pairs = pairs
        self._starts = [span.start for span, _ in pairs]
        self._longest = max((span.end - span.start for span, _ in pairs), default=0)

    def notes(self, span: Span) -> list[Note]:
        """Return the notes about a piece, the worst first, each once."""
        first = bisect_right(self._starts, span.start - self._longest - 1)
        last = bisect_right(self._starts, span.end)
        near = (note for other, note in self._pairs[first:last] if other.meets(span))
        unique = {note.number: note for note in near}
        return sorted(unique.values(), key=lambda note: (ORDER[note.outcome], note.number))

    def outcome(self, span: Span) -> Outcome:
        """Return the worst outcome of a piece; what nothing speaks of was not checked."""
        return next((note.outcome for note in self.notes(span)), Outcome.NOT_CHECKED)


@dataclass(frozen=True, slots=True)
class View:
    """Everything that a face of one document shows."""

    check: TextCheck
    notes: tuple[Note, ...]
    found: Found
    outcomes: Mapping[Span, Outcome] = field(hash=False)
    """Per figure its worst outcome."""
    proposed: Covered
    """Where a language model proposed a figure or a link."""

    @property
    def counts(self) -> dict[Outcome, int]:
        """Count the figures by outcome; the counts add up to the number of figures."""
        found = Counter(self.outcomes[claim.span] for claim in self.check.claims)
        return {outcome: found[outcome] for outcome in Outcome}

    def of(self, *outcomes: Outcome) -> list[Note]:
        """Return the notes with one of these outcomes, the worst first, then in the order of the text."""
        chosen = [note for note in self.notes if note.outcome in outcomes]
        return sorted(chosen, key=lambda note: (ORDER[note.outcome], note.number))

    def is_proposed(self, note: Note) -> bool:
        """Tell whether a note rests on a figure or link that a language model proposed."""
        return any(self.proposed.meets(span) for span in note.spans)

    def unmentioned(self) -> list[Claim]:
        """Return the figures that no note is about."""
        noted = Covered(span for note in self.notes for span in note.spans)
        return [claim for claim in self.check.claims if not noted.meets(claim.span)]


def view_of(check: TextCheck) -> View:
    """Arrange a checked text."""
    notes = _notes(check)
    found = Found(notes)
    outcomes = {claim.span: found.outcome(claim.span) for claim in check.claims}
    proposed = Covered(claim.span for claim in check.claims if claim.proposed)
    return View(check, notes, found, outcomes, proposed)


def _notes(check: TextCheck) -> tuple[Note, ...]:
    """Number alarms and checks in the order of the text; a failed check that an alarm repeats is left out."""
    alarmed = {(alarm.spans, alarm.message) for alarm in check.alarms}
    said: list[tuple[Outcome, Alarm | Check]] = [(_outcome(alarm), alarm) for alarm in check.alarms]
    said += [
        (OF_STANDING[c.standing], c)
        for c in check.checks
        if c.standing is not Standing.FAILS or (c.spans, c.message) not in alarmed
    ]
    said.sort(key=lambda pair: (min(pair[1].spans, default=Span(0, 0)), ORDER[pair[0]]))
    return tuple(Note(number, outcome, what) for number, (outcome, what) in enumerate(said, 1))


def _outcome(alarm: Alarm) -> Outcome:
    """Return what an alarm makes of its figures; codes from TXT900 on only tell what was not checked."""
    unchecked = alarm.code.startswith(UNCHECKED) and alarm.severity is Severity.NOTE
    return Outcome.NOT_CHECKED if unchecked else OF_SEVERITY[alarm.severity]


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.start < span.end:
            joined.append(span)
    return joined


def marks_of(view: View) -> tuple[Mark, ...]:
    """Mark every figure, and the words of a note that holds no figure; marks do not overlap."""
    claims = sorted(view.check.claims, key=lambda claim: claim.span)
    starts = [claim.span.start for claim in claims]
    figures = Covered(claim.span for claim in claims)
    words = [span for note in view.notes for span in note.spans if not figures.meets(span)]
    marks: list[Mark] = []
    for number, span in enumerate(_joined([*figures.spans, *words]), 1):
        inside = claims[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        about = view.found.notes(span)
        outcome = about[0].outcome if about else Outcome.NOT_CHECKED
        marks.append(Mark(number, span, outcome, tuple(inside), tuple(about)))
    return tuple(marks)
