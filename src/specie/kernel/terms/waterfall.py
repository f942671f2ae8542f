r"""Who gets what at an exit of a given value: exact, as a piecewise linear function.

Claims are paid first, in order of rank. What is left goes to common shares and to those who share with them,
so much a share, and that amount :math:`s` settles everything: a class of :math:`n` shares with the claim
:math:`L`, fixed claim :math:`D`, ceiling :math:`C \ge L` on what it gets without converting, and strike
:math:`K` takes

.. math:: D + \max\{\min(L + n (s - K)^+, C),\; n (s - K)^+\}.

Non-participating shares have :math:`C = L`, uncapped participating ones :math:`C = \infty`. The sum over
classes rises in :math:`s`, so an exit value determines :math:`s`. No class can gain by deciding otherwise
while the others stay: who converts at :math:`s` would get less by keeping its claim, and who keeps it would,
converting, receive at most :math:`s` a share. Conversion is thus an equilibrium, and classes convert in the
order of :math:`C / n`, the lowest first. This is the breakpoint analysis of the option-pricing method.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from specie.kernel.terms.share_classes import ShareClasses

    Floats: TypeAlias = NDArray[np.float64]
    Ints: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Payoffs as a function of the exit value, linear between breakpoints and beyond the last."""

    at: Floats
    """Exit values at which a slope changes, from 0, strictly rising; shape (breakpoints,)."""
    payoff: Floats
    """What each class gets there; shape (breakpoints, classes)."""
    slope: Floats
    """What each class gets of one more unit beyond the last breakpoint; shape (classes,)."""

    def __call__(self, exit_value: ArrayLike) -> Floats:
        """Return payoffs of shape (values, classes) for exit values of shape (values,)."""
        x = np.atleast_1d(np.asarray(exit_value, dtype=np.float64))
        if not np.all(x >= 0):
            raise ValueError("an exit value is at least 0")
        paid = np.stack([np.interp(x, self.at, column) for column in self.payoff.T], axis=-1)
        return paid + np.maximum(x - self.at[-1], 0.0)[:, None] * self.slope

    @property
    def slopes(self) -> Floats:
        """What each class gets of one more unit after each breakpoint; shape (breakpoints, classes)."""
        steps = np.diff(self.payoff, axis=0) / np.diff(self.at)[:, None]
        return np.vstack([steps, self.slope])


def sale(classes: ShareClasses, years: float = 0.0) -> Waterfall:
    """Return payoffs in a sale or liquidation ``years`` from now.

    Parameters
    ----------
    classes : ShareClasses
    years : float
        Time from now, in which dividends run up.

    Returns
    -------
    Waterfall
        Preferences by rank, participation, caps, conversion and option strikes.
    """
    owed = classes.owed(years)
    preference = classes.multiple * classes.paid
    shares_on = classes.participating & (classes.paid > 0)
    ceiling = np.where(shares_on, classes.cap * np.where(shares_on, classes.paid, 1.0), preference)
    kept = np.where(classes.dividends.kept, owed, 0.0)
    lost = owed - kept
    return _waterfall(classes.shares, kept, preference + lost, ceiling + lost, classes.strike, classes.rank)


def ipo(classes: ShareClasses, years: float = 0.0) -> Waterfall:
    """Return payoffs in an IPO that converts every class ``years`` from now.

    A ratchet issues shares until its class holds the guaranteed multiple of what it paid, as far as the value
    of the firm reaches; several ratchets share in proportion. Everything becomes common stock, so ranks end.
    """
    kept = np.where(classes.dividends.kept, classes.owed(years), 0.0)
    guaranteed = classes.ratchet * classes.paid
    equal = np.ones_like(classes.rank)
    return _waterfall(classes.shares, kept, guaranteed, guaranteed, classes.strike, equal)


def _waterfall(
    shares: Floats, kept: Floats, claim: Floats, ceiling: Floats, strike: Floats, rank: Ints
) -> Waterfall:
    before, first = _by_rank(kept + claim, rank)
    a_share = _turning_points(shares, claim, ceiling, strike)
    gain = shares * np.maximum(a_share[:, None] - strike, 0.0)
    after = kept + np.maximum(np.minimum(claim + gain, ceiling), gain)
    payoff = np.vstack([first, after])
    at = np.concatenate([before, after.sum(axis=1)])
    fresh = np.concatenate([[True], np.diff(at) > 1e-12 * at[1:]])
    return Waterfall(at[fresh], payoff[fresh], shares / shares.sum())


def _by_rank(owed: Floats, rank: Ints) -> tuple[Floats, Floats]:
    """Exit values after which each rank is paid in full, and who has what then; from 0."""
    ranks = np.unique(rank)
    payoff = np.where(rank <= np.concatenate([[ranks[0] - 1], ranks])[:, None], owed, 0.0)
    return payoff.sum(axis=1), payoff


def _turning_points(shares: Floats, claim: Floats, ceiling: Floats, strike: Floats) -> Floats:
    """Amounts a common share gets at which a class reaches its ceiling, converts, or exercises."""
    holds = shares > 0
    reached = (ceiling - claim)[holds] / shares[holds] + strike[holds]
    converts = ceiling[holds] / shares[holds] + strike[holds]
    every = np.unique(np.concatenate([[0.0], reached, converts, strike[holds]]))
    return every[np.isfinite(every)]
