r"""What firms can pay one another: the greatest clearing vector of debts, scenario by scenario.

A firm with assets :math:`e_i` and debts :math:`\bar p_i` pays in full if it can, and otherwise all that is
left:

.. math::
    p_i = \bar p_i \text{ if } e_i + r_i(p) \ge \bar p_i, \qquad
    p_i = \alpha_i e_i + \beta_i r_i(p) \text{ otherwise},

with :math:`r_i(p)` what others pay it (:mod:`specie.kernel.network.debts`). Equity is limited in
liability, debts come before it, classes of debt in their order. With :math:`\alpha = \beta = 1` this is
Eisenberg and Noe (2001), with less than one, costs of default as in Rogers and Veraart (2013). The right
side rises in p, so there is a greatest solution: the one in which no firm fails only because others expect
it to.

References
----------
Eisenberg, L. and Noe, T. H. (2001). Systemic risk in financial systems. Management Science 47(2), 236-249.
doi:10.1287/mnsc.47.2.236.9835
Rogers, L. C. G. and Veraart, L. A. M. (2013). Failure and rescue in an interbank network. Management
Science 59(4), 882-898. doi:10.1287/mnsc.1120.1569
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.network.amounts import flagged, per_firm, refuse, scenarios
from specie.kernel.network.default_rounds import ROUNDING, Balances, greatest_payments

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from specie.kernel.network.debts import Debts

    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]

CHUNK = 8192
"""Scenarios solved together: working memory stays the same however many there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Clearing:
    """Who pays what after all payments; arrays of shape (S, n), money in the unit of the debts.

    Attributes
    ----------
    paid : array
        What each firm pays of its debts; ``debts.of_class`` and ``debts.outside`` say to whom.
    equity : array
        What is left for its owners, never negative.
    cost : array
        What default destroys: the means less what is paid, 0 where alpha = beta = 1.
    wave : array of int16
        0 for firms that pay in full, 1 for those that fail even if all others pay in full (or are closed),
        k for those that fail because of failures before round k.
    """

    paid: Floats
    equity: Floats
    cost: Floats
    wave: NDArray[np.int16]

    @property
    def default(self) -> Mask:
        """Firms that do not pay in full, shape (S, n)."""
        return self.wave > 0


def clear(
    of: Debts,
    assets: ArrayLike,
    *,
    alpha: ArrayLike = 1.0,
    beta: ArrayLike = 1.0,
    closed: ArrayLike | None = None,
    chunk: int = CHUNK,
) -> Clearing:
    """Find the greatest clearing vector by the fictitious default algorithm, exact up to rounding.

    Parameters
    ----------
    of : Debts
        Debts of n firms, see :func:`specie.kernel.network.debts.debts`.
    assets : array_like, shape (S, n) or (n,)
        What each firm has apart from its claims on the others, at least 0, in each scenario.
    alpha, beta : array_like, shape () or (n,)
        Parts of assets and of payments of others that are left in default, 0 to 1.
    closed : array_like of bool, shape (S, n) or (n,), optional
        Firms that pay nothing whatever they have.
    chunk : int
        Scenarios solved together. Scenarios do not touch one another, so the answer does not depend on it.

    Raises
    ------
    ValueError
        Negative or infinite assets, NaN, parts outside 0 to 1, another shape; with the place.
    """
    if chunk < 1:
        raise ValueError(f"chunk is {chunk}: at least 1 is needed")
    case = _case(of, assets, alpha, beta, closed)
    paid, equity, cost = (np.empty(case.assets.shape) for _ in range(3))
    wave = np.empty(paid.shape, dtype=np.int16)
    for start in range(0, len(paid), chunk):
        now = slice(start, start + chunk)
        paid[now], rest, wave[now] = greatest_payments(case.balances(now), case.closed[now])
        equity[now] = np.where(wave[now] > 0, 0.0, rest)
        cost[now] = np.where(wave[now] > 0, rest, 0.0)
    return Clearing(paid, equity, cost, wave)


def paid_by_iteration(
    of: Debts,
    assets: ArrayLike,
    *,
    alpha: ArrayLike = 1.0,
    beta: ArrayLike = 1.0,
    closed: ArrayLike | None = None,
    tolerance: float = 1e-12,
    most: int = 100_000,
) -> Floats:
    """Find the payments of :func:`clear` by applying the equation again and again from full payment on.

    The plain twin: it comes down to the greatest clearing vector without ever falling below it, in as many
    steps as it takes for losses to die out, which may be very many where money hardly leaves a circle of
    debts.

    Parameters
    ----------
    of, assets, alpha, beta, closed
        As for :func:`clear`.
    tolerance : float
        Stops when no payment falls by more than this part of the debt.
    most : int
        Steps after which it gives up.

    Returns
    -------
    (S, n) array
        What each firm pays.

    Raises
    ------
    ArithmeticError
        Not within the tolerance after ``most`` steps.
    """
    case = _case(of, assets, alpha, beta, closed)
    balances = case.balances(slice(None))
    paid = np.array(np.broadcast_to(of.total, case.assets.shape))
    fall = np.zeros_like(paid)
    for _ in range(most):
        solvent = ~case.closed & (balances.means(paid) >= of.total)
        after = np.where(solvent, of.total, np.minimum(balances.left(paid), paid))
        fall = paid - after
        paid = after
        if (fall <= tolerance * of.total).all():
            return paid
    raise ArithmeticError(f"payments still fall by {fall.max():g} after {most} steps")


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """What was asked, checked; assets and closed have shape (S, n), alpha and beta (n,)."""

    debts: Debts
    assets: Floats
    alpha: Floats
    beta: Floats
    closed: Mask

    def balances(self, chosen: slice) -> Balances:
        """Some of the scenarios, with nothing left to the closed firms."""
        slack = ROUNDING * (self.debts.total + self.debts.claims)
        shut = self.closed[chosen]
        kept = [np.where(shut, 0.0, part) for part in (self.alpha, self.beta, slack)]
        return Balances(self.debts, self.assets[chosen], *kept)


def _case(of: Debts, assets: ArrayLike, alpha: ArrayLike, beta: ArrayLike, closed: ArrayLike | None) -> _Case:
    firms = len(of.total)
    have = scenarios("assets", assets, firms)
    shut = flagged("closed", closed, have.shape)
    return _Case(of, have, _parts("alpha", alpha, firms), _parts("beta", beta, firms), shut)


def _parts(name: str, values: ArrayLike, firms: int) -> Floats:
    found = per_firm(name, values, firms)
    refuse(name, found, found > 1, "a part of the whole is at most 1")
    return found
