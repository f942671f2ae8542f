"""One test by relabelling and its exact inversion to an interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.lines import Inverted
from specie.kernel.causal.relabelling import relabelled_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.lines import Lines

    Floats = NDArray[np.float64]

ROUNDING = 1e-9
"""Sums that differ by less than this share of what they are made of are ties."""


def invert(
    lines: Lines, *, level: float = 0.95, limit: int = 100_000, draws: int = 9_999, seed: int = 0
) -> Inverted:
    r"""Test every effect by relabelling and return those that are not rejected.

    For an effect :math:`\tau` a relabelling c counts against it where

    .. math:: |A_c - \tau B_c| \ge |A_0 - \tau B_0|,

    ties counted, with A and B the sums of its contributions and 0 the observed labels. The effects for which
    it counts are bounded by the roots of two straight lines, so the share of relabellings that count, the
    p-value, is a step function of :math:`\tau` whose steps are known exactly: no grid is searched.

    Parameters
    ----------
    lines : Lines
        Contributions of M carriers under C labels.
    level : float
        Coverage of the interval, between 0 and 1.
    limit : int
        Up to this many distinct relabellings all are compared, and no seed matters.
    draws : int
        Otherwise this many random ones and the observed one.
    seed : int
        Seed of the draws.

    Returns
    -------
    Inverted
        The interval holds exactly the effects with a p-value above ``1 - level``, and ``p_value`` is that of
        no effect, from the same counts. ``smallest_p`` is the p-value of an effect without bound: at a level
        above ``1 - smallest_p`` the interval is open. A relabelling that counts for some effect further from
        the point counts for all nearer ones too. That differs from the plain p-value only where one recovers
        more than the whole effect (B above 1 or below -1), never makes p smaller, and leaves no gaps.

    Raises
    ------
    ValueError
        A level that is not between 0 and 1, or fewer than one draw.

    References
    ----------
    Phipson and Smyth (2010), https://doi.org/10.48550/arXiv.1603.05766, for counting the observed labels.
    """
    if not 0 < level < 1 or draws < 1:
        raise ValueError("a level lies between 0 and 1, and a test needs at least one draw")
    tables = np.stack([lines.a, lines.b], axis=2)
    sums, enumerated = relabelled_sums(tables, lines.label, limit=limit, draws=draws, seed=seed)
    rounding = ROUNDING * float(np.abs(lines.a).max(axis=1).sum())
    left, right = counting_range(sums[:, 0], sums[:, 1], lines.point, rounding)
    low, high = map(float, hulls(left, right, level))
    n = left.size
    open_ends = max(int(np.isneginf(left).sum()), int(np.isposinf(right).sum()))
    against = int(((left <= 0) & (right >= 0)).sum())
    return Inverted(lines.point, low, high, level, against / n, open_ends / n, n, enumerated)


def hulls(left: Floats, right: Floats, level: float) -> tuple[Floats, Floats]:
    """Bounds (...) of the effects for which more than ``1 - level`` of all relabellings (..., n) count."""
    rejected = int((1 - level) * left.shape[-1] + 1e-9)
    low = np.partition(left, rejected, axis=-1)[..., rejected]
    return low, -np.partition(-right, rejected, axis=-1)[..., rejected]


def counting_range(
    sum_a: Floats, sum_b: Floats, point: float | Floats, rounding: float | Floats
) -> tuple[Floats, Floats]:
    """Smallest and largest effect for which each relabelling (..., n) counts; the point lies between them.

    ``A - tau B = point - tau`` at one root and ``A - tau B = tau - point`` at the other. With B between -1
    and 1 the roots enclose the point, and the relabelling counts between them; beyond, it counts from the
    point to infinity.
    """
    same, mirrored = _snap(point - sum_a, rounding), _snap(point + sum_a, rounding)
    one, other = _snap(1.0 - sum_b, ROUNDING), _snap(1.0 + sum_b, ROUNDING)
    with np.errstate(divide="ignore", invalid="ignore"):
        near, far = same / one, mirrored / other
    always = np.isnan(near) | np.isnan(far) | (one < 0) | (other < 0)
    left = np.minimum(np.minimum(near, far), point)
    right = np.maximum(np.maximum(near, far), point)
    left[always], right[always] = -np.inf, np.inf
    return left, right


def _snap(values: Floats, rounding: float | Floats) -> Floats:
    """Zero where only rounding is left, so that ties are ties."""
    values[np.abs(values) <= rounding] = 0.0
    return values
