"""Which estimate the size of a design allows, and its lines: one place for every question that tests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.efficient import efficient_lines
from specie.kernel.causal.imputation import imputation_lines
from specie.kernel.causal.synthetic import synthetic_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.causal.lines import Lines
    from specie.kernel.causal.panel import Panel

MANY = 8
"""Treated units (or groups) from which the mean of all of them is compared, fewer each with its own match."""


def estimator_of(assigned: str, treated: int, carriers: int) -> str:
    """Choose the estimator of a design.

    Parameters
    ----------
    assigned : str
        How it was decided who starts when: randomised, staggered, chosen, or empty where nobody said.
    treated, carriers : int
        Units, or groups where treatment came by group: those treated at some time, and all.

    Notes
    -----
    Weights for persistent errors are narrower without random order too, and lean on the last periods before
    a start. Where managers choose who just did badly, or work dips before a start, they call an effect up to
    three times as often as equal weights (docs/calibration.md), so they are left to order drawn by lot.
    """
    if assigned == "randomised":
        return "efficient"
    return "demeaned_synthetic_control" if treated < MANY and carriers - treated >= 2 else "imputation"


def lines_of(panel: Panel, estimator: str, columns: NDArray[np.bool_] | None = None) -> Lines:
    """Lines of an estimator, over all treated cells or those in some columns (T,).

    Raises
    ------
    ValueError
        Nothing can be compared, in those columns if any are given.
    """
    if estimator == "imputation":
        return imputation_lines(panel, columns=columns)
    if estimator == "efficient":
        return efficient_lines(panel, random_order=True, columns=columns)
    return synthetic_lines(panel if columns is None else _without_other_treated(panel, columns))


def _without_other_treated(panel: Panel, columns: NDArray[np.bool_]) -> Panel:
    """Leave out the columns in which anybody is treated, but for the ones asked for."""
    keep = columns | ~np.any(panel.exposed, axis=0)
    before = np.concatenate([[0], np.cumsum(keep)])
    return replace(panel, y=panel.y[:, keep], start=before[panel.start], stop=before[panel.stop])
