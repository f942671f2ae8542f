"""What a person should act on: rights that hide in the headline, gaps and contradictions in terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.terms.appraisal import DISPUTED
from specie.analyses.worth.terms.firm_findings import of_own
from specie.analyses.worth.terms.plausible import sample
from specie.companies.finding import finding
from specie.model import Finding, Quantity, Ref, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.terms.holder import Position, Unvalued
    from specie.analyses.worth.terms.report import Told
    from specie.analyses.worth.terms.survey import Survey
    from specie.model import Estimate

MARKET = Ref("market", "private prices")
GAP = 0.05
"""A holding whose headline lies further above its fair value is told."""


def all_findings(
    survey: Survey, told: Sequence[Told], positions: Sequence[Position], without: Sequence[Unvalued]
) -> tuple[Finding, ...]:
    """Every finding, the loudest first."""
    every = (
        *_refused(survey),
        *(found for t in told if t.appraisal.table.own for found in of_own(t)),
        *_holdings(positions, without, survey),
        *_too_large(told),
        *_assumed(told),
        *_left_out(survey),
    )
    return tuple(sorted(every, key=lambda f: -f.severity.rank))


def _refused(survey: Survey) -> Iterator[Finding]:
    for refused in survey.refused:
        severity = Severity.WATCH if refused.own else Severity.NOTE
        message = say(
            "The classes of {company} are not valued: {why}", company=refused.company.ref, why=refused.why
        )
        yield finding(refused.code, severity, refused.company.ref, message, (), refused.action)


def _holdings(
    positions: Sequence[Position], without: Sequence[Unvalued], survey: Survey
) -> Iterator[Finding]:
    for position in positions:
        high = position.fair.high
        if high is not None and position.headline.point is not None:
            above = position.headline.point / high - 1
            if above > GAP:
                yield _dear(position)
    for holding in without:
        appraisal = survey.of(holding.company)
        if appraisal is not None:
            message = say(
                "Holding {holding} of {company} cannot be valued by class: its terms are not in your book",
                holding=holding.id,
                company=appraisal.table.company.ref,
            )
            action = say("Add the classes of shares, with numbers and rights, to your own table of terms")
            yield finding("WOR405", Severity.NOTE, appraisal.table.company.ref, message, (), action)


def _dear(position: Position) -> Finding:
    company = position.appraisal.table.company.ref
    message = say(
        "Your holding {holding} of {company} is {fair} at fair value and {headline} at the newest price",
        holding=position.id,
        company=company,
        fair=position.fair,
        headline=position.headline,
    )
    action = say("Carry it by its own class, not at the price of the newest one")
    evidence = (position.fair, position.headline)
    return finding("WOR408", Severity.WATCH, company, message, evidence, action)


def _too_large(told: Sequence[Told]) -> Iterator[Finding]:
    for t in told:
        if not t.appraisal.disputed:
            continue
        over = [case.overvaluation for case in t.appraisal.tails.values()]
        message = say(
            "{company} is larger than {limit}, where the published codes disagree on the chance of an IPO: "
            "on one and the same terms the headline lies {low} to {high} above fair value",
            company=t.appraisal.table.company.ref,
            limit=Quantity(DISPUTED, "USD"),
            low=Quantity(min(over), "fraction"),
            high=Quantity(max(over), "fraction"),
        )
        action = say("Quote the range with its reading; the model was calibrated on smaller firms")
        yield finding("WOR407", Severity.WATCH, t.appraisal.table.company.ref, message, _over(t), action)


def _assumed(told: Sequence[Told]) -> Iterator[Finding]:
    published = sample()
    for t in told:
        over = t.get("headline_overvaluation")
        if t.appraisal.known or over is None:
            continue
        message = say(
            "The terms of {company} are not public: depending on the terms of its newest round the headline "
            "lies {range} above fair value. The {average} often quoted is the average of {firms} other firms",
            company=t.appraisal.table.company.ref,
            range=over,
            average=Quantity(published.overvaluation, "fraction"),
            firms=Quantity(published.firms, "count"),
        )
        action = say(
            "Do not paste an average on a firm outside its sample; ask for the certificate of incorporation"
        )
        yield finding("WOR406", Severity.NOTE, t.appraisal.table.company.ref, message, (over,), action)


def _left_out(survey: Survey) -> Iterator[Finding]:
    if survey.left_out:
        message = say(
            "Rows of terms left out because they are rumours, lapsed, or later than the book: {count}",
            count=Quantity(survey.left_out, "count"),
        )
        yield Finding("WOR409", Severity.NOTE, MARKET, message, role=Role.INVESTOR)


def _over(told: Told) -> tuple[Estimate, ...]:
    over = told.get("headline_overvaluation")
    return () if over is None else (over,)
