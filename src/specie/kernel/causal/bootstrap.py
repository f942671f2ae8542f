"""Wild cluster bootstrap of one coefficient, restricted, inverted without a grid.

For few clusters every change of sign is enumerated, so that no seed changes an answer. With very few treated
clusters the restricted bootstrap rejects too seldom rather than too often (MacKinnon and Webb, 2018): a
rejection can be believed, its absence says little.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from specie.kernel.causal.bootstrap_roots import Steps, steps_of
from specie.kernel.causal.lines import Inverted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.panel import Panel

    Floats = NDArray[np.float64]

Weights = Literal["rademacher", "webb"]
WEBB = np.sqrt(np.array([0.5, 1.0, 1.5]))
"""Absolute values of Webb's six-point distribution; each sign is as likely."""


@dataclass(frozen=True, slots=True, eq=False)
class _Scores:
    """What each cluster adds, per unit of the treatment's residual sum of squares.

    ``reading`` and ``treatment`` are (G,), the products of a cluster's treatment residuals with its reading
    and its own residuals; ``leak_reading`` and ``leak_treatment`` are (G, G), what refitting the controls to
    cluster h takes from cluster g.
    """

    reading: Floats
    treatment: Floats
    leak_reading: Floats
    leak_treatment: Floats


def wild_cluster_bootstrap(
    y: Floats,
    treatment: Floats,
    controls: Floats,
    cluster: NDArray[np.int64],
    *,
    level: float = 0.95,
    limit: int = 4096,
    draws: int = 9_999,
    seed: int = 0,
    weights: Weights = "rademacher",
) -> Inverted:
    r"""Test and interval of the coefficient of ``treatment`` in a least-squares regression.

    Under the hypothesis :math:`\beta = \tau` the residuals :math:`\tilde u(\tau) = M_1 (y - \tau d)` of the
    regression on the controls alone are multiplied, cluster by cluster, by random weights :math:`v_g`, and
    the cluster-robust t statistic of the coefficient is computed anew:

    .. math::
        t_v(\tau) = \frac{\sum_g v_g \tilde d_g' \tilde u_g(\tau)}{\sqrt{\sum_g s_{v,g}(\tau)^2}}, \qquad
        p(\tau) = \frac{\#\{v : |t_v(\tau)| \ge |t_1(\tau)|\}}{\#\{v\}}

    with :math:`\tilde d = M_1 d` and :math:`s_{v,g}` the score of cluster g in the refitted sample. Numerator
    and scores are straight lines in :math:`\tau`, so p changes only at the roots of quartics, which are
    solved: no grid. The interval is the hull of :math:`\{\tau : p(\tau) > 1 - level\}`, and the p-value that
    of zero or, if larger, of any value beyond it, so that both always agree.

    Parameters
    ----------
    y, treatment : (n,)
        Readings and treatment, already multiplied by the root of the weights in weighted regressions.
    controls : (n, p)
        Everything else on the right-hand side, such as dummies of units and periods; may be collinear.
    cluster : (n,)
        Cluster of each row, any integers.
    level : float
        Coverage of the interval.
    limit : int
        All :math:`2^G` changes of sign are compared while they are no more than this.
    draws, seed, weights
        Otherwise so many random draws, the observed sample added; ``webb`` draws from six points instead of
        two and never enumerates.

    Returns
    -------
    Inverted
        ``smallest_p`` is :math:`2^{1 - G}` where enumerated, since turning all signs changes nothing.

    Raises
    ------
    ValueError
        Fewer than two clusters, a treatment that the controls explain, or residuals that are all zero.

    References
    ----------
    Cameron, Gelbach and Miller (2008), https://doi.org/10.1162/rest.90.3.414; Roodman, MacKinnon, Nielsen and
    Webb (2019), https://doi.org/10.1177/1536867X19830877; Webb (2023), https://doi.org/10.1111/caje.12661;
    MacKinnon and Webb (2018), https://doi.org/10.1111/ectj.12107
    """
    point, scores = _scores(y, treatment, controls, cluster)
    error = float(np.sqrt(((scores.reading - point * scores.treatment) ** 2).sum()))
    if error <= 1e-12 * max(abs(point), float(np.abs(y).max()), 1e-300):
        raise ValueError("every residual is zero: there is no noise to judge by")
    v, enumerated = _weights(scores.reading.size, limit, draws, seed, weights)
    steps = _steps(v, scores, point, error)
    low, high = steps.hull(1.0 - level)
    return Inverted(
        point,
        point + error * low,
        point + error * high,
        level,
        steps.p_value(-point / error),
        steps.smallest,
        v.shape[0],
        enumerated,
    )


def _scores(
    y: Floats, treatment: Floats, controls: Floats, cluster: NDArray[np.int64]
) -> tuple[float, _Scores]:
    groups, member = np.unique(cluster, return_inverse=True)
    if groups.size < 2:
        raise ValueError("at least two clusters are needed")
    basis = _orthonormal(controls)
    reading, treat = y - basis @ (basis.T @ y), treatment - basis @ (basis.T @ treatment)
    size = float(treat @ treat)
    if size <= 1e-12 * max(float(treatment @ treatment), 1e-300):
        raise ValueError("the controls explain the treatment: its effect cannot be told from theirs")
    inside = (member[None, :] == np.arange(groups.size)[:, None]).astype(np.float64)
    reach = (inside * treat) @ basis
    scores = _Scores(
        inside @ (treat * reading) / size,
        inside @ (treat * treat) / size,
        reach @ ((inside * reading) @ basis).T / size,
        reach @ ((inside * treat) @ basis).T / size,
    )
    return float(treat @ reading) / size, scores


def _orthonormal(controls: Floats) -> Floats:
    """Return a basis of the column space, whatever the rank."""
    if controls.shape[1] == 0:
        return np.empty((controls.shape[0], 0))
    left, singular, _ = np.linalg.svd(controls, full_matrices=False)
    return left[:, singular > singular[0] * 1e-10]


def _weights(clusters: int, limit: int, draws: int, seed: int, weights: Weights) -> tuple[Floats, bool]:
    """Return one row of weights per sample; the first is the observed one."""
    if weights == "rademacher" and clusters < 63 and 2**clusters <= limit:
        bits = (np.arange(2**clusters)[:, None] >> np.arange(clusters)) & 1
        return 1.0 - 2.0 * bits, True
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    signs = rng.choice((-1.0, 1.0), (draws, clusters))
    drawn = signs if weights == "rademacher" else signs * rng.choice(WEBB, (draws, clusters))
    return np.vstack([np.ones(clusters), drawn]), False


def _steps(v: Floats, scores: _Scores, point: float, error: float) -> Steps:
    """Write every comparison as a quartic in x, where the hypothesis is ``point + error * x``."""
    up, down = v @ scores.reading, v @ scores.treatment
    reading = v * scores.reading - v @ scores.leak_reading.T - up[:, None] * scores.treatment
    treat = v * scores.treatment - v @ scores.leak_treatment.T - down[:, None] * scores.treatment
    shifted, sloped = (up - point * down) / error, (reading - point * treat) / error
    # (shifted - x down)^2 - x^2 sum((sloped - x treat)^2), highest power first
    return steps_of(
        np.column_stack(
            [
                -(treat**2).sum(axis=1),
                2.0 * (sloped * treat).sum(axis=1),
                down**2 - (sloped**2).sum(axis=1),
                -2.0 * shifted * down,
                shifted**2,
            ]
        )
    )


def wild_bootstrap_panel(
    panel: Panel,
    *,
    level: float = 0.95,
    limit: int = 4096,
    draws: int = 9_999,
    seed: int = 0,
    weights: Weights = "rademacher",
) -> Inverted:
    """Bootstrap the two-way fixed-effects coefficient of treatment; clusters are the groups of the panel.

    The panel is first collapsed to one cell per unit and run of columns in which nobody's treatment changes,
    weighted by the size of the unit and the readings in the cell; on a balanced panel this changes no digit
    of the coefficient. Where units start at different times and effects differ between them, the coefficient
    is a weighted sum in which some weights are negative: use it where all start at once.

    Raises
    ------
    ValueError
        As :func:`wild_cluster_bootstrap`.
    """
    value, count, exposed = collapse(panel)
    unit, block = np.nonzero(count > 0)
    scale = np.sqrt(panel.weight[unit] * count[unit, block])
    dummies = np.column_stack([unit[:, None] == np.arange(count.shape[0]),
                               block[:, None] == np.arange(count.shape[1])])  # fmt: skip
    treatment = exposed[unit, block].astype(np.float64) * scale
    return wild_cluster_bootstrap(
        value[unit, block] * scale, treatment, dummies * scale[:, None], panel.group[unit],
        level=level, limit=limit, draws=draws, seed=seed, weights=weights,
    )  # fmt: skip


def collapse(panel: Panel) -> tuple[Floats, NDArray[np.int64], NDArray[np.bool_]]:
    """Average each unit over the runs of columns in which nobody's treatment changes.

    Returns
    -------
    value, count, exposed : (N, B)
        Mean reading (0 where there is none), readings in it, and whether it was treated.
    """
    exposed = panel.exposed
    change = np.flatnonzero((exposed[:, 1:] != exposed[:, :-1]).any(axis=0)) + 1
    ends = np.concatenate([[0], change, [panel.periods]])
    known = ~np.isnan(panel.y)
    total = np.column_stack([np.nansum(panel.y[:, a:b], axis=1) for a, b in pairwise(ends)])
    count = np.column_stack([known[:, a:b].sum(axis=1) for a, b in pairwise(ends)])
    return total / np.maximum(count, 1), count, exposed[:, ends[:-1]]
