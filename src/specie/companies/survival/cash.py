"""Cash of a firm on the day of the book and what leaves it in a month, each within bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.basis import LAST_DAYS, PER_YEAR
from specie.companies.outlook.start import balance
from specie.companies.record import weaker
from specie.companies.survival.chance import Lack
from specie.kernel.growth import Bounds
from specie.kernel.renewal import runway
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.companies.deal import Deal
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Price, Reported
    from specie.model import Grade, Message, Origin

MONTH = 365.25 / 12
"""Days of a month."""
COUNTED = ("closed", "confirmed")
"""Rounds whose money came in."""
NEW_MONEY = ("primary", "convertible", "strategic")


@dataclass(frozen=True, slots=True)
class Burn:
    """Money that leaves in a month; negative where it comes in."""

    bounds: Bounds
    figures: tuple[Reported, ...]
    text: Message

    @property
    def grade(self) -> Grade:
        """As good as the weakest figure."""
        return weaker(*(f.grade for f in self.figures))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Every row behind it."""
        return tuple(dict.fromkeys(f.vouch.origin for f in self.figures))


@dataclass(frozen=True, slots=True)
class Cash:
    """Cash on the day of the book, what a month takes of it, and how both were read."""

    now: Bounds
    burn: Burn
    stated: bool
    """A balance was told; otherwise the cash is what its rounds brought in less what it burned since."""
    grade: Grade
    origins: tuple[Origin, ...]
    text: Message
    figures: tuple[Reported, ...]

    @property
    def months(self) -> Bounds:
        """How long it lasts at the burn of today, without new money."""
        return runway(self.now, self.burn.bounds)

    @property
    def burns(self) -> bool:
        """Whether more may leave than comes in."""
        return float(self.burn.bounds.high) > 0


def read_cash(ledger: Ledger, company: Company, deals: Sequence[Deal]) -> Cash | Lack:
    """Bring a stated balance to the day of the book, else bound it by the rounds; name what is missing."""
    burn = _burn(ledger, company)
    stated = balance(ledger, company, "cash")
    if burn is None:
        items = "cash_burn, free_cash_flow" if stated is not None else "cash, cash_burn"
        return Lack("cash", say("missing of the last year: {items}", items=items))
    if stated is not None:
        later = tuple(p for p in new_money(ledger, company) if p.on.start > stated.newest)
        since = (ledger.as_of - stated.newest).days / MONTH
        came = sum(p.amount or 0.0 for p in later)
        now = _less(Bounds(stated.bounds.low + came, stated.bounds.high + came), burn.bounds, since)
        text = say(
            "cash of {date}, less {months} of burn", date=stated.figures[0].end.shown,
            months=Quantity(since, "months", 1),
        )  # fmt: skip
        grade = weaker(stated.grade, burn.grade, *(p.grade for p in later))
        origins = (*stated.origins, *burn.origins, *(p.vouch.origin for p in later))
        figures = (*stated.figures, *burn.figures)
        return Cash(now, burn, True, grade, tuple(dict.fromkeys(origins)), text, figures)
    return _by_rounds(ledger, company, deals, burn)


def new_money(ledger: Ledger, company: Company) -> tuple[Price, ...]:
    """Rounds whose money came in, oldest first, each event once."""
    return tuple(
        p
        for p in ledger.prices
        if p.company == company.id
        and p.amount
        and p.kind in NEW_MONEY
        and p.status in COUNTED
        and p.relation not in ("part", "conflict")
    )


def _by_rounds(ledger: Ledger, company: Company, deals: Sequence[Deal], burn: Burn) -> Cash | Lack:
    """Bound cash that nobody told: what the last year's rounds brought, and all money ever raised.

    From the floor comes off what deals show as promised and not yet paid, and the burn since each round.
    """
    rounds = new_money(ledger, company)
    recent = [p for p in rounds if (ledger.as_of - p.on.end).days <= LAST_DAYS]
    if not recent:
        return Lack("cash", say("missing of the last year: {items}", items="cash"))
    first = min(p.on.end for p in recent)
    unpaid = [d for d in deals if d.taker == company.id and _promised(d, first)]
    held_back = sum(d.amount or 0.0 for d in unpaid)
    since = (ledger.as_of - first).days / MONTH
    came, ever = (sum(p.amount or 0.0 for p in of) for of in (recent, rounds))
    floor = max(came - held_back - max(float(burn.bounds.high), 0.0) * since, 0.0)
    ceiling = max(ever - max(float(burn.bounds.low), 0.0) * since, floor)
    grade = weaker(burn.grade, *(p.grade for p in rounds), *(d.grade for d in unpaid))
    origins = (*burn.origins, *(p.vouch.origin for p in rounds), *(d.vouch.origin for d in unpaid))
    text = say(
        "no balance is known: between the rounds since {date} less what is promised and unpaid, and all "
        "money raised, each less the burn since",
        date=first,
    )
    now = Bounds(np.float64(floor), np.float64(ceiling))
    return Cash(now, burn, False, grade, tuple(dict.fromkeys(origins)), text, burn.figures)


def _promised(deal: Deal, since: date) -> bool:
    near = deal.signed is not None and deal.signed.end >= since - timedelta(days=LAST_DAYS // 4)
    return deal.instrument == "equity" and deal.status == "committed" and near


def _less(cash: Bounds, burn: Bounds, months: float) -> Bounds:
    low, high = float(cash.low) - float(burn.high) * months, float(cash.high) - float(burn.low) * months
    return Bounds(np.float64(max(low, 0.0)), np.float64(max(high, 0.0)))


def _burn(ledger: Ledger, company: Company) -> Burn | None:
    """Return the burn of the newest period, widened by what is planned for the year that runs."""
    told = tuple(_told(ledger, company))
    if not told:
        return None
    planned = tuple(_planned(ledger, company))
    ends = [_monthly(f) for f in (*told, *planned)]
    bounds = Bounds(np.float64(min(e.low for e in ends)), np.float64(max(e.high for e in ends)))
    if not np.all(np.isfinite(bounds)):
        return None
    text = say("burn of the {period} to {date}", period=Term(told[0].period), date=told[0].end.shown)
    if planned:
        text = say("{told}, and planned for the year that runs", told=text)
    return Burn(bounds, (*told, *planned), text)


def _told(ledger: Ledger, company: Company) -> Iterator[Reported]:
    """Figures of the newest period: a stated burn before a free cash flow."""
    for metric in ("cash_burn", "free_cash_flow"):
        recent = [
            f
            for f in ledger.others
            if f.company == company.id
            and f.metric == metric
            and f.basis != "guidance"
            and f.period in PER_YEAR
            and f.period != "point"
            and 0 <= (ledger.as_of - f.end.end).days <= LAST_DAYS
        ]
        if recent:
            newest = max(f.end.end for f in recent)
            yield from (f for f in recent if f.end.end == newest)
            return


def _planned(ledger: Ledger, company: Company) -> Iterator[Reported]:
    for f in ledger.others:
        if f.company == company.id and f.metric == "cash_burn" and f.basis == "guidance":
            running = 0 <= (f.end.end - ledger.as_of).days <= LAST_DAYS
            if f.period == "year" and running:
                yield f


def _monthly(figure: Reported) -> Bounds:
    months = PER_YEAR[figure.period] / 12
    low, high = (float(end) * months for end in figure.bounds)
    return Bounds(*map(np.float64, (low, high) if figure.metric == "cash_burn" else (-high, -low)))
