"""What the barrier survey says: scores, ranks, the learning gap, and what is not technical."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.adoption.answers import NO_INITIATIVE, hardest_not_technical, read_answers, sheet
from specie.kernel.bounded_mean import bounded_means
from specie.model import PORTFOLIO, Estimate, Grade, Ref, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from specie.analyses.pays.adoption.answers import Answer
    from specie.analyses.pays.adoption.scope import Scope
    from specie.kernel.bounded_mean import Means
    from specie.model import Message

SCALE = (0.0, 10.0)
MIDDLE = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Estimates of the survey; ``first`` is how surely the top barrier is the top one."""

    answers: tuple[Answer, ...]
    respondents: int
    barriers: tuple[tuple[Estimate, Estimate, int], ...]
    """Score, rank and respondents of each barrier, hardest first."""
    first: float
    learning: Estimate | None
    by_initiative: tuple[tuple[Estimate, Estimate | None], ...]
    """Mean score of every barrier, and learning gap, of each initiative."""
    gaps: tuple[Ref, ...]
    """Initiatives whose learning gap lies above the middle, all compared at once."""
    not_technical: Estimate | None


def read_survey(scope: Scope) -> Survey | None:
    """Read the survey; None where nobody gave a score."""
    answers = read_answers(scope)
    if not answers:
        return None
    scores, barriers = sheet(answers, lambda answer: answer.barrier)
    means = _means(scope, scores)
    order = sorted(range(len(barriers)), key=lambda n: (means.rank[n], barriers[n].id))
    learning = [answer for answer in answers if answer.learning]
    return Survey(
        answers,
        len(scores),
        tuple(_barrier(scope, barriers[n], means, n) for n in order),
        float(means.first[order[0]]),
        _pooled(scope, learning),
        tuple(_by_initiative(scope, answers, learning)),
        _above(scope, learning),
        _not_technical(scope, answers),
    )


def _means(scope: Scope, scores: NDArray[np.float64], level: float | None = None) -> Means:
    settings = scope.settings
    return bounded_means(scores, *SCALE, level=level or settings.level, seed=settings.seed)


def _barrier(scope: Scope, barrier: Ref, means: Means, n: int) -> tuple[Estimate, Estimate, int]:
    count = int(means.answered[n])
    score = _estimate(scope, "barrier_score", barrier, means, n, _of(count))
    place = float(means.rank[n])
    low, high = min(float(means.rank_low[n]), place), max(float(means.rank_high[n]), place)
    rank = Estimate(
        "barrier_rank", barrier, scope.today, place, low, high, scope.settings.level, "index",
        "bayesian_bootstrap", Grade.E, scope.origins("survey"),
        say("of {count} barriers that were asked about", count=means.point.size),
    )  # fmt: skip
    return score, rank, count


def _estimate(
    scope: Scope, measure: str, subject: Ref, means: Means, n: int, of: Message, unit: str = "index"
) -> Estimate:
    return Estimate(
        measure, subject, scope.today, float(means.point[n]), float(means.low[n]), float(means.high[n]),
        scope.settings.level, unit, "bounded_mean", Grade.E, scope.origins("survey"), of,
        (say("those who answered are taken for a random draw of those who could have"),),
    )  # fmt: skip


def _of(count: int) -> Message:
    return say("mean over {count} respondents, each counted once", count=count)


def _pooled(scope: Scope, learning: Iterable[Answer]) -> Estimate | None:
    scores, _ = sheet(learning, lambda _: None)
    if not scores.size:
        return None
    return _estimate(scope, "learning_gap", PORTFOLIO, _means(scope, scores), 0, _of(len(scores)))


def _by_initiative(
    scope: Scope, answers: Iterable[Answer], learning: Iterable[Answer]
) -> Iterator[tuple[Estimate, Estimate | None]]:
    every = _each(scope, "barriers_mean", answers)
    gaps = _each(scope, "learning_gap", learning)
    yield from ((every[id_], gaps.get(id_)) for id_ in sorted(every))


def _each(scope: Scope, measure: str, answers: Iterable[Answer]) -> dict[str, Estimate]:
    scores, ids = sheet(answers, lambda answer: answer.initiative_id)
    if not scores.size:
        return {}
    means = _means(scope, scores)
    return {
        id_: _estimate(
            scope, measure, scope.book.initiative(id_), means, n, _of(int(means.answered[n]))
        )
        for n, id_ in enumerate(ids)
        if id_ != NO_INITIATIVE
    }  # fmt: skip


def _above(scope: Scope, learning: Iterable[Answer]) -> tuple[Ref, ...]:
    """Initiatives whose gap is above the middle at a level that holds for all of them together."""
    scores, ids = sheet(learning, lambda answer: answer.initiative_id)
    if not scores.size:
        return ()
    shared = 1 - (1 - scope.settings.level) / len(ids)
    means = _means(scope, scores, shared)
    high = [id_ for n, id_ in enumerate(ids) if means.low[n] > MIDDLE and id_ != NO_INITIATIVE]
    return tuple(scope.book.initiative(id_) for id_ in sorted(high))


def _not_technical(scope: Scope, answers: Iterable[Answer]) -> Estimate | None:
    shares = hardest_not_technical(answers)
    if not shares.size:
        return None
    settings = scope.settings
    means = bounded_means(shares[:, None], 0.0, 1.0, level=settings.level, seed=settings.seed)
    of = say("of the barriers rated hardest by {count} respondents", count=shares.size)
    return _estimate(scope, "not_technical", PORTFOLIO, means, 0, of, "fraction")


def survey_estimates(survey: Survey | None) -> Iterator[Estimate]:
    """Yield every estimate of the survey."""
    if survey is None:
        return
    for score, rank, _ in survey.barriers:
        yield from (score, rank)
    for mean, gap in survey.by_initiative:
        yield mean
        if gap is not None:
            yield gap
    yield from (e for e in (survey.learning, survey.not_technical) if e is not None)
