"""A plan as it was registered, with what the other tables say of its initiative."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.model import Ref

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from specie.book import Book

PARTS = {
    "baseline": "baseline",
    "minimum_effect": "minimum effect",
    "decide_on": "decision date",
    "stop_rule": "stop rule",
    "tranche": "tranche",
}
"""What a plan needs besides the metric: column and word."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One row of ``plans``; ``began_on`` is the first use by any unit, or else the pilot's first day."""

    row: int
    initiative: Ref
    kpi_id: str
    registered_on: date
    baseline: float | None
    minimum_effect: float | None
    decide_on: date | None
    stop_rule: str | None
    tranche: Decimal | None
    began_on: date | None
    stopped_on: date | None
    moved_on: date | None
    """Last day on which the initiative entered production, went to scale or was stopped."""
    blocked_by: str | None
    stage: str | None
    business_owner: str | None
    technical_owner: str | None
    critical: int
    untested: int
    """Critical dependencies, and those of them whose substitute was never tested."""

    @property
    def period(self) -> str:
        """From the registration to the decision, as an ISO 8601 interval; unique for a metric."""
        end = self.decide_on.isoformat() if self.decide_on else ".."
        return f"{self.registered_on.isoformat()}/{end}"

    @property
    def missing(self) -> tuple[str, ...]:
        """Parts that were left empty, as words of the vocabulary."""
        return tuple(word for column, word in PARTS.items() if getattr(self, column) is None)

    @property
    def missing_owners(self) -> tuple[str, ...]:
        """Owners that nobody named."""
        named = {"business owner": self.business_owner, "technical owner": self.technical_owner}
        return tuple(role for role, name in named.items() if not name)

    @property
    def late(self) -> str:
        """``after decision``, ``after start``, or empty where it was registered in time."""
        if self.decide_on is not None and self.registered_on > self.decide_on:
            return "after decision"
        if self.began_on is not None and self.registered_on > self.began_on:
            return "after start"
        return ""

    @property
    def stopped(self) -> bool:
        """Whether the initiative was stopped."""
        return self.stage == "stopped"

    def due(self, day: date) -> bool:
        """Whether the decision date has come."""
        return self.decide_on is not None and self.decide_on <= day

    def overdue(self, day: date) -> bool:
        """Whether the decision date has passed and the initiative was neither moved on nor stopped since."""
        if self.decide_on is None or self.decide_on >= day:
            return False
        return self.moved_on is None or self.moved_on < self.decide_on


def read_plans(book: Book) -> tuple[Plan, ...]:
    """Every plan, the earliest decision first."""
    rows = book.select((files(__package__ or "") / "plans.sql").read_text("utf-8"))
    return tuple(Plan(initiative=book.initiative(row.pop("initiative_id")), **row) for row in rows)


def read_unplanned(book: Book) -> tuple[tuple[Ref, str], ...]:
    """Initiatives in use without a plan, with their stage."""
    rows = book.select((files(__package__ or "") / "unplanned.sql").read_text("utf-8"))
    return tuple((book.initiative(row["initiative_id"]), row["stage"]) for row in rows)
