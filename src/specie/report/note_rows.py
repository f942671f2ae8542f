"""The rows of the register behind a page: thousands of them, so written without a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from specie.model import Bound, Term
from specie.report.markup import isolated
from specie.report.page import plain_name
from specie.report.quantity import (
    effective_bound,
    estimate_level,
    estimate_range,
    estimate_scale,
    estimate_value,
)
from specie.report.scale import is_currency, marked
from specie.report.vocabulary import BOUNDS, GRADES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from specie.model import Estimate, Grade, Message, Method, Origin
    from specie.report.markup import Writer
    from specie.report.register import Note


class NoteRows:
    """Writes notes as rows of a table; what many notes share is written once."""

    def __init__(self, writer: Writer, method_of: Callable[[str, str], Method | None]) -> None:
        self.writer = writer
        self.language = writer.language
        self._method_of = method_of
        self._methods: dict[tuple[str, str], str] = {}
        self._messages: dict[tuple[str, Message], str] = {}
        self._grades: dict[Grade, str] = {}
        self._origins: dict[tuple[Origin, ...], str] = {}
        self._semicolon = "；" if self.language.code == "zh-Hant" else "; "
        self._exact = str(escape(self.language(marked("exact"))))

    def rows(self, notes: Iterable[Note]) -> Markup:
        """Write the rows of several notes."""
        return Markup("\n".join(self._row(note) for note in notes))  # noqa: S704  every cell is escaped

    def _row(self, note: Note) -> str:
        e = note.estimate
        scale = estimate_scale(e)
        value = escape(estimate_value(self.language, e, scale))
        span = "" if e.point is None else estimate_range(self.language, e, scale, bare=is_currency(e.unit))
        cells = (
            f"<td>{self.writer.value(e.subject)}</td><td>{isolated(e.period)}</td>",
            f'<td class="num">{value}{self._bound(e)}</td><td class="num">{self._interval(e, span)}</td>',
            f"<td>{self._grade(e.grade)}</td><td>{self._basis(note)}</td>",
            f"<td>{self._method(note.analysis, e.method)}</td><td>{self._assumptions(note)}</td>",
            f"<td>{self._citations(e)}</td>",
        )
        return f'<tr id="n{note.number}">{"".join(cells)}</tr>'

    def _bound(self, estimate: Estimate) -> str:
        bound = effective_bound(estimate)
        if bound is Bound.EXACT:
            return ""
        return f"<br><small>{escape(self.language.message(BOUNDS[bound]))}</small>"

    def _interval(self, estimate: Estimate, span: str) -> str:
        if estimate.exact:
            return self._exact
        level = estimate_level(estimate) if span else ""
        return f"{escape(span)} <small>{escape(level)}</small>" if level else str(escape(span))

    def _grade(self, grade: Grade) -> str:
        if grade not in self._grades:
            meaning, word = self.language.message(GRADES[grade]), self.language.term(Term(grade.value))
            self._grades[grade] = f'<abbr title="{escape(meaning)}">{escape(word)}</abbr>'
        return self._grades[grade]

    def _basis(self, note: Note) -> str:
        basis = note.estimate.denominator
        return self._message(basis, note.analysis) if basis else ""

    def _assumptions(self, note: Note) -> str:
        return self._semicolon.join(self._message(a, note.analysis) for a in note.estimate.assumptions)

    def _message(self, message: Message, analysis: str) -> str:
        """Write a message once: the numbers of one analysis share their denominators and assumptions."""
        key = (analysis, message)
        if key not in self._messages:
            self._messages[key] = str(self.writer.message(message, analysis))
        return self._messages[key]

    def _method(self, analysis: str, method: str) -> str:
        key = (analysis, method)
        if key not in self._methods:
            declared = self._method_of(analysis, method)
            anchor = f"m-{analysis.replace('/', '-')}-{plain_name(method)}"
            self._methods[key] = (
                f'<a href="#{anchor}">{self.writer.message(declared.label)}</a>'
                if declared
                else str(isolated(method))
            )
        return self._methods[key]

    def _citations(self, estimate: Estimate) -> str:
        if estimate.origins not in self._origins:
            ranges = self.writer.register.citations(estimate)
            links = [f'<a class="c" href="#s{first}">{_range(first, last)}</a>' for first, last in ranges]
            self._origins[estimate.origins] = " ".join(links)
        return self._origins[estimate.origins]


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
