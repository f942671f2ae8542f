"""What to do about it: name the ruler, tell claims from cash, wait for the young, mind the sponsor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.reading import Share
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.ruler.ladder.apply import Applied, Missing
    from specie.analyses.ruler.ladder.portfolio import Portfolio
    from specie.facts import Fact
    from specie.model import Estimate, Message

WIDE = 0.20
"""Twenty points between two readings of one portfolio is a story about rulers, not about the portfolio."""


def spread(applied: Sequence[Applied], kind: str) -> tuple[Applied, Applied] | None:
    """Return the rulers of one kind of result under which the portfolio reads lowest and highest."""
    found = [a for a in applied if isinstance(a.cash, Share) and a.own and a.study.result_of == kind]
    if len(found) < 2:
        return None
    found.sort(key=lambda a: (a.own.point if a.own and a.own.point is not None else 0.0, a.study.id))
    return found[0], found[-1]


def all_findings(
    portfolio: Portfolio,
    applied: Sequence[Applied],
    missing: Sequence[Missing],
    pilots: Estimate | None,
    zombies: Sequence[Fact],
) -> tuple[Finding, ...]:
    """Every finding, the loudest first."""
    every = (
        *_spread(applied),
        *_claims(applied),
        *_apart(applied),
        *_young(applied),
        *_pilots(applied, pilots),
        *_interest(applied),
        *_zombies(zombies),
        *_stale(portfolio, applied),
        *_missing(missing),
    )
    return tuple(sorted(every, key=lambda f: -f.severity.rank))


def _spread(applied: Sequence[Applied]) -> Iterator[Finding]:
    for kind in ("success", "failure"):
        ends = spread(applied, kind)
        if ends is None:
            continue
        low, high = (a.own for a in ends)
        if low is None or high is None or (high.point or 0) - (low.point or 0) < WIDE:
            continue
        message = say(
            "One portfolio, two rulers of {kind}: {low} ({low_counts}, {low_ruler}) and {high} "
            "({high_counts}, "
            "{high_ruler})",
            low=Quantity(low.point or 0.0, "fraction", 0),
            high=Quantity(high.point or 0.0, "fraction", 0),
            kind=Term(kind),
            low_counts=ends[0].rule.counts,
            high_counts=ends[1].rule.counts,
            low_ruler=ends[0].study.ref,
            high_ruler=ends[1].study.ref,
        )
        action = say("State the unit, the numerator and the window with every rate you report or accept")
        yield Finding("RUL101", Severity.WATCH, PORTFOLIO, message, (low, high), action, Role.ENTERPRISE)


def _claims(applied: Sequence[Applied]) -> Iterator[Finding]:
    for one in applied:
        if one.study.id != "teneo-more-than-cost" or one.own is None or one.own_claimed is None:
            continue
        cash, claimed = one.cash, one.claimed
        if isinstance(cash, Share) and isinstance(claimed, Share) and claimed.k > cash.k:
            message = say(
                "By what owners claim {claimed} of {n} initiatives return more than they cost; by what is "
                "booked or "
                "released, {cash} do",
                claimed=Quantity(claimed.k, "count"),
                n=Quantity(cash.n, "count"),
                cash=Quantity(cash.k, "count"),
            )
            action = say("Ask each owner for the ledger account and the period in which the benefit shows")
            evidence = (one.own, one.own_claimed)
            yield Finding("RUL102", Severity.WATCH, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _apart(applied: Sequence[Applied]) -> Iterator[Finding]:
    for one in applied:
        difference = one.apart
        if difference is None or difference.low is None or difference.high is None:
            continue
        if difference.low > 0 or difference.high < 0:
            message = say(
                "{ruler}: yours less the study's is {difference}, more than chance alone",
                ruler=one.study.ref,
                difference=difference,
            )
            action = say("Look for what differs before you praise or blame: population, age, who answered")
            yield Finding(
                "RUL109", Severity.NOTE, one.study.ref, message, (difference,), action, Role.ENTERPRISE
            )


def _young(applied: Sequence[Applied]) -> Iterator[Finding]:
    found = [a for a in applied if a.young and isinstance(a.cash, Share)]
    if not found:
        return
    worst = max(found, key=lambda a: a.young / _n(a))
    message = say(
        "Under {ruler}, {young} of {n} are undecided and younger than the window of {months}: the study "
        "would "
        "count them all the same",
        ruler=worst.study.ref,
        young=Quantity(worst.young, "count"),
        n=Quantity(_n(worst), "count"),
        months=Quantity(worst.months, "months"),
    )
    action = say("Do not call a young initiative a failure, nor leave it out silently: show both rates")
    evidence = tuple(e for e in (worst.own, worst.own_all) if e is not None)
    yield Finding("RUL103", Severity.NOTE, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _n(applied: Applied) -> int:
    return applied.cash.n if isinstance(applied.cash, Share) else 1


def _pilots(applied: Sequence[Applied], pilots: Estimate | None) -> Iterator[Finding]:
    organisation = next((a for a in applied if a.study.id == "nanda-task-pilot-to-implemented"), None)
    if organisation is None or pilots is None:
        return
    message = say(
        "Of your pilots {own} reached production within six months. The {study} of {ruler} counts "
        "organisations: "
        "the two must not be compared",
        own=pilots,
        study=Quantity(organisation.study.result, "fraction", 0),
        ruler=organisation.study.ref,
    )
    action = say("Answer the study with a yes or no, and keep your own pilot rate for your own trend")
    yield Finding("RUL108", Severity.NOTE, PORTFOLIO, message, (pilots,), action, Role.ENTERPRISE)


def _interest(applied: Sequence[Applied]) -> Iterator[Finding]:
    interested = [a for a in applied if a.study.fact.interest]
    if interested:
        message = say(
            "{count} of the {all} rulers applied come from a publisher with a stated interest in the result",
            count=Quantity(len(interested), "count"),
            all=Quantity(len(applied), "count"),
        )
        action = say("Read the interest beside each ruler before you quote it")
        yield Finding("RUL104", Severity.NOTE, PORTFOLIO, message, (), action, Role.INVESTOR)


def _zombies(zombies: Sequence[Fact]) -> Iterator[Finding]:
    for fact in zombies[:1]:
        message = say(
            "“{claim}” is not to be quoted. {wrong} Ask for the source where you meet it.",
            claim=fact.message("statement"),
            wrong=fact.message("what_is_wrong"),
        )
        action = say(
            "What the source says: {source} Quote that.", source=fact.message("what_the_source_says")
        )
        yield Finding("RUL105", Severity.NOTE, PORTFOLIO, message, (), action, Role.INVESTOR)


def _stale(portfolio: Portfolio, applied: Sequence[Applied]) -> Iterator[Finding]:
    old = [a for a in applied if a.study.stale(portfolio.as_of)]
    if old:
        message = say(
            "Rulers whose source is more than three years old on {as_of}: {count}",
            as_of=portfolio.as_of,
            count=Quantity(len(old), "count"),
        )
        yield Finding("RUL107", Severity.NOTE, PORTFOLIO, message, role=Role.ENTERPRISE)


def _missing(missing: Sequence[Missing]) -> Iterator[Finding]:
    lacking = [m for m in missing if m.tables]
    tables = sorted({table for m in lacking for table in m.tables})
    if tables:
        message: Message = say(
            "More rulers could be applied with further tables: {count} ({tables})",
            count=Quantity(len(lacking), "count"),
            tables=", ".join(tables),
        )
        action = say("Add {tables}", tables=", ".join(tables))
        yield Finding("RUL106", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)
