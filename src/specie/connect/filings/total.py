"""Figures added to and taken from one another, with what they rest on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from specie.connect.filings.fact import Period, Settled


@dataclass(frozen=True, slots=True)
class Total:
    """The figure of a period as a sum of signed facts."""

    period: Period
    terms: tuple[tuple[int, Settled], ...]

    @property
    def value(self) -> float:
        """Facts added with their signs."""
        return float(sum(sign * held.value for sign, held in self.terms))

    @property
    def stated(self) -> bool:
        """A filing states it as it is."""
        return len(self.terms) == 1 and self.terms[0][0] == 1

    @property
    def slack(self) -> float:
        """By how much rounding alone can move it: half a unit of every figure."""
        return sum(held.unit for _, held in self.terms) / 2

    @property
    def newest(self) -> Settled:
        """The part that was filed last: nobody knew the figure before."""
        return max((held for _, held in self.terms), key=lambda held: (held.fact.filed, held.fact.accession))

    @property
    def weights(self) -> Mapping[Settled, int]:
        """How often each fact counts, those that cancel left out: equal ones are the same arithmetic."""
        counts: Counter[Settled] = Counter()
        for sign, held in self.terms:
            counts[held] += sign
        return {held: count for held, count in counts.items() if count}

    @property
    def arithmetic(self) -> str:
        """Periods with their signs."""
        return " ".join(f"{'+' if sign > 0 else '-'} {held.period.text}" for sign, held in self.terms)

    @property
    def mixed(self) -> date | None:
        """The day of a restatement that another part was not stated after; None where none is in the way.

        A difference of a restated and an unrestated figure is no figure of any accounts.
        """
        for _, held in self.terms:
            since = held.fact.filed
            if held.restated and any(other.confirmed < since for _, other in self.terms):
                return since
        return None


def stated(held: Settled) -> Total:
    """A figure as filed."""
    return Total(held.period, ((1, held),))


def added(period: Period, parts: Iterable[Total]) -> Total:
    """Add figures up."""
    return Total(period, tuple(term for part in parts for term in part.terms))


def less(period: Period, whole: Total, part: Total) -> Total:
    """Take a figure from another."""
    return Total(period, (*whole.terms, *((-sign, held) for sign, held in part.terms)))
