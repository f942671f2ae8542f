r"""The fictitious default algorithm for many scenarios at once, with seniority and costs of default.

All firms pay in full at first. In each round the firms that cannot are set to default, and the payments are
solved anew with exactly these in default, until no further firm must. Payments only fall and never below
those of the greatest clearing vector, so it is what remains; with n firms there are at most n rounds.

Within a round a firm in default pays its means :math:`r_i(p) = \alpha_i e_i + \beta_i \sum_j \sum_k
\Pi^k_{ji} p^k_j`. With the class in which each firm stops paying held fixed (``segment``, with ``lowest``
owed before it), payments solve :math:`p = \max(\text{lowest}, r(p))`, which is linear on the firms above
their lowest. Adding these firms from none on raises the payments step by step, and every system met on the
way is regular: its matrix is not negative, its right side positive, and the payments of the round before
bound its solution. Then classes that are not reached are given up, the most junior first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.kernel.network.debts import Debts

    Floats: TypeAlias = NDArray[np.float64]
    Ints: TypeAlias = NDArray[np.int64]
    Mask: TypeAlias = NDArray[np.bool_]

ROUNDING = 1e-12
"""Means short of a debt by less than this part of the debts and claims of the firm are enough."""

_CELLS = 500_000
"""Cells of the matrices held at one time."""


@dataclass(frozen=True, slots=True, eq=False)
class Balances:
    """What firms have apart from payments of others, by scenario; all arrays have shape (S, n).

    ``alpha`` and ``beta`` are the parts of ``assets`` and of payments of others that are left in default;
    ``slack`` is added to the means so that ties are not decided by rounding.
    """

    debts: Debts
    assets: Floats
    alpha: Floats
    beta: Floats
    slack: Floats

    def rows(self, chosen: Ints) -> Balances:
        """Some of the scenarios."""
        return Balances(
            self.debts, self.assets[chosen], self.alpha[chosen], self.beta[chosen], self.slack[chosen]
        )

    def means(self, paid: Floats) -> Floats:
        """What each firm has to pay with as long as it goes on."""
        return self.assets + self.slack + self.debts.receipts(paid)

    def left(self, paid: Floats) -> Floats:
        """What each firm has to pay with in default."""
        return self.alpha * self.assets + self.slack + self.beta * self.debts.receipts(paid)


def greatest_payments(of: Balances, closed: Mask) -> tuple[Floats, Floats, NDArray[np.int16]]:
    """Payments of the greatest clearing vector, what they leave, and when each firm defaults.

    Parameters
    ----------
    of : Balances
        Scenarios S, firms n.
    closed : (S, n) array of bool
        Firms that are in default whatever they have.

    Returns
    -------
    tuple of (S, n) arrays
        Payments; means less payments; the round of default, 0 for firms that pay in full, 1 for the closed
        ones and those that fail even if all others pay in full.
    """
    total = of.debts.total
    paid, means = np.array(np.broadcast_to(total, closed.shape)), of.assets + of.slack + of.debts.claims
    wave = np.zeros(closed.shape, dtype=np.int16)
    active, part, fresh = np.arange(len(paid)), of, closed | (means < total)
    number = 0
    while fresh.any():
        number += 1
        hit = np.flatnonzero(fresh.any(axis=1))
        active, part = active[hit], part.rows(hit)
        wave[active] = np.where(fresh[hit], number, wave[active])
        default = wave[active] > 0
        paid[active] = _payments_given(part, default, paid[active])
        means[active] = part.means(paid[active])
        fresh = ~default & (means[active] < total)
    return paid, np.maximum(means - of.slack - paid, 0.0), wave


def _payments_given(of: Balances, default: Mask, paid: Floats) -> Floats:
    """Greatest payments below ``paid`` when exactly these firms are in default."""
    if len(of.debts.owed) == 1:
        return _payments_within(of, default, np.zeros(paid.shape, dtype=np.int64), paid)
    segment = of.debts.class_of(of.left(paid))
    paid, active = paid.copy(), np.arange(len(paid))
    while active.size:
        part = of.rows(active)
        paid[active] = _payments_within(part, default[active], segment[active], paid[active])
        reached = np.minimum(segment[active], of.debts.class_of(part.left(paid[active])))
        changed = (default[active] & (reached != segment[active])).any(axis=1)
        segment[active] = reached
        active = active[changed]
    return paid


def _payments_within(of: Balances, default: Mask, segment: Ints, paid: Floats) -> Floats:
    """Payments when each firm in default pays nothing after its segment and everything before it."""
    lowest = np.where(default, _before(of.debts, segment), of.debts.total)
    gain = of.left(lowest) - lowest
    above, more = np.zeros_like(lowest), default & (gain > 0)
    free, active = more.copy(), np.arange(len(lowest))
    while more.any():
        hit = more.any(axis=1)
        active = active[hit]
        free[active] |= more[hit]
        part, place = of.rows(active), segment[active]
        above[active] = _solved(part, free[active], place, gain[active])
        if (free == default).all():
            break
        flow = part.beta * _flow(of.debts, above[active], place)
        more = default[active] & ~free[active] & (gain[active] + flow > 0)
    return np.clip(lowest + above, lowest, np.maximum(lowest, paid))


def _before(debts: Debts, segment: Ints) -> Floats:
    return debts.before[segment, np.arange(segment.shape[1])]


def _flow(debts: Debts, above: Floats, segment: Ints) -> Floats:
    """What payments within the segments bring to each firm."""
    got = np.zeros_like(above)
    for k in debts.inside:
        got += np.where(segment == k, above, 0.0) @ debts.share[k]
    return got


def _solved(of: Balances, free: Mask, segment: Ints, gain: Floats) -> Floats:
    """Solve the payments of the free firms, scenarios with equally many of them together."""
    above, firms = np.zeros_like(gain), gain.shape[1]
    shares = of.debts.share.ravel()
    row = (segment * firms + np.arange(firms)) * firms
    count = free.sum(axis=1)
    for m in np.unique(count[count > 0]).tolist():
        alike = np.flatnonzero(count == m)
        step = max(1, _CELLS // m**2)
        for start in range(0, alike.size, step):
            rows = alike[start : start + step, None]
            who = np.nonzero(free[rows[:, 0]])[1].reshape(-1, m)
            share = shares.take(row[rows, who][:, None, :] + who[:, :, None])
            matrix = np.eye(m) - of.beta[rows, who][:, :, None] * share
            above[rows, who] = np.linalg.solve(matrix, gain[rows, who][:, :, None])[:, :, 0]
    return above
