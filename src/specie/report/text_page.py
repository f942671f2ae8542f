"""The annotated page: the text with every figure marked, and beside it what came of checking them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from specie.model import Level, Message, Quantity
from specie.report.brief import asset, environment
from specie.report.language import language, visible
from specie.report.markup import Writer
from specie.report.register import Register
from specie.report.scale import marked
from specie.report.text_blocks import sections
from specie.report.text_place import Places
from specie.report.text_quote import Quoter
from specie.report.text_summary import NAMES, document_line
from specie.report.text_view import SILENT, Outcome, marks_of, view_of
from specie.report.text_words import KINDS, about, value
from specie.report.vocabulary import LEVELS, SEVERITIES
from specie.report.write import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from specie.model import Estimate, Origin, Problem, Severity, Value
    from specie.model.claim import Claim, Span, TextCheck
    from specie.report.language import Language
    from specie.report.text_blocks import Block, Run
    from specie.report.text_view import Mark, Note

LOUD = (Outcome.ALARM, Outcome.WATCH, Outcome.NOTE)
FIGURES_OPEN = 12


def render_texts(checks: Sequence[TextCheck], problems: Sequence[Problem], lang: str) -> str:
    """Write one page for all texts; the same checks give the same bytes."""
    spoken = language(lang).for_page()
    page = TextPage(spoken, [Sheet(n, check, spoken) for n, check in enumerate(checks, 1)], problems)
    template = environment().get_template("text_check.html.j2")
    style = asset("brief.css") + asset("text_check.css")
    return template.render(page=page, t=page.t, style=style, script=asset("text_check.js"))


def write_texts(checks: Sequence[TextCheck], problems: Sequence[Problem], lang: str, output: Path) -> Path:
    """Write the page into a file in one step."""
    return write_whole(output, render_texts(checks, problems, lang))


class _Writer(Writer):
    """Writes messages; an estimate has no note on this page to be linked to."""

    def link(self, analysis: str, estimate: Estimate, text: Markup) -> Markup:
        """Write the number alone."""
        del analysis, estimate
        return text


class TextPage:
    """What the template may ask for about the whole page."""

    def __init__(self, spoken: Language, sheets: list[Sheet], problems: Sequence[Problem]) -> None:
        self.language = spoken
        self.sheets = sheets
        self.problems = problems
        self._writer = _Writer(spoken, Register())

    def t(self, template: str, **args: Value) -> Markup:
        """Write a text of the page itself."""
        return self._writer.message(Message(template, tuple(args.items())))

    def sentence(self, message: Message) -> Markup:
        """Write a message that stands alone."""
        return self._writer.message(message, capital=True)

    def count(self, number: int) -> Quantity:
        """Make a count to be put into a text."""
        return Quantity(number, "count")

    def number(self, number: int) -> str:
        """Write a count."""
        return self.language.value(Quantity(number, "count"))

    def level(self, level: Level) -> str:
        """Name the level of a problem."""
        return self.language.message(LEVELS[level])

    def severity(self, severity: Severity) -> str:
        """Name a severity."""
        return self.language.message(SEVERITIES[severity])

    def outcome(self, outcome: Outcome) -> str:
        """Say what became of a figure."""
        return self.language.message(NAMES[outcome])


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as it was read."""

    place: str
    mark: int
    text: str
    kind: str
    value: str
    about: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One message with every figure that it is said of."""

    id: str
    message: Message
    places: tuple[tuple[int, Markup], ...]
    """Number of the mark, and a link to it with words and place."""
    sources: tuple[Markup, ...]


class Sheet:
    """What the template may ask for about one text."""

    def __init__(self, number: int, check: TextCheck, spoken: Language) -> None:
        self.number = number
        self.check = check
        self.name = visible(check.document.name)
        self.view = view_of(check)
        self.language = spoken
        self._outcomes = {outcome: spoken.message(name) for outcome, name in NAMES.items()}
        self.places = Places(check.document)
        self._quoter = Quoter(check)
        self.marks = marks_of(self.view)
        self._ends = [mark.span.end for mark in self.marks]
        self.loud = sorted(self.view.of(*LOUD), key=lambda note: note.number)
        self._badges = {note.number: badge for badge, note in enumerate(self.loud, 1)}
        self.holding = self._remarks(Outcome.HOLDS, "h")
        self.unchecked = self._remarks(Outcome.NOT_CHECKED, "c")
        self._remark_at = {
            place[0]: remark.id for remark in (*self.unchecked, *self.holding) for place in remark.places
        }

    @property
    def line(self) -> str:
        """Say which document it is, its name left out."""
        return document_line(self.check.document, self.language).partition(" · ")[2]

    @property
    def counts(self) -> list[tuple[Outcome, int]]:
        """Count the figures by outcome."""
        return list(self.view.counts.items())

    def badge(self, note: Note) -> int:
        """Return the number under which a note stands beside the text."""
        return self._badges[note.number]

    def text(self) -> Iterator[tuple[str, list[Block]]]:
        """Yield the text in blocks."""
        return sections(self.check.document, self.marks)

    def run(self, run: Run) -> Markup:
        """Write a stretch of the text; a marked one links to what is said of it."""
        words = escape(visible(run.text))
        if run.mark is None:
            return words
        mark = run.mark
        place = f' id="d{self.number}-m{mark.number}"' if run.first else ""
        tag = Markup(  # noqa: S704  every part is ours or escaped
            f'<a class="fig {_class(mark.outcome)}" href="#{self._target(mark)}"'
            f' title="{escape(self._title(mark))}"{place}>{words}</a>'
        )
        return tag + self._numbers(mark) if run.last else tag

    def _numbers(self, mark: Mark) -> Markup:
        """Write the numbers of the notes on a mark behind it."""
        numbers = [self._badges[note.number] for note in mark.notes if note.number in self._badges]
        if not numbers:
            return Markup("")
        return Markup('&#8288;<sup class="ref" aria-hidden="true">{}</sup>').format(
            ",".join(map(str, sorted(numbers)))
        )

    def _target(self, mark: Mark) -> str:
        loud = next((note for note in mark.notes if note.number in self._badges), None)
        if loud is not None:
            return f"d{self.number}-n{self._badges[loud.number]}"
        return self._remark_at.get(mark.number, f"d{self.number}-text")

    def _title(self, mark: Mark) -> str:
        read = [value(claim, self.language) for claim in mark.claims]
        return f"{self._outcomes[mark.outcome]}: {'; '.join(read)}" if read else ""

    def is_proposed(self, note: Note) -> bool:
        """Tell whether a note rests on what a language model proposed."""
        return self.view.is_proposed(note)

    def quotes(self, note: Note) -> list[tuple[int, str, Markup]]:
        """Quote the sentences of a note: number of the mark, place, words with the figures marked."""
        found: list[tuple[int, str, Markup]] = []
        for span, pieces in self._quoter.quotations(note.spans):
            parts = (
                Markup("<mark>{}</mark>").format(piece.text) if piece.is_marked else escape(piece.text)
                for piece in pieces
            )
            found.append((self._mark_of(span), self.place(span), Markup("").join(parts)))
        return found

    def place(self, span: Span) -> str:
        """Write where something stands."""
        return self.places.written(span, self.language)

    def _mark_of(self, span: Span) -> int:
        return self.marks[bisect_right(self._ends, span.start)].number

    def sources(self, note: Note) -> list[Markup]:
        """Write where the figures come from that a text was compared with."""
        return [self._source(origin) for origin in dict.fromkeys(note.said.origins)]

    def _source(self, origin: Origin) -> Markup:
        """Write a source: table and row, the document as a link under the name of its host, the day."""
        url = visible(origin.url)
        host = urlsplit(url).hostname if url.startswith(("https://", "http://")) else None
        link = (
            Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, host.removeprefix("www."))
            if host
            else escape(url)
        )
        day = self.language(marked("as of {date}"), date=origin.as_of) if origin.as_of else ""
        parts = (escape(f"{origin.place} {origin.rows}".strip()), link, escape(day))
        return Markup(" · ").join(part for part in parts if part)

    def _remarks(self, outcome: Outcome, letter: str) -> list[Remark]:
        """Gather the notes of one outcome by what they say."""
        said: dict[str, list[Note]] = {}
        for note in self.view.of(outcome):
            said.setdefault(self.language.sentence(note.said.message), []).append(note)
        found = [self._remark(f"{letter}{number}", notes) for number, notes in enumerate(said.values(), 1)]
        silent = self.view.unmentioned() if outcome is Outcome.NOT_CHECKED else []
        if silent:
            places = tuple(self._reference(claim.span) for claim in silent)
            found.append(Remark(f"d{self.number}-{letter}{len(found) + 1}", SILENT, places, ()))
        return found

    def _remark(self, name: str, notes: list[Note]) -> Remark:
        spans = sorted({span for note in notes for span in note.spans})
        sources = {self._source(origin): None for note in notes for origin in note.said.origins}
        return Remark(
            f"d{self.number}-{name}",
            notes[0].said.message,
            tuple(map(self._reference, spans)),
            tuple(sources),
        )

    def _reference(self, span: Span) -> tuple[int, Markup]:
        words = escape(visible(" ".join(self.check.document.text[span.start : span.end].split())))
        mark, place = self._mark_of(span), escape(self.place(span))
        link = f'<a class="at" href="#d{self.number}-m{mark}"><bdi>{words}</bdi> <small>{place}</small></a>'
        return mark, Markup(link)  # noqa: S704  escaped above

    def rows(self) -> list[Row]:
        """Return every figure as it was read."""
        return [self._row(claim) for claim in self.check.claims]

    def _row(self, claim: Claim) -> Row:
        text = self.check.document.text
        return Row(
            self.place(claim.span),
            self._mark_of(claim.span),
            visible(" ".join(claim.text.split())),
            self.language.term(KINDS[claim.kind]),
            value(claim, self.language),
            about(claim, text, self.language),
            self._outcomes[self.view.outcomes[claim.span]],
        )


def _class(outcome: Outcome) -> str:
    return outcome.value.replace(" ", "-")
