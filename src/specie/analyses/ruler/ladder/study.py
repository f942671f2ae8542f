"""One shipped ruler: the study's own result, its interval where there is one, and who gains from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

from specie.kernel.proportion import clopper_pearson
from specie.model import Estimate, Grade, Quantity, Ref, say

if TYPE_CHECKING:
    from datetime import date

    from specie.facts import Fact

PRINTED_LEVEL = 0.95
"""Studies that print an interval print it at 95 percent."""
BASE = re.compile(r"\bn=(\d+(?:\.\d+)?)")
"""The number of units that the shares of a study rest on, in the note of its interval."""
ROUNDING = 1e-9
"""0.74 of 50 is 37, whatever binary fractions make of it."""
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
    """One row of the shipped rulers; ``level`` is that of intervals computed from the study's base."""

    fact: Fact
    level: float = PRINTED_LEVEL

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
    def base(self) -> float | None:
        """Number of units of which the result is a share; None where the study does not let one know.

        It is not always the sample: the share of pilots that went live rests on those that piloted.
        """
        found = BASE.search(self.fact.text("interval_note"))
        return float(found[1]) if found else None

    @property
    def printed(self) -> tuple[float, float] | None:
        """The interval that the study prints itself."""
        low, high = self.fact.number("interval_low"), self.fact.number("interval_high")
        return None if low is None or high is None or self.base is not None else (low, high)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The printed interval, else the exact binomial one from the base; None where neither can be had.

        A printed share is rounded, so its count need not be whole: each end takes the whole count beyond it.
        """
        if self.base is None:
            return self.printed
        counted = self.result * self.base
        fewest, most = floor(counted + ROUNDING), min(ceil(counted - ROUNDING), self.base)
        low, _ = clopper_pearson(fewest, self.base, self.level)
        _, high = clopper_pearson(most, self.base, self.level)
        return float(low), float(high)

    def window(self, default: float) -> float:
        """Months the study gave an initiative, or the default where it names no window."""
        return self.fact.number("window_months") or default

    @property
    def estimate(self) -> Estimate | None:
        """The study's result with its interval; None where there is no interval to give."""
        if self.interval is None:
            return None
        low, high = self.interval
        method = "printed_interval" if self.base is None else "clopper_pearson_of_the_study"
        return Estimate(
            "study_rate",
            self.ref,
            self.fact.text("fielded"),
            self.result,
            low,
            high,
            PRINTED_LEVEL if self.base is None else self.level,
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
