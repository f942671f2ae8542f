"""The page of one initiative as one HTML file, from raw readings to verdict."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from specie.report.brief import filled
from specie.report.dossier import dossier, numbers, unnamed
from specie.report.narrow import narrowed
from specie.report.outline import outline
from specie.report.page import plain_name
from specie.report.write import write_with_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from specie.model import Analysis, Run
    from specie.report.dossier import Dossier
    from specie.report.outline import Outline
    from specie.report.subject import Subject


def render_initiative(run: Run, subject: Subject, declarations: Mapping[str, Analysis], lang: str) -> str:
    """Write the page of an initiative from a run of the whole book."""
    own = unnamed(narrowed(run, subject), subject)
    arranged = dossier(own, subject, declarations)
    return filled(
        "initiative.html.j2",
        own,
        _rest_of(own, arranged, declarations),
        declarations,
        lang,
        of_one_thing=True,
        dossier=arranged,
        numbers_of=partial(numbers, subject=subject, declarations=declarations),
    )


def _rest_of(run: Run, arranged: Dossier, declarations: Mapping[str, Analysis]) -> Outline:
    """Arrange actions and warnings without the verdict, which has a box of its own."""
    if arranged.judged is None:
        return outline(run, declarations)
    told = arranged.judged.warned.finding
    others = (replace(r, findings=tuple(f for f in r.findings if f is not told)) for r in run.results)
    return outline(replace(run, results=tuple(others)), declarations)


def write_initiative(
    run: Run, subject: Subject, declarations: Mapping[str, Analysis], lang: str, output: Path
) -> tuple[Path, Path]:
    """Write the page and its manifest; return both paths."""
    return write_with_manifest(output, render_initiative(run, subject, declarations, lang), run.manifest)


def file_name(subject: Subject) -> str:
    """Return what the page is called when nobody says: the id of the initiative, fit for any file system."""
    return f"{plain_name(subject.ref.id)}.html"
