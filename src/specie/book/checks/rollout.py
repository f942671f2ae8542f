"""Units, their readings and the day they started."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.book.checks.check import Check
from specie.book.nearest import nearest
from specie.model import Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.book.checks.check import Checking
    from specie.book.faults import Explained


def rollout_checks(checking: Checking) -> Iterator[Check]:
    """Yield checks of units against stages and readings, and of readings against their scale."""
    yield Check("DAT108", "rollout", "treated_on", TOO_EARLY, _too_early, needs=("stages",))
    yield Check("DAT111", "outcomes", "value", OFF_SCALE, _off_scale, needs=("kpis",))
    units = _Units(checking)
    yield Check("DAT123", "rollout", "unit_id", NO_READING, units, needs=("outcomes", "kpis"))
    yield Check("DAT124", "outcomes", "unit_id", NOT_IN_ROLLOUT, _not_in_rollout, needs=("rollout", "kpis"))


TOO_EARLY = """SELECT rollout._row, rollout.initiative_id, rollout.unit_id, rollout.treated_on, start.began
FROM rollout JOIN (
    SELECT initiative_id,
        coalesce(min(entered_on) FILTER (stage_rank(stage) BETWEEN 3 AND 5), min(entered_on)) AS began
    FROM stages GROUP BY initiative_id) AS start USING (initiative_id)
WHERE rollout.treated_on < start.began"""
"""An initiative begins with its pilot, or with its first stage while there is none."""
OFF_SCALE = """SELECT outcomes._row, outcomes.kpi_id, outcomes.value, kpis.scale
FROM outcomes JOIN kpis USING (kpi_id)
WHERE (kpis.scale = 'share' AND NOT outcomes.value BETWEEN 0 AND 1)
    OR (kpis.scale = 'log' AND outcomes.value <= 0)
    OR (kpis.scale = 'count' AND (outcomes.value < 0 OR outcomes.value <> trunc(outcomes.value)))"""
NO_READING = """WITH read AS (
    SELECT DISTINCT kpis.initiative_id, outcomes.unit_id FROM outcomes JOIN kpis USING (kpi_id))
SELECT _row, initiative_id, unit_id FROM rollout
WHERE initiative_id IN (SELECT initiative_id FROM read)
    AND (initiative_id, unit_id) NOT IN (SELECT (initiative_id, unit_id) FROM read)"""
NOT_IN_ROLLOUT = """WITH read AS (
    SELECT kpis.initiative_id, outcomes.unit_id, min(outcomes._row) AS _row, count(*) AS readings
    FROM outcomes JOIN kpis USING (kpi_id) GROUP BY ALL)
SELECT _row, initiative_id, unit_id, readings FROM read
WHERE initiative_id IN (SELECT initiative_id FROM rollout)
    AND (initiative_id, unit_id) NOT IN (SELECT (initiative_id, unit_id) FROM rollout)"""


def _too_early(row: dict[str, Any]) -> Explained:
    message = say(
        "{unit} started on {day}, before {initiative} began on {began}",
        unit=row["unit_id"],
        day=row["treated_on"],
        initiative=row["initiative_id"],
        began=row["began"],
    )
    return message, say("mend the day here, or the day of the pilot in stages")


def _off_scale(row: dict[str, Any]) -> Explained:
    message = say(
        "a reading of {value} is not possible for {kpi}, whose scale is {scale}",
        value=f"{row['value']:g}",
        kpi=row["kpi_id"],
        scale=Term(row["scale"]),
    )
    return message, say("a share lies from 0 to 1, a count is whole and not negative, a log scale is above 0")


class _Units:
    """Words for a unit without readings, with the unit that was probably meant."""

    def __init__(self, checking: Checking) -> None:
        self._checking = checking
        self._known: list[str] | None = None

    def __call__(self, row: dict[str, Any]) -> Explained:
        if self._known is None:
            self._known = self._checking.ids("SELECT DISTINCT unit_id FROM outcomes ORDER BY 1 LIMIT 20000")
        message = say(
            "{unit} of {initiative} has no reading in outcomes",
            unit=row["unit_id"],
            initiative=row["initiative_id"],
        )
        near = nearest(row["unit_id"], (known for known in self._known if known != row["unit_id"]), 0.8)
        return message, say("did you mean {name}?", name=near) if near else None


def _not_in_rollout(row: dict[str, Any]) -> Explained:
    message = say(
        "{unit} has {count} readings for {initiative} but is not in rollout",
        unit=row["unit_id"],
        count=row["readings"],
        initiative=row["initiative_id"],
    )
    return message, say("add it to rollout; leave treated_on empty if it never started")
