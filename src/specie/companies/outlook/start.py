"""Where a company stands on a day: sales a year, margin, cash, debt and tax losses, each within bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.basis import LAST_DAYS, PER_YEAR
from specie.companies.record import weaker
from specie.kernel.growth import Bounds, bounds_of
from specie.model import Grade, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Reported
    from specie.model import Message, Origin

TOGETHER_DAYS = 91
"""Figures whose middle days lie within a quarter of the newest are read together, as one range."""
YEAR_DAYS = 350
"""Years that end nearer to each other than this overlap; 52 weeks are 364 days."""
TAX = 0.25
"""Rate at which a net margin is turned into the operating margin it may come from."""


@dataclass(frozen=True, slots=True)
class Known:
    """A figure read off the facts: what it may be, what it rests on."""

    bounds: Bounds
    grade: Grade
    origins: tuple[Origin, ...]
    text: Message
    newest: date
    figures: tuple[Reported, ...] = ()

    @property
    def spread(self) -> bool:
        """Several figures that differ: the interval spans them."""
        return len({figure.value * PER_YEAR.get(figure.period, 1.0) for figure in self.figures}) > 1


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact without which a company is not valued."""

    fact: str
    """A word of the vocabulary."""
    why: Message


def start_revenue(ledger: Ledger, company: Company) -> Known | Missing:
    """Read sales a year: the figures of the newest quarter for which there are any, under every basis.

    A floor without an exact figure above it leaves the range open at the top.
    """
    stated = [r for r in ledger.revenues if r.company == company.id and r.period in PER_YEAR]
    if not stated:
        return Missing("revenue", say("no revenue is known"))
    over = [r for r in stated if r.end.end <= ledger.as_of]
    if not over:
        return Missing("revenue", say("only forecasts of revenue are known"))
    newest = max(over, key=lambda r: r.end.end)
    age = (ledger.as_of - newest.end.end).days
    if age > LAST_DAYS:
        return Missing("revenue", say("the newest revenue is {age} old", age=Quantity(age, "days")))
    if newest.value <= 0:
        return Missing("revenue", say("the newest revenue is zero or negative: there is nothing to grow"))
    positive = [r for r in over if r.value > 0]
    last = max(middle_day(r) for r in positive)
    taken = _newest_of_each_basis([r for r in positive if (last - middle_day(r)).days <= TOGETHER_DAYS])
    text = say(
        "{count} figures for the quarter up to {date}",
        count=Quantity(len(taken), "count"),
        date=newest.end.shown,
    )
    return Known(_span_of(taken), _grade(taken), _origins(taken), text, newest.end.end, taken)


def start_margin(ledger: Ledger, company: Company, revenue: Known) -> Known | Missing:
    """Read the operating margin: as reported, from the operating result, else bounded by net or burn."""
    figures = [
        f
        for f in ledger.others
        if f.company == company.id
        and f.end.end <= ledger.as_of
        and (ledger.as_of - f.end.end).days <= LAST_DAYS
    ]
    readings = [r for f in figures if (r := _reading(f, ledger, company)) is not None]
    if not readings:
        return Missing(
            "operating margin", say("neither an operating result, a net result nor a burn is known")
        )
    best = min(rank for rank, *_ in readings)
    same = [r for r in readings if r[0] == best]
    newest = max(f.end.end for _, f, *_ in same)
    taken = [r for r in same if r[1].end.end == newest]
    low, high = min(b.low for _, _, b, _ in taken), max(b.high for _, _, b, _ in taken)
    used = tuple(f for _, f, _, _ in taken)
    return Known(Bounds(low, high), _grade(used), _origins(used), taken[0][3], newest, used)


def _reading(
    figure: Reported, ledger: Ledger, company: Company
) -> tuple[int, Reported, Bounds, Message] | None:
    """Margin that one figure implies, better readings with a lower rank."""
    if figure.metric == "operating_margin":
        return 0, figure, figure.bounds, say("operating margin as stated for {date}", date=figure.end.shown)
    sales = _sales_of(figure, ledger, company)
    if sales is None:
        return None
    # The result over the sales of the same period; a floor on sales shrinks the margin towards zero.
    stated = (figure.value / sales.value, 0.0 if sales.bound == ">=" else figure.value / sales.value)
    if figure.metric == "operating_income":
        text = say("operating result over revenue of {date}", date=figure.end.shown)
        return 0, figure, Bounds(np.float64(min(stated)), np.float64(max(stated))), text
    if figure.metric == "net_income":
        before_tax = (
            (*stated, stated[0] / (1 - TAX)) if figure.value > 0 else (*stated, stated[0] * (1 - TAX))
        )
        text = say("net result over revenue of {date}, before and after tax", date=figure.end.shown)
        return 1, figure, Bounds(np.float64(min(before_tax)), np.float64(max(before_tax))), text
    if figure.metric == "cash_burn":
        text = say("between the burn over revenue of {date} and no loss", date=figure.end.shown)
        return 2, figure, Bounds(np.float64(-max(stated)), np.float64(0.0)), text
    return None


def _sales_of(figure: Reported, ledger: Ledger, company: Company) -> Reported | None:
    """Revenue of exactly the period that a result is for."""
    if figure.metric not in ("operating_income", "net_income", "cash_burn"):
        return None
    same = (
        r
        for r in ledger.revenues
        if r.company == company.id
        and r.metric == "revenue"
        and r.value > 0
        and (r.end.text, r.period) == (figure.end.text, figure.period)
    )
    return next(same, None)


def balance(ledger: Ledger, company: Company, metric: str) -> Known | None:
    """Read the newest cash or debt within a year; figures of one day that differ make a range."""
    recent = [
        f
        for f in ledger.others
        if f.company == company.id
        and f.metric == metric
        and 0 <= (ledger.as_of - f.end.end).days <= LAST_DAYS
    ]
    if not recent:
        return None
    newest = max(f.end.end for f in recent)
    taken = tuple(f for f in recent if f.end.end == newest)
    low, high = min(f.bounds.low for f in taken), max(f.bounds.high for f in taken)
    text = say("as stated for {date}", date=taken[0].end.shown)
    return Known(Bounds(low, high), _grade(taken), _origins(taken), text, newest, taken)


def money_raised(ledger: Ledger, company: Company) -> Known | None:
    """Bound cash that is not known: between nothing and what the newest year's rounds brought in."""
    since = ledger.as_of - timedelta(days=LAST_DAYS)
    rounds = [
        p
        for p in ledger.prices
        if p.company == company.id
        and p.amount
        and p.kind == "primary"
        and p.status in ("closed", "confirmed")
        and not p.relation
        and p.on.end >= since
    ]
    if not rounds:
        return None
    total = sum(p.amount or 0.0 for p in rounds)
    grade = weaker(*(p.grade for p in rounds))
    text = say("between nothing and the money raised since {date}", date=since)
    origins = tuple(p.vouch.origin for p in rounds)
    return Known(
        Bounds(np.float64(0.0), np.float64(total)), grade, origins, text, max(p.on.end for p in rounds)
    )


def past_losses(ledger: Ledger, company: Company) -> Known | None:
    """Add up the operating losses of the full years that are known, to be set against later income."""
    years = [
        f
        for f in ledger.others
        if f.company == company.id
        and f.metric == "operating_income"
        and f.period == "year"
        and f.value < 0
        and f.end.end <= ledger.as_of
    ]
    if not years:
        return None
    years = _apart(years)
    total = np.float64(-sum({f.end.text: f.value for f in years}.values()))
    text = say("operating losses of {count} full years that are known", count=Quantity(len(years), "count"))
    return Known(Bounds(total, total), _grade(years), _origins(years), text, max(f.end.end for f in years))


def _apart(years: Sequence[Reported]) -> list[Reported]:
    """Keep years that share no quarter, from the newest: twelve months to a quarter overlap a year."""
    kept: list[Reported] = []
    for year in sorted(years, key=lambda f: f.end.end, reverse=True):
        if (
            not kept
            or kept[-1].end.text == year.end.text
            or (kept[-1].end.end - year.end.end).days >= YEAR_DAYS
        ):
            kept.append(year)
    return kept[::-1]


def middle_day(figure: Reported) -> date:
    """The day a figure speaks of: a year's revenue is that of its middle, a run-rate that of its date."""
    if figure.metric == "revenue_run_rate":
        return figure.end.end
    return figure.end.end - timedelta(days=round(182.6 / PER_YEAR[figure.period]))


def _newest_of_each_basis(figures: Sequence[Reported]) -> tuple[Reported, ...]:
    """Drop what the same voucher has since said anew under the same definition; keep all of one day."""
    newest: dict[tuple[str, ...], date] = {}
    for f in figures:
        key = (f.metric, f.period, f.basis, f.gross_net)
        newest[key] = max(newest.get(key, f.end.end), f.end.end)
    return tuple(f for f in figures if f.end.end == newest[(f.metric, f.period, f.basis, f.gross_net)])


def _span_of(figures: Sequence[Reported]) -> Bounds:
    """From the least to the greatest figure a year; open above where only floors reach that far."""
    yearly = [(f, f.value * PER_YEAR[f.period]) for f in figures]
    exact = [value for f, value in yearly if f.bound != ">="]
    floors = [value for f, value in yearly if f.bound == ">="]
    low = min(float(bounds_of(value, f.bound).low) or value for f, value in yearly)
    closed = exact and max(exact) >= max(floors, default=0.0)
    return Bounds(np.float64(low), np.float64(max(exact) if closed else np.inf))


def _grade(figures: Sequence[Reported]) -> Grade:
    return weaker(*(f.grade for f in figures))


def _origins(figures: Sequence[Reported]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(f.vouch.origin for f in figures))
