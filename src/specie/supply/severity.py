"""How hard a shock strikes: mild, typical and severe, from the shipped facts or the user's own figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Origin, say

if TYPE_CHECKING:
    from specie.facts import Fact, Facts
    from specie.model import Message


@dataclass(frozen=True, slots=True)
class Severity:
    """Mild, typical and severe, with what they rest on; the order is that of harm."""

    mild: float
    typical: float
    severe: float
    basis: Message
    origin: Origin
    row: str

    @property
    def all(self) -> tuple[float, float, float]:
        """Mild, typical and severe."""
        return self.mild, self.typical, self.severe

    def turned(self) -> Severity:
        """The same where less is worse: days of notice, days of service."""
        return Severity(self.severe, self.typical, self.mild, self.basis, self.origin, self.row)


def read_severity(facts: Facts, row: str) -> Severity | None:
    """Return the severity of one row; None where the row has not all three cases.

    Raises
    ------
    ValueError
        There is no such row.
    """
    found = facts.one("shocks", row)
    if found is None:
        raise ValueError(f"facts/shocks.csv has no row {row!r}")
    return severity_of(found)


def own_severity(value: float, name: str) -> Severity:
    """Make the severity of a figure that the user set: all three cases are it."""
    basis = say("your own scenario, not an observation")
    return Severity(value, value, value, basis, Origin("specie.toml", name), "own")


def severity_of(fact: Fact) -> Severity | None:
    """Return the severity that a row tells; None where it has not all three cases."""
    low, typical, high = (fact.number(name) for name in ("low", "typical", "high"))
    if low is None or typical is None or high is None:
        return None
    return Severity(low, typical, high, fact.message("severity_basis"), fact.origin, fact.text("shock_id"))
