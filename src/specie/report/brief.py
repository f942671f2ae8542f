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
    from specie.report.outline import Outline

TEMPLATES = Path(__file__).parent / "templates"


def render_brief(run: Run, declarations: Mapping[str, Analysis], lang: str) -> str:
    """Write the brief of a run in a language; the same run gives the same bytes."""
    run = of_the_whole(run)
    return filled("brief.html.j2", run, outline(run, declarations), declarations, lang)


def filled(
    template: str,
    run: Run,
    arranged: Outline,
    declarations: Mapping[str, Analysis],
    lang: str,
    *,
    of_one_thing: bool = False,
    **more: object,
) -> str:
    """Fill a page template with a run, its words, notes, charts and account.

    Parameters
    ----------
    template
        The name of the template.
    run
        What is shown.
    arranged
        Its boxes and sections in the order of the page.
    declarations
        What the analyses declare.
    lang
        The reader's language.
    of_one_thing
        Whether the page itself says whose every number is.
    more
        What this template alone needs.
    """
    writer = Writer(language(lang).for_page(), register_of(run))
    page = Page(run, declarations, arranged, writer, of_one_thing=of_one_thing)
    return (
        environment()
        .get_template(template)
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
            **more,
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
