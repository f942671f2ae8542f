"""Figures: one metric over all companies against its threshold, and how every company stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.quality.metric_tables import LABELS
from specie.analyses.worth.quality.reading import MET, NOT_MET, UNDECIDED, UNKNOWN
from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.worth.quality.view import View
    from specie.model import Cell, Estimate, Ref

DRAWN = ("gross_margin", "rule_of_40")
"""Metrics that are known of enough companies to be drawn."""
STANDINGS = (MET, UNDECIDED, NOT_MET, UNKNOWN)


def all_figures(view: View) -> tuple[Figure, ...]:
    """Every figure that has something to compare."""
    return (*_standings(view), *(f for measure in DRAWN for f in _against(view, measure)))


def _against(view: View, measure: str) -> Iterator[Figure]:
    readings = [j.readings[measure] for j in view.judged if j.readings[measure].estimate is not None]
    if len(readings) < 2:
        return
    yield Figure(
        measure,
        "interval_rows",
        say("{metric}, company by company", metric=LABELS[measure]),
        tuple(
            _row(reading.company.ref, reading.estimate, reading.threshold, reading.standing)
            for reading in readings
            if reading.estimate is not None
        ),
        {
            "label": "company",
            "x": "value",
            "low": "low",
            "high": "high",
            "rule": "threshold",
            "colour": "reading",
        },
        {
            "company": say("Company"),
            "value": LABELS[measure],
            "low": say("Low"),
            "high": say("High"),
            "threshold": say("Threshold"),
            "reading": say("Reading"),
        },
        {"value": "fraction", "low": "fraction", "high": "fraction", "threshold": "fraction"},
        say(
            "{metric} against the threshold of the policy; companies: {companies}",
            metric=LABELS[measure],
            companies=Quantity(len(readings), "count"),
        ),
        say("A line spans sources that differ. Companies whose figure is not known are not drawn."),
    )


def _row(company: Ref, estimate: Estimate, threshold: float | None, standing: str) -> Mapping[str, Cell]:
    return {
        "company": company,
        "value": estimate.point,
        "low": estimate.low,
        "high": estimate.high,
        "threshold": threshold,
        "reading": Term(standing),
    }


def _standings(view: View) -> Iterator[Figure]:
    shown = view.focused or view.judged
    data = tuple(
        {"company": judged.company.ref, "metrics": judged.count(standing), "reading": Term(standing)}
        for judged in shown
        for standing in STANDINGS
    )
    if data:
        yield Figure(
            "standings",
            "stacked_bar",
            say("How many metrics are met, and how many nobody knows"),
            data,
            {"x": "company", "y": "metrics", "colour": "reading"},
            {"company": say("Company"), "metrics": say("Metrics"), "reading": say("Reading")},
            {"metrics": "count"},
            say(
                "Metrics by how they stand against the policy; companies: {companies}",
                companies=Quantity(len(shown), "count"),
            ),
            say("Metrics without a threshold are left out."),
        )
