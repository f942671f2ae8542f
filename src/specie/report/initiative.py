"""The page of one initiative as one HTML file, from raw readings to verdict."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from specie.report.account import Account
from specie.report.brief import asset, environment
from specie.report.dossier import dossier, numbers, without_subject
from specie.report.exhibits import Exhibits
from specie.report.language import language
from specie.report.markup import Writer
from specie.report.narrow import narrowed
from specie.report.notes import Notes
from specie.report.outline import outline
from specie.report.page import Page, plain_name
from specie.report.register import register_of
from specie.report.write import write_with_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from specie.model import Analysis, Result, Run
    from specie.report.dossier import Dossier
    from specie.report.outline import Outline
    from specie.report.subject import Subject


def render_initiative(run: Run, subject: Subject, declarations: Mapping[str, Analysis], lang: str) -> str:
    """Write the page of an initiative from a run of the whole book."""
    own = narrowed(run, subject)
    own = replace(own, results=tuple(_unnamed(result, subject) for result in own.results))
    writer = Writer(language(lang).for_page(), register_of(own))
    arranged = dossier(own, subject, declarations)
    page = Page(own, declarations, _rest_of(own, arranged, declarations), writer, of_one_thing=True)
    return (
        environment()
        .get_template("initiative.html.j2")
        .render(
            run=own,
            page=page,
            t=page.t,
            term=page.term,
            numbers_of=partial(numbers, subject=subject, declarations=declarations),
            dossier=arranged,
            notes=Notes(own, declarations, writer),
            exhibits=Exhibits(writer, [f for result in own.results for f in result.figures]),
            account=Account(own, writer.language),
            style=asset("brief.css"),
            script=asset("brief.js"),
        )
    )


def _rest_of(run: Run, arranged: Dossier, declarations: Mapping[str, Analysis]) -> Outline:
    """Arrange actions and warnings without the verdict, which has a box of its own."""
    if arranged.judged is None:
        return outline(run, declarations)
    told = arranged.judged.warned.finding
    others = (replace(r, findings=tuple(f for f in r.findings if f is not told)) for r in run.results)
    return outline(replace(run, results=tuple(others)), declarations)


def _unnamed(result: Result, subject: Subject) -> Result:
    return replace(result, tables=tuple(without_subject(table, subject) for table in result.tables))


def write_initiative(
    run: Run, subject: Subject, declarations: Mapping[str, Analysis], lang: str, output: Path
) -> tuple[Path, Path]:
    """Write the page and its manifest; return both paths."""
    return write_with_manifest(output, render_initiative(run, subject, declarations, lang), run.manifest)


def file_name(subject: Subject) -> str:
    """Return what the page is called when nobody says: the id of the initiative, fit for any file system."""
    return f"{plain_name(subject.ref.id)}.html"
