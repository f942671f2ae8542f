"""Read use, seats, roll-out, acceptance and survey; say how far adoption has come and what holds it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.adoption import ANALYSIS, figures, tables_said, tables_use
from specie.analyses.pays.adoption.acceptance import Acceptance, acceptance_estimates, read_acceptance
from specie.analyses.pays.adoption.depth import Depth, depth_estimates, read_depths
from specie.analyses.pays.adoption.findings_said import acceptance_findings, survey_findings
from specie.analyses.pays.adoption.findings_use import (
    depth_findings,
    renewal_findings,
    rollout_findings,
    seat_findings,
    use_findings,
)
from specie.analyses.pays.adoption.headline import headline
from specie.analyses.pays.adoption.published import Published, read_published
from specie.analyses.pays.adoption.rollouts import Rollout, read_rollouts, rollout_estimates
from specie.analyses.pays.adoption.scope import OUTSIDE, Scope, make_scope
from specie.analyses.pays.adoption.seats import Seats, read_seats, seat_estimates
from specie.analyses.pays.adoption.settings import read_settings
from specie.analyses.pays.adoption.survey import Survey, read_survey, survey_estimates
from specie.analyses.pays.adoption.use import Use, read_use, use_estimates
from specie.model import PORTFOLIO, Result, Status, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Figure, Finding, Inputs, Table


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Everything that was read, before it is told."""

    scope: Scope
    use: Use
    seats: tuple[Seats, ...]
    rollouts: tuple[Rollout, ...]
    depths: tuple[Depth, ...]
    acceptance: tuple[Acceptance, ...]
    survey: Survey | None
    published: tuple[Published, ...]


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Tell adoption apart from access, and access from payment.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    scope = make_scope(book, read_settings(inputs))
    rollouts = read_rollouts(scope)
    parts = Parts(
        scope,
        read_use(scope),
        read_seats(scope),
        rollouts,
        read_depths(scope, rollouts),
        read_acceptance(scope),
        read_survey(scope),
        read_published(facts),
    )
    estimates = tuple(_estimates(parts))
    known = {(e.measure, e.subject.id, e.period): e for e in estimates}
    return Result(
        ANALYSIS.id,
        Status.OK,
        estimates,
        _findings(parts, known),
        tuple(table for table in _tables(parts, known) if table.rows),
        tuple(figure for figure in _figures(parts) if figure.data),
        tuple(headline(scope, parts.use, parts.seats, rollouts)),
        tuple(_key(parts, known)),
    )


def _estimates(parts: Parts) -> Iterator[Estimate]:
    scope = parts.scope
    yield from use_estimates(scope, parts.use)
    yield from seat_estimates(scope, parts.seats)
    yield from rollout_estimates(scope, parts.rollouts)
    yield from depth_estimates(scope, parts.depths)
    yield from acceptance_estimates(scope, parts.acceptance)
    yield from survey_estimates(parts.survey)


def _findings(parts: Parts, known: Mapping[tuple[str, str, str], Estimate]) -> tuple[Finding, ...]:
    scope = parts.scope
    found = (
        *use_findings(scope, parts.use, known),
        *seat_findings(scope, parts.seats, known),
        *rollout_findings(scope, parts.rollouts, known),
        *depth_findings(scope, parts.depths, known),
        *acceptance_findings(scope, parts.acceptance, known),
        *survey_findings(scope, parts.survey),
        *renewal_findings(scope, known),
    )
    return tuple(sorted(found, key=lambda finding: -finding.severity.rank))


def _tables(parts: Parts, known: Mapping[tuple[str, str, str], Estimate]) -> Iterator[Table]:
    scope = parts.scope
    if parts.use.whats():
        yield tables_use.use_table(scope, parts.use)
    yield tables_use.seats_table(scope, parts.seats, known)
    yield tables_use.rollout_table(scope, parts.rollouts, known)
    yield tables_use.depth_table(scope, parts.depths)
    yield tables_said.acceptance_table(scope, parts.acceptance)
    if parts.survey is not None:
        yield tables_said.barrier_table(parts.survey)
        yield tables_said.initiative_table(scope, parts.survey)
    yield tables_said.published_table(parts.published, parts.survey)
    yield tables_said.missing_table(tuple(_missing(parts)))


def _missing(parts: Parts) -> Iterator[tuple[Term, str]]:
    learning = parts.survey is not None and parts.survey.learning is not None
    checks = (
        (bool(parts.use.whats()), Term("use by kind"), "usage, bills, costs"),
        (bool(parts.seats), Term("seats"), "usage.seats"),
        (any(seats.told for seats in parts.seats), Term("share of paid seats in use"), "usage.seats_paid"),
        (bool(parts.rollouts), Term("reach"), "rollout"),
        (bool(parts.depths), Term("depth"), "rollout, usage"),
        (bool(parts.acceptance), Term("acceptance"), "usage.suggestions, usage.accepted, usage.kept"),
        (parts.survey is not None, Term("barriers"), "survey"),
        (learning, Term("learning gap"), "survey.barrier = does not learn from feedback, ..."),
    )
    yield from ((part, table) for there, part, table in checks if not there)


def _figures(parts: Parts) -> Iterator[Figure]:
    scope = parts.scope
    yield figures.use_figure(parts.use)
    yield figures.seats_figure(scope, parts.seats)
    yield figures.reach_figure(parts.rollouts)
    yield figures.depth_figure(scope, parts.depths)
    yield figures.acceptance_figure(parts.acceptance)
    if parts.survey is not None:
        yield figures.barrier_figure(parts.survey)
    yield from figures.curve_figures(parts.rollouts)


def _key(parts: Parts, known: Mapping[tuple[str, str, str], Estimate]) -> Iterator[Estimate]:
    scope = parts.scope
    only = parts.seats[0].subject.id if len(parts.seats) == 1 else PORTFOLIO.id
    wanted = (
        ("reach", PORTFOLIO.id, scope.today),
        ("seat_use", only, scope.year.period),
        ("idle_seat_money", only, scope.year.period),
        ("use_share_money", OUTSIDE, scope.year.period),
        ("learning_gap", PORTFOLIO.id, scope.today),
    )
    yield from (known[key] for key in wanted if key in known)
