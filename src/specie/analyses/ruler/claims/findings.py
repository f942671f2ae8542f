"""What to do about claims: one source, rival readings, a stake, a missing base, wrong growth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.claims.entry import bare
from specie.analyses.ruler.claims.forecast_findings import forecast_findings
from specie.analyses.ruler.claims.missing import missing
from specie.model import PORTFOLIO, Finding, Quantity, Ref, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.ruler.claims.entry import Entry
    from specie.analyses.ruler.claims.register import Register
    from specie.analyses.ruler.claims.settings import Settings

FEW = 2
"""Independent sources that a claim should have."""
MOST = 3
"""Rival readings of shipped facts that are named one by one; the table has all."""


def all_findings(register: Register, settings: Settings, level: float) -> tuple[Finding, ...]:
    """Every finding, the loudest first."""
    every = (
        *_rivals(register, settings),
        *_stakes(register),
        *_missing(register),
        *_one_source(register),
        *_rumours(register),
        *_interest(register),
        *_stale(register),
        *_growth(register),
        *forecast_findings(register, level),
    )
    return tuple(sorted(every, key=lambda f: -f.severity.rank))


def _ref(entry: Entry) -> Ref:
    return Ref("claim", entry.id)


def _rivals(register: Register, settings: Settings) -> Iterator[Finding]:
    """Yield the user's own, and the widest of the shipped figures of one company or series."""
    wide = [r for r in register.rivals if r.factor is not None and r.factor >= settings.wide]
    own = [r for r in wide if r.own]
    shipped = [r for r in wide if not r.own and r.entries[0].table != "rulers"][:MOST]
    for group in (*own, *shipped):
        low, high = group.entries[0], group.entries[-1]
        message = say(
            "{statement}: {low} ({low_publisher}) and {high} ({high_publisher})",
            statement=group.statement,
            low=low.shown or "",
            low_publisher=low.publisher,
            high=high.shown or "",
            high_publisher=high.publisher,
        )
        action = say("Quote no single figure: say whose it is and what it counts")
        evidence = () if group.estimate is None else (group.estimate,)
        subject = Ref("statement", " ".join(group.entries[0].topic))
        severity = Severity.WATCH if group.own else Severity.NOTE
        yield Finding("RUL201", severity, subject, message, evidence, action, Role.INVESTOR)


def _one_source(register: Register) -> Iterator[Finding]:
    alone = [e for e in register.current if register.voices[e.id].agreeing < FEW]
    if alone:
        message = say(
            "Claims without two independent sources that agree: {count} of {all}",
            count=Quantity(len(alone), "count"),
            all=Quantity(len(register.current), "count"),
        )
        action = say("Look for a second source that does not pass the first one on, or say that there is one")
        yield Finding("RUL202", Severity.NOTE, PORTFOLIO, message, (), action, Role.INVESTOR)


def _stakes(register: Register) -> Iterator[Finding]:
    for stake in register.stakes:
        if not stake.entry.own:
            continue
        message = say(
            "{publisher} has a stake in what it says (“{statement}”): {relation}",
            publisher=stake.entry.publisher,
            statement=bare(stake.entry.statement),
            relation=stake.reason,
        )
        action = say("Weigh it as a statement of a party, and look for one by somebody without a stake")
        yield Finding("RUL203", Severity.WATCH, _ref(stake.entry), message, (), action, Role.INVESTOR)
    shipped = {stake.entry.id for stake in register.stakes if not stake.entry.own}
    if shipped:
        message = say(
            "Published rulers whose publisher has a deal with whom it measures, or is that firm: {count}",
            count=Quantity(len(shipped), "count"),
        )
        action = say("Read the table of relations before you quote them")
        yield Finding("RUL203", Severity.NOTE, PORTFOLIO, message, (), action, Role.INVESTOR)


def _missing(register: Register) -> Iterator[Finding]:
    for entry in register.current:
        lacking = missing(entry)
        if "denominator" in lacking or "definition" in lacking:
            message = say(
                "“{statement}” ({publisher}) does not say: {columns}",
                statement=bare(entry.statement),
                publisher=entry.publisher,
                columns=", ".join(lacking),
            )
            action = say("Ask of what, counted how and since when before the figure is used")
            yield Finding("RUL204", Severity.WATCH, _ref(entry), message, (), action, Role.ENTERPRISE)


def _rumours(register: Register) -> Iterator[Finding]:
    for entry in register.current:
        if entry.status == "rumour":
            message = say("A rumour: “{statement}”", statement=bare(entry.statement))
            action = say("Build no number on it until somebody confirms it")
            yield Finding("RUL205", Severity.NOTE, _ref(entry), message, (), action, Role.INVESTOR)


def _interest(register: Register) -> Iterator[Finding]:
    interested = [e for e in register.current if e.interest]
    if interested:
        message = say(
            "Claims by a publisher with a stated interest in them: {count} of {all}",
            count=Quantity(len(interested), "count"),
            all=Quantity(len(register.current), "count"),
        )
        action = say("Read the interest beside each claim before you quote it")
        yield Finding("RUL206", Severity.NOTE, PORTFOLIO, message, (), action, Role.INVESTOR)


def _stale(register: Register) -> Iterator[Finding]:
    stale = [e for e in register.current if e.stale]
    open_ones = [f for f in register.forecasts if f.own and f.stale]
    if stale or open_ones:
        message = say(
            "Stale on {as_of}: {claims} claims and {forecasts} open forecasts",
            as_of=register.as_of,
            claims=Quantity(len(stale), "count"),
            forecasts=Quantity(len(open_ones), "count"),
        )
        action = say("Look for a newer version, or take them off the table")
        yield Finding("RUL207", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _growth(register: Register) -> Iterator[Finding]:
    for path in register.paths:
        if path.holds is False and path.printed is not None:
            message = say(
                "{publisher}, {series}: {printed} a year is printed, the points give {rate}",
                publisher=path.publisher,
                series=path.series,
                printed=Quantity(path.printed, "fraction"),
                rate=path.estimate,
            )
            years = path.fits_years
            action = (
                say("Do not quote either figure before the publisher explains the difference")
                if years is None
                else say(
                    "The printed growth fits {years}: ask which years it counts",
                    years=Quantity(years, "years"),
                )
            )
            severity = Severity.WATCH if path.own else Severity.NOTE
            subject = path.estimate.subject
            yield Finding("RUL208", severity, subject, message, (path.estimate,), action, Role.INVESTOR)
