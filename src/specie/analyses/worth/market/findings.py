"""What a person should act on, and what must not be quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.market.names import name_of, ref_of
from specie.companies.finding import finding
from specie.model import Finding, Quantity, Ref, Severity, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.market.growth import Growth
    from specie.analyses.worth.market.need import Against
    from specie.analyses.worth.market.view import View
    from specie.model import Message

MARKET = Ref("market", "AI market")


def all_findings(view: View) -> tuple[Finding, ...]:
    """Every finding, the loudest first."""
    every = (
        *_against(view), *_capital(view), *_index(view), *_growth(view), *_unsigned(view), *_vintages(view),
        *_definitions(view),
    )  # fmt: skip
    return tuple(sorted(every, key=lambda finding: -finding.severity.rank))


def _against(view: View) -> Iterator[Finding]:
    for one in view.against:
        low, high = one.estimate.low, one.estimate.high
        if low is not None and low > 1:
            yield _prices("WOR601", Severity.ALARM, one, _too_much(one))
        elif high is not None and high > 1:
            yield _prices("WOR602", Severity.WATCH, one, _maybe(one))


def _too_much(one: Against) -> Message:
    return say(
        "Even with the mildest assumptions the prices of {subject} need sales of {ratio} the forecast of "
        "{series}",
        subject=one.need.estimate.subject,
        ratio=one.estimate,
        series=name_of(one.forecast.series.id),
    )


def _maybe(one: Against) -> Message:
    return say(
        "By {horizon} the prices of {subject} need sales of {sales}, which is {ratio} the forecast of "
        "{series}",
        subject=one.need.estimate.subject,
        horizon=one.need.estimate.period,
        sales=one.need.estimate,
        ratio=one.estimate,
        series=name_of(one.forecast.series.id),
    )


def _prices(code: str, severity: Severity, one: Against, message: Message) -> Finding:
    action = say("Ask of each price which share of the market it needs, and by when")
    return finding(
        code, severity, one.need.estimate.subject, message, (one.estimate, one.need.estimate), action
    )


def _capital(view: View) -> Iterator[Finding]:
    for one in view.carried:
        if one.over is None or one.over.low is None or one.over.low <= 1:
            continue
        message = say(
            "The {series} of {year} needs {sales} of AI sales a year: {ratio} what AI is estimated to bring",
            series=name_of(one.series.id),
            year=one.point.on.text,
            sales=one.needed,
            ratio=one.over,
        )
        action = say("Plan for dearer services or for suppliers that build less than they promise")
        yield finding("WOR603", Severity.WATCH, one.needed.subject, message, (one.over, one.needed), action)


def _index(view: View) -> Iterator[Finding]:
    newest = {standing.series.id: standing for standing in view.standings}
    for standing in newest.values():
        if standing.above.low is None or standing.above.low <= 0:
            continue
        message = say(
            "The {series} was {multiple} on {date}, {above} above the medians of its history; back at them "
            "the price would change by {reversion}",
            series=name_of(standing.series.id),
            multiple=standing.multiple,
            date=standing.point.on.shown,
            above=standing.above,
            reversion=standing.reversion,
        )
        evidence = (standing.above, standing.reversion)
        action = say("Test the portfolio against a fall of that size")
        yield finding("WOR604", Severity.WATCH, standing.multiple.subject, message, evidence, action)


def _growth(view: View) -> Iterator[Finding]:
    for growth in view.growth:
        if growth.holds is False:
            yield finding(
                "WOR605", Severity.NOTE, growth.estimate.subject, _misprinted(growth), (growth.estimate,),
                say("Quote the points, not the rate"),
            )  # fmt: skip


def _misprinted(growth: Growth) -> Message:
    return say(
        "The {series} is printed with {printed} a year, but its own points give {growth}",
        series=name_of(growth.series.id),
        printed=Quantity(growth.series.printed_growth or 0.0, "fraction", 1),
        growth=growth.estimate,
    )


def _unsigned(view: View) -> Iterator[Finding]:
    named = {growth.series.id for growth in view.growth if growth.holds is False}
    for series in view.series.values():
        if not series.usable and series.id not in named:
            message = say("The {series} is not used: nobody signs it, or its source is doubted",
                          series=name_of(series.id))  # fmt: skip
            yield finding("WOR605", Severity.NOTE, ref_of(series.id), message, (), say("Do not quote it"))


def _vintages(view: View) -> Iterator[Finding]:
    differing = [
        (series, point) for series in view.series.values() for point in series.points if point.stated is None
    ]
    if not differing:
        return
    points = [say("{series} {date}", series=name_of(s.id), date=p.on.text) for s, p in differing]
    message = say(
        "{count} dates have several figures of one publisher, shown from the lowest to the highest: {points}",
        count=Quantity(len(differing), "count"),
        points=listed(points, "semicolon"),
    )
    yield finding("WOR606", Severity.NOTE, MARKET, message, (), say("Quote the newest with its date"))


def _definitions(view: View) -> Iterator[Finding]:
    kinds: dict[str, set[str]] = {}
    for series in view.series.values():
        if series.usable and series.unit == "USD" and series.id.startswith("ai_"):
            for point in series.points:
                kinds.setdefault(point.on.text, set()).add(series.definition)
    mixed = sorted(year for year, found in kinds.items() if len(found) > 1)
    if mixed:
        message = say(
            "Figures on AI for {years} count different things: what buyers spend, what sellers take in, "
            "market size",
            years=", ".join(mixed),
        )
        yield finding(
            "WOR607", Severity.NOTE, MARKET, message, (), say("Name the definition with the figure")
        )
