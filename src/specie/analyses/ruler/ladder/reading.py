"""What a ruler says about the portfolio: a share of initiatives, a yes or no, or a level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from specie.model import Message

DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Standing:
    """How one member of the denominator stands: counted or not, and whether that can still change."""

    member: str
    counted: bool
    undecided: bool = False
    since: date | None = None

    def too_young(self, as_of: date, window_months: float) -> bool:
        """Tell whether the window of the study has not passed for a member that is still undecided."""
        if not self.undecided:
            return False
        return self.since is None or (as_of - self.since).days < window_months * DAYS_PER_MONTH


@dataclass(frozen=True, slots=True)
class Share:
    """k of n members."""

    standings: tuple[Standing, ...]

    @property
    def k(self) -> int:
        """Members that count."""
        return sum(s.counted for s in self.standings)

    @property
    def n(self) -> int:
        """Members of the denominator."""
        return len(self.standings)

    def young(self, as_of: date, window_months: float) -> tuple[Standing, ...]:
        """Return the members for which the window has not passed yet."""
        return tuple(s for s in self.standings if s.too_young(as_of, window_months))

    def old_enough(self, as_of: date, window_months: float) -> Share:
        """Return the share without the members that are too young."""
        return Share(tuple(s for s in self.standings if not s.too_young(as_of, window_months)))


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no of the one organisation, and the counts it rests on; never a rate."""

    yes: bool
    because: Message


@dataclass(frozen=True, slots=True)
class Amount:
    """A level, such as money back over money in."""

    value: float
    because: Message


Reading: TypeAlias = Share | Answer | Amount
