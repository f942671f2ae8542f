"""Why this number? The notes behind the numbers of a page, their methods and their sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from specie.model import Quantity, say
from specie.report.language import visible
from specie.report.markup import isolated
from specie.report.note_rows import NoteRows
from specie.report.outline import measure_of, method_of
from specie.report.quantity import estimate_level
from specie.report.vocabulary import GRADES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Analysis, Estimate, Grade, Measure, Method, Origin, Run
    from specie.report.markup import Writer
    from specie.report.register import Note


class Notes:
    """The notes of one run."""

    def __init__(self, run: Run, declarations: Mapping[str, Analysis], writer: Writer) -> None:
        self.run = run
        self.declarations = declarations
        self.writer = writer
        self.register = writer.register
        self._rows = NoteRows(writer, self.method)

    def of(self, analysis: str) -> list[tuple[str, list[Note]]]:
        """Return the notes of an analysis by measure."""
        return self.register.notes_of(analysis)

    def measure(self, analysis: str, measure: str) -> Measure | None:
        """Return what an analysis says of a measure."""
        return measure_of(self.declarations, analysis, measure)

    def method(self, analysis: str, method: str) -> Method | None:
        """Return what an analysis says of a method."""
        return method_of(self.declarations, analysis, method)

    def methods(self) -> list[tuple[str, list[Method]]]:
        """Return the methods that each analysis of this run used."""
        found: list[tuple[str, list[Method]]] = []
        for result in self.run.results:
            used = {e.method for e in result.estimates}
            declared = self.declarations.get(result.analysis)
            methods = [m for m in declared.methods if m.id in used] if declared else []
            if methods:
                found.append((result.analysis, methods))
        return found

    def grades(self) -> list[Grade]:
        """Return the grades that occur in this run, best evidence first."""
        used = {e.grade for r in self.run.results for e in r.estimates}
        return [grade for grade in GRADES if grade in used]

    def coverage(self, estimate: Estimate) -> str:
        """Write what the interval promises."""
        return estimate_level(estimate)

    def body(self, notes: list[Note]) -> Markup:
        """Write the rows of one measure's notes."""
        return self._rows.rows(notes)

    def sources(self) -> list[tuple[int, Origin]]:
        """Return every origin with its number."""
        return self.register.sources()

    def rows(self, origin: Origin) -> Markup:
        """Write which rows of a place were read; the two usual forms in the reader's language."""
        if match := re.fullmatch(r"([\d,]+) rows", origin.rows):
            count = Quantity(int(match[1].replace(",", "")), "count")
            return self.writer.message(say("{count} rows", count=count))
        if match := re.fullmatch(r"row (\d+)", origin.rows):
            return self.writer.message(say("row {row}", row=int(match[1])))
        return isolated(origin.rows)

    def link(self, origin: Origin) -> Markup:
        """Write the address of a source, as a link where it is one of the web."""
        if not origin.url.startswith(("https://", "http://")):
            return escape(visible(origin.url))
        host = origin.url.split("/")[2]
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(origin.url, visible(host))
