"""Findings about one firm whose terms are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.terms.estimates import key
from specie.analyses.worth.terms.words import RIGHTS
from specie.companies.finding import finding
from specie.model import Quantity, Severity, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.terms.report import Told
    from specie.analyses.worth.terms.rights import ShareClass
    from specie.model import Estimate, Finding, Message

HIDDEN = 0.10
"""A headline further above the fair value, at every end of the range, is a watch; less is a note."""
IDLE = 0.001
"""A right that moves the value of the firm by a smaller part hides nothing."""
AHEAD = 0.25
"""Preferences of this part of the headline or more stand in the way of the common shares."""


def of_own(told: Told) -> Iterator[Finding]:
    """Headline against value, each right of the newest class, the stack, anti-dilution and odd thresholds."""
    yield from _headline(told)
    yield from _rights(told)
    yield from _stack(told)
    yield from _thresholds(told)
    for note in told.appraisal.table.notes:
        yield _note("WOR411", told, note, say("Confirm it in the certificate of incorporation"))
    if not told.appraisal.case.unique:
        message = say(
            "More than one value of {company} makes the newest price fair; the range holds all of them",
            company=told.appraisal.table.company.ref,
        )
        yield _note("WOR411", told, message, say("Read the range, not a point"))


def _headline(told: Told) -> Iterator[Finding]:
    table, over = told.appraisal.table, told.get("headline_overvaluation")
    fair, headline = told.get("fair_value"), told.get("headline_value")
    if over is None or fair is None or headline is None:
        return
    common = next((c for c in table.classes if c.kind == "common"), None)
    share = None if common is None else told.get("class_overvaluation", key(common.name))
    message = say(
        "The headline of {company}, {headline}, lies {over} above its fair value, {fair}",
        company=table.company.ref,
        headline=headline,
        over=over,
        fair=fair,
    )
    loud = over.low is not None and over.low > HIDDEN
    evidence = tuple(e for e in (over, fair, headline, share) if e is not None)
    action = say("Compare firms by fair value; value each class by its own rights")
    severity = Severity.WATCH if loud else Severity.NOTE
    yield finding("WOR401", severity, table.company, message, evidence, action)


def _rights(told: Told) -> Iterator[Finding]:
    over = told.get("headline_overvaluation")
    firm = told.appraisal.case.firm
    for name, case in told.appraisal.without.items():
        if abs(case.firm - firm) < IDLE * firm:
            continue
        message = say(
            "The newest class of {company} has a right that its price pays for: {right}. Without it the same "
            "price would mean a firm worth {more} more",
            right=RIGHTS[name],
            company=told.appraisal.table.company.ref,
            more=Quantity(_rounded(case.firm - firm), "USD"),
        )
        action = say("Read the price together with this right; a plain share would have cost less")
        ratchet = name in ("ratchet", "qualified")
        severity = Severity.WATCH if ratchet else Severity.NOTE
        yield finding("WOR402", severity, told.appraisal.table.company, message, _evidence(over), action)


def _stack(told: Told) -> Iterator[Finding]:
    table = told.appraisal.table
    rights = [(c, c.rights.multiple or 1.0) for c in table.classes if c.paid > 0]
    ahead = sum(c.paid * multiple for c, multiple in rights)
    ranks = {c.rights.rank for c, _ in rights if c.rights.rank is not None}
    if ahead < AHEAD * table.headline and len(ranks) < 3:
        return
    message = say(
        "In a sale of {company} the first {ahead} go to preferred classes, in {ranks} orders of payment: "
        "below that common shares get nothing",
        company=table.company.ref,
        ahead=Quantity(ahead, "USD"),
        ranks=Quantity(max(len(ranks), 1), "count"),
    )
    action = say("Weigh offers and options by what is left after the preferences")
    evidence = _evidence(told.get("fair_value"))
    yield finding("WOR403", Severity.WATCH, table.company, message, evidence, action)


def _thresholds(told: Told) -> Iterator[Finding]:
    """An IPO that converts a class by force at less than its ratchet guarantees leaves the ratchet to pay."""
    for share_class in told.appraisal.table.classes:
        ratchet, qualified = share_class.rights.ratchet, share_class.rights.qualified
        if ratchet and qualified is not None and 0 < qualified < ratchet:
            message = say(
                "{series} of {company} must convert at an IPO of {qualified} its price, but is guaranteed "
                "{ratchet}: the difference is paid in new shares",
                series=share_class.name,
                company=told.appraisal.table.company.ref,
                qualified=Quantity(qualified, "x"),
                ratchet=Quantity(ratchet, "x"),
            )
            yield _note("WOR412", told, message, say("Ask whether both terms hold at the same time"))
        yield from _short(told, share_class)


def _short(told: Told, share_class: ShareClass) -> Iterator[Finding]:
    unknown = share_class.rights.unknown if share_class.kind == "preferred" else ()
    if unknown:
        message = say(
            "{series} of {company}: not known are {rights}",
            series=share_class.name,
            company=told.appraisal.table.company.ref,
            rights=listed([RIGHTS[name] for name in unknown]),
        )
        yield _note(
            "WOR405", told, message, say("Fill them in; write 0 or false where there is no such right")
        )


def _evidence(estimate: Estimate | None) -> tuple[Estimate, ...]:
    return () if estimate is None else (estimate,)


def _note(code: str, told: Told, message: Message, action: Message) -> Finding:
    return finding(code, Severity.NOTE, told.appraisal.table.company, message, (), action)


def _rounded(value: float) -> float:
    """Three digits: more are not known."""
    return float(f"{value:.3g}")
