"""Means of bounded scores from few respondents: intervals and ranks that hold in small samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

CELLS = 2_000_000
"""Weights that are held at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Means:
    """Means of k items with their intervals and ranks, each array of shape (k,).

    ``rank`` counts from 1, the highest mean first, ties shared as their average; ``first`` is the share of
    draws in which the item has the highest mean.
    """

    point: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    rank: NDArray[np.float64]
    rank_low: NDArray[np.float64]
    rank_high: NDArray[np.float64]
    first: NDArray[np.float64]
    answered: NDArray[np.int64]


def bounded_means(
    scores: ArrayLike, lower: float, upper: float, *, level: float, seed: int, draws: int = 4_000
) -> Means:
    r"""Interval for the mean of each of k bounded items, respondents drawn independently.

    With the :math:`n` scores :math:`x_i \in [a, b]` of an item and weights
    :math:`D \sim \mathrm{Dirichlet}(1, \dots, 1)` of length :math:`n + 1`, the ends are the
    :math:`\alpha/2` quantile of :math:`\sum_i D_i x_i + D_{n+1} a` and the :math:`1 - \alpha/2` quantile of
    :math:`\sum_i D_i x_i + D_{n+1} b`. For scores that are only :math:`a` or :math:`b` this is the exact
    (Clopper-Pearson) interval of a share; for other bounded scores no distribution is known in which it
    covers less than its level. One respondent is one row, however many things were rated: give the mean of
    what a person said about an item, so that nobody votes twice.

    Ranks use the same weights without the extra cell (the Bayesian bootstrap), one draw of weights for all
    items, so that answers of one person move together.

    Parameters
    ----------
    scores : array_like, shape (m, k)
        Score of respondent i on item j; NaN where it was not answered.
    lower, upper : float
        Ends of the scale, ``lower < upper``.
    level : float
        Coverage aimed at, between 0 and 1.
    seed : int
        Entropy of the weights.
    draws : int
        Number of draws of the weights.

    Returns
    -------
    Means
        Items that nobody answered are NaN throughout.

    Raises
    ------
    ValueError
        Scores outside the scale, a scale without length, or a level that is none.

    References
    ----------
    Learned-Miller, E. and Thomas, P. S. (2019). A new confidence interval for the mean of a bounded random
    variable. arXiv:1905.06208. Phan, M., Thomas, P. S. and Learned-Miller, E. (2021). Towards practical mean
    bounds for small samples. arXiv:2106.03163. Rubin, D. B. (1981). The Bayesian bootstrap. Annals of
    Statistics 9(1), 130-134.
    """
    table = _checked(scores, lower, upper, level)
    known = np.isfinite(table)
    answered = known.sum(axis=0)
    filled = np.where(known, table, 0.0)
    with np.errstate(invalid="ignore"):
        point = filled.sum(axis=0) / answered
    tail = (1 - level) / 2
    down, up, plain = _drawn(filled, known, lower, upper, seed, draws)
    ranks = _ranks(plain)
    empty = answered == 0
    return Means(
        point,
        _blank(np.minimum(np.quantile(down, tail, axis=0), np.nan_to_num(point, nan=lower)), empty),
        _blank(np.maximum(np.quantile(up, 1 - tail, axis=0), np.nan_to_num(point, nan=upper)), empty),
        _blank(_ranks(point[None, :])[0], empty),
        _blank(np.quantile(ranks, tail, axis=0), empty),
        _blank(np.quantile(ranks, 1 - tail, axis=0), empty),
        _blank((ranks == 1).mean(axis=0), empty),
        answered,
    )


def _checked(scores: ArrayLike, lower: float, upper: float, level: float) -> NDArray[np.float64]:
    table = np.atleast_2d(np.asarray(scores, dtype=np.float64))
    if not lower < upper or not 0 < level < 1:
        raise ValueError(f"need lower < upper and a level between 0 and 1, not {lower}, {upper}, {level}")
    known = table[np.isfinite(table)]
    if np.isinf(table).any() or (known.size and (known.min() < lower or known.max() > upper)):
        raise ValueError(f"scores must lie between {lower} and {upper}")
    return table


def _drawn(
    filled: NDArray[np.float64],
    known: NDArray[np.bool_],
    lower: float,
    upper: float,
    seed: int,
    draws: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Means under drawn weights, each (draws, k): with a cell at the lower end, at the upper end, with none.

    Exponential weights divided by their sum are Dirichlet(1, ..., 1), on every subset of them as well.
    """
    parts: list[tuple[NDArray[np.float64], ...]] = []
    answered = known.astype(np.float64)
    for weights in _weights(len(filled) + 1, seed, draws):
        own, extra = weights[:, :-1], weights[:, -1:]
        total, mass = own @ filled, own @ answered
        with np.errstate(invalid="ignore", divide="ignore"):
            plain = total / mass
        parts.append(
            ((total + extra * lower) / (mass + extra), (total + extra * upper) / (mass + extra), plain)
        )
    down, up, plain = (np.concatenate(column) for column in zip(*parts, strict=True))
    return down, up, plain


def _weights(width: int, seed: int, draws: int) -> Iterator[NDArray[np.float64]]:
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))
    step = max(1, CELLS // width)
    for start in range(0, draws, step):
        yield rng.standard_exponential((min(step, draws - start), width))


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks within each row, highest first, ties as their average; what is NaN ranks last."""
    lowered = -np.where(np.isnan(values), -np.inf, values)
    if lowered.size * lowered.shape[1] <= CELLS * 10:
        below = (lowered[:, None, :] < lowered[:, :, None]).sum(axis=2)
        upto = (lowered[:, None, :] <= lowered[:, :, None]).sum(axis=2)
        return (below + upto + 1) / 2
    ranks = np.empty_like(lowered)
    for n, (row, ordered) in enumerate(zip(lowered, np.sort(lowered, axis=1), strict=True)):
        places = [np.searchsorted(ordered, row, side) for side in ("left", "right")]
        ranks[n] = (places[0] + places[1] + 1) / 2
    return ranks


def _blank(values: NDArray[np.float64], empty: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.where(empty, np.nan, values)
