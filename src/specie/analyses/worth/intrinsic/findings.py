"""What a person should act on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.worth.intrinsic import VIEWS
from specie.analyses.worth.intrinsic.words import span
from specie.companies.basis import FRESH_DAYS
from specie.companies.finding import finding
from specie.model import Finding, Quantity, Ref, Role, Severity, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.intrinsic.survey import Survey, Valued
    from specie.model import Estimate, Message

MARKET = Ref("market", "companies")


def all_findings(
    survey: Survey, estimates: Sequence[Estimate], rare: float, other_units: Sequence[tuple[str, str, int]]
) -> tuple[Finding, ...]:
    """Every finding, the loudest first."""
    found = (
        *(f for valued in survey.full for f in _of_company(valued, estimates, rare)),
        *_refused(survey),
        *_rejected(survey),
        *_units(other_units),
    )
    return tuple(sorted(found, key=lambda f: -f.severity.rank))


def _of_company(valued: Valued, estimates: Sequence[Estimate], rare: float) -> Iterator[Finding]:
    told = [e for e in estimates if e.subject == valued.company.ref]
    yield from _against_price(valued, told)
    yield from _needed(valued, told, rare)
    yield from _set_aside(valued)
    yield from _wide(valued)
    if valued.price is None:
        message = say("{company} is valued, but no price of it is in the tables", company=valued.company.ref)
        action = say("Add a market value to your financials, or a round, to see what part of it is supported")
        yield finding("WOR207", Severity.NOTE, valued.company, message, _of(told, "supported_range"), action)


def _against_price(valued: Valued, told: Sequence[Estimate]) -> Iterator[Finding]:
    """A floor on revenue says at least so much value: then a price above it proves nothing."""
    if valued.price is None or valued.case.open_above:
        return
    price, above = (
        float(valued.price.bounds.low),
        {v.id for v in valued.views if v.high.value < valued.price.bounds.low},
    )
    evidence = _of(told, "supported_range", "unsupported_range")
    if len(above) == len(valued.views):
        message = say(
            "The price of {company}, {price}, lies above every supported range: {share} of it is not "
            "supported",
            company=valued.company.ref,
            price=Quantity(price, "USD"),
            share=_unsupported(valued),
        )
        action = say("Name the assumption that would have to be wrong, and look for evidence on that one")
        yield finding("WOR202", Severity.WATCH, valued.company, message, evidence, action)
    elif {v.id for v in valued.views} - above == {"plan"}:
        message = say(
            "The price of {company} is supported only if its own plan comes true; every other view ends "
            "below it",
            company=valued.company.ref,
        )
        action = say("Hold the plan's next year against what is reported before relying on it")
        yield finding("WOR208", Severity.WATCH, valued.company, message, evidence, action)


def _unsupported(valued: Valued) -> Message | Quantity:
    assert valued.unsupported is not None
    return span(valued.unsupported, 0)


def _needed(valued: Valued, told: Sequence[Estimate], rare: float) -> Iterator[Finding]:
    need = valued.need
    if need is None:
        return
    margin = Quantity(need.margins[len(need.margins) // 2], "fraction")
    if math.isnan(need.middle):
        message = say(
            "At an operating margin of {margin} no growth makes the model return the price of {company}: "
            "growth earns "
            "less than the capital it takes",
            margin=margin,
            company=valued.company.ref,
        )
        action = say("Ask for margin and capital by unit of sales before asking for growth")
        yield finding("WOR204", Severity.WATCH, valued.company, message, (), action)
        return
    if need.share is None or need.share.high > rare:
        return
    message = say(
        "At an operating margin of {margin} the price of {company} needs sales to grow {growth} a year "
        "for five years; "
        "{share} of firms of that size did",
        margin=margin,
        company=valued.company.ref,
        growth=Quantity(need.middle, "fraction"),
        share=span(need.share, 1),
    )
    action = say("Ask what is different this time, and for which of the years it has been shown already")
    evidence = _of(told, "growth_needed", "firms_that_did")
    yield finding("WOR203", Severity.WATCH, valued.company, message, evidence, action)


def _set_aside(valued: Valued) -> Iterator[Finding]:
    for view in valued.views:
        if view.screened.set_aside:
            name, _ = view.screened.counts[0]
            message = say(
                "{company}, {view}: {count} of {all} draws break the model and do not count, most "
                "for {reason}",
                company=valued.company.ref,
                view=VIEWS[view.id],
                count=Quantity(view.screened.set_aside, "count"),
                all=Quantity(len(view.screened.valid), "count"),
                reason=Term(name),
            )
            action = say("Narrow the assumption that breaks it")
            yield finding("WOR205", Severity.WATCH, valued.company, message, (), action)


def _wide(valued: Valued) -> Iterator[Finding]:
    reasons = [*_reasons(valued)]
    if reasons:
        message = say(
            "{company} starts from wide facts: {reasons}",
            company=valued.company.ref,
            reasons=listed(reasons, "semicolon"),
        )
        action = say("Add a figure with an exact date, basis and bound to your own table")
        yield finding("WOR206", Severity.NOTE, valued.company, message, (), action)


def _reasons(valued: Valued) -> Iterator[Message]:
    revenue = valued.case.revenue
    if valued.case.open_above:
        yield say(
            "revenue is only known to be at least {value}", value=Quantity(float(revenue.bounds.low), "USD")
        )
    elif revenue.spread:
        yield say(
            "figures of its revenue run from {low} to {high} a year",
            low=Quantity(float(revenue.bounds.low), "USD"),
            high=Quantity(float(revenue.bounds.high), "USD"),
        )
    if any(f.vouch.stale for f in revenue.figures):
        yield say("the source of its revenue is older than {days}", days=Quantity(FRESH_DAYS, "days"))
    if valued.case.margin is None:
        yield say("its margin is not known")


def _refused(survey: Survey) -> Iterator[Finding]:
    focus = {c.id for c in survey.focus}
    for refused in survey.refused:
        if refused.company.id in focus:
            message = say(
                "{company} is not valued; missing: {fact} ({why})",
                company=refused.company.ref,
                fact=Term(refused.missing.fact),
                why=refused.missing.why,
            )
            action = say("Add it to your own table of financials, with date, basis and bound")
            yield finding("WOR201", Severity.NOTE, refused.company, message, (), action)
    others = [r for r in survey.refused if r.company.id not in focus]
    if others:
        message = say(
            "Other priced companies that are not valued for want of a fact: {count} ({names})",
            count=Quantity(len(others), "count"),
            names=", ".join(r.company.name for r in others),
        )
        yield Finding("WOR201", Severity.NOTE, MARKET, message, role=Role.INVESTOR)


def _rejected(survey: Survey) -> Iterator[Finding]:
    for row in survey.given.own.rejected:
        subject = survey.given.ledger.company(row.company).ref if row.company else MARKET
        message = say(
            "Your assumption on {driver} at {place} was not used: {why}",
            driver=Term(row.driver),
            place=f"{row.origin.place} {row.origin.rows}".strip(),
            why=row.why,
        )
        yield Finding("WOR209", Severity.WATCH, subject, message, role=Role.INVESTOR)


def _units(other_units: Sequence[tuple[str, str, int]]) -> Iterator[Finding]:
    for company, unit, count in other_units:
        message = say(
            "Figures of {company} in {unit} were not used: {count}",
            company=Ref("company", company),
            unit=unit or "?",
            count=Quantity(count, "count"),
        )
        action = say("Give them in US dollars or as fractions, and name the rate in the note")
        yield Finding("WOR210", Severity.WATCH, Ref("company", company), message, (), action, Role.INVESTOR)


def _of(told: Sequence[Estimate], *measures: str) -> tuple[Estimate, ...]:
    return tuple(e for e in told if e.measure in measures)
