"""A shock and its trace: named steps of money to the cent, which add up to the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.supply.cases import add

if TYPE_CHECKING:
    from specie.model import Message, Origin, Ref
    from specie.supply.cases import Amount
    from specie.supply.chain import Initiative
    from specie.supply.severity import Severity
    from specie.supply.standstill import Standstill


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a trace: who is struck, through whom, by which rule, for how much and how long."""

    initiative: Initiative | None
    """None for money that belongs to no initiative, such as prepaid money of a contract."""
    supplier: Ref
    rule: str
    """Key of the rules in the words of this analysis."""
    money: Amount
    months: tuple[float, float, float]
    """Months of the year in which it holds: mild, typical, severe."""

    @property
    def initiative_id(self) -> str | None:
        """Id of the initiative."""
        return None if self.initiative is None else self.initiative.id


@dataclass(frozen=True, slots=True)
class Shock:
    """One shock with its trace; ``about`` is the supplier, model or region that it comes from."""

    kind: str
    about: Ref
    severity: Severity
    unit: str
    steps: tuple[Step, ...]
    standstills: tuple[Standstill, ...] = ()
    lacking: tuple[Message, ...] = ()
    """What it also acts on and nobody knows: not in the money."""
    origins: tuple[Origin, ...] = ()

    @property
    def id(self) -> str:
        """Kind and what it comes from."""
        return f"{self.kind}/{self.about.id}"

    @property
    def money(self) -> Amount:
        """The sum of the steps."""
        return add(step.money for step in self.steps)

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        """Every initiative in the trace or that stands still, once."""
        found = {s.initiative.id: s.initiative for s in self.steps if s.initiative is not None}
        found |= {s.initiative.id: s.initiative for s in self.standstills}
        return tuple(found[key] for key in sorted(found))

    def of(self, initiative_id: str) -> tuple[Step, ...]:
        """Return the steps of one initiative."""
        return tuple(step for step in self.steps if step.initiative_id == initiative_id)

    @property
    def standstill(self) -> tuple[float, float, float]:
        """Longest standstill over initiatives."""
        mild, typical, severe = (max((s.months[k] for s in self.standstills), default=0.0) for k in range(3))
        return mild, typical, severe
