"""Figures: what each class gets at an exit, headline against fair value by class, and the range per firm."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.terms.cap_table import share_classes_of
from specie.analyses.worth.terms.estimates import key
from specie.analyses.worth.terms.words import LISTING, SALE
from specie.kernel.terms.exit_payoff import exit_payoff
from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.terms.report import Told
    from specie.model import Cell, Estimate

MOST_FIRMS = 3
"""More payoff charts than this are not read."""
REACH = 1.5
"""How far the payoff chart goes, in headlines."""


def all_figures(told: Sequence[Told]) -> tuple[Figure, ...]:
    """Every figure, firms with terms first."""
    own = [t for t in told if t.appraisal.table.own][:MOST_FIRMS]
    return (*_overview(told), *chain.from_iterable((_value(t), *_payoffs(t)) for t in own))


def _overview(told: Sequence[Told]) -> Iterator[Figure]:
    data: list[dict[str, Cell]] = [
        {"company": t.appraisal.table.company.ref, "over": over}
        for t in told
        if (over := t.get("headline_overvaluation")) is not None
    ]
    if data:
        yield Figure(
            "overvaluation",
            "interval_rows",
            say("How far the headline lies above fair value"),
            tuple(data),
            {"label": "company", "x": "over"},
            {"company": say("Company"), "over": say("Headline above fair value")},
            {"over": "fraction"},
            say(
                "Ranges of overvaluation over stated assumptions; firms: {firms}",
                firms=Quantity(len(data), "count"),
            ),
            say("A dot stands where the terms are known; a line alone spans terms that are assumed."),
        )


def _value(told: Told) -> Figure:
    table = told.appraisal.table
    data: list[dict[str, Cell]] = []
    for share_class in table.classes:
        fair = told.get("share_fair_value", key(share_class.name))
        if fair is not None:
            data += _rungs(share_class.name, table.price * share_class.ratio, fair)
    return Figure(
        f"value-{table.company.id}",
        "ladder",
        say(
            "{company}: one share of each class, at the newest price and at fair value",
            company=table.company.ref,
        ),
        tuple(data),
        {"y": "series", "x": "value", "low": "low", "high": "high", "colour": "reading"},
        {
            "series": say("Class"),
            "value": say("One share"),
            "low": say("Low"),
            "high": say("High"),
            "reading": say("Reading"),
        },
        {"value": "USD", "low": "USD", "high": "USD"},
        say(
            "One share of each of {classes} classes of {company}: the headline counts all at the newest "
            "price",
            classes=Quantity(len(table.classes), "count"),
            company=table.company.ref,
        ),
        say("Lines span the ranges of volatility, time to exit and terms that are not known."),
    )


def _rungs(name: Term | str, headline: float, fair: Estimate) -> Iterator[dict[str, Cell]]:
    middle = fair.point if fair.point is not None else ((fair.low or 0.0) + (fair.high or 0.0)) / 2
    yield {"series": name, "value": headline, "low": None, "high": None, "reading": Term("newest price")}
    yield {
        "series": name, "value": middle, "low": fair.low, "high": fair.high, "reading": Term("fair value"),
    }  # fmt: skip


def _payoffs(told: Told) -> Iterator[Figure]:
    table = told.appraisal.table
    payoff = exit_payoff(share_classes_of(table, told.appraisal.case.terms))
    most = REACH * table.headline
    inside = payoff.edges[payoff.edges < most]
    stopped = payoff.edges[1:][payoff.blocked[1:] != payoff.blocked[:-1]]
    at = np.unique(np.concatenate([inside, np.nextafter(stopped[stopped < most], 0.0), [most]]))
    both = payoff(at)
    for id_, kind, paid in (("sale", SALE, both[0]), ("ipo", LISTING, both[1])):
        data = tuple(
            {"exit": float(x), "paid": float(value), "series": share_class.name}
            for place, share_class in enumerate(table.classes)
            for x, value in zip(at, paid[:, place], strict=True)
        )
        yield Figure(
            f"payoff-{id_}-{table.company.id}",
            "line",
            say("{company}: who gets what in an exit by {kind}", company=table.company.ref, kind=kind),
            data,
            {"x": "exit", "y": "paid", "colour": "series"},
            {"exit": say("Value at exit"), "paid": say("Paid to the class"), "series": say("Class")},
            {"exit": "USD", "paid": "USD"},
            say(
                "What each class of {company} gets by the value of the firm at exit, up to {most}",
                company=table.company.ref,
                most=Quantity(most, "USD"),
            ),
            say("An IPO that a class stops pays what a sale pays.")
            if id_ == "ipo" and payoff.blocked.any()
            else None,
        )
