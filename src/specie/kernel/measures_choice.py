r"""The cheapest set of measures that holds a loss under a limit in every case.

Case :math:`s` (a supplier fails) loses :math:`L_{sp}` by its parts :math:`p`. Measure :math:`k` costs
:math:`c_k` and removes the share :math:`a_{kp}` of part p in every case; of several measures on one part the
strongest counts, never their sum. A reserve :math:`R` pays any one case and costs :math:`h` a unit:

.. math:: \min_{x \in \{0,1\}^K,\, R \ge 0} c^\top x + h R
    \quad\text{with}\quad \sum_p L_{sp} \bigl(1 - \max_k a_{kp} x_k\bigr) - R \le \ell_s \quad\forall s.

The maximum is linear with :math:`z_{kp} \le x_k`, :math:`\sum_k z_{kp} \le 1` and removal
:math:`\sum_k a_{kp} z_{kp}`, so HiGHS solves it as a mixed-integer program. Up to :data:`ENUMERATED` measures
all sets are tried at once: that needs no solver, and gives every trade of cost for loss.

References
----------
Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method. Mathematical Programming
Computation 10(1), 119-142. doi:10.1007/s12532-017-0130-5
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]

ENUMERATED = 12
"""Measures up to which all sets are tried: 4,096 of them."""
_ALMOST = 1e-7
"""Slack of a limit, as a share of the largest loss."""


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Losses by case and part, measures by part; checked when made."""

    loss: Floats
    """(cases, parts), at least 0."""
    removes: Floats
    """(measures, parts), shares within [0, 1]."""
    cost: Floats
    """(measures,), at least 0."""

    def __post_init__(self) -> None:
        if self.loss.ndim != 2 or self.removes.shape != (self.cost.size, self.loss.shape[1]):
            raise ValueError("losses are (cases, parts), removals (measures, parts), costs (measures,)")
        good = np.all(self.loss >= 0) and np.all((self.removes >= 0) & (self.removes <= 1))
        if not (
            good
            and np.all(self.cost >= 0)
            and np.all(np.isfinite(self.loss))
            and np.isfinite(self.cost).all()
        ):
            raise ValueError("losses and costs are finite and at least 0, removals lie within [0, 1]")

    def left(self, chosen: ArrayLike) -> Floats:
        """Return what each case still loses with some measures, shape (cases,)."""
        taken = self.removes[np.asarray(chosen, dtype=bool)]
        gone = taken.max(axis=0) if taken.size else np.zeros(self.loss.shape[1])
        return self.loss @ (1 - gone)


class Choice(NamedTuple):
    """A set of measures, the reserve beside it, what both cost a year, and what each case still loses."""

    chosen: Flags
    reserve: float
    cost: float
    left: Floats


def problem(loss: ArrayLike, removes: ArrayLike, cost: ArrayLike) -> Problem:
    """Make a problem of anything that is like arrays."""
    losses = np.atleast_2d(np.asarray(loss, dtype=np.float64))
    costs = np.asarray(cost, dtype=np.float64).reshape(-1)
    shares = np.asarray(removes, dtype=np.float64).reshape(costs.size, losses.shape[1])
    return Problem(losses, shares, costs)


def cheapest(asked: Problem, limit: ArrayLike, reserve_cost: float = math.inf) -> Choice | None:
    """Return the cheapest choice that holds every case at or under its limit; None where none does.

    Parameters
    ----------
    asked : Problem
    limit : array_like, broadcast to (cases,)
        At least 0.
    reserve_cost : float
        Money a unit of reserve costs; infinite where no reserve may be held.
    """
    bound = np.broadcast_to(np.asarray(limit, dtype=np.float64), (asked.loss.shape[0],))
    if not (np.all(bound >= 0) and reserve_cost >= 0):
        raise ValueError("a limit and the cost of a reserve are at least 0")
    if asked.cost.size <= ENUMERATED:
        return _by_trying(asked, bound, reserve_cost)
    return by_highs(asked, bound, reserve_cost)


def frontier(asked: Problem) -> list[Choice]:
    """Return every set that is cheaper than all that leave as little in the worst case, cheapest first.

    Without reserve, and only up to :data:`ENUMERATED` measures: an empty list beyond.
    """
    if asked.cost.size > ENUMERATED:
        return []
    sets, left, costs = _all_sets(asked)
    worst = left.max(axis=1, initial=0.0)
    found: list[Choice] = []
    for k in np.lexsort((sets.sum(axis=1), worst.round(6), costs.round(6))):
        if not found or worst[k] < found[-1].left.max(initial=0.0) - _slack(asked):
            found.append(Choice(sets[k], 0.0, float(costs[k]), left[k]))
    return found


def by_highs(asked: Problem, limit: Floats, reserve_cost: float = math.inf) -> Choice | None:
    """Solve the mixed-integer program; None where it has no solution."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    k, p = np.nonzero(asked.removes > 0)
    n, z, held = asked.cost.size, k.size, math.isfinite(reserve_cost)
    scale = max(float(asked.loss.sum(axis=1).max(initial=0.0)), 1.0)
    rows = asked.loss.shape[0]
    share = np.zeros((rows, n + z + 1))
    share[:, n : n + z] = asked.loss[:, p] * asked.removes[k, p] / scale
    share[:, -1] = 1.0
    parts, linked = np.zeros((asked.loss.shape[1], n + z + 1)), np.zeros((z, n + z + 1))
    parts[p, n + np.arange(z)] = 1.0
    linked[np.arange(z), n + np.arange(z)] = 1.0
    linked[np.arange(z), k] = -1.0
    needed = (asked.loss.sum(axis=1) - limit) / scale
    price = np.concatenate([asked.cost, np.zeros(z), [reserve_cost * scale if held else 0.0]])
    unit = max(float(price.max(initial=0.0)), 1.0)
    upper = np.concatenate([np.ones(n + z), [np.inf if held else 0.0]])
    ends = cast("Any", (np.zeros(n + z + 1), upper))  # SciPy takes arrays and says floats
    found = milp(
        price / unit,
        constraints=[
            LinearConstraint(csr_array(share), needed, np.inf),
            LinearConstraint(csr_array(parts), -np.inf, 1.0),
            LinearConstraint(csr_array(linked), -np.inf, 0.0),
        ],
        integrality=np.concatenate([np.ones(n), np.zeros(z + 1)]),
        bounds=Bounds(*ends),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        return None
    return _choice(asked, found.x[:n] > 0.5, limit, reserve_cost)


def _by_trying(asked: Problem, limit: Floats, reserve_cost: float) -> Choice | None:
    sets, left, costs = _all_sets(asked)
    over = np.maximum(left - limit, 0.0).max(axis=1, initial=0.0)
    over = np.where(over <= _slack(asked), 0.0, over)
    paid = np.zeros_like(over) if math.isinf(reserve_cost) else over * reserve_cost
    total = np.where((over > 0) & math.isinf(reserve_cost), np.inf, costs + paid)
    best = int(np.lexsort((sets.sum(axis=1), total.round(6)))[0])
    return _choice(asked, sets[best], limit, reserve_cost) if math.isfinite(total[best]) else None


def _choice(asked: Problem, chosen: Flags, limit: Floats, reserve_cost: float) -> Choice:
    """Price a set anew, so that the reserve is exact and what a solver rounds does not show."""
    left = asked.left(chosen)
    over = float(np.maximum(left - limit, 0.0).max(initial=0.0))
    reserve = over if over > _slack(asked) and math.isfinite(reserve_cost) else 0.0
    paid = reserve * reserve_cost if reserve else 0.0
    return Choice(chosen, reserve, float(asked.cost[chosen].sum()) + paid, left)


def _all_sets(asked: Problem) -> tuple[Flags, Floats, Floats]:
    """Every set of measures with what each case then loses and what it costs; doubled measure by measure."""
    n, parts = asked.cost.size, asked.loss.shape[1]
    gone, costs, sets = np.zeros((1, parts)), np.zeros(1), np.zeros((1, n), dtype=bool)
    for k in range(n):
        with_it = sets.copy()
        with_it[:, k] = True
        sets = np.concatenate([sets, with_it])
        gone = np.concatenate([gone, np.maximum(gone, asked.removes[k])])
        costs = np.concatenate([costs, costs + asked.cost[k]])
    return sets, (1 - gone) @ asked.loss.T, costs


def _slack(asked: Problem) -> float:
    return _ALMOST * max(float(asked.loss.sum(axis=1).max(initial=0.0)), 1.0)
