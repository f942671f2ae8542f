"""``specie design``: what can be decided, when, with which roll-out, before the money is spent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specie.cli.design_options import MOST_PERIODS, MOST_UNITS, Given
from specie.cli.options import format_option, language_option
from specie.cli.session import load_book, progress, stop
from specie.cli.speech import reader, tell
from specie.model import say

if TYPE_CHECKING:
    from specie.analyses.pays.gates.design import Answer, Question, Readings

OPTIONS = (
    ("units", "N", say("Units (teams, shops, persons) there are; with --book all units of the metric.")),
    ("treated", "N", say("Units that were meant to start at once (default: 1).")),
    ("weeks", "N", say("Weeks from the first start to the decision (default: 26); with --book periods.")),
    ("before", "N", say("Weeks read before the first start (default: as many as after it).")),
    ("noise", "X", say("Standard deviation of a unit's weekly reading around its usual level (default: 1).")),
    ("ar", "R", say("Correlation of a reading with the one before, 0 to 0.95 (default: 0.4).")),
    ("effect", "X", say("Effect to ask about, in the unit of the noise.")),
    ("waves", "N", say("Waves of the staggered roll-out, the one that waits included (default: 4).")),
    ("error", "X", say("Share of decisive answers that may be wrong (default: 0.05).")),
    ("power", "X", say("Chance with which an effect should be found (default: 0.8).")),
    ("seed", "N", say("Seed of the lot and of the simulation (default: 1).")),
    ("simulations", "N", say("Panels of noise to simulate (default: 300).")),
    ("start", "DAY", say("Day of the first start (default: next Monday).")),
    ("kpi", "ID", say("Metric of the book whose untreated readings are the noise.")),
    ("initiative", "ID", say("Initiative to write into the roll-out file.")),
)


def _typed(function: Any) -> Any:
    """Add the options as plain text, so that all faults can be named together."""
    for name, kind, text in reversed(OPTIONS):
        function = click.option(f"--{name}", name, default=None, metavar=kind, help=tell(text))(function)
    return function


@click.command("design", help=tell(say("Say what a roll-out can decide before it is paid for: the smallest"
                                       " possible p-value, the smallest effect it finds, and when; draws a"
                                       " staggered one by lot.")))  # fmt: skip
@_typed
@click.option("--book", type=click.Path(path_type=Path), default=None,
              help=tell(say("Book whose readings say how noisy the metric of --kpi is.")))  # fmt: skip
@click.option("--output", "-o", type=click.Path(path_type=Path), default=None,
              help=tell(say("Write the suggested roll-out as rows of the rollout table.")))  # fmt: skip
@format_option
@language_option
def command(book: Path | None, output: Path | None, form: str, lang: str | None, **typed: Any) -> None:
    """Say what can be decided."""
    given = Given(typed)
    readings = _readings(book, given)
    question = _question(given, readings)
    first = given.day("start", _next_monday())
    if given.faults:
        stop(_all(given))
    from specie.analyses.pays.gates.design import answer

    with progress(say("simulating the roll-outs")):
        found = answer(question)
    click.echo(_rendered(found, first, form, lang), nl=False)
    if output is not None:
        _write(found, first, output, typed["initiative"])


def _readings(book: Path | None, given: Given) -> Readings | None:
    kpi = given.options["kpi"]
    if book is None and kpi is None:
        return None
    if book is None or kpi is None:
        given.faults.append(say("--book and --kpi go together"))
        return None
    from specie.analyses.pays.gates.design import read_readings

    found = read_readings(load_book(book), kpi)
    if found is None:
        given.faults.append(say("the book has no readings of {kpi} in outcomes", kpi=kpi))
    return found


def _question(given: Given, readings: Readings | None) -> Question:
    from specie.analyses.pays.gates.design import Question
    from specie.kernel.causal.noise import Memory

    if given.options["units"] is None and readings is None:
        given.faults.append(say("--units is missing"))
    units = given.whole("units", len(readings.units) if readings else 4, 2, MOST_UNITS)
    after = given.whole("weeks", 26, 2, MOST_PERIODS)
    question = Question(
        units=units,
        treated=given.whole("treated", 1, 1, max(units - 1, 1)),
        before=given.whole("before", after, 1, MOST_PERIODS),
        after=after,
        waves=given.whole("waves", min(4, units, after + 1), 2, max(min(units, after + 1), 2)),
        memory=Memory(given.above_zero("noise") or 1.0, given.number("ar", 0.4, 0.0, 0.95)),
        effect=given.above_zero("effect"),
        error=given.number("error", 0.05, 0.0001, 0.5),
        power=given.number("power", 0.8, 0.01, 0.99),
        seed=given.whole("seed", 1, 0, 2**32 - 1),
        simulations=given.whole("simulations", 300, 20, 5_000),
        readings=readings,
    )
    _check_readings(given, readings)
    return question


def _check_readings(given: Given, readings: Readings | None) -> None:
    import numpy as np

    if readings is None:
        return
    for name in ("noise", "ar"):
        if given.options[name] is not None:
            given.faults.append(say("--{name} and --book both say how noisy it is", name=name))
    known = readings.residuals[np.isfinite(readings.residuals)]
    if known.size < 8 or not known.std() > 0:
        given.faults.append(
            say("{kpi} has too few untreated readings to tell its noise: give --noise", kpi=readings.kpi_id)
        )


def _all(given: Given) -> Any:
    """Join the faults, one a line."""
    first, *rest = given.faults
    for fault in rest:
        first = say("{before}\n{fault}", before=first, fault=fault)
    return first


def _next_monday() -> date:
    today = datetime.now(UTC).date()
    return today + timedelta(days=7 - today.weekday())


def _rendered(found: Answer, first: date, form: str, lang: str | None) -> str:
    from specie.analyses.pays.gates import design_words as words
    from specie.analyses.pays.gates.design_data import data, rows
    from specie.report import design as report

    language = reader(lang)
    messages = tuple(words.conclusion(found))
    if form == "json":
        return report.as_json(data(found, first), messages, language)
    if form == "csv":
        return report.as_csv(rows(found))
    tables = (words.proposals(found), words.by_then(found), words.schedule(found, first))
    return report.as_text(messages, [table for table in tables if table is not None], language)


def _write(found: Answer, first: date, output: Path, initiative: str | None) -> None:
    from specie.analyses.pays.gates.design_data import ROLLOUT, rollout_rows
    from specie.report.design import rollout_csv
    from specie.report.write import write_whole

    if found.suggested is None:
        stop(say("nothing was written: no roll-out with so few units can be decided"), 1)
    own = found.question.readings.initiative_id if found.question.readings else "AI-01"
    text = rollout_csv(ROLLOUT, rollout_rows(found, first, initiative or own))
    path = write_whole(output, text)
    click.echo(tell(say("wrote {path}", path=str(path))), err=True)
