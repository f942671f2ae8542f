r"""Firms that hold stakes in, lend to and buy from one another, and what failures among them cost the others.

Three channels, each by its own kernel and never added up: stakes
(:mod:`specie.kernel.network.lost_stakes`), loans (:mod:`specie.kernel.network.clearing`) and a year's sales
(:mod:`specie.kernel.network.lost_revenue`). Together they decide who fails next: who loses all it is worth
through stakes, or cannot pay its debts with what is left. Lost sales are told; they bring nobody down,
since what a firm can stand to lose in sales is seldom known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.network.amounts import between_firms, flagged, per_firm
from specie.kernel.network.clearing import clear
from specie.kernel.network.debts import ranked
from specie.kernel.network.lost_revenue import lost_revenue, trade
from specie.kernel.network.lost_stakes import lost_stakes, parts_of

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from specie.kernel.network.debts import Debts, Rank
    from specie.kernel.network.lost_revenue import Trade

    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Web:
    """n firms among one another; make it with :func:`web`. Money in one unit, sales a year.

    Attributes
    ----------
    stakes : (n, n) array
        What firm i (row) paid for its stake in firm j (column).
    parts : (n, n) array
        Part of firm j (column) that firm i (row) owns; 0 where the worth of j is not known.
    worth : (n,) array
        All shares of a firm; infinite where not known.
    loans : Debts
        Debts of each firm to the others and outside.
    means : (n,) array
        What a firm has apart from its loans to others: debts plus worth less loans; where its worth is not
        known, enough to pay all it owes.
    sales : Trade
    over : (n,) array of bool
        Firms whose stakes cost more than all its shares are worth.
    short : (n,) array of bool
        Firms whose loans to others exceed their debts and worth together.
    """

    stakes: Floats
    parts: Floats
    worth: Floats
    loans: Debts
    means: Floats
    sales: Trade
    over: Mask
    short: Mask

    @property
    def lent(self) -> Floats:
        """Money firm i (row) is owed by firm j (column)."""
        return np.einsum("kji,kj->ij", self.loans.share, self.loans.owed)


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Losses after everybody has been brought down who must; arrays of shape (S, n).

    Attributes
    ----------
    failed : array of bool
        Firms that fail at first or later.
    stakes, loans, sales : array
        What each firm loses by channel. By stakes, firms that fail at first lose nothing that is told (0),
        those that fail later what they had lost by then.
    rounds : int
        Rounds until nobody else failed.
    """

    failed: Mask
    stakes: Floats
    loans: Floats
    sales: Floats
    rounds: int


def web(
    stakes: ArrayLike,
    lent: ArrayLike,
    bought: ArrayLike,
    worth: ArrayLike,
    *,
    owed: ArrayLike = 0.0,
    revenue: ArrayLike = 0.0,
    slack: ArrayLike = np.inf,
    rank: Rank = "pari passu",
) -> Web:
    """Put amounts together.

    Parameters
    ----------
    stakes : array_like, shape (n, n)
        Money firm i (row) paid for its stake in firm j (column).
    lent : array_like, shape (n, n)
        Money firm i (row) is owed by firm j (column).
    bought : array_like, shape (n, n)
        Money firm i (row) pays firm j (column) a year.
    worth : array_like, shape (n,)
        Worth of all shares; NaN or infinite where not known.
    owed : array_like, shape (n,)
        All debts of a firm; NaN where not known; at least those to the others.
    revenue : array_like, shape (n,)
        A year's revenue; NaN where not known; at least that from the others.
    slack : array_like, shape (n,)
        Revenue a firm can lose before it buys less from the others; infinite if it never does.
    rank : {"pari passu", "junior", "senior"}
        Where debts between firms rank against those outside.
    """
    held, between = between_firms("stakes", stakes), between_firms("lent", lent).T
    firms = len(held)
    raw = np.asarray(worth, dtype=np.float64)
    total = per_firm("worth", np.where(np.isfinite(raw), raw, 0.0), firms)
    limit = np.where(np.isfinite(raw), total, np.inf)
    parts, over = parts_of(held, limit)
    rest = np.maximum(_or_zero(owed) - between.sum(axis=1), 0.0)
    loans = ranked(between, np.broadcast_to(rest, (firms,)), rank)
    have = loans.total + np.where(np.isfinite(limit), total - loans.claims, 0.0)
    return Web(
        held, parts, limit, loans, np.maximum(have, 0.0), _trade(bought, revenue, slack), over, have < 0
    )


def spread(
    of: Web,
    failed: ArrayLike,
    *,
    left: ArrayLike = 1.0,
    recovery: float = 0.0,
    cost: float = 0.0,
) -> Spread:
    """Let failures bring down others until nobody else must fail, and add up losses by channel.

    Parameters
    ----------
    of : Web
    failed : array_like of bool, shape (S, n)
        Firms that fail at first.
    left : array_like, shape (S,) or ()
        Part of the worth of every firm, and of the stakes in it, that a fall of the market leaves, 0 to 1.
    recovery : float
        Part of its debts that a firm which fails at first pays, 0 to 1, or its loans to others if more.
    cost : float
        Part of its means that a failure by debts destroys, 0 to 1 (Rogers and Veraart); 0 for none.
    """
    shut = flagged("failed", failed, np.atleast_2d(np.asarray(failed)).shape)
    rest = np.asarray(left, dtype=np.float64)
    if rest.ndim:
        return _spread(of, shut, rest, recovery, cost)
    row, back = distinct(shut)
    found = _spread(of, shut[row], np.broadcast_to(rest, row.shape), recovery, cost)
    return Spread(found.failed[back], found.stakes[back], found.loans[back], found.sales[back], found.rounds)


def distinct(flags: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return one row for each pattern of flags, and which of these every row has: few patterns fail."""
    packed = np.ascontiguousarray(np.packbits(flags, axis=1))
    keys = packed.view([("", packed.dtype)] * packed.shape[1]).ravel() if packed.shape[1] else packed[:, :0]
    _, row, back = np.unique(keys, return_index=True, return_inverse=True)
    return row, back.ravel()


def _spread(of: Web, shut: Mask, rest: Floats, recovery: float, cost: float) -> Spread:
    first = shut
    stakes, loans, rounds = np.zeros(shut.shape), np.zeros(shut.shape), 0
    active = np.flatnonzero(shut.any(axis=1))
    while active.size:
        rounds += 1
        now, still = shut[active], rest[active, None]
        lost = lost_stakes(of.stakes, of.parts, of.worth, now)
        # A fall takes its part of every stake beforehand: what is left to lose by failures is the rest.
        gone = (1 - still) * np.where(np.isfinite(of.worth), of.worth, 0.0) + still * lost.lost
        cleared = _cleared(of, first[active], gone, recovery, cost)
        # Who was brought down before keeps what it had lost by then.
        stakes[active] = np.where(now, stakes[active], still * lost.lost)
        loans[active] = cleared[0]
        more = (lost.wiped | cleared[1]) & ~now
        shut = shut.copy() if rounds == 1 else shut
        shut[active] |= more
        active = active[more.any(axis=1)]
    return Spread(shut, stakes, loans, _lost_sales(of, shut), rounds)


def _lost_sales(of: Web, shut: Mask) -> Floats:
    """Revenue each firm loses a year when the failed ones stop buying: (S, n)."""
    buys = of.sales.sales.any(axis=1)
    row, back = distinct(shut & buys)
    if not buys.any():
        return np.zeros(shut.shape)
    none = np.zeros((row.size, shut.shape[1]))
    return lost_revenue(of.sales, none, closed=(shut & buys)[row]).handed_on[back]


def without_stake(of: Web, owner: int, held: int) -> Web:
    """Return the web without one stake."""
    stakes, parts = of.stakes.copy(), of.parts.copy()
    stakes[owner, held] = parts[owner, held] = 0.0
    return replace(of, stakes=stakes, parts=parts)


def _cleared(of: Web, first: Mask, gone: Floats, recovery: float, cost: float) -> tuple[Floats, Mask]:
    """What each firm loses on loans when so much of its means is gone, and who cannot pay: (S, n) each."""
    owed, claims = of.loans.total, of.loans.claims
    if not owed.any():
        return np.zeros(first.shape), np.zeros(first.shape, dtype=bool)
    rest = of.means - np.where(np.isfinite(of.worth), gone, 0.0)
    means = np.where(first, np.maximum(recovery * owed - claims, 0.0), np.maximum(rest, 0.0))
    found = clear(of.loans, means, alpha=1 - cost, beta=1 - cost)
    got = of.loans.receipts(found.paid)
    # Clearing knows no means below nothing: who is short of its debts with them cannot pay either.
    short = ~first & (rest + got < owed * (1 - 1e-9) - 1e-9 * claims)
    return np.maximum(claims - got, 0.0), (found.default | short) & (owed > 0)


def _trade(bought: ArrayLike, revenue: ArrayLike, slack: ArrayLike) -> Trade:
    matrix = between_firms("bought", bought)
    inside, purchases = matrix.sum(axis=0), matrix.sum(axis=1)
    whole = np.maximum(_or_zero(revenue), inside)
    costs = np.maximum(whole - purchases, 0.0)
    room = np.minimum(np.asarray(slack, dtype=np.float64), whole)
    return trade(matrix, whole - inside, costs, whole - costs - purchases - room)


def _or_zero(values: ArrayLike) -> Floats:
    found = np.asarray(values, dtype=np.float64)
    return np.where(np.isfinite(found), found, 0.0)
