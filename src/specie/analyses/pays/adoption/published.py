"""Published figures that stand beside the user's own: source, wording, sample, interest; never joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Estimate, Grade, Quantity, Ref

if TYPE_CHECKING:
    from specie.facts import Fact, Facts

KINDS = frozenset({"barrier", "shadow_use"})
ALSO = frozenset({"nanda-personal-use", "nanda-official-llm-subscription"})
"""Studies of personal and official tools that are filed under adoption."""
STUDY_LEVEL = 0.95
"""The shipped intervals are at 95 percent: printed, or computed from the base."""


@dataclass(frozen=True, slots=True)
class Published:
    """One row of the shipped rulers."""

    fact: Fact

    @property
    def about_barriers(self) -> bool:
        """Whether it is a share of barriers, as ``not_technical`` is."""
        return self.fact.text("result_of") == "barrier"

    @property
    def result(self) -> Estimate | Quantity:
        """The study's figure, with its interval where its base is known."""
        value = self.fact.number("result") or 0.0
        low, high = self.fact.number("interval_low"), self.fact.number("interval_high")
        if low is None or high is None:
            return Quantity(value, "fraction")
        return Estimate(
            "published_share", self.ref, self.fact.text("fielded"), value, low, high, STUDY_LEVEL, "fraction",
            "study_interval", Grade.E, (self.fact.origin,),
        )  # fmt: skip

    @property
    def ref(self) -> Ref:
        """The study as a thing a number can be about."""
        name = f"{self.fact.text('publisher')}, {self.fact.text('study')}"
        return Ref("ruler", self.fact.text("ruler_id"), name)


def read_published(facts: Facts | None) -> tuple[Published, ...]:
    """Read the shipped figures on barriers and on use nobody ordered."""
    rows = facts.rows("rulers") if facts is not None else ()
    return tuple(
        Published(row) for row in rows if row.text("result_of") in KINDS or row.text("ruler_id") in ALSO
    )
