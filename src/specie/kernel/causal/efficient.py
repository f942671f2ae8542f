"""Imputation that uses how errors hang together in time: narrower intervals from the same exact test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.cohorts import make_cohorts
from specie.kernel.causal.imputation import carrier_residuals, lines_of, mean_over_treated
from specie.kernel.causal.imputation_weights import imputation_weights
from specie.kernel.causal.persistence import Persistence, fit_persistence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.lines import Lines
    from specie.kernel.causal.panel import Panel

    Floats = NDArray[np.float64]


def efficient_lines(
    panel: Panel, *, random_order: bool = False, columns: NDArray[np.bool_] | None = None
) -> Lines:
    r"""Lines of the imputation estimate with weights for autocorrelated errors.

    Persistent errors make the last readings before the start tell more about the untreated path than the
    first ones. The weights are those of generalised least squares with errors autoregressive of order one,
    whose autocorrelation is fitted on the columns before anybody is treated.

    Parameters
    ----------
    panel : Panel
        As for :func:`specie.kernel.causal.imputation.imputation_lines`.
    random_order : bool
        The order of starting was drawn at random. Then levels before the start need not be subtracted in
        full: they are adjusted for as far as they predict, which is the efficient adjustment of Roth and
        Sant'Anna with their regression coefficients from the fitted noise. Without random order a
        difference of levels would end up in the estimate.
    columns : (T,), optional
        Periods over which the effect is averaged.

    Notes
    -----
    The columns before the first start of any unit are the same whoever gets which label and whatever the
    effect is. So the fitted weights do not depend on the labels, and the test stays exact in finite samples
    where labels were drawn at random, however wrong the model of the noise; a wrong one only costs width.

    References
    ----------
    Borusyak, Jaravel and Spiess (2024), https://doi.org/10.1093/restud/rdae007; Roth and Sant'Anna (2023),
    https://doi.org/10.48550/arXiv.2102.01291
    """
    cohorts = make_cohorts(panel)
    noise = panel_persistence(panel)
    covariance = noise.covariance(panel.periods, levels=random_order)
    target = mean_over_treated(cohorts, columns)
    weights = imputation_weights(
        cohorts.exposed, cohorts.count, target, covariance, unit_effects=not random_order
    )
    return lines_of(panel, cohorts, weights, levels=random_order)


def panel_persistence(panel: Panel) -> Persistence:
    """Persistence in the carriers of labels, fitted on the columns before anybody is treated."""
    cohorts = make_cohorts(panel)
    before = int(cohorts.start.min())
    early = carrier_residuals(panel, cohorts, panel.y[None, :, :before], levels=True)[0]
    return fit_persistence(early)
