r"""What owners lose when firms fail, seen through everybody they own, with limited liability.

Firm i paid :math:`s_{ij}` for its stake in firm j and owns the part :math:`C_{ij}` of it. Of firms that
fail the whole stake is lost; of every other firm an owner loses its part of what that firm loses, and no
firm loses more than it is worth:

.. math::
    x_i = \min\Bigl\{w_i,\ a_i + \sum_{j \in F} s_{ij} + \sum_{j \notin F} C_{ij} x_j\Bigr\}.

The least solution is the change of the book values of :mod:`specie.kernel.network.cross_holdings` where no
firm reaches its limit. What owners outside the network lose counts each loss once:
:math:`\hat C_{ii} x_i`.

References
----------
Elliott, M., Golub, B. and Jackson, M. O. (2014). Financial networks and contagion. American Economic
Review 104(10), 3115-3153. doi:10.1257/aer.104.10.3115
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.network.amounts import between_firms, flagged, refuse, scenarios

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]

TOLERANCE = 1e-12
"""Part of its worth, or of all stakes, by which no loss rises in the last step."""


@dataclass(frozen=True, slots=True, eq=False)
class LostStakes:
    """Losses of owners by scenario and firm, shape (S, n), in the money of the stakes.

    Attributes
    ----------
    lost : array
        What each firm loses; 0 at the firms that failed, which lose all there is.
    direct : array
        The part of it that comes from own stakes in firms that failed.
    wiped : array of bool
        Firms that did not fail but lose all they are worth.
    steps : int
        Steps until losses stood still.
    """

    lost: Floats
    direct: Floats
    wiped: Mask
    steps: int


def lost_stakes(
    stakes: ArrayLike,
    parts: ArrayLike,
    worth: ArrayLike,
    failed: ArrayLike,
    own: ArrayLike = 0.0,
    *,
    tolerance: float = TOLERANCE,
    most: int = 100_000,
) -> LostStakes:
    """Find what owners lose, direct stakes and everything behind them.

    Parameters
    ----------
    stakes : array_like, shape (n, n)
        Money firm i (row) loses if firm j (column) fails.
    parts : array_like, shape (n, n)
        Part of firm j (column) that firm i (row) owns; a column of zeros where it is not known, so that
        nothing is handed on.
    worth : array_like, shape (n,) or (S, n)
        Most a firm can lose, at least 0; infinite where it is not known.
    failed : array_like of bool, shape (S, n) or (n,)
        Firms that fail.
    own : array_like, broadcast to (S, n)
        Losses from elsewhere.
    tolerance : float
        See :data:`TOLERANCE`.
    most : int
        Steps after which it gives up.

    Raises
    ------
    ValueError
        Amounts that are negative or NaN, parts of a firm above the whole, another shape; with the place.
    ArithmeticError
        Not within the tolerance after ``most`` steps: firms that own one another entirely.
    """
    held, owned = between_firms("stakes", stakes), between_firms("parts", parts)
    refuse("parts", owned.sum(axis=0), owned.sum(axis=0) > 1 + 1e-9, "more than the whole of it is owned")
    firms = len(held)
    shut = flagged("failed", failed, np.atleast_2d(np.asarray(failed)).shape)
    limit = np.broadcast_to(_limits(worth, firms), shut.shape)
    direct = np.where(shut, 0.0, shut @ held.T)
    first = direct + np.where(shut, 0.0, scenarios("own", np.broadcast_to(own, shut.shape), firms))
    lost, active, steps = np.minimum(first, limit), np.arange(len(shut)), 0
    least = tolerance * max(float(held.sum()), float(first.max(initial=0.0)), np.finfo(float).tiny)
    while active.size:
        if steps >= most:
            raise ArithmeticError(f"losses still rise after {most} steps")
        steps += 1
        now = lost[active]
        after = np.where(shut[active], 0.0, np.minimum(first[active] + now @ owned.T, limit[active]))
        rises = (after - now > least).any(axis=1)
        lost[active] = after
        active = active[rises]
    wiped = ~shut & (lost > 0) & (lost >= limit * (1 - 1e-9))
    return LostStakes(lost, direct, wiped, steps)


def parts_of(stakes: ArrayLike, worth: ArrayLike) -> tuple[Floats, Mask]:
    """Return which part of each firm its owners hold, and of which firms more than the whole was paid for.

    Parameters
    ----------
    stakes : array_like, shape (n, n)
        Money firm i (row) paid for its stake in firm j (column).
    worth : array_like, shape (n,)
        Worth of all shares of each firm; infinite, NaN or 0 where it is not known: nobody's part is then.

    Returns
    -------
    parts : (n, n) array
        Scaled down to the whole where stakes cost more than all shares are worth now.
    over : (n,) array of bool
        Firms for which that was done.
    """
    held, total = between_firms("stakes", stakes), np.asarray(worth, dtype=np.float64)
    usable = np.isfinite(total) & (total > 0)
    parts = np.where(usable, held / np.where(usable, total, 1.0), 0.0)
    whole = parts.sum(axis=0)
    over = whole > 1 + 1e-9
    return parts / np.where(over, whole, 1.0), over


def _limits(worth: ArrayLike, firms: int) -> Floats:
    found = np.asarray(worth, dtype=np.float64)
    if found.shape[-1:] != (firms,):
        raise ValueError(f"worth has shape {found.shape}: one per firm is needed, {firms}")
    refuse("worth", found, ~(found >= 0), "at least 0 is needed, infinite where not known")
    return np.atleast_2d(found)
