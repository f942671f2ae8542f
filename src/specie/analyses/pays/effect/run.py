"""Read every metric's readings, estimate what the roll-out changed, say how sure that is."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from specie.analyses.pays.effect import ANALYSIS
from specie.analyses.pays.effect.check_estimates import check_estimates
from specie.analyses.pays.effect.effect import make_effect
from specie.analyses.pays.effect.estimates import estimates
from specie.analyses.pays.effect.figures import figures
from specie.analyses.pays.effect.findings import find
from specie.analyses.pays.effect.headline import headline
from specie.analyses.pays.effect.reading import read_claims, read_sheets
from specie.analyses.pays.effect.scope import Scope
from specie.analyses.pays.effect.settings import read_settings
from specie.analyses.pays.effect.study import make_study
from specie.analyses.pays.effect.tables import tables
from specie.model import Result, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.pays.effect.effect import Effect
    from specie.analyses.pays.effect.metric import Metric
    from specie.analyses.pays.effect.settings import Settings
    from specie.analyses.pays.effect.sheet import Sheet
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs

log = logging.getLogger("specie.analyses.pays.effect")


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Estimate the effect of each initiative on each of its metrics.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    del facts
    return assess(make_scope(book, read_settings(inputs)))


def make_scope(book: Book, settings: Settings) -> Scope:
    """Read the book and estimate; a metric whose estimate breaks off takes no other with it."""
    metrics, sheets = read_sheets(book)
    effects: list[Effect] = []
    failed: list[tuple[Metric, str]] = []
    for sheet in sheets:
        made = _try(sheet, book, settings)
        if isinstance(made, str):
            failed.append((sheet.metric, made))
        else:
            effects.append(made)
    read = {sheet.metric.ref.id for sheet in sheets}
    origins = tuple(o for table in ("outcomes", "rollout", "kpis", "stages") for o in book.origins(table))
    return Scope(
        tuple(effects), tuple(metric for metric in metrics if metric.ref.id not in read), read_claims(book),
        tuple(failed), book.as_of, settings, origins,
    )  # fmt: skip


def _try(sheet: Sheet, book: Book, settings: Settings) -> Effect | str:
    try:
        return make_effect(make_study(sheet), book.as_of, settings)
    except Exception as error:
        log.debug("%s failed", sheet.metric.ref.id, exc_info=error)
        return f"{type(error).__name__}: {error}"


def assess(scope: Scope) -> Result:
    """Make the result from the effects."""
    found = (*estimates(scope), *check_estimates(scope))
    known = {(estimate.measure, estimate.subject.id): estimate for estimate in found}
    return Result(
        ANALYSIS.id,
        Status.OK,
        found,
        find(scope, known),
        tuple(tables(scope, known)),
        tuple(figures(scope, known)),
        tuple(headline(scope)),
        tuple(_key(scope, found)),
    )


def _key(scope: Scope, found: Sequence[Estimate]) -> Iterator[Estimate]:
    """The decided effects that are surest, relative to no use."""
    decided = [effect for effect in scope.estimated if effect.decided]
    surest = sorted(decided, key=lambda effect: effect.grade.value)[:3]
    wanted = {effect.metric.ref.id for effect in surest}
    yield from (e for e in found if e.measure == "effect_relative" and e.subject.id in wanted)
