"""Dates that run backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.book.checks.check import Check
from specie.model import Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.book.checks.check import Checking
    from specie.book.faults import Explained

SPANS = (
    ("contracts", "starts_on", "ends_on", "starts_on", "ends_on"),
    ("retirements", "announced", "shuts_down", "announced", "shuts_down"),
    ("rollout", "treated_on", "left_on", "treated_on", "left_on"),
    ("deals", "start", "end", '"start_start"', '"end_end"'),
    ("forecasts", "made_on", "date", "made_on", '"date_end"'),
)
"""Table, first and last column, and SQL of the days that are compared.

A plan written after its decision is no slip of the pen but a finding of ``pays/gates``: it is kept.
"""


def order_checks(_: Checking) -> Iterator[Check]:
    """Yield checks of ends before starts and of stages going backwards."""
    for table, first, last, start, end in SPANS:
        sql = f"SELECT _row, {start} AS first_day, {end} AS last_day FROM {table} WHERE {end} < {start}"
        yield Check("DAT104", table, last, sql, _Span(first, last))
    yield Check("DAT106", "stages", "stage", BACKWARDS, _backwards)


class _Span:
    """Words for a span that ends before it starts."""

    def __init__(self, first: str, last: str) -> None:
        self._first = first
        self._last = last

    def __call__(self, row: dict[str, Any]) -> Explained:
        message = say(
            "{last} {end} lies before {first} {start}",
            last=self._last,
            first=self._first,
            end=row["last_day"],
            start=row["first_day"],
        )
        return message, say("exchange them, or mend the year")


BACKWARDS = """SELECT _row, initiative_id, stage, entered_on, reached FROM (
    SELECT *, arg_max(stage, stage_rank(stage)) OVER earlier AS reached FROM stages
    WINDOW earlier AS (PARTITION BY initiative_id ORDER BY entered_on, stage_rank(stage)
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
WHERE stage_rank(stage) < stage_rank(reached)"""
"""Rows that enter a stage below the furthest one the initiative had reached."""


def _backwards(row: dict[str, Any]) -> Explained:
    message = say(
        "{initiative} goes back from {reached} to {stage} on {day}",
        initiative=row["initiative_id"],
        reached=Term(row["reached"]),
        stage=Term(row["stage"]),
        day=row["entered_on"],
    )
    return message, say(
        "stages follow one another: idea, approval, pilot, production, scaled, stopped; give a new"
        " attempt its own initiative"
    )
