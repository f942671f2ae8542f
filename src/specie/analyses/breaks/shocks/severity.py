"""How hard a shock strikes: from the shipped facts, or the user's own figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Origin, say

if TYPE_CHECKING:
    from specie.analyses.breaks.shocks.settings import Settings
    from specie.facts import Fact, Facts
    from specie.model import Message

NOTICE = {
    "openai": "ret-openai",
    "azure": "ret-azure",
    "aws": "ret-bedrock",
    "google": "ret-google",
    "vertex": "ret-vertex",
    "anthropic": "ret-anthropic",
    "cohere": "ret-cohere",
}
"""Row with the notice that a provider gave in the past."""


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


def severity(facts: Facts, settings: Settings, use: str) -> Severity | None:
    """Return the severity for one use; None where the row has not all three cases."""
    own = settings.own.get(use)
    if own is not None:
        basis = say("your own scenario, not an observation")
        return Severity(own, own, own, basis, Origin("specie.toml", use), "own")
    row = settings.rows[use]
    found = facts.one("shocks", row)
    if found is None:
        raise ValueError(f"facts/shocks.csv has no row {row!r}")
    return _of(found)


def notice_of(facts: Facts, provider: str) -> Severity | None:
    """Days of notice that a provider gave before it shut models down: most, median, least."""
    found = facts.one("shocks", NOTICE.get(provider, ""))
    told = None if found is None else _of(found)
    return None if told is None else told.turned()


def _of(fact: Fact) -> Severity | None:
    low, typical, high = (fact.number(name) for name in ("low", "typical", "high"))
    if low is None or typical is None or high is None:
        return None
    return Severity(low, typical, high, fact.message("severity_basis"), fact.origin, fact.text("shock_id"))
