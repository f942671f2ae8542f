"""What a person should act on: the newest price of each company of the book, the others in sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.premium.parts import EARNING, LOSING, UNKNOWN
from specie.companies.finding import finding
from specie.model import Finding, Quantity, Ref, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.premium.parts import Parts
    from specie.companies.ledger import Ledger
    from specie.model import Estimate

MARKET = Ref("market", "companies")


def newest(parts: Sequence[Parts]) -> tuple[Parts, ...]:
    """The newest price of each company, in the order of the rows."""
    return tuple({p.price.company.id: p for p in parts}.values())


def all_findings(parts: Sequence[Parts], ledger: Ledger, mostly: float) -> tuple[Finding, ...]:
    """Every finding, the loudest first."""
    focus = {c.id for c in ledger.focus}
    mine = [p for p in newest(parts) if p.price.company.id in focus]
    others = [p for p in newest(parts) if p.price.company.id not in focus]
    found = [*(f for p in mine for f in _of(p, mostly)), *_others(others)]
    return tuple(sorted(found, key=lambda f: -f.severity.rank))


def _of(parts: Parts, mostly: float) -> Iterator[Finding]:
    company, date = parts.price.company.ref, parts.price.on.shown
    if parts.state == LOSING:
        message = say(
            "{company} lost money when it was priced on {date}: all of the price is for what is to come",
            company=company,
            date=date,
        )
        action = say("Read its supported range, which starts from losses")
        yield finding("WOR302", Severity.NOTE, parts.price.company, message, _share(parts), action)
    elif parts.state == UNKNOWN:
        message = say(
            "No result of {company} within a year of its price of {date} is known", company=company, date=date
        )
        action = say("Add a net or operating result to your financials")
        yield finding("WOR303", Severity.NOTE, parts.price.company, message, _share(parts), action)
    elif parts.state == EARNING and parts.split is not None:
        yield from _split(parts, mostly)


def _split(parts: Parts, mostly: float) -> Iterator[Finding]:
    assert parts.split is not None
    low, high = float(parts.split.share.low), float(parts.split.share.high)
    span = say("{low} to {high}", low=Quantity(low, "fraction"), high=Quantity(high, "fraction"))
    if low >= mostly:
        message = say(
            "Of the price of {company} on {date}, {share} is for growth that is not earned yet",
            company=parts.price.company.ref,
            date=parts.price.on.shown,
            share=span,
        )
        action = say("Ask what growth that takes, and hold it against what firms of that size have done")
        yield finding("WOR301", Severity.WATCH, parts.price.company, message, _share(parts), action)
    elif high < 0:
        message = say(
            "The price of {company} on {date} is below the value of its earnings without growth",
            company=parts.price.company.ref,
            date=parts.price.on.shown,
        )
        action = say("Look whether the year's result holds a one-off")
        yield finding("WOR304", Severity.NOTE, parts.price.company, message, _share(parts), action)


def _others(parts: Sequence[Parts]) -> Iterator[Finding]:
    losing = [p for p in parts if p.state == LOSING]
    unknown = [p for p in parts if p.state == UNKNOWN]
    if losing:
        message = say(
            "Other companies that lost money when they were last priced: {count} ({names})",
            count=Quantity(len(losing), "count"),
            names=_names(losing),
        )
        yield Finding("WOR302", Severity.NOTE, MARKET, message, role=Role.INVESTOR)
    if unknown:
        message = say(
            "Other priced companies without a result within a year of the price: {count} ({names})",
            count=Quantity(len(unknown), "count"),
            names=_names(unknown),
        )
        yield Finding("WOR303", Severity.NOTE, MARKET, message, role=Role.INVESTOR)


def _names(parts: Sequence[Parts]) -> str:
    return ", ".join(p.price.company.name for p in parts)


def _share(parts: Parts) -> Iterator[Estimate]:
    return (e for e in parts.estimates if e.measure == "growth_share")
