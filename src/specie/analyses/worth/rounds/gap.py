"""How far the price outgrew revenue of one basis between the same dates, and what margins did meanwhile."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from specie.analyses.worth.rounds.multiple import sales_shown
from specie.companies.basis import FRESH_DAYS
from specie.companies.evidence import between, period_of
from specie.companies.margin import GROSS, OPERATING, nearest_margin
from specie.companies.record import weaker
from specie.kernel.growth import annualised, divide_bounds, subtract_bounds
from specie.model import Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.rounds.multiple import Multiple
    from specie.companies.basis import Basis
    from specie.companies.comparable import Comparable
    from specie.companies.margin import Margin
    from specie.kernel.growth import Bounds
    from specie.model import Estimate, Grade, Message, Origin, Ref

MOVES = {GROSS: "gross_margin_change", OPERATING: "operating_margin_change"}


@dataclass(frozen=True, slots=True)
class Gap:
    """Growth of the price and of revenue between two prices, both a year, under one basis."""

    subject: Ref
    basis: Basis
    first: Multiple
    last: Multiple
    price_growth: Estimate | None
    revenue_growth: Estimate | None
    gap: Estimate | None
    change: Estimate | None
    """Price to sales at the later price over that at the earlier one."""

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """What leaves the analysis; the growth of the price is told with its step."""
        return tuple(e for e in (self.revenue_growth, self.gap, self.change) if e is not None)


@dataclass(frozen=True, slots=True)
class MarginMove:
    """A margin near two prices, and how far it moved."""

    subject: Ref
    measure: str
    before: Comparable
    after: Comparable
    first: tuple[Margin, ...]
    last: tuple[Margin, ...]
    estimate: Estimate | None


def gaps(subject: Ref, multiples: Sequence[Multiple], least_days: int) -> tuple[Gap, ...]:
    """Compare growth between every price and the next that has revenue of the same basis, and end to end."""
    by_basis: dict[Basis, list[Multiple]] = {}
    for multiple in multiples:
        if not multiple.match.stale:
            by_basis.setdefault(multiple.match.basis, []).append(multiple)
    found = (
        gap
        for same in by_basis.values()
        for first, last in _pairs(sorted(same, key=lambda m: (m.price.on.start, m.price.on.end)))
        if (gap := _gap(subject, first, last, least_days)) is not None
    )
    return tuple(sorted(found, key=lambda g: (g.last.price.on.end, g.first.price.on.end, g.basis)))


def _pairs(same: Sequence[Multiple]) -> Iterator[tuple[Multiple, Multiple]]:
    yield from pairwise(same)
    if len(same) > 2:
        yield same[0], same[-1]


def _gap(subject: Ref, first: Multiple, last: Multiple, least_days: int) -> Gap | None:
    """Measure one pair; one figure near both prices says nothing about growth."""
    a, b = first.match, last.match
    start, end = a.figures[0].end, b.figures[0].end
    if a.figures[0].period != b.figures[0].period or end.start <= start.end:
        return None
    change = _change(subject, first, last)
    apart = min(start.gap_days(end), first.price.on.gap_days(last.price.on))
    if apart < least_days:
        return None if change is None else Gap(subject, a.basis, first, last, None, None, None, change)
    price = annualised(divide_bounds(last.price.bounds, first.price.bounds), _price_years(first, last))
    sales = annualised(divide_bounds(b.bounds, a.bounds), start.years_to(end))
    stated = (_rate(first.price.stated, last.price.stated, _price_years(first, last)),
              _rate(a.stated, b.stated, start.years_to(end)))  # fmt: skip
    return Gap(
        subject,
        a.basis,
        first,
        last,
        _price_growth(subject, first, last, price, stated[0]),
        _revenue_growth(subject, first, last, sales, stated[1]),
        _difference(subject, first, last, subtract_bounds(price, sales), stated),
        change,
    )


def _price_years(first: Multiple, last: Multiple) -> Bounds:
    return first.price.on.years_to(last.price.on)


def _rate(before: float | None, after: float | None, years: Bounds) -> float | None:
    """Growth a year between two stated figures, over the middle of the time that is possible."""
    if not before or after is None:
        return None
    return float((after / before) ** (2 / float(years.low + years.high)) - 1)


def _price_growth(
    subject: Ref, first: Multiple, last: Multiple, rate: Bounds, stated: float | None
) -> Estimate | None:
    return between(
        "price_growth",
        subject,
        period_of(first.price, last.price),
        rate,
        stated,
        unit="fraction",
        method="compound_growth",
        grade=weaker(first.price.grade, last.price.grade),
        origins=(*first.price.origins, *last.price.origins),
        denominator=say("a year, from the price on {date}", date=first.price.on.shown),
        open_low=-1.0,
    )


def _revenue_growth(
    subject: Ref, first: Multiple, last: Multiple, rate: Bounds, stated: float | None
) -> Estimate | None:
    figures = (*first.match.figures, *last.match.figures)
    return between(
        "revenue_growth",
        subject,
        _period(first, last),
        rate,
        stated,
        unit="fraction",
        method="compound_growth",
        grade=weaker(*(figure.grade for figure in figures)),
        origins=tuple(figure.vouch.origin for figure in figures),
        denominator=say(
            "a year, from {sales} a year ({basis}, {date})",
            sales=sales_shown(first.match),
            basis=first.match.basis.label,
            date=first.match.figures[0].end.shown,
        ),
        open_low=-1.0,
    )


def _difference(
    subject: Ref, first: Multiple, last: Multiple, bounds: Bounds, stated: tuple[float | None, float | None]
) -> Estimate | None:
    price, sales = stated
    return between(
        "growth_gap",
        subject,
        _period(first, last),
        bounds,
        None if price is None or sales is None else price - sales,
        unit="fraction",
        method="difference_of_growth",
        grade=_grade(first, last),
        origins=_origins(first, last),
        denominator=say(
            "a year: growth of the price less growth of revenue ({basis})", basis=first.match.basis.label
        ),
        assumptions=tuple(_dates(first, last)),
        open_low=-math.inf,
    )


def _change(subject: Ref, first: Multiple, last: Multiple) -> Estimate | None:
    """How much of the price came from a higher multiple: what revenue did not bring."""
    before, after = _ratio(first), _ratio(last)
    bounds = divide_bounds(
        divide_bounds(last.price.bounds, first.price.bounds),
        divide_bounds(last.match.bounds, first.match.bounds),
    )
    return between(
        "price_to_sales_change",
        subject,
        _period(first, last),
        bounds,
        None if before is None or after is None else after / before,
        unit="x",
        method="interval_arithmetic",
        grade=_grade(first, last),
        origins=_origins(first, last),
        denominator=say(
            "of the price to sales on {date} ({basis})",
            date=first.price.on.shown,
            basis=first.match.basis.label,
        ),
        assumptions=tuple(_dates(first, last)),
    )


def _ratio(multiple: Multiple) -> float | None:
    price, sales = multiple.price.stated, multiple.match.stated
    return None if price is None or sales is None else price / sales


def _dates(first: Multiple, last: Multiple) -> Iterator[Message]:
    if first.match.gap_days or last.match.gap_days:
        yield say(
            "revenue is of {start} and {end}, the prices of {before} and {after}: each grows over its own "
            "time",
            start=first.match.figures[0].end.shown,
            end=last.match.figures[0].end.shown,
            before=first.price.on.shown,
            after=last.price.on.shown,
        )


def _period(first: Multiple, last: Multiple) -> str:
    return f"{period_of(first.price, last.price)} {first.match.basis.text}"


def _grade(first: Multiple, last: Multiple) -> Grade:
    figures = (*first.match.figures, *last.match.figures)
    return weaker(first.price.grade, last.price.grade, *(figure.grade for figure in figures))


def _origins(first: Multiple, last: Multiple) -> tuple[Origin, ...]:
    figures = (*first.match.figures, *last.match.figures)
    return (*first.price.origins, *last.price.origins, *(figure.vouch.origin for figure in figures))


def margin_moves(
    subject: Ref, pairs: Sequence[tuple[Comparable, Comparable]], every: Sequence[Margin]
) -> tuple[MarginMove, ...]:
    """Return how gross and operating margin moved between prices, where both ends are known."""
    return tuple(
        move
        for before, after in pairs
        for measure in (GROSS, OPERATING)
        if (move := _move(subject, before, after, measure, every)) is not None
    )


def _move(
    subject: Ref, before: Comparable, after: Comparable, measure: str, every: Sequence[Margin]
) -> MarginMove | None:
    first = nearest_margin(every, measure, before.on, FRESH_DAYS)
    last = nearest_margin(every, measure, after.on, FRESH_DAYS)
    if first is None or last is None or last[1][0].end.start <= first[1][0].end.end:
        return None
    used = (*first[1], *last[1])
    estimate = between(
        MOVES[measure],
        subject,
        period_of(before, after),
        subtract_bounds(last[0], first[0]),
        None,
        unit="fraction",
        method="difference_of_margins",
        grade=weaker(*(m.grade for m in used)),
        origins=tuple(dict.fromkeys(o for m in used for o in m.origins)),
        denominator=say(
            "of revenue: {measure} of {end} less that of {start}",
            measure=Term(measure),
            end=last[1][0].end.shown,
            start=first[1][0].end.shown,
        ),
        open_low=-math.inf,
    )
    return MarginMove(subject, measure, before, after, first[1], last[1], estimate)
