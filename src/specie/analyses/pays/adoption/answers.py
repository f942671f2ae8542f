"""The survey as arrays: one row a respondent, so that nobody votes twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.adoption.barriers import barrier_ref, item_of
from specie.analyses.pays.adoption.scope import query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    from numpy.typing import NDArray

    from specie.analyses.pays.adoption.scope import Scope
    from specie.model import Ref

    Key = TypeVar("Key")

NO_INITIATIVE = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One score; ``initiative_id`` is empty where the answer is about AI at work in general."""

    respondent: str
    initiative_id: str
    barrier: Ref
    score: float

    @property
    def learning(self) -> bool:
        """Whether the barrier is one of the learning gap."""
        item = item_of(self.barrier.id)
        return item is not None and item.learning

    @property
    def technical(self) -> bool | None:
        """Whether the barrier is technical; None for wording of the user's own."""
        item = item_of(self.barrier.id)
        return None if item is None else item.technical


def read_answers(scope: Scope) -> tuple[Answer, ...]:
    """Read every answer that has a score."""
    return tuple(
        Answer(
            row["respondent_id"],
            row["initiative_id"] or NO_INITIATIVE,
            barrier_ref(row["barrier"]),
            row["score"],
        )
        for row in scope.book.select(query("answers"))
    )


def sheet(
    answers: Iterable[Answer], column: Callable[[Answer], Key]
) -> tuple[NDArray[np.float64], tuple[Key, ...]]:
    """Lay answers out as respondents by columns: the mean of what a person said, NaN where nothing.

    Returns
    -------
    scores : ndarray, shape (respondents, columns)
    columns : tuple
        What each column is, in order of first appearance.
    """
    cells: dict[tuple[str, Key], list[float]] = defaultdict(list)
    for answer in answers:
        cells[answer.respondent, column(answer)].append(answer.score)
    rows = {name: n for n, name in enumerate(sorted({respondent for respondent, _ in cells}))}
    columns = {key: n for n, key in enumerate(dict.fromkeys(key for _, key in cells))}
    scores = np.full((len(rows), len(columns)), np.nan)
    for (respondent, key), values in cells.items():
        scores[rows[respondent], columns[key]] = fmean(values)
    return scores, tuple(columns)


def hardest_not_technical(answers: Iterable[Answer]) -> NDArray[np.float64]:
    """For each respondent the share of initiatives whose hardest barrier is not technical; ties are split.

    Initiatives whose hardest barriers are all in wording of the user's own are left out.
    """
    asked: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        asked[answer.respondent, answer.initiative_id].append(answer)
    shares: dict[str, list[float]] = defaultdict(list)
    for (respondent, _), own in asked.items():
        top = max(answer.score for answer in own)
        known = [answer.technical for answer in own if answer.score == top and answer.technical is not None]
        if known:
            shares[respondent].append(sum(not technical for technical in known) / len(known))
    return np.array([fmean(shares[name]) for name in sorted(shares)])
