"""What a person should act on, and what was refused with its reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from specie.analyses.worth.rounds.findings_backing import backing_findings
from specie.analyses.worth.rounds.multiple import why_none
from specie.companies.comparable import no_price_of_its_own
from specie.companies.conflict import UNIT_ERROR
from specie.companies.finding import finding
from specie.model import Finding, Quantity, Ref, Role, Severity, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.rounds.money import RoundTrip
    from specie.analyses.worth.rounds.survey import Survey, Valued
    from specie.analyses.worth.rounds.view import View
    from specie.companies.conflict import Conflict

MARKET = Ref("market", "private prices")
WIDE = 2.0
"""A multiple that doubles with the basis of revenue is not one number."""
DEAR = 10.0
"""Ten years of present sales: no firm returns that without growth."""
OLD_DAYS = 365


def all_findings(view: View) -> tuple[Finding, ...]:
    """Every finding; the companies of the book one by one, the rest of the field in sums."""
    survey = view.survey
    every = (
        *_unit_checks(survey, view.conflicts),
        *(f for valued in survey.focused for f in _of_company(survey, valued)),
        *backing_findings(view),
        *_without_price(survey),
        *_round_trips(view.trips),
        *_conflicts(survey, view.conflicts),
        *_refused(survey),
        *_without_multiple(survey),
        *_dates(survey),
    )
    return tuple(sorted(every, key=lambda f: -f.severity.rank))


def _of_company(survey: Survey, valued: Valued) -> Iterator[Finding]:
    yield from _basis(valued)
    yield from _dear(survey, valued)
    yield from _falling(valued)
    age = (survey.ledger.as_of - valued.latest.on.end).days
    if age > OLD_DAYS:
        message = say(
            "The newest comparable price of {company} is {age} old",
            company=valued.company.ref,
            age=Quantity(age, "days"),
        )
        action = say("Look for a newer round, or treat the price as unknown")
        yield finding("WOR107", Severity.NOTE, valued.company, message, valued.prices[-1:], action)


def _basis(valued: Valued) -> Iterator[Finding]:
    spread = valued.spread
    if spread is None or spread.low is None or spread.high is None or spread.high < WIDE * spread.low:
        return
    low, high = valued.fresh[0], max(valued.fresh, key=lambda m: m.stated[1])
    message = say(
        "{company} costs {low} its sales by {low_basis} and {high} by {high_basis}: one price, {bases} bases",
        company=valued.company.ref,
        low=low.estimate or "",
        high=high.estimate or "",
        low_basis=low.match.basis.label,
        high_basis=high.match.basis.label,
        bases=Quantity(len(valued.fresh), "count"),
    )
    evidence = (spread, *(m.estimate for m in (low, high) if m.estimate is not None))
    action = say("Name the basis before comparing multiples; never compare a run-rate with a trailing year")
    yield finding("WOR106", Severity.WATCH, valued.company, message, evidence, action)


def _dear(survey: Survey, valued: Valued) -> Iterator[Finding]:
    cheapest = valued.fresh[0] if valued.fresh else None
    if valued.company.id not in survey.ledger.suppliers or cheapest is None or cheapest.estimate is None:
        return
    if cheapest.stated[0] < DEAR:
        return
    message = say(
        "Price to sales of {company}, on its highest revenue figure: {multiple}. The price rests on growth "
        "that has not happened yet",
        company=valued.company.ref,
        multiple=cheapest.estimate,
    )
    action = say(
        "Expect pressure on prices and terms: seek price protection and an exit clause, and test a substitute"
    )
    sure = cheapest.estimate.low is not None and cheapest.estimate.low >= DEAR
    severity = Severity.WATCH if sure else Severity.NOTE
    yield finding("WOR102", severity, valued.company, message, (cheapest.estimate,), action, Role.ENTERPRISE)


def _falling(valued: Valued) -> Iterator[Finding]:
    if not valued.steps or valued.steps[-1].multiple is None:
        return
    multiple = valued.steps[-1].multiple
    if multiple.high is not None and multiple.high < 1 and not valued.steps[-1].other_entity:
        message = say(
            "The price of {company} fell: {multiple} of the price before",
            company=valued.company.ref,
            multiple=multiple,
        )
        action = say("Ask what changed, and check the terms: a lower round often brings preferences")
        yield finding("WOR110", Severity.WATCH, valued.company, message, (multiple,), action)


def _unit_checks(survey: Survey, found: Sequence[Conflict]) -> Iterator[Finding]:
    action = say("Check the unit and the currency at the source before using either figure")
    for valued in survey.ordered:
        for step in valued.steps:
            if step.needs_unit_check:
                message = say(
                    "The price of {company} changed by {factor} within a year, from {before} to {after}",
                    company=valued.company.ref,
                    factor=Quantity(step.stated, "x"),
                    before=step.before.on.shown,
                    after=step.after.on.shown,
                )
                evidence = (step.multiple,) if step.multiple else ()
                yield finding("WOR104", Severity.WATCH, valued.company, message, evidence, action)
    for conflict in found:
        if conflict.measure == "price" and conflict.factor > UNIT_ERROR:
            company = survey.ledger.company(conflict.company)
            message = say(
                "Two reports of one month put {company} at {range}",
                company=company.ref,
                range=conflict.range,
            )
            yield finding("WOR104", Severity.NOTE, company, message, (), action)


def _without_price(survey: Survey) -> Iterator[Finding]:
    """Companies the book points to that have no price to compare."""
    for company in survey.focus:
        if company.id in survey.valued:
            continue
        if not company.priced:
            why, action = no_price_of_its_own(company), say("Value the parent company instead")
        elif company.listed:
            why = say("it is listed: its price is the market's, and none is in the tables")
            action = say("Add a market value to your financials to see its multiples")
        else:
            why = say("no price that could be compared is in the tables")
            action = say("Add its rounds to your own table of rounds")
        message = say("{company} is not compared: {why}", company=company.ref, why=why)
        yield finding("WOR101", Severity.NOTE, company, message, (), action)


def _refused(survey: Survey) -> Iterator[Finding]:
    with_price = [r for r in survey.refused if r.price.post is not None]
    if not with_price:
        return
    counts = Counter(refusal.ground for refusal in with_price)
    message = say(
        "Stated prices that are shown but not compared: {count} ({grounds})",
        count=Quantity(len(with_price), "count"),
        grounds=listed(
            [
                say("{ground}: {count}", ground=Term(ground), count=Quantity(count, "count"))
                for ground, count in counts.most_common()
            ]
        ),
    )
    yield Finding("WOR101", Severity.NOTE, MARKET, message, role=Role.INVESTOR)


def _without_multiple(survey: Survey) -> Iterator[Finding]:
    for valued in survey.focused:
        if not valued.at_latest:
            message = say(
                "{company} has a price but no price to sales: {why}",
                company=valued.company.ref,
                why=why_none(valued.latest, valued.revenues),
            )
            action = say("Add its revenue to your own table of financials, with basis and bound")
            yield finding("WOR103", Severity.NOTE, valued.company, message, valued.prices[-1:], action)
    others = [v for v in survey.ordered if not v.at_latest and v not in survey.focused]
    if others:
        message = say(
            "Other priced companies without a revenue figure within a year of their newest price: {count} "
            "({names})",
            count=Quantity(len(others), "count"),
            names=", ".join(v.company.name for v in others),
        )
        yield Finding("WOR103", Severity.NOTE, MARKET, message, role=Role.INVESTOR)


def _conflicts(survey: Survey, found: Sequence[Conflict]) -> Iterator[Finding]:
    focus = {company.id for company in survey.focus}
    for conflict in found:
        if conflict.company in focus:
            company = survey.ledger.company(conflict.company)
            message = say(
                "{measure} of {company}, {date}: {range}; {why}",
                measure=Term(conflict.measure),
                company=company.ref,
                date=conflict.on.shown,
                range=conflict.range,
                why=conflict.why,
            )
            action = say("Show the range; do not pick one figure without saying which")
            yield finding("WOR105", Severity.NOTE, company, message, (), action)


def _round_trips(trips: Sequence[RoundTrip]) -> Iterator[Finding]:
    partners: dict[Ref, list[str]] = {}
    for trip in trips:
        partners.setdefault(trip.company, []).append(trip.partner.name)
    for company, names in partners.items():
        message = say(
            "{names} put money into {company} and sell to it: part of its money comes back to them as sales",
            names=", ".join(names),
            company=company,
        )
        action = say(
            "Read its price and its purchase promises together; a supplier's price is not a market's"
        )
        yield Finding("WOR109", Severity.NOTE, company, message, (), action, Role.INVESTOR)


def _dates(survey: Survey) -> Iterator[Finding]:
    if survey.ledger.read_later:
        message = say(
            "Rows used although their source is dated after {as_of}: {count}. The events are earlier, but "
            "the "
            "sources may know more than one could know then",
            count=Quantity(survey.ledger.read_later, "count"),
            as_of=survey.ledger.as_of,
        )
        yield Finding("WOR108", Severity.NOTE, MARKET, message, role=Role.INVESTOR)
    if survey.ledger.later:
        message = say(
            "Rows left out because they are dated after {as_of}, or may be: {count}",
            count=Quantity(survey.ledger.later, "count"),
            as_of=survey.ledger.as_of,
        )
        yield Finding("WOR108", Severity.NOTE, MARKET, message, role=Role.INVESTOR)
