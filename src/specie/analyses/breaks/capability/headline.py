"""The answer in one to three sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.capability.scope import Scope
    from specie.model import Estimate, Message


def headline(scope: Scope, total: Mapping[str, Estimate]) -> Iterator[Message]:
    """Say how many people are missing, what closing the gaps costs, and what is not in time."""
    if not scope.gaps:
        yield say("No people are missing in the {count} skills that are counted.", count=len(scope.counted))
        return
    missing = Quantity(sum(gap.missing for gap in scope.gaps), "count")
    share, cost = total.get("in_house_share"), total.get("gap_cost")
    if share is not None:
        yield say(
            "{missing} people are missing in {gaps} of {skills} skills: {share} of the need is at hand.",
            missing=missing, gaps=len(scope.gaps), skills=len(scope.counted), share=share,
        )  # fmt: skip
    if cost is not None:
        yield say("Closing the gaps at least cost takes {cost}.", cost=cost)
    late = [gap for gap in scope.gaps if gap.skill.needed_by is not None and gap.in_time is None]
    if late:
        yield say("{count} of them are not known to be closed in time.", count=len(late))
