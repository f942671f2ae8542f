"""One shipped ruler: the study's own result, its interval where there is one, and who gains from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Estimate, Grade, Quantity, Ref, say

if TYPE_CHECKING:
    from datetime import date

    from specie.facts import Fact

STUDY_LEVEL = 0.95
"""The shipped intervals are at 95 percent: printed by the study or computed from its base."""
GRADES = {
    "self-report": Grade.E,
    "prediction": Grade.MODELLED,
    "ledger": Grade.RECORDED,
    "telemetry": Grade.RECORDED,
    "administrative": Grade.RECORDED,
    "rct": Grade.A,
}


@dataclass(frozen=True, slots=True)
class Study:
    """One row of the shipped rulers."""

    fact: Fact

    @property
    def id(self) -> str:
        """The ruler's name."""
        return self.fact.text("ruler_id")

    @property
    def ref(self) -> Ref:
        """The ruler as a thing a number can be about, labelled by publisher and study."""
        return Ref("ruler", self.id, f"{self.fact.text('publisher')}, {self.fact.text('study')}")

    @property
    def unit(self) -> str:
        """What the study counts."""
        return self.fact.text("unit")

    @property
    def result_of(self) -> str:
        """What the result is a share or a level of."""
        return self.fact.text("result_of")

    @property
    def result(self) -> float:
        """The published figure."""
        return self.fact.number("result") or 0.0

    @property
    def interval(self) -> tuple[float, float] | None:
        """The study's sampling interval; None where its base is not published."""
        low, high = self.fact.number("interval_low"), self.fact.number("interval_high")
        return None if low is None or high is None else (low, high)

    @property
    def sample(self) -> int | None:
        """Size of the sample the result rests on."""
        size = self.fact.number("sample_size")
        return None if size is None else int(size)

    def window(self, default: float) -> float:
        """Months the study gave an initiative, or the default where it names no window."""
        return self.fact.number("window_months") or default

    @property
    def estimate(self) -> Estimate | None:
        """The study's result with its interval; None where there is no interval to give."""
        if self.interval is None:
            return None
        low, high = self.interval
        method = "printed_interval" if self.fact.text("interval_note") == "printed" else "wilson_of_the_study"
        return Estimate(
            "study_rate",
            self.ref,
            self.fact.text("fielded"),
            self.result,
            low,
            high,
            STUDY_LEVEL,
            "fraction",
            method,
            GRADES[self.fact.text("outcome_kind")],
            (self.fact.origin,),
            say("of {population}", population=self.fact.message("population")),
            (say("sampling noise only, as if the sample had been drawn at random"),),
        )

    @property
    def shown(self) -> Estimate | Quantity:
        """The estimate, or the bare published figure where no interval can be given."""
        return self.estimate or Quantity(self.result, "fraction")

    def stale(self, on: date) -> bool:
        """Older on that day than the policy for studies allows."""
        return self.fact.stale(on)
