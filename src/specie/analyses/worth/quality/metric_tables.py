"""Tables of metrics: value, period, threshold, reading, grade and source, company by company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.quality.measures import MEASURES
from specie.analyses.worth.quality.params import PARAMS
from specie.analyses.worth.quality.reading import MET, NOT_MET, SPECS, UNDECIDED, UNKNOWN
from specie.analyses.worth.quality.totals import commercial_path, technical_value
from specie.model import Column, Quantity, Table, Term, listed, say

if TYPE_CHECKING:
    from specie.analyses.worth.quality.policy import Source
    from specie.analyses.worth.quality.reading import Reading, Spec
    from specie.analyses.worth.quality.view import Judged, View
    from specie.model import Cell

LABELS = {measure.id: measure.label for measure in MEASURES}
FORMULAS = {measure.id: measure.formula for measure in MEASURES}


def metrics(view: View) -> Table:
    """One row per metric: all of them for companies of the book, the known ones for the others."""
    focus = {judged.company.id for judged in view.focused}
    return Table(
        "metrics",
        say("Metrics of quality, each against its threshold"),
        (
            Column("company", say("Company")),
            Column("metric", say("Metric")),
            Column("value", say("Value")),
            Column("threshold", say("Threshold")),
            Column("reading", say("Reading")),
            Column("period", say("For")),
            Column("grade", say("Grade")),
            Column("source", say("Source")),
            Column("note", say("Note on the source")),
        ),
        tuple(
            _row(judged, reading)
            for judged in view.judged
            for reading in judged.readings.values()
            if reading.estimate is not None or judged.company.id in focus
        ),
        say(
            "Met and not met hold over the whole range of the sources; undecided means that the range "
            "reaches both sides. Not known is not zero. Every threshold is a policy of yours."
        ),
    )


def _row(judged: Judged, reading: Reading) -> tuple[Cell, ...]:
    estimate = reading.estimate
    return (
        judged.company.ref,
        LABELS[reading.spec.measure],
        estimate or reading.why,
        threshold_shown(reading.spec, reading.threshold),
        Term(reading.standing),
        reading.on.shown if reading.on else None,
        Term(estimate.grade) if estimate else None,
        ", ".join(_places(reading)) if estimate else None,
        listed(reading.notes, "slash") if reading.notes else None,
    )


def _places(reading: Reading) -> list[str]:
    assert reading.estimate is not None
    every = (o.url.split("/")[2] if o.url.count("/") > 1 else o.place for o in reading.estimate.origins)
    return list(dict.fromkeys(every))[:3]


def threshold_shown(spec: Spec, threshold: float | None) -> Cell:
    """Write a threshold with its direction."""
    if threshold is None:
        return None
    value = Quantity(threshold, spec.unit)
    return say("at least {value}", value=value) if spec.higher else say("at most {value}", value=value)


def scorecard(view: View) -> Table:
    """One row per company: how many metrics stand how, the two totals, and the label."""
    return Table(
        "scorecard",
        say("Score card: what is met, what is not, what nobody knows"),
        (
            Column("company", say("Company")),
            Column("label", say("Label by rule")),
            Column("technical", say("Technical value")),
            Column("path", say("Commercial path")),
            Column("moat", say("Moat")),
            Column("met", say("Met")),
            Column("not_met", say("Not met")),
            Column("undecided", say("Undecided")),
            Column("unknown", say("Not known")),
        ),
        tuple(
            (
                judged.company.ref,
                Term(judged.label.word),
                technical_value(judged) or Term(UNKNOWN),
                commercial_path(judged) or Term(UNKNOWN),
                judged.readings["moat"].estimate or Term(UNKNOWN),
                *(judged.count(standing) for standing in (MET, NOT_MET, UNDECIDED, UNKNOWN)),
            )
            for judged in view.judged
        ),
        say(
            "Technical value looks at no price. The two totals are ranges: what is not known may be met or "
            "not. Companies of your book first; of the others, those with a metric that is known."
        ),
    )


def _published(source: Source | None) -> Cell:
    if source is None:
        return say("set by you")
    return source.text if source.url else say("assumed: no published norm, to be set by you")


def policies(view: View) -> Table:
    """One row per threshold: formula, value, parameter and where the default comes from."""
    by_param = {spec.threshold: spec for spec in SPECS if spec.threshold}
    rows: list[tuple[Cell, ...]] = []
    for param in PARAMS:
        spec, source = by_param.get(param.name), view.policy.source(param.name)
        rows.append(
            (
                param.name,
                param.meaning,
                FORMULAS[spec.measure] if spec else None,
                Quantity(view.policy[param.name], spec.unit if spec else "index"),
                _published(source),
                source.as_of if source and source.url else None,
            )
        )
    return Table(
        "policy",
        say("Thresholds, and where their defaults come from"),
        (
            Column("parameter", say("Parameter")),
            Column("meaning", say("Meaning")),
            Column("formula", say("Formula")),
            Column("value", say("Threshold")),
            Column("source", say("Source of the default")),
            Column("as_of", say("Date")),
        ),
        tuple(rows),
        say("Most were made for firms that sell software by subscription. Set your own with --param."),
    )
