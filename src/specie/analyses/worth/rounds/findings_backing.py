"""What growth, backers and peers say that a person should act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.rounds.backing_tables import way
from specie.companies.backing import TRADES
from specie.companies.finding import finding
from specie.model import Finding, Quantity, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.rounds.gap import Gap
    from specie.analyses.worth.rounds.survey import Valued
    from specie.analyses.worth.rounds.view import View
    from specie.companies.backing import Backing
    from specie.companies.record import Company
    from specie.model import Message

HALF = 0.5


def backing_findings(view: View) -> Iterator[Finding]:
    """Yield findings on the companies of the book."""
    for valued in view.survey.focused:
        yield from _growth(valued)
        yield from _no_peer(view, valued)
    focus = {company.id for company in view.survey.focus}
    for backing in view.backings:
        if backing.company.id in focus:
            yield from _lead(view, backing)
    for company in view.survey.focus:
        yield from _round(view, company)


def _growth(valued: Valued) -> Iterator[Finding]:
    newest = [gap for gap in valued.gaps if gap.last.price is valued.latest]
    sure = [gap for gap in newest if gap.gap is not None and gap.gap.low is not None and gap.gap.low > 0]
    if sure:
        yield _outgrew(valued, max(sure, key=lambda g: (g.gap.low or 0.0) if g.gap else 0.0))
    elif len(valued.chain) > 1 and not any(gap.gap for gap in newest):
        message = say(
            "{company}: whether its price outgrew its revenue cannot be told; {why}",
            company=valued.company.ref,
            why=_why_open(newest),
        )
        action = say("Add revenue of one basis near both prices to your own table of financials")
        yield finding("WOR112", Severity.NOTE, valued.company, message, (), action)


def _why_open(newest: Sequence[Gap]) -> Message:
    if newest:
        return say("the two prices are too near in time, or revenue is only known from below")
    return say("no basis of revenue is known near its newest price and near an earlier one")


def _outgrew(valued: Valued, gap: Gap) -> Finding:
    assert gap.gap is not None
    message = say(
        "The price of {company} grew faster than its revenue ({basis}) from {before} to {after}: gap {gap} "
        "a year",
        company=valued.company.ref,
        basis=gap.basis.label,
        before=gap.first.price.on.shown,
        after=gap.last.price.on.shown,
        gap=gap.gap,
    )
    evidence = tuple(e for e in (gap.gap, gap.change, gap.revenue_growth) if e is not None)
    action = say("Ask what pays for the higher multiple: margins, a longer runway of growth, or less risk")
    return finding("WOR111", Severity.WATCH, valued.company, message, evidence, action)


def _lead(view: View, backing: Backing) -> Iterator[Finding]:
    action = say(
        "Read the terms of those rounds; a price from a trading partner may hold a discount on goods"
    )
    share, hhi = backing.strategic, backing.concentration
    if share is not None and share.low is not None and share.low >= HALF:
        names = ", ".join(i.name for i in backing.investors if i.role in TRADES and i.led)
        message = say(
            "Suppliers or customers of {company} led {share} of its money: {names}",
            company=backing.company.ref,
            share=share,
            names=names,
        )
        yield finding("WOR113", Severity.NOTE, backing.company, message, (share,), action)
    if (
        hhi is not None
        and hhi.low is not None
        and hhi.low >= view.settings.most_led
        and len(backing.rounds) > 1
    ):
        message = say(
            "Few investors set the price of {company}: concentration of the lead {hhi} over {rounds} rounds",
            company=backing.company.ref,
            hhi=hhi,
            rounds=Quantity(len(backing.rounds), "count"),
        )
        action = say("Look for a price that others set: a tender, a secondary sale or a listing")
        yield finding("WOR113", Severity.NOTE, backing.company, message, (hhi,), action)


def _round(view: View, company: Company) -> Iterator[Finding]:
    """Tell the ways round of three steps and more; pairs are told with their suppliers."""
    own = [c for c in view.circles if company.id in c.companies and len(c.companies) > 2]
    if own:
        count = next((e for e in view.counted if e.subject.id == company.id), None)
        message = say(
            "Money leads from {company} through two or more others back to it on {ways} ways, such as {way}",
            company=company.ref,
            ways=Quantity(len(own), "count"),
            way=way(view, own[0], company.id),
        )
        action = say("Test what happens along the way if one of them cannot pay")
        yield finding("WOR114", Severity.NOTE, company, message, (count,) if count else (), action)


def _no_peer(view: View, valued: Valued) -> Iterator[Finding]:
    own = [peer for peer in view.peers if peer.company.id == valued.company.id]
    if own and all(peer.ratio is None for peer in own):
        message = say(
            "{company} has {peers} priced peers of its kind, none of them at its age within {years}",
            company=valued.company.ref,
            peers=Quantity(len(own), "count"),
            years=Quantity(view.settings.age_tolerance, "years"),
        )
        action = say("Compare under an equal basis of revenue only, and say that ages differ")
        yield finding("WOR115", Severity.NOTE, valued.company, message, (), action)
