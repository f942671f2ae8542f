"""The one chart: the share of the portfolio that passes each ruler, beside the study's, strictest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.strictness import VERDICTS, by_strictness, passed, passed_range
from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.ruler.ladder.apply import Applied
    from specie.model import Cell, Estimate, Message

OWN, CLAIMED, STUDY = Term("yours"), Term("yours, as claimed"), Term("the study")


def all_figures(applied: Sequence[Applied]) -> tuple[Figure, ...]:
    """The ladder, where at least two rulers judge initiatives."""
    rungs = [a for a in by_strictness(applied) if a.study.result_of in VERDICTS and a.own is not None]
    return (_ladder(rungs),) if len(rungs) > 1 else ()


def _ladder(rungs: Sequence[Applied]) -> Figure:
    low, high = _point(rungs[0]), _point(rungs[-1])
    return Figure(
        "ladder",
        "ladder",
        say(
            "From {low} to {high} of your initiatives pass, depending on the ruler",
            low=Quantity(low, "fraction", 0),
            high=Quantity(high, "fraction", 0),
        ),
        tuple(mark for one in rungs for mark in _marks(one)),
        {"y": "ruler", "x": "share", "low": "low", "high": "high", "colour": "whose"},
        {
            "ruler": say("Ruler"),
            "share": say("Share that passes"),
            "low": say("Low"),
            "high": say("High"),
            "whose": say("Whose"),
        },
        {"share": "fraction", "low": "fraction", "high": "fraction"},
        say(
            "{rulers} rulers, the strictest first; of your portfolio {low} to {high} passes",
            rulers=Quantity(len(rungs), "count"),
            low=Quantity(low, "fraction", 0),
            high=Quantity(high, "fraction", 0),
        ),
        say(
            "Right is better on every row: a ruler of failure is turned round to what it does not count. "
            "Each counts something else of something else, so compare yours with the study on one row, not "
            "rows with one another. No line through a study: its base is not published."
        ),
    )


def _point(applied: Applied) -> float:
    return passed(applied, applied.own.point or 0.0) if applied.own else 0.0


def _marks(applied: Applied) -> Iterator[dict[str, Cell]]:
    label = say(
        "{publisher}: {passes}",
        publisher=applied.study.fact.text("publisher"),
        passes=applied.rule.passes or applied.rule.counts,
    )
    yield from _mark(applied, label, applied.own, OWN)
    if _differ(applied.own, applied.own_claimed):
        yield from _mark(applied, label, applied.own_claimed, CLAIMED)
    yield from _mark(applied, label, applied.study.estimate, STUDY)
    if applied.study.estimate is None:
        share = passed(applied, applied.study.result)
        yield {"ruler": label, "share": share, "low": None, "high": None, "whose": STUDY}


def _differ(cash: Estimate | None, claimed: Estimate | None) -> bool:
    return claimed is not None and (cash is None or cash.point != claimed.point)


def _mark(
    applied: Applied, label: Message, estimate: Estimate | None, whose: Term
) -> Iterator[dict[str, Cell]]:
    if estimate is None or estimate.point is None:
        return
    low, high = passed_range(applied, estimate) or (None, None)
    yield {
        "ruler": label,
        "share": passed(applied, estimate.point),
        "low": low,
        "high": high,
        "whose": whose,
    }
