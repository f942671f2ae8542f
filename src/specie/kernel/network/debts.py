r"""Debts between firms by seniority, as a matrix of shares: who gets which part of what a firm pays.

Class k of firm i owes :math:`\bar p^k_i = \sum_j L^k_{ij} + o^k_i`, to firms and to creditors outside.
Within a class payments are in proportion to what is owed, :math:`\Pi^k_{ij} = L^k_{ij} / \bar p^k_i`; a
class is paid only when those before it are paid in full (absolute priority). A firm that pays :math:`p` in
total thus pays class k

.. math:: p^k = \min\{\max(p - \textstyle\sum_{m<k} \bar p^m, 0),\ \bar p^k\}.

References
----------
Eisenberg, L. and Noe, T. H. (2001). Systemic risk in financial systems. Management Science 47(2), 236-249.
doi:10.1287/mnsc.47.2.236.9835
Fischer, T. (2014). No-arbitrage pricing under systemic risk: accounting for cross-ownership. Mathematical
Finance 24(1), 97-124. doi:10.1111/j.1467-9965.2012.00526.x (classes of seniority)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from specie.kernel.network.amounts import amounts, between_firms, per_firm

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Ints: TypeAlias = NDArray[np.int64]

Rank: TypeAlias = Literal["pari passu", "junior", "senior"]


@dataclass(frozen=True, slots=True, eq=False)
class Debts:
    """What n firms owe in K classes, the most senior first; make it with :func:`debts`.

    Attributes
    ----------
    owed : (K, n) array
        Money owed in each class, to firms and outside.
    share : (K, n, n) array
        Part of what firm i (row) pays in a class that goes to firm j (column); the rest goes outside.
    before : (K + 1, n) array
        Money owed in the classes before each; the last row is the total.
    """

    owed: Floats
    share: Floats
    before: Floats

    @property
    def total(self) -> Floats:
        """All that each firm owes, shape (n,)."""
        return self.before[-1]

    @property
    def claims(self) -> Floats:
        """What each firm is owed by the others, shape (n,)."""
        return np.einsum("kij,ki->j", self.share, self.owed)

    @property
    def inside(self) -> tuple[int, ...]:
        """Classes in which firms owe one another."""
        return tuple(np.flatnonzero(self.share.any(axis=(1, 2))).tolist())

    def of_class(self, paid: Floats, k: int) -> Floats:
        """Part of the payments (S, n) that goes to class k: (S, n)."""
        return np.minimum(np.maximum(paid - self.before[k], 0.0), self.owed[k])

    def receipts(self, paid: Floats) -> Floats:
        """What each firm gets when firms pay ``paid`` (S, n): (S, n)."""
        if len(self.owed) == 1:
            return paid @ self.share[0]
        got = np.zeros_like(paid)
        for k in self.inside:
            got += self.of_class(paid, k) @ self.share[k]
        return got

    def outside(self, paid: Floats) -> Floats:
        """What creditors outside get from each firm when firms pay ``paid`` (S, n): (S, n)."""
        leaves = 1 - self.share.sum(axis=2)
        return np.sum([self.of_class(paid, k) * leaves[k] for k in range(len(self.owed))], axis=0)

    def class_of(self, paid: Floats) -> Ints:
        """Class in which the next unit of money would be paid: (S, n), the last one where all is paid."""
        place = np.zeros(paid.shape, dtype=np.int64)
        for edge in self.before[1:-1]:
            place += paid >= edge
        return place


def debts(between: ArrayLike, outside: ArrayLike = 0.0) -> Debts:
    """Set up debts from amounts.

    Parameters
    ----------
    between : array_like, shape (n, n) or (K, n, n)
        Money that firm i (row) owes firm j (column), one matrix a class, the most senior first.
    outside : array_like, shape (n,) or (K, n)
        Money owed to creditors outside in each class.

    Raises
    ------
    ValueError
        A negative or infinite amount, NaN, a debt to oneself, another shape; with the place.
    """
    matrix = between_firms("between", between)
    matrix = matrix[None] if matrix.ndim == 2 else matrix
    if matrix.ndim != 3 or len(matrix) == 0:
        raise ValueError(f"between has shape {matrix.shape}: (n, n) or (classes, n, n) is needed")
    rest = amounts("outside", outside)
    if rest.shape not in ((), matrix.shape[1:2], matrix.shape[:2]) or (rest.ndim == 1 and len(matrix) > 1):
        raise ValueError(f"outside has shape {rest.shape}: {matrix.shape[:2]} is needed, classes and firms")
    owed = matrix.sum(axis=2) + rest
    share = matrix / np.where(owed > 0, owed, 1.0)[:, :, None]
    before = np.concatenate([np.zeros((1, owed.shape[1])), np.cumsum(owed, axis=0)])
    return Debts(owed, share, before)


def ranked(between: ArrayLike, outside: ArrayLike, rank: Rank) -> Debts:
    """Set up debts between firms that rank beside, after or before all debts to creditors outside.

    Parameters
    ----------
    between : array_like, shape (n, n)
        Money that firm i (row) owes firm j (column).
    outside : array_like, shape (n,)
        Money owed to creditors outside.
    rank : {"pari passu", "junior", "senior"}
        Where the debts between firms rank against those outside.
    """
    matrix = between_firms("between", between)
    rest = per_firm("outside", outside, len(matrix))
    if rank == "pari passu":
        return debts(matrix, rest)
    nothing, none = np.zeros_like(matrix), np.zeros_like(rest)
    if rank == "junior":
        return debts(np.stack([nothing, matrix]), np.stack([rest, none]))
    if rank == "senior":
        return debts(np.stack([matrix, nothing]), np.stack([none, rest]))
    raise ValueError(f"rank is {rank!r}: pari passu, junior or senior is needed")
