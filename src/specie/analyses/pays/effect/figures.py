"""Figures: every metric's answer in one, and for each metric its readings and its event study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.effect.tables import ANSWERS
from specie.analyses.pays.effect.wording import GRAINS, scale_words
from specie.kernel.causal.scaling import Comparison
from specie.model import Figure, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from specie.analyses.pays.effect.effect import Effect
    from specie.analyses.pays.effect.scope import Scope
    from specie.model import Cell, Estimate

STARTED, OTHERS = Term("units that started"), Term("other units")
EXPECTED = Term("expected without it")
NORMAL = 1.96
"""Standard deviations on either side that hold 95 of 100 readings."""
QUARTERS = (0.25, 0.75)


def figures(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Figure]:
    """Yield every figure that has something to show."""
    made = [_answers(scope, known)]
    for effect in scope.effects:
        made += [_readings(effect), _events(effect)]
    yield from (figure for figure in made if figure.data)


def _answers(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Figure:
    data = tuple(
        {
            "metric": effect.metric.ref,
            "change": _signed(told, effect.metric.sign)[0],
            "low": _signed(told, effect.metric.sign)[1],
            "high": _signed(told, effect.metric.sign)[2],
            "answer": ANSWERS[effect.decided],
        }
        for effect in scope.estimated
        if (told := known.get(("effect_relative", effect.metric.ref.id))) is not None
    )
    decided = sum(effect.decided != 0 for effect in scope.estimated)
    return Figure(
        "effects",
        "interval_rows",
        say("Improvement of each metric by use, relative to no use"),
        data,
        {"label": "metric", "x": "change", "low": "low", "high": "high", "colour": "answer"},
        {"metric": say("Metric"), "change": say("Improvement"), "answer": say("The metric got")},
        {"change": "fraction"},
        say(
"{count} metrics with their intervals; {decided} of them can be told from no effect.",
count=len(data), decided=decided,
        ),
        say(
            "Right of zero is better, whichever way the metric runs. Where few units are treated the interval"
            " may have a lower level, and nothing is decided by it."
        ),
    )  # fmt: skip


def _signed(estimate: Estimate, sign: int) -> tuple[float, float, float]:
    """Point and ends of an improvement."""
    numbers = [sign * n for n in (estimate.point, estimate.low, estimate.high) if n is not None]
    return numbers[0], min(numbers), max(numbers)


def _readings(effect: Effect) -> Figure:
    """Raw readings: weighted mean and quartiles of units that started, and of the others."""
    study = effect.study
    treated = study.start < study.stop
    groups = [(STARTED, treated), (OTHERS, ~treated)]
    data = [row for name, rows in groups for row in _lines(effect, name, rows)] + _expected(effect)
    starts = np.unique(study.sheet.first[study.start[treated & (study.start > 0)]]).tolist()
    for row, start in zip(data, starts, strict=False):
        row["start"] = start
    unit = effect.metric.unit or effect.metric.ref.name
    return Figure(
        f"readings {effect.metric.ref.id}",
        "panel_lines",
        say("Readings of {metric}", metric=effect.metric.ref),
        tuple(data),
        {"x": "day", "y": "mean", "low": "low", "high": "high", "colour": "group", "start": "start"},
        {"day": say("Period"), "mean": say("Mean, {unit}", unit=unit), "group": say("Units")},
        {},
        say(
            "Mean readings of {treated} units that started and {others} others over {periods} periods, as"
            " read.",
            treated=int(treated.sum()), others=int((~treated).sum()), periods=len(study.sheet.slot),
        ),
        say("Bands hold the middle half of the units."),
        effect.metric.ref,
    )  # fmt: skip


def _lines(effect: Effect, name: Term, rows: NDArray[np.bool_]) -> Iterator[dict[str, Cell]]:
    sheet = effect.study.sheet
    known = np.isfinite(sheet.value) & rows[:, None]
    columns = np.flatnonzero(known.any(axis=0))
    value = np.where(known, sheet.value, np.nan)[:, columns]
    weight = np.where(known, sheet.cases, 0.0)[:, columns]
    mean = (weight * np.nan_to_num(value)).sum(axis=0) / weight.sum(axis=0)
    low, high = (_quantile(value, share) for share in QUARTERS)
    days = sheet.first[columns].tolist()
    ends = (mean, np.minimum(low, mean), np.maximum(high, mean))
    for day, at, least, most in zip(days, *(end.tolist() for end in ends), strict=True):
        yield {"day": day, "mean": at, "low": least, "high": most, "group": name, "start": None}


def _expected(effect: Effect) -> list[dict[str, Cell]]:
    """What was expected of a series without it, where it can be told in the metric's unit."""
    judged, scaling = effect.whole.judged, effect.study.scaling
    alone = effect.study.panel.start.size == 1
    if judged is None or not (alone or scaling.comparison in {Comparison.LEVEL, Comparison.SHARE}):
        return []
    wide = NORMAL * judged.error
    ends = [scaling.back(path) for path in (judged.expected, judged.expected - wide, judged.expected + wide)]
    days = effect.study.sheet.first.tolist()
    return [
        {"day": day, "mean": at, "low": low, "high": high, "group": EXPECTED, "start": None}
        for day, at, low, high in zip(days, *(end.tolist() for end in ends), strict=True)
        if np.isfinite(at)
    ]


def _quantile(value: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """(T,) quantile of each column's known values, interpolated; every column has one."""
    ordered = np.sort(value, axis=0)  # unknown ones come last
    place = share * (np.isfinite(value).sum(axis=0) - 1)
    below = np.floor(place).astype(np.int64)
    above = np.ceil(place).astype(np.int64)
    column = np.arange(value.shape[1])
    low, high = ordered[below, column], ordered[above, column]
    return low + (place - below) * (high - low)


def _events(effect: Effect) -> Figure:
    """The change at every distance from the start."""
    found = effect.checks.events
    grain = GRAINS[effect.study.sheet.grain.value]
    relative = effect.study.scaling.comparison is Comparison.LOG
    data: list[dict[str, Cell]] = []
    if found is not None:
        ends = np.column_stack([found.point, found.low, found.high])
        ends = np.expm1(ends) if relative else ends
        data = [
            {"since": int(first), "change": _finite(point), "low": _finite(low), "high": _finite(high)}
            for first, (point, low, high) in zip(found.first, ends.tolist(), strict=True)
        ]
    return Figure(
        f"events {effect.metric.ref.id}",
        "event_study",
        say("Change of {metric} before and after the start", metric=effect.metric.ref),
        tuple(data),
        {"x": "since", "y": "change", "low": "low", "high": "high"},
        {
            "since": say("Periods since the start, each a {grain}", grain=grain),
            "change": say("Relative change")
            if relative
            else say("Change, {scale}", scale=scale_words(effect)),
        },
        {"change": "fraction"} if relative else {},
        say(
            "Change since just before the start, less that of units without it, for {count} stretches of"
            " time.",
            count=len(data),
        ),
        say("Left of the start the intervals should hold zero; each covers its own stretch only."),
        effect.metric.ref,
    )  # fmt: skip


def _finite(number: float) -> float | None:
    return number if np.isfinite(number) else None
