"""What a number can be about, which question it answers, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Ref:
    """One thing a number is about.

    ``kind`` is one of initiative, kpi, unit, vendor, company, model, portfolio, market, function, stage,
    bill, ruler, cost_type, approach, use, barrier, tool, claim, statement, series, forecaster, warning;
    ``id`` is unique within the kind; ``label`` is the display name the user gave it.
    """

    kind: str
    id: str
    label: str = ""

    @property
    def name(self) -> str:
        """The label, or the id where there is none."""
        return self.label or self.id


PORTFOLIO = Ref("portfolio", "all")


class Question(StrEnum):
    """The four questions, in the order in which every face shows them."""

    RULER = "ruler"
    PAYS = "pays"
    WORTH = "worth"
    BREAKS = "breaks"


class Role(StrEnum):
    """Who an action is for."""

    ENTERPRISE = "enterprise"
    INVESTOR = "investor"
    DEVELOPER = "developer"
