"""Whether customers stay, how many they are, and how far the company has got with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.quality.given import grade_of, newest, notes_of, origins_of, span_of, weakest
from specie.analyses.worth.quality.own_rows import ADOPTION
from specie.analyses.worth.quality.reading import Found
from specie.companies.span import Span
from specie.kernel.growth import Bounds, annualised, bounds_of, divide_bounds
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.analyses.worth.quality.given import Given
    from specie.analyses.worth.quality.own_rows import Proof
    from specie.analyses.worth.quality.penetration import Share
    from specie.companies.record import Reported
    from specie.model import Message

LEAST_DAYS = 90
"""Two counts of users nearer than this are not annualised."""


def net_retention(known: Given) -> Found | Message:
    """Revenue of last year's customers now, expansion included, over theirs then."""
    figures = newest(known.figures("net_dollar_retention", "net_revenue_retention"))
    return _stated(figures) or say("no net revenue retention is known")


def gross_retention(known: Given) -> Found | Message:
    """Revenue of last year's customers now, expansion left out, over theirs then."""
    figures = newest(known.figures("gross_dollar_retention", "gross_revenue_retention"))
    return _stated(figures) or say("no gross revenue retention is known")


def _stated(figures: Sequence[Reported]) -> Found | None:
    if not figures:
        return None
    return Found(
        span_of(figures),
        figures[0].end,
        f"{figures[0].end.text} {figures[0].period}",
        "as_stated",
        grade_of(figures),
        origins_of(figures),
        say("of the revenue of the same customers earlier, as the source defines it"),
        notes=notes_of(figures),
    )


def largest_customer(known: Given) -> Found | Message:
    """Share of revenue of the largest customer; the share of the three largest bounds it."""
    one, three = newest(known.figures("largest_customer_share")), newest(known.figures("top3_customer_share"))
    if one and not (three and three[0].end.end > one[0].end.end):
        return _share(one, span_of(one))
    if three:
        together = span_of(three)
        return _share(
            three, Bounds(together.low / 3, together.high), say("the three largest share it in some way")
        )
    return say("no share of the largest customer is known")


def _share(figures: Sequence[Reported], bounds: Bounds, *assumptions: Message) -> Found:
    return Found(
        Bounds(np.maximum(bounds.low, 0.0), np.minimum(bounds.high, 1.0)),
        figures[0].end,
        f"{figures[0].end.text} {figures[0].period}",
        "as_stated" if not assumptions else "share_bounds",
        grade_of(figures),
        origins_of(figures),
        say(
            "of revenue of the {period} to {date}", period=Term(figures[0].period), date=figures[0].end.shown
        ),
        assumptions=assumptions,
        notes=notes_of(figures),
    )


def adoption_growth(known: Given) -> Found | Message:
    """Growth a year of one count of users or customers, from its first to its newest reading."""
    for field in ADOPTION:
        counts = [
            p
            for p in known.proofs
            if p.field == field and p.unit == "count" and p.value and p.measured_by != "company"
        ] or [p for p in known.proofs if p.field == field and p.unit == "count" and p.value]
        if len(counts) > 1 and (counts[-1].observed_on - counts[0].observed_on).days >= LEAST_DAYS:
            return _grown(counts[0], counts[-1])
    return say("no two counts of users or customers are in your table of evidence")


def _grown(first: Proof, last: Proof) -> Found:
    start, end = _day(first), _day(last)
    ratio = divide_bounds(bounds_of(last.value or 0.0, "="), bounds_of(first.value or 0.0, "="))
    rate = annualised(ratio, start.years_to(end))
    return Found(
        rate,
        end,
        f"{start.text}/{end.text} {last.field}",
        "compound_growth",
        weakest(first.grade, last.grade),
        (first.origin, last.origin),
        say(
            "a year, from {count} on {date} ({field})",
            count=Quantity(first.value or 0.0, "count"),
            date=first.observed_on,
            field=Term(first.field),
        ),
        notes=tuple(note for note in (first.note, last.note) if note),
    )


def _day(proof: Proof) -> Span:
    return Span(proof.observed_on, proof.observed_on, proof.observed_on.isoformat())


def market_share(shares: Sequence[Share]) -> Found | Message:
    """Span the shares of the newest year under every definition."""
    if not shares:
        return say("no share of a market is known")
    last = max(s.on.end.year for s in shares)
    taken = [s for s in shares if s.on.end.year == last]
    values = [s.value for s in taken]
    newest_one = max(taken, key=lambda s: s.on.end)
    return Found(
        Bounds(np.float64(min(values)), np.float64(max(values))),
        newest_one.on,
        newest_one.on.text,
        "as_stated",
        weakest(*(s.grade for s in taken)),
        tuple(s.origin for s in taken),
        say(
            "of {definitions} markets, each under its own definition",
            definitions=Quantity(len(taken), "count"),
        ),
        notes=tuple(dict.fromkeys(s.interest for s in taken if s.interest)),
    )
