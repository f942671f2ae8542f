"""The answer in one to three sentences, and the few numbers behind it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.worth.intrinsic import VIEWS
from specie.analyses.worth.intrinsic.estimates import TOP
from specie.analyses.worth.intrinsic.words import price_shown, span
from specie.model import Quantity, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.intrinsic.survey import Survey, Valued
    from specie.analyses.worth.intrinsic.view import View
    from specie.model import Estimate, Message

MOST_NAMED = 2


def sentences(survey: Survey) -> Iterator[Message]:
    """One sentence for each of the dearest companies of the book, and how many stand behind."""
    for valued in named(survey):
        yield _sentence(valued)
    yield say(
        "{valued} companies are valued under stated assumptions, {refused} are not for want of a fact; a "
        "range over "
        "assumptions is no forecast and no advice",
        valued=Quantity(len(survey.full) + len(survey.short), "count"),
        refused=Quantity(len(survey.refused), "count"),
    )


def named(survey: Survey) -> tuple[Valued, ...]:
    """The dearest companies of the book that have a price, else those without one."""
    priced = sorted(survey.priced, key=lambda v: -float(v.price.bounds.low if v.price else 0.0))
    return tuple(priced or survey.full)[:MOST_NAMED]


def _sentence(valued: Valued) -> Message:
    if valued.price is None:
        low, high = valued.range
        return say(
            "{company}: stated assumptions support {low} to {high}",
            company=valued.company.ref,
            low=Quantity(float(low), "USD"),
            high=Quantity(float(high), "USD"),
        )
    views = listed([_share(valued, view) for view in valued.views])
    if valued.case.open_above:
        return say(
            "Bubble share of {company} at {price}, if its revenue is no more than the stated floor: "
            "{views}. {need}",
            company=valued.company.ref,
            price=price_shown(valued.price),
            views=views,
            need=_need(valued),
        )
    return say(
        "Bubble share of {company} at {price}: {views}. {need}",
        company=valued.company.ref,
        price=price_shown(valued.price),
        views=views,
        need=_need(valued),
    )


def _share(valued: Valued, view: View) -> Message:
    assert valued.price is not None
    return say("{share} {view}", share=span(view.unsupported(valued.price), 0), view=VIEWS[view.id])


def _need(valued: Valued) -> Message:
    need = valued.need
    if need is None or math.isnan(need.middle):
        return say("No growth alone makes the model return that price")
    return say(
        "The price needs sales to grow {growth} a year for five years at a margin of {margin}; what moves "
        "the value most: {drivers}",
        growth=Quantity(need.middle, "fraction"),
        margin=Quantity(need.margins[len(need.margins) // 2], "fraction"),
        drivers=listed([Term(m.driver) for m in valued.moved[:TOP]]),
    )


def key(survey: Survey, estimates: Sequence[Estimate]) -> Iterator[Estimate]:
    """The range and the bubble share of each company that is named."""
    for valued in named(survey):
        for estimate in estimates:
            if estimate.subject == valued.company.ref and estimate.measure in (
                "supported_range",
                "unsupported_range",
            ):
                yield estimate
