"""Did those who start later drift apart from the others before they started?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.cohorts import make_cohorts
from specie.kernel.causal.events import EventWeights, event_weights, without_effects
from specie.kernel.causal.imputation import carrier_residuals
from specie.kernel.causal.relabelling import relabelled_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.panel import Panel

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pretrend:
    """Joint test that nothing differed before the start.

    ``p_value`` is small where cohorts moved apart beforehand; ``leads`` how many stretches of ``width``
    periods were tested, each against the one just before the start; ``smallest_p`` the least this design
    can give.
    """

    p_value: float
    smallest_p: float
    leads: int
    width: int


def pretrend(
    panel: Panel,
    *,
    width: int = 1,
    leads: int = 4,
    limit: int = 10_000,
    draws: int = 1_999,
    seed: int = 0,
) -> Pretrend | None:
    r"""Test all leads of the event study at once, by the same relabelling as the effect.

    The statistic is :math:`z' V^{-1} z` with z the leads and V their covariance over all relabellings, so
    that it does not matter how leads hang together.

    Parameters
    ----------
    panel : Panel
        N units and T periods.
    width : int
        Periods averaged in a lead.
    leads : int
        Largest number of leads; few long ones find a drift that many short ones drown in noise.
    limit, draws, seed
        As for :func:`specie.kernel.causal.permutation.invert`.

    Returns
    -------
    Pretrend or None
        None where too little was read before the start for a single lead.

    Notes
    -----
    With one date of start every cell of the statistic lies before it whoever is relabelled, and the test is
    exact where labels were drawn at random. With several, later carriers are compared over columns in which
    earlier ones are treated already; their imputed effects are taken off first, which makes the test
    approximate.
    """
    statistics = event_weights(panel, width=width, leads=leads)
    before = ~statistics.after
    if not before.any():
        return None
    cohorts = make_cohorts(panel)
    table = lead_table(panel, statistics)
    sums, _ = relabelled_sums(table, cohorts.label, limit=limit, draws=draws, seed=seed)
    observed = table[np.arange(cohorts.label.size), cohorts.label].sum(axis=0)
    inverse = np.linalg.pinv(np.atleast_2d(np.cov(sums.T)), rcond=1e-8, hermitian=True)
    distance = np.einsum("nk,kl,nl->n", sums, inverse, sums)
    own = float(observed @ inverse @ observed)
    as_far = distance >= own * (1 - 1e-9)
    farthest = distance >= distance.max() * (1 - 1e-9)
    return Pretrend(float(as_far.mean()), float(farthest.mean()), int(before.sum()), width)


def lead_table(panel: Panel, statistics: EventWeights) -> Floats:
    """Contributions (M, C, L) of each carrier under each label to the L leads, less imputed effects."""
    return np.einsum("mt,kct->mck", _residuals_without(panel), statistics.weights[~statistics.after])


@lru_cache(maxsize=2)
def _residuals_without(panel: Panel) -> Floats:
    """Residuals (M, T) of the readings less imputed effects; two checks of a panel ask for them."""
    return carrier_residuals(panel, make_cohorts(panel), without_effects(panel)[None])[0]
