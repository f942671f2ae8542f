"""How each forecaster did with what is due: chances against what happened, ranges against what came."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.bounded_mean import bounded_means
from specie.kernel.proportion import clopper_pearson
from specie.kernel.scoring import (
    Calibration,
    Decomposition,
    brier_scores,
    calibration,
    calibration_p_value,
    decompose,
    interval_scores,
    log_scores,
)
from specie.model import Estimate, Grade, Quantity, Ref, exact, say, share_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specie.analyses.ruler.claims.forecast import Forecast
    from specie.model import Message, Origin

BINS = 5


@dataclass(frozen=True, slots=True)
class ChanceScore:
    """The chances of one forecaster whose events are over."""

    publisher: str
    interest: str
    n: int
    parts: Decomposition
    log: float
    p_value: float
    bins: Calibration
    brier: Estimate
    estimates: tuple[Estimate, ...]

    @property
    def ref(self) -> Ref:
        """The forecaster as a thing a number can be about."""
        return Ref("forecaster", self.publisher)


@dataclass(frozen=True, slots=True)
class RangeScore:
    """The ranges of one forecaster whose periods are over; ``stated`` when a chance came with all of them."""

    publisher: str
    n: int
    held: int
    level: float
    stated: bool
    share: Estimate
    score: Estimate
    error: Estimate | None


def chance_scores(forecasts: Iterable[Forecast], level: float, seed: int) -> list[ChanceScore]:
    """Score every forecaster with at least one event that is over, the best first."""
    groups: dict[str, list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        if forecast.chance is not None and forecast.actual is not None:
            groups[forecast.publisher].append(forecast)
    found = [_chances(publisher, group, level, seed) for publisher, group in groups.items()]
    return sorted(found, key=lambda s: (s.parts.brier, s.publisher))


def _chances(publisher: str, group: Sequence[Forecast], level: float, seed: int) -> ChanceScore:
    chance = np.array([f.chance for f in group], dtype=np.float64)
    happened = np.array([f.actual for f in group], dtype=np.float64)
    parts = decompose(chance, happened, BINS)
    log = float(log_scores(chance, happened).mean())
    brier = _brier(publisher, brier_scores(chance, happened), group, level, seed)
    interest = next((f.interest for f in group if f.interest), "")
    return ChanceScore(
        publisher,
        interest,
        len(group),
        parts,
        log,
        calibration_p_value(chance, happened),
        calibration(chance, happened, BINS, level),
        brier,
        (brier, *_parts(publisher, parts, log, group)),
    )


def _brier(
    publisher: str, scores: np.ndarray, group: Sequence[Forecast], level: float, seed: int
) -> Estimate:
    found = bounded_means(scores[:, None], 0.0, 1.0, level=level, seed=seed)
    point = float(scores.mean())
    return Estimate(
        "brier_score",
        Ref("forecaster", publisher),
        _period(group),
        point,
        min(point, float(found.low[0])),
        max(point, float(found.high[0])),
        level,
        "index",
        "brier",
        Grade.RECORDED,
        _origins(group),
        _of(len(group)),
        (say("events are independent of one another; several forecasts of one event are not"),),
    )


def _parts(publisher: str, parts: Decomposition, log: float, group: Sequence[Forecast]) -> Iterator[Estimate]:
    values = {
        "reliability": parts.reliability,
        "resolution": parts.resolution,
        "uncertainty": parts.uncertainty,
        "skill": parts.skill,
        "log_score": log,
    }
    for measure, value in values.items():
        if np.isfinite(value):
            yield exact(
                measure,
                Ref("forecaster", publisher),
                _period(group),
                value,
                "index",
                "log_score" if measure == "log_score" else "murphy",
                _origins(group),
                grade=Grade.RECORDED,
                denominator=_of(len(group)),
            )


def range_scores(forecasts: Iterable[Forecast], level: float) -> list[RangeScore]:
    """Score every forecaster with at least one range whose value came, by the share that held."""
    groups: dict[str, list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        if forecast.chance is None and forecast.range is not None and forecast.actual is not None:
            groups[forecast.publisher].append(forecast)
    found = [_ranges(publisher, group, level) for publisher, group in groups.items()]
    return sorted(found, key=lambda s: (-s.held / s.n, s.publisher))


def _ranges(publisher: str, group: Sequence[Forecast], level: float) -> RangeScore:
    ends = np.array([f.range for f in group], dtype=np.float64)
    came = np.array([f.actual for f in group], dtype=np.float64)
    stated = all(f.level is not None and 0 < f.level < 1 for f in group)
    levels = np.array([_level(f, level) for f in group])
    held = int(((ends[:, 0] <= came) & (came <= ends[:, 1])).sum())
    return RangeScore(
        publisher,
        len(group),
        held,
        float(levels.mean()),
        stated,
        _held(publisher, held, group, level),
        _scored(publisher, interval_scores(ends[:, 0], ends[:, 1], came, levels), came, group, stated=stated),
        _error(publisher, group),
    )


def _level(forecast: Forecast, level: float) -> float:
    """The chance that was said, else the book's own level: a range without one says too little."""
    return forecast.level if forecast.level is not None and 0 < forecast.level < 1 else level


def _held(publisher: str, held: int, group: Sequence[Forecast], level: float) -> Estimate:
    return share_of(
        "range_held",
        Ref("forecaster", publisher),
        _period(group),
        held,
        len(group),
        clopper_pearson(held, len(group), level),
        level,
        "clopper_pearson",
        _origins(group),
        denominator=_of(len(group)),
    )


def _scored(
    publisher: str, scores: np.ndarray, came: np.ndarray, group: Sequence[Forecast], *, stated: bool
) -> Estimate:
    """Mean score in shares of what came true, so that small and large things weigh alike."""
    size = np.abs(came)
    relative = scores / np.where(size > 0, size, 1.0)
    unstated = () if stated else (say("no chance was said: the range is scored at the level of the book"),)
    return exact(
        "interval_score",
        Ref("forecaster", publisher),
        _period(group),
        float(relative.mean()),
        "fraction",
        "interval_score",
        _origins(group),
        grade=Grade.RECORDED,
        denominator=say("of what came true; {of}", of=_of(len(group))),
        assumptions=unstated,
    )


def _error(publisher: str, group: Sequence[Forecast]) -> Estimate | None:
    """Mean of forecast over outcome less one: above zero was too high."""
    pairs = [(f.value, f.actual) for f in group if f.value is not None and f.actual]
    if not pairs:
        return None
    value = float(np.mean([(said - came) / abs(came) for said, came in pairs]))
    return exact(
        "forecast_error",
        Ref("forecaster", publisher),
        _period(group),
        value,
        "fraction",
        "sums",
        _origins(group),
        grade=Grade.RECORDED,
        denominator=_of(len(pairs)),
    )


def _of(n: int) -> Message:
    return say("{n} forecasts that are due", n=Quantity(n, "count"))


def _period(group: Sequence[Forecast]) -> str:
    return f"{min(f.made_on for f in group)}/{max(f.due for f in group)}"


def _origins(group: Sequence[Forecast]) -> tuple[Origin, ...]:
    """One origin per file: every row is in the table of forecasts."""
    files: dict[str, list[Forecast]] = defaultdict(list)
    for forecast in group:
        files[forecast.origin.place].append(forecast)
    return tuple(members[0].origin if len(members) == 1 else _many(members) for members in files.values())


def _many(members: Sequence[Forecast]) -> Origin:
    return replace(members[0].origin, rows=f"{len(members)} rows", url="")
