"""Change of the same units from before to after, where there is nothing to compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtr, stdtrit

from specie.kernel.causal.lines import Inverted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.panel import Panel


def before_after_test(panel: Panel, level: float = 0.95) -> Inverted:
    r"""Mean change over units (or groups), with Student's interval between them.

    With :math:`d_g` the mean of a group's treated readings minus the mean of its untreated ones and
    :math:`w_g` its size,

    .. math:: \bar d = \frac{\sum_g w_g d_g}{\sum_g w_g}, \qquad
        s^2 = \frac{G}{G - 1} \frac{\sum_g w_g^2 (d_g - \bar d)^2}{(\sum_g w_g)^2}, \qquad
        \bar d \pm t_{G - 1} s

    It says how far units agree on the change, not what caused it: anything that happened to all of them at
    the same time is part of it.

    Parameters
    ----------
    panel : Panel
        Units with at least one reading before and one after; others are ignored.
    level : float
        Coverage of the interval.

    Returns
    -------
    Inverted
        ``smallest_p`` is 0 and ``assignments`` too: nothing is relabelled.

    Raises
    ------
    ValueError
        Fewer than two groups with readings before and after.

    References
    ----------
    Student (1908), https://doi.org/10.2307/2331554; with equal weights the paired t test
    """
    change, size = _changes(panel)
    if change.size < 2:
        raise ValueError("a change needs two units that were read before and after")
    point = float(np.average(change, weights=size))
    groups, share = change.size, size / size.sum()
    error = float(np.sqrt(groups / (groups - 1) * ((share * (change - point)) ** 2).sum()))
    half = float(stdtrit(groups - 1, 0.5 + level / 2)) * error
    p_value = 2 * float(stdtr(groups - 1, -abs(point) / error)) if error > 0 else float(point == 0)
    return Inverted(point, point - half, point + half, level, p_value, 0.0, 0, enumerated=False)


def _changes(panel: Panel) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(G,) change and size of every group that was read before and after."""
    after = _mean(panel.y, panel.exposed)
    before = _mean(panel.y, ~panel.exposed)
    change, told = after - before, np.isfinite(after) & np.isfinite(before)
    group = np.unique(panel.group[told], return_inverse=True)[1]
    size = np.bincount(group, panel.weight[told]).astype(np.float64)
    total = np.bincount(group, panel.weight[told] * change[told])
    return total / np.where(size > 0, size, 1.0), size


def _mean(y: NDArray[np.float64], cells: NDArray[np.bool_]) -> NDArray[np.float64]:
    """(N,) mean of each unit's readings in some cells; NaN where there is none."""
    used = cells & np.isfinite(y)
    count = used.sum(axis=1)
    total = np.where(used, y, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
