r"""DebtRank: how distress of debtors spreads to creditors before anybody defaults.

A firm that has lost the part :math:`h_j` of its equity is worth less as a debtor, and its creditor i loses
that part of its claim :math:`B_{ij}`. With :math:`\Lambda_{ij} = B_{ij} / E_i` losses follow

.. math:: h_i(t + 1) = \min\Bigl[1,\ h_i(t) + \sum_j \Lambda_{ij} \bigl(h_j(t) - h_j(t - 1)\bigr)\Bigr],

whose limit is the least solution of :math:`h = \min(1, h(1) + \Lambda h)` (Bardoscia et al. 2015). In the
first DebtRank (Battiston et al. 2012) a firm hands its distress on once only and :math:`\Lambda` is cut at
1, which understates losses where debts go round in circles. No DebtRank clears debts: it is shown beside
the clearing vector for comparison.

References
----------
Battiston, S., Puliga, M., Kaushik, R., Tasca, P. and Caldarelli, G. (2012). DebtRank: too central to fail?
Financial networks, the FED and systemic risk. Scientific Reports 2, 541. doi:10.1038/srep00541
Bardoscia, M., Battiston, S., Caccioli, F. and Caldarelli, G. (2015). DebtRank: a microscopic foundation
for shock propagation. PLOS ONE 10(6), e0130406. doi:10.1371/journal.pone.0130406
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.network.amounts import between_firms, per_firm, refuse, scenarios

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

TOLERANCE = 1e-9
"""Part of its equity by which no firm loses more in the last step."""


@dataclass(frozen=True, slots=True, eq=False)
class Distress:
    r"""Losses by scenario.

    Attributes
    ----------
    lost : (S, n) array
        Part of its equity each firm has lost in the end, 0 to 1.
    spread : (S,) array
        DebtRank: part of all equity lost beyond the shocks themselves, :math:`\sum_i (h_i - h_i(1)) E_i /
        \sum E`.
    steps : int
        Steps until no firm lost more than ``tolerance``.
    tolerance : float
        As asked.
    """

    lost: Floats
    spread: Floats
    steps: int
    tolerance: float


def debtrank(
    claims: ArrayLike,
    equity: ArrayLike,
    shock: ArrayLike,
    *,
    tolerance: float = TOLERANCE,
    most: int = 100_000,
) -> Distress:
    """Iterate the linear DebtRank of Bardoscia et al. (2015) until it stands still.

    Parameters
    ----------
    claims : array_like, shape (n, n)
        Money that firm i (row) is owed by firm j (column).
    equity : array_like, shape (n,)
        Equity before the shock, above 0.
    shock : array_like, shape (S, n) or (n,)
        Part of its equity each firm loses at first, 0 to 1. The identity matrix gives the DebtRank of each
        firm.
    tolerance : float
        Stops when no firm loses more than this part of its equity in a step.
    most : int
        Steps after which it gives up.

    Raises
    ------
    ValueError
        Equity that is zero or negative, negative claims, NaN, a shock above 1; with the place.
    ArithmeticError
        Not within the tolerance after ``most`` steps.
    """
    leverage, worth, lost = _checked(claims, equity, shock, tolerance)
    first, step = lost, lost
    for number in range(1, most + 1):
        after = np.minimum(lost + step @ leverage.T, 1.0)
        step, lost = after - lost, after
        if step.max(initial=0.0) <= tolerance:
            return Distress(lost, (lost - first) @ (worth / worth.sum()), number, tolerance)
    raise ArithmeticError(f"a firm still loses {step.max():g} of its equity after {most} steps")


def debtrank_once(claims: ArrayLike, equity: ArrayLike, shock: ArrayLike) -> Distress:
    """Compute the first DebtRank (Battiston et al. 2012): each firm hands its distress on once.

    Parameters
    ----------
    claims, equity, shock
        As for :func:`debtrank`; the weight of a firm is its part of all equity.

    Returns
    -------
    Distress
        Exact after at most n steps, so its tolerance is 0.
    """
    leverage, worth, lost = _checked(claims, equity, shock, 0.0)
    impact = np.minimum(leverage, 1.0).T
    first, active, spent = lost, lost > 0, np.zeros(lost.shape, dtype=bool)
    steps = 0
    while active.any():
        steps += 1
        lost, spent = np.minimum(lost + np.where(active, lost, 0.0) @ impact, 1.0), spent | active
        active = (lost > 0) & ~spent
    return Distress(lost, (lost - first) @ (worth / worth.sum()), steps, 0.0)


def _checked(
    claims: ArrayLike, equity: ArrayLike, shock: ArrayLike, tolerance: float
) -> tuple[Floats, Floats, Floats]:
    """Leverage matrix (n, n), equity (n,), first losses (S, n)."""
    owed = between_firms("claims", claims)
    if owed.ndim != 2:
        raise ValueError(f"claims has shape {owed.shape}: (n, n) is needed")
    worth = per_firm("equity", equity, len(owed), least=-np.inf)
    refuse("equity", worth, worth <= 0, "equity above 0 is needed; a firm without it is in default already")
    first = scenarios("shock", shock, len(owed), most=1.0, why="a firm loses at most all of its equity")
    if not tolerance >= 0:
        raise ValueError(f"tolerance is {tolerance}: at least 0 is needed")
    return owed / worth[:, None], worth, first
