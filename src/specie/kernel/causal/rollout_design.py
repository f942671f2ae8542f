"""Who starts when: the ways of rolling out among which a lot is drawn, and what each can ever decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.causal.relabelling import assignments

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rollout:
    """A roll-out of N units over ``before + after`` periods.

    Attributes
    ----------
    wave : (N,)
        Wave of each unit, from 0; the last wave number stands for "not before the decision" where
        ``opens`` has no entry for it.
    opens : (W,)
        Period in which each wave starts, from 0, in order.
    before, after : int
        Periods before the first start, and from it to the decision.
    """

    wave: Ints
    opens: Ints
    before: int
    after: int

    @property
    def periods(self) -> int:
        """All periods until the decision."""
        return self.before + self.after

    @property
    def start(self) -> Ints:
        """(N,) first treated period of each unit; ``periods`` for those that wait for the decision."""
        return np.append(self.opens, self.periods)[self.wave]

    @property
    def treated(self) -> int:
        """Units that start before the decision."""
        return int((self.wave < self.opens.size).sum())

    @property
    def ways(self) -> int:
        """How many draws of the lot were possible."""
        return assignments(self.wave, self.opens.size + 1)

    @property
    def smallest_p(self) -> float:
        """The smallest p-value a test by relabelling can give, whatever the effect.

        With equal halves, exchanging both only turns the sign of a difference, so two draws are always tied.
        """
        count = np.bincount(self.wave, minlength=self.opens.size + 1)
        halves = (count > 0).sum() == 2 and count.max() == count.min(where=count > 0, initial=count.max())
        return min(1.0, (2.0 if halves else 1.0) / self.ways)

    def until(self, after: int) -> Rollout:
        """The same roll-out, read so many periods after its first start."""
        return Rollout(self.wave, self.opens, self.before, after) if after <= self.after else self


def at_once(units: int, treated: int, before: int, after: int, seed: int = 0) -> Rollout:
    """Draw ``treated`` of ``units`` that all start in the same period; raises ValueError like below."""
    return in_waves(units, (treated,), before, after, seed)


def staggered(units: int, waves: int, before: int, after: int, seed: int = 0) -> Rollout:
    """Draw waves of equal size, one after the other; the last one waits for the decision.

    Starts are spread evenly, so that the last wave to start is still read for as long as the waves lie apart.
    """
    sizes = [units // waves + (k < units % waves) for k in range(waves)]
    return in_waves(units, tuple(sizes[:-1]), before, after, seed)


def in_waves(units: int, sizes: tuple[int, ...], before: int, after: int, seed: int = 0) -> Rollout:
    """Draw waves of given sizes; whoever is left waits for the decision.

    Raises
    ------
    ValueError
        No unit left to compare with, an empty wave, or fewer periods than waves.
    """
    if min(sizes, default=0) < 1 or sum(sizes) >= units:
        raise ValueError("every wave needs a unit, and at least one unit must wait")
    if before < 1 or after < len(sizes):
        raise ValueError("there must be readings before the first start and after every wave")
    gap = after / (len(sizes) + (len(sizes) > 1))
    opens = before + np.round(np.arange(len(sizes)) * gap).astype(np.int64)
    order = np.random.default_rng(np.random.SeedSequence(seed)).permutation(units)
    wave = np.empty(units, dtype=np.int64)
    wave[order] = np.repeat(np.arange(len(sizes) + 1), (*sizes, units - sum(sizes)))
    return Rollout(wave, opens, before, after)


def fewest_units(treated: int, error: float = 0.05) -> int:
    """Fewest units with which ``treated`` of them, started at once, can ever be decided at an error.

    One pilot needs 20 units at 5 percent: the observed unit must be the most extreme of twenty.
    """
    units = treated + 1
    while at_once(units, treated, 1, 1).smallest_p > error + 1e-12:
        units += 1
    return units
