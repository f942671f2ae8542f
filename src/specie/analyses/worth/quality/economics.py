"""What a sale earns and what growth costs: margins, rule of 40, burn, payback, return on research."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.quality.given import (
    OLD_DAYS,
    dollars,
    grade_of,
    notes_of,
    origins_of,
)
from specie.analyses.worth.quality.reading import Found
from specie.companies.margin import GROSS, OPERATING, joined, share_of_sales
from specie.companies.new_sales import LENGTH, new_sales, year_before
from specie.companies.outlook.start import Known, start_margin, start_revenue
from specie.companies.record import weaker
from specie.kernel.growth import Bounds, divide_bounds, subtract_bounds
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.analyses.worth.quality.given import Given
    from specie.companies.margin import Margin
    from specie.companies.new_sales import NewSales
    from specie.companies.record import Reported
    from specie.model import Message

MONTHS = 12.0


def gross_margin(known: Given) -> Found | Message:
    """Gross margin of the newest period: as stated, else 1 - cost of revenue / revenue."""
    return _margin(known, GROSS) or say("neither a gross margin nor a cost of revenue is known")


def operating_margin(known: Given) -> Found | Message:
    """Operating margin of the newest period: as stated, worked out, or bounded by the net result."""
    return (
        _margin(known, OPERATING)
        or _from_net(known)
        or say("neither an operating margin nor an operating or net result is known")
    )


def _from_net(known: Given) -> Found | None:
    """Bound the operating margin by the net result over revenue, before and after tax."""
    revenue = start_revenue(known.ledger, known.company)
    margin = start_margin(known.ledger, known.company, revenue) if isinstance(revenue, Known) else None
    if not isinstance(margin, Known) or any(f.metric != "net_income" for f in margin.figures):
        return None
    figures = margin.figures
    return Found(
        margin.bounds,
        figures[0].end,
        f"{figures[0].end.text} {figures[0].period}",
        "interval_arithmetic",
        margin.grade,
        margin.origins,
        say(
            "of revenue of the {period} to {date}", period=Term(figures[0].period), date=figures[0].end.shown
        ),
        assumptions=(margin.text,),
        notes=notes_of(figures),
    )


def _margin(known: Given, measure: str) -> Found | None:
    recent = [m for m in known.margins if m.measure == measure and (known.as_of - m.end.end).days <= OLD_DAYS]
    if not recent:
        return None
    last = max(m.end.end for m in recent)
    taken = [m for m in recent if m.end.end == last]
    return Found(
        joined(taken),
        taken[0].end,
        f"{taken[0].end.text} {taken[0].period}",
        "as_stated" if all(m.stated for m in taken) else "interval_arithmetic",
        weaker(*(m.grade for m in taken)),
        tuple(o for m in taken for o in m.origins),
        say("of revenue of the {period} to {date}", period=Term(taken[0].period), date=taken[0].end.shown),
        assumptions=_sources_differ(taken),
        notes=notes_of([f for m in taken for f in m.figures]),
    )


def _sources_differ(taken: Sequence[Margin]) -> tuple[Message, ...]:
    if len({float(m.bounds.low) for m in taken}) < 2:
        return ()
    return (say("{count} sources differ: the range holds all of them", count=Quantity(len(taken), "count")),)


def rule_of_40(known: Given) -> Found | Message:
    """Growth of revenue over a year plus margin of the same period."""
    yearly = [r for r in known.sales() if r.period in ("year", "quarter") and r.value > 0]
    for revenue in sorted(yearly, key=lambda r: (r.end.end, LENGTH[r.period]), reverse=True):
        before = year_before(revenue, yearly)
        margin = _margin_of(known, revenue)
        if before and margin is not None and (known.as_of - revenue.end.end).days <= OLD_DAYS:
            return _growth_plus_margin(revenue, before, *margin)
    if not any(year_before(r, yearly) for r in yearly):
        return say("no revenue of a period and of the same period a year earlier is known")
    return say("no margin of the period over which revenue grew is known")


def _growth_plus_margin(
    revenue: Reported, before: Sequence[Reported], margin: Bounds, figures: Sequence[Reported], text: Message
) -> Found:
    earlier = Bounds(
        np.float64(min(f.bounds.low for f in before)), np.float64(max(f.bounds.high for f in before))
    )
    ratio = divide_bounds(revenue.bounds, earlier)
    growth = Bounds(ratio.low - 1, ratio.high - 1)
    used = (revenue, *before, *figures)
    return Found(
        subtract_bounds(growth, Bounds(-margin.high, -margin.low)),
        revenue.end,
        f"{revenue.end.text} {revenue.period}",
        "interval_arithmetic",
        grade_of(used),
        origins_of(used),
        say(
            "growth over the {period} to {date} of a year before, plus margin",
            period=Term(revenue.period),
            date=revenue.end.shown,
        ),
        assumptions=(text,),
        notes=notes_of(used),
    )


def _margin_of(known: Given, revenue: Reported) -> tuple[Bounds, tuple[Reported, ...], Message] | None:
    """Return the margin of exactly the period of a revenue: operating first, then cash, then net."""
    own = [m for m in known.margins if m.measure == OPERATING and _same(m.figures[0], revenue)]
    if own:
        return (
            joined(own),
            tuple(f for m in own for f in m.figures),
            say("the margin is the operating margin"),
        )
    words = (
        ("free_cash_flow", say("the margin is free cash flow over revenue")),
        ("net_income", say("the margin is the net result over revenue, for want of a better one")),
    )
    for metric, text in words:
        result = next((f for f in known.figures(metric) if _same(f, revenue)), None)
        if result is not None:
            return share_of_sales(result, revenue), (result,), text
    return None


def _same(figure: Reported, revenue: Reported) -> bool:
    return (figure.end.text, figure.period) == (revenue.end.text, revenue.period)


def burn_multiple(known: Given) -> Found | Message:
    """Cash burned over new yearly sales of the same period: Sacks (2020)."""
    spent = [f for f in known.figures("cash_burn", "free_cash_flow") if f.period in LENGTH]
    if not spent:
        return say("no cash burn and no free cash flow is known")
    for figure in sorted(spent, key=lambda f: (LENGTH[f.period], f.end.end), reverse=True):
        if float(_burn(figure).high) <= 0:
            return say("it burns no cash: the multiple has no meaning")
        grown = new_sales(known.sold, figure.end.end, figure.period)
        if grown is not None:
            return _per_new_sales(figure, _burn(figure), grown)
    return say("no run-rates at the ends of the period of the burn, nor revenue of two years, are known")


def _burn(figure: Reported) -> Bounds:
    if figure.metric == "cash_burn":
        return figure.bounds
    return Bounds(-figure.bounds.high, -figure.bounds.low)


def _per_new_sales(figure: Reported, burn: Bounds, grown: NewSales) -> Found | Message:
    if float(grown.bounds.high) <= 0:
        return say("yearly sales did not grow: burn bought no growth")
    used = (figure, *grown.figures)
    return Found(
        divide_bounds(_not_below_zero(burn), _not_below_zero(grown.bounds)),
        figure.end,
        f"{figure.end.text} {figure.period}",
        "interval_arithmetic",
        grade_of(used),
        origins_of(used),
        say(
            "of new yearly sales over the {period} to {date}",
            period=Term(figure.period),
            date=figure.end.shown,
        ),
        assumptions=(grown.text,),
        notes=notes_of(used),
    )


def _not_below_zero(bounds: Bounds) -> Bounds:
    return Bounds(np.maximum(bounds.low, 0.0), np.maximum(bounds.high, 0.0))


def cac_payback(known: Given) -> Found | Message:
    """Months of gross profit on new sales that pay back what winning them cost."""
    spent = [f for f in known.figures("sales_and_marketing") if f.period in LENGTH and f.value > 0]
    if not spent:
        return say("no sales and marketing cost is known")
    margin = _margin(known, GROSS)
    if margin is None:
        return say("no gross margin is known")
    if float(margin.bounds.high) <= 0:
        return say("gross margin is not above zero: a customer never pays back")
    for figure in sorted(spent, key=lambda f: (LENGTH[f.period], f.end.end), reverse=True):
        grown = new_sales(known.sold, figure.end.end, figure.period)
        if grown is not None and float(grown.bounds.high) > 0:
            return _payback(figure, grown, margin)
    return say("new yearly sales of the period are not known, or there were none")


def _payback(figure: Reported, grown: NewSales, margin: Found) -> Found:
    sales, kept = _not_below_zero(grown.bounds), _not_below_zero(margin.bounds)
    earned = Bounds(sales.low * kept.low, sales.high * kept.high)
    years = divide_bounds(figure.bounds, earned)
    used = (figure, *grown.figures)
    return Found(
        Bounds(years.low * MONTHS, years.high * MONTHS),
        figure.end,
        f"{figure.end.text} {figure.period}",
        "interval_arithmetic",
        weaker(grade_of(used), margin.grade),
        (*origins_of(used), *margin.origins),
        say("for {spent} of sales and marketing, at the newest gross margin", spent=dollars(figure.value)),
        assumptions=(grown.text, say("sales that were lost are taken off the new ones")),
        notes=notes_of(used),
    )


def research_return(known: Given) -> Found | Message:
    """New revenue of a year over research of the year before, else of the same year."""
    every = known.figures("research_and_development", oldest=OLD_DAYS + 366)
    research = [f for f in every if f.period == "year" and f.value > 0]
    years = [r for r in known.sales() if r.period == "year"]
    recent = [r for r in years if (known.as_of - r.end.end).days <= OLD_DAYS]
    for revenue in sorted(recent, key=lambda r: r.end.end, reverse=True):
        before = year_before(revenue, years)
        earlier = [f for f in research if before and f.end.end == before[0].end.end]
        spent = earlier or [f for f in research if f.end.end == revenue.end.end]
        if before and spent:
            return _return(revenue, before, spent[0], lagged=bool(earlier))
    return say("no research cost beside revenue of two years is known")


def _return(revenue: Reported, before: Sequence[Reported], spent: Reported, *, lagged: bool) -> Found:
    grown = subtract_bounds(revenue.bounds, before[0].bounds)
    text = (
        say("research of the year before the growth")
        if lagged
        else say("research of the same year, for want of the year before")
    )
    used = (revenue, *before, spent)
    sales = sales_of_year(grown, spent.bounds)
    return Found(
        sales,
        revenue.end,
        f"{revenue.end.text} {revenue.period}",
        "interval_arithmetic",
        grade_of(used),
        origins_of(used),
        say("of {spent} of research and development", spent=dollars(spent.value)),
        assumptions=(text,),
        notes=notes_of(used),
    )


def sales_of_year(grown: Bounds, spent: Bounds) -> Bounds:
    """Divide new sales of either sign by a cost above zero."""
    corners = [
        x / y
        for x in (float(grown.low), float(grown.high))
        for y in (float(spent.low), float(spent.high))
        if y > 0
    ]
    finite = [c for c in corners if not np.isnan(c)]
    return Bounds(np.float64(min(finite)), np.float64(max(finite)))


def newest_sales(known: Given) -> tuple[Reported, ...]:
    """Return the newest revenue of any basis."""
    both = (*known.sales(), *known.sales("revenue_run_rate"))
    every = [r for r in both if r.value > 0 and (known.as_of - r.end.end).days <= OLD_DAYS]
    return tuple(r for r in every if r.end.end == max(x.end.end for x in every))
