"""Findings about budgets and the limits on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.spend.budgets import budget_for
from specie.analyses.pays.spend.cap import breach_month
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.spend.assessed import Assessed
    from specie.analyses.pays.spend.cap import Cap
    from specie.analyses.pays.spend.cuts import Cuts
    from specie.model import Estimate, Message

EVIDENCE = ("share_booked", "share_forecast", "breach_probability", "months_to_breach")


def limit_findings(found: Assessed, known: Mapping[tuple[str, str, str], Estimate]) -> Iterator[Finding]:
    """Yield limits passed, limits likely to be passed, lists of what could be cut, budgets with holes."""
    for cap in found.caps:
        if cap.limit is not None:
            yield from _limit(found, cap, known)
    if found.cuts is not None:
        yield _what_to_cut(found, *found.cuts)
    yield from _partial_budgets(found)


def _limit(found: Assessed, cap: Cap, known: Mapping[tuple[str, str, str], Estimate]) -> Iterator[Finding]:
    keys = [(f"{cap.name}_{name}", "portfolio", PORTFOLIO.id) for name in EVIDENCE]
    evidence = tuple(known[key] for key in keys if key in known)
    limit, settings = found.scope.money(cap.limit or 0), found.scope.settings
    if cap.breached_on is not None:
        message = say(
            "{what} of {limit} was passed on {day}", what=limit_name(cap), limit=limit, day=cap.breached_on
        )
        action = say("stop new commitments, raise the limit on purpose, or cut lines not in production")
        yield Finding("PAY104", Severity.ALARM, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)
    elif (cap.probability or 0.0) >= settings.breach_watch:
        severity = Severity.ALARM if (cap.probability or 0.0) >= settings.breach_alarm else Severity.WATCH
        message = say(
            "{what} of {limit} is passed this fiscal year with a chance of {chance}: {when}",
            what=limit_name(cap), limit=limit, chance=chance(cap), when=breach_month(found.scope, cap) or "",
        )  # fmt: skip
        action = say("decide before then: raise the limit on purpose, or cut lines not in production")
        yield Finding("PAY105", severity, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def limit_name(cap: Cap) -> Message:
    """Name a limit within a sentence."""
    if cap.name == "ai":
        return say("the AI budget")
    return say("the limit of {share} of the IT budget", share=Quantity(cap.share or 0, "fraction"))


def chance(cap: Cap) -> Quantity | Message:
    """Return the chance of passing a limit in whole percent, never as certain as 0 or 100."""
    probability, edge = cap.probability or 0.0, 0.01
    if probability < edge:
        return say("below {share}", share=Quantity(edge, "fraction", 0))
    if probability > 1 - edge:
        return say("above {share}", share=Quantity(1 - edge, "fraction", 0))
    return Quantity(probability, "fraction", 0)


def _what_to_cut(found: Assessed, cap: Cap, lists: Cuts) -> Finding:
    scope, rest = found.scope, sum(line.rest for line in lists.lines)
    if lists.enough is not None:
        message = say(
            "to stay within {what}, {excess} would have to go; the {count} largest lines not in production"
            " still cost that much this fiscal year",
            what=limit_name(cap), excess=scope.money(lists.excess), count=lists.enough,
        )  # fmt: skip
    else:
        message = say(
            "to stay within {what}, {excess} would have to go; all {count} lines not in production together"
            " still cost only {rest} this fiscal year",
            what=limit_name(cap), excess=scope.money(lists.excess), count=len(lists.lines),
            rest=scope.money(rest),
        )  # fmt: skip
    action = say("weigh the effect of each line first: this is arithmetic and says nothing of benefits")
    return Finding("PAY108", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _partial_budgets(found: Assessed) -> Iterator[Finding]:
    for name in ("it", "ai"):
        budget = budget_for(found.scope, name)
        if budget is not None and not budget.whole:
            message = say(
                "budgets of scope {scope} cover {share} of the days of the fiscal year: no share is told",
                scope=Term(name), share=Quantity(budget.covered, "fraction"),
            )  # fmt: skip
            action = say("add the missing periods to {table}", table="budgets")
            yield Finding("PAY106", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)
