"""What a person should act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.quality.label import CANNOT, EXPECTATIONS, FUNDAMENTALS
from specie.analyses.worth.quality.metric_tables import LABELS
from specie.analyses.worth.quality.reading import MET, NOT_MET, UNDECIDED
from specie.companies.finding import finding
from specie.model import Finding, Quantity, Role, Severity, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.quality.reading import Reading
    from specie.analyses.worth.quality.view import Judged, View
    from specie.model import Estimate


def all_findings(view: View) -> tuple[Finding, ...]:
    """Every finding on the companies of the book, the loudest first."""
    every = [finding for judged in view.focused for finding in _of(judged)]
    return tuple(sorted(every, key=lambda f: -f.severity.rank))


def _of(judged: Judged) -> Iterator[Finding]:
    readings = list(judged.readings.values())
    missed = [r for r in readings if r.standing == NOT_MET and r.spec.measure != "vendor_excess"]
    yield from _missed(judged, missed)
    yield from _vendor(judged, judged.readings["vendor_excess"])
    yield from _undecided(judged, [r for r in readings if r.standing == UNDECIDED])
    yield from _unknown(judged, [r for r in readings if r.estimate is None])
    yield from _label(judged)
    yield from _open_steps(judged)


def _missed(judged: Judged, missed: Sequence[Reading]) -> Iterator[Finding]:
    if missed:
        message = say(
            "{company} does not meet the policy in {count} of {known} metrics that are known: {metrics}",
            company=judged.company.ref,
            count=Quantity(len(missed), "count"),
            known=Quantity(len(judged.told), "count"),
            metrics=listed([LABELS[r.spec.measure] for r in missed]),
        )
        action = say("Ask for the plan behind each, or set thresholds that fit this kind of firm")
        yield finding("WOR501", Severity.WATCH, judged.company, message, _shown(missed), action)


def _vendor(judged: Judged, reading: Reading) -> Iterator[Finding]:
    if reading.standing in (NOT_MET, UNDECIDED) and reading.estimate is not None:
        message = say(
            "By its own scores {company} does better than by independent ones: {excess}",
            company=judged.company.ref,
            excess=reading.estimate,
        )
        severity = Severity.WATCH if reading.standing == NOT_MET else Severity.NOTE
        action = say("Choose models by independent scores or by a test on your own tasks")
        yield finding("WOR504", severity, judged.company, message, _shown([reading]), action, Role.DEVELOPER)


def _undecided(judged: Judged, readings: Sequence[Reading]) -> Iterator[Finding]:
    for reading in readings:
        if reading.estimate is not None and reading.spec.measure != "vendor_excess":
            message = say(
                "{metric} of {company}: {value} meets the policy at one end and misses it at the other",
                metric=LABELS[reading.spec.measure],
                company=judged.company.ref,
                value=reading.estimate,
            )
            action = say("Find out which definition or which bound holds before relying on it")
            yield finding("WOR503", Severity.NOTE, judged.company, message, _shown([reading]), action)


def _unknown(judged: Judged, readings: Sequence[Reading]) -> Iterator[Finding]:
    if readings:
        message = say(
            "Not known of {company}: {count} of {all} metrics: {metrics}",
            company=judged.company.ref,
            count=Quantity(len(readings), "count"),
            all=Quantity(len(judged.readings), "count"),
            metrics=listed([LABELS[r.spec.measure] for r in readings]),
        )
        action = say("Add what you know to your tables of financials, benchmarks and evidence")
        yield finding("WOR502", Severity.NOTE, judged.company, message, (), action)


def _label(judged: Judged) -> Iterator[Finding]:
    word = judged.label
    if word.word == CANNOT:
        return
    message = say(
        "{company}: {label}; rules that point to expectations: {hype}, to fundamentals: {sound}, "
        "open: {open}",
        company=judged.company.ref,
        label=Term(word.word),
        hype=Quantity(word.count(EXPECTATIONS), "count"),
        sound=Quantity(word.count(FUNDAMENTALS), "count"),
        open=Quantity(len(word.rules) - word.count(EXPECTATIONS) - word.count(FUNDAMENTALS), "count"),
    )
    action = say("Read the rules with their reasons before you use the label")
    yield finding("WOR505", Severity.NOTE, judged.company, message, (), action)


def _open_steps(judged: Judged) -> Iterator[Finding]:
    steps = [c for c in judged.checks if c.standing != MET]
    if steps and len(steps) < len(judged.checks):
        message = say(
            "Steps that {company} has not shown on its commercial path: {steps}",
            company=judged.company.ref,
            steps=listed([Term(c.step) for c in steps]),
        )
        action = say("Look at these steps again at the next renewal, round or filing")
        yield finding("WOR506", Severity.NOTE, judged.company, message, (), action)


def _shown(readings: Sequence[Reading]) -> Iterator[Estimate]:
    return (r.estimate for r in readings if r.estimate is not None)
