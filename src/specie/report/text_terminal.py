"""A checked text in a terminal: what to know first, then what holds, then what cannot be checked."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from specie.model import Quantity, Severity
from specie.model.claim import Alarm
from specie.report.language import visible
from specie.report.problems import problem_line
from specie.report.scale import marked
from specie.report.terminal import console_for
from specie.report.terminal_box import STYLE
from specie.report.text_origin import source_line
from specie.report.text_place import Places
from specie.report.text_quote import Quoter
from specie.report.text_summary import document_line, summary_line
from specie.report.text_view import SILENT, Outcome, view_of
from specie.report.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model import Problem
    from specie.model.claim import Span, TextCheck
    from specie.report.language import Language
    from specie.report.text_view import Note, View

SHOWN = {Outcome.HOLDS: 20, Outcome.NOT_CHECKED: 12}
FIGURES_SHOWN = 12
INDENT = 2
QUOTED = "bold underline"
SEVERITY = {Outcome.ALARM: Severity.ALARM, Outcome.WATCH: Severity.WATCH, Outcome.NOTE: Severity.NOTE}


def texts_text(checks: Sequence[TextCheck], problems: Sequence[Problem], language: Language) -> str:
    """Write checked texts one after the other, then the problems of those that could not be read."""
    console = console_for(colour=True)
    for number, check in enumerate(checks):
        if number:
            console.print()
        for line in _Sheet(view_of(check), language).lines():
            console.print(Padding(line[INDENT:], (0, 0, 0, INDENT)) if line.plain.startswith(" ") else line)
    for problem in problems:
        for line in lines_of_problem(problem, language):
            console.print(Text(line), soft_wrap=True)
    written = console.file
    text = written.getvalue() if isinstance(written, io.StringIO) else ""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


class _Sheet:
    """The lines of one document."""

    def __init__(self, view: View, language: Language) -> None:
        self.view = view
        self.check = view.check
        self.language = language
        self.places = Places(view.check.document)
        self._quoter = Quoter(view.check)

    def lines(self) -> Iterator[Text]:
        """Yield everything about the document."""
        yield Text(document_line(self.check.document, self.language), style="bold")
        yield Text(summary_line(self.view, self.language))
        for problem in self.check.problems:
            yield from map(Text, lines_of_problem(problem, self.language))
        for note in self.view.of(*SEVERITY):
            yield Text()
            yield from self._alarm(note)
        yield from self._section(marked("What holds"), Outcome.HOLDS)
        yield from self._section(marked("What cannot be checked"), Outcome.NOT_CHECKED)

    def _alarm(self, note: Note) -> Iterator[Text]:
        severity = SEVERITY[note.outcome]
        head = Text(f"{self._place(note.spans)} ")
        head.append(self.language.message(SEVERITIES[severity]), style=STYLE[severity])
        if isinstance(note.said, Alarm):
            head.append(f" {note.said.code}", style=STYLE[severity])
        if self.view.is_proposed(note):
            head.append(f" [{self.language(marked('proposed by a model'))}]", style="dim")
        yield head
        for span, pieces in self._quoter.quotations(note.spans):
            quote = Text("  ")
            if span.start != note.spans[0].start:
                quote.append(f"{self.places.written(span, self.language)} ", style="dim")
            for piece in pieces:
                quote.append(*((f"«{piece.text}»", QUOTED) if piece.is_marked else (piece.text, "italic")))
            yield quote
        yield Text(f"  {self.language.sentence(note.said.message)}")
        if isinstance(note.said, Alarm) and note.said.hint is not None:
            hint = self.language(marked("hint: {hint}"), hint=note.said.hint)
            yield Text(f"  {hint}", style="cyan")
        if note.said.origins:
            yield Text(f"  {source_line(note.said.origins, self.language)}", style="dim")

    def _section(self, title: str, outcome: Outcome) -> Iterator[Text]:
        """Yield what is said of figures of one outcome, one line a message with all its figures."""
        said = self._grouped(outcome)
        if not said:
            return
        yield Text()
        yield Text(self.language(title), style="bold cyan")
        for message, spans in list(said.items())[: SHOWN[outcome]]:
            line = Text("  ")
            line.append(self._figures(spans), style="bold")
            yield line.append(f"  {message}", style="not bold")
        hidden = len(said) - SHOWN[outcome]
        if hidden > 0:
            more = self.language(marked("… and {count} more; --format json lists all"), count=_count(hidden))
            yield Text(f"  {more}", style="dim")

    def _grouped(self, outcome: Outcome) -> dict[str, list[Span]]:
        said: dict[str, list[Span]] = {}
        for note in self.view.of(outcome):
            said.setdefault(self.language.sentence(note.said.message), []).extend(note.spans)
        if outcome is Outcome.NOT_CHECKED and (silent := self.view.unmentioned()):
            said[self.language.sentence(SILENT)] = [c.span for c in silent]
        return said

    def _figures(self, spans: Sequence[Span]) -> str:
        text = self.check.document.text
        unique = sorted(set(spans))
        shown = [
            f"{self.places.written(span, self.language)} «{_words(text[span.start : span.end])}»"
            for span in unique[:FIGURES_SHOWN]
        ]
        hidden = len(unique) - len(shown)
        if hidden > 0:
            shown.append(self.language(marked("… and {count} more"), count=_count(hidden)))
        return self.language.join(shown)

    def _place(self, spans: Sequence[Span]) -> str:
        name = visible(self.check.document.name)
        if not spans:
            return name
        place = self.places.written(spans[0], self.language)
        return f"{name}:{place}" if place[0].isdecimal() else f"{name} {place}"


def lines_of_problem(problem: Problem, language: Language) -> Iterator[str]:
    """Yield a problem, then its hint."""
    yield problem_line(problem, language)
    if problem.hint is not None:
        yield f"  {language(marked('hint: {hint}'), hint=problem.hint)}"


def _words(text: str) -> str:
    return visible(" ".join(text.split()))


def _count(number: int) -> Quantity:
    return Quantity(number, "count")
