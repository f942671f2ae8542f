"""How models get better: which releases are new bests, and what a step on a scale of scores means."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64] | np.float64
    Mask: TypeAlias = NDArray[np.bool_]

ELO_SCALE = 400.0
"""Rating points that multiply the odds of winning by ten."""


def new_bests(scores: ArrayLike, *, higher: bool = True) -> Mask:
    """Return which scores beat every one before them; the first one does.

    Parameters
    ----------
    scores : array_like, shape (n,)
        Scores in the order of release.
    higher : bool
        Whether more is better.

    Returns
    -------
    ndarray of bool, shape (n,)
        An equal score is no new best.
    """
    values = np.asarray(scores, dtype=np.float64) * (1.0 if higher else -1.0)
    if values.ndim != 1 or np.isnan(values).any():
        raise ValueError("scores are one row of numbers")
    best = np.concatenate([[-np.inf], np.maximum.accumulate(values)[:-1]]) if values.size else values
    return values > best


def odds_ratio(before: ArrayLike, after: ArrayLike, unit: str) -> Floats:
    r"""Return by how much the odds of success grew from one score to another.

    Elo ratings: a model beats another with odds :math:`10^{(R_2 - R_1) / 400}`. Shares of tasks solved:
    :math:`\frac{p_2 / (1 - p_2)}{p_1 / (1 - p_1)}`. Both are the ratio of odds of a logistic model, so steps
    on the two scales mean the same kind of thing; a scale of points has no such reading.

    Parameters
    ----------
    before, after : array_like, shape (...)
        Scores; shares within [0, 1].
    unit : {"elo", "fraction"}
        Scale of both.

    Returns
    -------
    ndarray, shape (...)
        Above 1 where the later score is better; 0 or infinity where a share is 0 or 1, NaN where both are.

    References
    ----------
    Elo, A. E. (1978). The Rating of Chessplayers, Past and Present. Arco, ch. 8.
    Bradley, R. A. and Terry, M. E. (1952). Rank Analysis of Incomplete Block Designs: I. The Method of Paired
    Comparisons. Biometrika 39(3/4), 324-345.
    """
    a, b = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    if unit == "elo":
        return np.power(10.0, (b - a) / ELO_SCALE)[()]
    if unit != "fraction":
        raise ValueError(f"odds are read off Elo ratings and shares, not off {unit!r}")
    if not np.all((a >= 0) & (a <= 1) & (b >= 0) & (b <= 1)):
        raise ValueError("a share lies between 0 and 1")
    with np.errstate(divide="ignore", invalid="ignore"):
        return ((b / (1 - b)) / (a / (1 - a)))[()]
