"""``specie check-text``: every figure of a text, and whether it holds."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specie.cli.options import language_option
from specie.cli.session import deliver, load_book, progress, stop
from specie.cli.speech import reader, tell
from specie.model import Message, Problem, Severity, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.facts import Facts
    from specie.model.claim import Claim, Document, TextCheck
    from specie.text import Proposer
    from specie.text.proposals import Model

FORMATS = ("text", "json", "html")
BY_SUFFIX = {".html": "html", ".htm": "html", ".json": "json"}
MEGABYTE = 1_000_000
LARGEST = 1_000


HELP = say(
    "Find every figure of texts (Markdown, text, HTML, PDF, DOCX; English and Traditional Chinese) and say"
    " which do not add up, contradict one another or known facts, lack a ruler, hold, or cannot be checked."
    " The file - is standard input."
)
OPTIONS: tuple[tuple[tuple[str, ...], Message, dict[str, Any]], ...] = (
    (("--book",), say("Book whose own rounds and financials the figures are compared with, too."),
     {"type": click.Path(path_type=Path)}),
    (("--format", "form"),
     say("What to write: text, JSON, or one annotated page (default: by the name of the output, else text)."),
     {"type": click.Choice(FORMATS)}),
    (("--output", "-o"), say("Write to a file, for example page.html; all texts into one."),
     {"type": click.Path(path_type=Path)}),
    (("--fail-on", "fail_on"), say("What makes the exit code 1. A text that cannot be read always does."),
     {"type": click.Choice(["alarm", "watch", "never"]), "default": "alarm", "show_default": True}),
    (("--max-size",), say("Largest file that is read, in megabytes."),
     {"type": click.FloatRange(0, LARGEST, min_open=True), "default": 10.0, "show_default": True,
      "metavar": "MB"}),
    (("--encoding",), say("Encoding of texts that do not say it themselves (default: found out)."),
     {"metavar": "NAME"}),
    (("--model",),
     say("Ask a language model for figures and links that the rules may miss; sends the text to --endpoint."),
     {"metavar": "NAME"}),
    (("--endpoint",),
     say("OpenAI-compatible address of the model, for example http://localhost:11434/v1; the key comes from"
         " SPECIE_LLM_KEY."),
     {"metavar": "URL"}),
)  # fmt: skip


def _optioned(function: Any) -> Any:
    """Add the options, in the order in which the help lists them."""
    for names, text, settings in reversed(OPTIONS):
        function = click.option(*names, help=tell(text), **settings)(function)
    return function


@click.command("check-text", help=tell(HELP))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_optioned
@language_option
def command(files: tuple[str, ...], **options: Any) -> None:
    """Check the figures of texts."""
    form = _format(options["form"], options["output"])
    _guard(files, options["output"])
    model = _model(options["model"], options["endpoint"])
    with progress(say("checking figures")):
        checks, problems = _checked(files, options, model)
    deliver(_rendered(checks, problems, form, options["lang"]), options["output"])
    sys.exit(int(bool(problems) or _reached(checks, options["fail_on"])))


def _format(asked: str | None, output: Path | None) -> str:
    if asked is not None:
        return asked
    return BY_SUFFIX.get(output.suffix.lower(), "text") if output is not None else "text"


def _guard(files: Sequence[str], output: Path | None) -> None:
    """Refuse to write over a text that is to be read, and to read standard input twice."""
    if output is not None and any(name != "-" and _same(Path(name), output) for name in files):
        stop(say("the output would overwrite a text that is to be checked: {path}", path=str(output)))
    if files.count("-") > 1:
        stop(say("standard input can be read only once"))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _model(name: str | None, endpoint: str | None) -> Model | None:
    """Return the model to be asked; nothing is sent unless both options name one."""
    if name is None and endpoint is None:
        return None
    if name is None or endpoint is None:
        stop(say("--model and --endpoint go together"))
    from specie.text.proposals import EndpointError, model_at

    try:
        model = model_at(name, endpoint)
    except EndpointError as error:
        stop(say("{fault}\n  hint: give an address such as http://localhost:11434/v1", fault=error.message))
    click.echo(tell(say("sending the text of every document to {model} at {host}", model=name,
                        host=model.host)), err=True)  # fmt: skip
    return model


def _checked(
    files: Sequence[str], options: dict[str, Any], model: Model | None
) -> tuple[list[TextCheck], list[Problem]]:
    """Check every text; those that cannot be read are named together."""
    from specie.facts import open_facts
    from specie.text import check_text
    from specie.text.document import DocumentError, Limits, read

    facts = open_facts()
    book = load_book(options["book"]) if options["book"] is not None else None
    limits = Limits(size=int(options["max_size"] * MEGABYTE))
    checks: list[TextCheck] = []
    problems: list[Problem] = []
    for name in files:
        try:
            reading = read(name, limits=limits, encoding=options["encoding"])
        except DocumentError as error:
            problems += error.problems
            continue
        remarks: list[Problem] = list(reading.problems)
        check = check_text(reading.document, facts, book, proposer=_proposer(model, facts, remarks))
        checks.append(replace(check, problems=(*remarks, *check.problems)))
    return checks, problems


def _proposer(model: Model | None, facts: Facts, remarks: list[Problem]) -> Proposer | None:
    """Return what lets a model add to the claims of a document; its remarks are gathered."""
    if model is None:
        return None
    from specie.text.proposals import propose

    def added(document: Document, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        proposed = propose(document, claims, facts, model)
        remarks.extend(proposed.problems)
        return proposed.claims

    return added


def _rendered(checks: Sequence[TextCheck], problems: Sequence[Problem], form: str, lang: str | None) -> str:
    language = reader(lang)
    if form == "html":
        from specie.report.text_page import render_texts

        return render_texts(checks, problems, language.code)
    if form == "json":
        from specie.report.text_json import texts_json

        return texts_json(checks, problems, language)
    from specie.report.text_terminal import texts_text

    return texts_text(checks, problems, language)


def _reached(checks: Sequence[TextCheck], limit: str) -> bool:
    """Tell whether a finding is at or above the limit."""
    if limit == "never":
        return False
    least = Severity(limit).rank
    return any(alarm.severity.rank >= least for check in checks for alarm in check.alarms)
