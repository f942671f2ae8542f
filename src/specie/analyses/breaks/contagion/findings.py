"""What a reader should act on, or should know before trusting the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.breaks.contagion.codes import CODES
from specie.analyses.breaks.contagion.estimates import share_of
from specie.analyses.breaks.contagion.tables import carried_by, hits
from specie.companies.network.edge import CHANNEL_NAMES, CHANNELS, CLOSED, DEBT, EQUITY
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.breaks.contagion.survey import Survey
    from specie.model import Message, Ref

MOST_NAMED = 8
SEVERITIES = {code.id: code.severity or Severity.NOTE for code in CODES}


def all_findings(of: Survey) -> tuple[Finding, ...]:
    """Put all findings together."""
    return (
        *_hit(of),
        *_brought_down(of),
        *_not_closed(of),
        *_odd(of),
        *_not_assessed(of),
        *_unknown(of),
    )


def _hit(of: Survey) -> Iterator[Finding]:
    for supplier, failing, channel, loss in hits(of):
        share = share_of(of, loss, channel, supplier)
        if share is None or (share.point or share.low or 0.0) < of.watch:
            continue
        message = say(
            "if {firm} failed, {supplier} would lose {loss} of {channel}, {share} of {ruler}; by {deals}",
            firm=of.ref(failing), supplier=of.ref(supplier), loss=loss, channel=CHANNEL_NAMES[channel],
            share=share, ruler=_ruler(channel),
            deals=carried_by(of, channel, failing, supplier) or say("others"),
        )  # fmt: skip
        action = say(
            "ask {supplier} how much hangs on {firm}", supplier=of.ref(supplier), firm=of.ref(failing)
        )
        yield Finding(
            "BRK401", Severity.WATCH, of.ref(supplier), message, (loss, share), action, Role.ENTERPRISE
        )


def _ruler(channel: str) -> Message:
    return say("a year's revenue") if channel == "sales" else say("its newest price")


def _brought_down(of: Survey) -> Iterator[Finding]:
    names = of.network.names
    for row in np.flatnonzero(of.firm.joint.any(axis=1)).tolist():
        others = [of.ref(names[k]) for k in np.flatnonzero(of.firm.joint[row])]
        mine = names[row] in of.suppliers or any(o.id in of.suppliers for o in others)
        message = say(
            "if {firm} failed, {others} would fail with it by closed and committed deals",
            firm=of.ref(names[row]), others=listed(others),
        )  # fmt: skip
        action = say("count them as one supplier when you spread work")
        severity = Severity.ALARM if mine else Severity.WATCH
        yield Finding("BRK402", severity, of.ref(names[row]), message, (), action, Role.ENTERPRISE)


def _not_closed(of: Survey) -> Iterator[Finding]:
    closed = next(found for found in of.losses if found.view is CLOSED)
    for name in of.suppliers:
        for channel in CHANNELS:
            if name not in of.network.names:
                continue
            row = of.network.names.index(name)
            whole, sure = of.firm.by[channel].total(row, "stated"), closed.by[channel].total(row, "stated")
            if whole > 0 and sure < whole / 2:
                message = say(
                    "of {whole} of {channel} that others lose with {firm}, {sure} rests on closed deals",
                    whole=Quantity(whole, "USD"), channel=CHANNEL_NAMES[channel], firm=of.ref(name),
                    sure=Quantity(sure, "USD"),
                )  # fmt: skip
                action = say("read closed deals and committed ones apart")
                yield Finding("BRK408", Severity.NOTE, of.ref(name), message, (), action, Role.ENTERPRISE)


def _odd(of: Survey) -> Iterator[Finding]:
    """Yield what had to be scaled, cut or left open because figures do not fit together."""
    woven = of.firm.woven
    hit = np.any([of.losses[-1].by[c].high.any(axis=0) for c in (EQUITY, DEBT)], axis=0)
    for code, which in (
        ("BRK404", woven.circle),
        ("BRK405", woven.negative),
        ("BRK406", woven.web.over),
        ("BRK407", hit & ~np.isfinite(woven.web.worth)),
        ("BRK409", woven.web.short),
    ):
        firms = [of.ref(of.network.names[k]) for k in np.flatnonzero(which)]
        if firms:
            subject = firms[0] if len(firms) == 1 else PORTFOLIO
            message, action = _oddity(code, _listed(firms))
            yield Finding(code, SEVERITIES[code], subject, message, (), action, Role.INVESTOR)


def _oddity(code: str, firms: Message) -> tuple[Message, Message]:
    """What is odd about some firms, and what to do."""
    match code:
        case "BRK404":
            return (
                say("{firms} own one another entirely: not seen through", firms=firms),
                say("check the amounts of their stakes in {table}", table="deals"),
            )
        case "BRK405":
            return (
                say("{firms}: negative equity, taken to be worth nothing", firms=firms),
                say("check the figure in {table}", table="financials"),
            )
        case "BRK406":
            return (
                say(
                    "stakes in {firms} cost more than the newest price of the whole: parts are scaled to it",
                    firms=firms,
                ),
                say("add a newer price to {table}", table="rounds, financials"),
            )
        case "BRK407":
            return (
                say(
                    "the worth of {firms} is not known: their share and own failure are not assessed",
                    firms=firms,
                ),
                say("add {metric} to {table}", metric="market_cap", table="financials"),
            )
        case _:
            return (
                say("{firms}: more lent than debts and worth together", firms=firms),
                say("check price and loans in {table}", table="rounds, financials, deals"),
            )


def _listed(firms: Sequence[Ref]) -> Message:
    named = listed(firms[:MOST_NAMED])
    more = len(firms) - MOST_NAMED
    return say("{firms} and {more} more", firms=named, more=Quantity(more, "count")) if more > 0 else named


def _not_assessed(of: Survey) -> Iterator[Finding]:
    open_ones = [aside for aside in of.network.aside if aside.missing]
    if not open_ones:
        return
    every = len(of.network.edges) + len(of.network.aside)
    no_amount = sum(aside.missing == "amount_usd" for aside in open_ones)
    message = say(
        "{left} of {deals} deals are not assessed: {amount} without an amount, {days} without the days they"
        " run or with both sides one company",
        left=Quantity(len(open_ones), "count"), deals=Quantity(every, "count"),
        amount=Quantity(no_amount, "count"), days=Quantity(len(open_ones) - no_amount, "count"),
    )  # fmt: skip
    action = say("add amount and days to {table} where you know them", table="deals")
    yield Finding("BRK403", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _unknown(of: Survey) -> Iterator[Finding]:
    for name in of.suppliers:
        if name not in of.network.names:
            message = say(
                "{supplier} is in no deal: what its failure does is not assessed", supplier=of.ref(name)
            )
            action = say("add its deals to {table}", table="deals")
            yield Finding("BRK410", Severity.NOTE, of.ref(name), message, (), action, Role.ENTERPRISE)
