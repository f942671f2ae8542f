"""The brief as one HTML file that opens offline: words, charts, style and script all inside."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from specie.report.account import Account
from specie.report.exhibits import Exhibits
from specie.report.language import language, visible
from specie.report.markup import Writer
from specie.report.narrow import of_the_whole
from specie.report.notes import Notes
from specie.report.outline import outline
from specie.report.page import Page
from specie.report.register import register_of
from specie.report.write import write_with_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment, FileSystemBytecodeCache

    from specie.model import Analysis, Run

TEMPLATES = Path(__file__).parent / "templates"


def render_brief(run: Run, declarations: Mapping[str, Analysis], lang: str) -> str:
    """Write the brief of a run in a language; the same run gives the same bytes."""
    run = of_the_whole(run)
    writer = Writer(language(lang).for_page(), register_of(run))
    page = Page(run, declarations, outline(run, declarations), writer)
    return (
        environment()
        .get_template("brief.html.j2")
        .render(
            run=run,
            page=page,
            t=page.t,
            term=page.term,
            notes=Notes(run, declarations, writer),
            exhibits=Exhibits(writer, [f for result in run.results for f in result.figures]),
            account=Account(run, writer.language),
            style=asset("brief.css"),
            script=asset("brief.js"),
        )
    )


def write_brief(run: Run, declarations: Mapping[str, Analysis], lang: str, output: Path) -> tuple[Path, Path]:
    """Write the brief and its manifest; return both paths."""
    return write_with_manifest(output, render_brief(run, declarations, lang), run.manifest)


def asset(name: str) -> Markup:
    """Read a style or script that is put inside the page."""
    return Markup((TEMPLATES / name).read_text("utf-8"))  # noqa: S704  our own file


def _shown(value: object) -> object:
    """Show control characters in whatever a template prints as it is."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _compiled(kind: type[FileSystemBytecodeCache]) -> FileSystemBytecodeCache | None:
    """Keep compiled templates in the user's own temporary folder; without one they are compiled anew."""
    try:
        return kind()
    except (OSError, RuntimeError):
        return None


@cache
def environment() -> Environment:
    """Return where templates are found and how they are filled."""
    from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=_compiled(FileSystemBytecodeCache),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
