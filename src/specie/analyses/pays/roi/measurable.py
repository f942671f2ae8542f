"""Whether an initiative could be judged at all: metric, baseline, counterfactual, owner, date."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specie.analyses.pays.roi.evidence import Evidence
    from specie.analyses.pays.roi.read import Records
    from specie.analyses.pays.roi.records import Initiative


@dataclass(frozen=True, slots=True)
class Measurable:
    """The five things a verdict needs; the names of the fields are words of the vocabulary."""

    metric: bool
    baseline: bool
    counterfactual: bool
    owner: bool
    date: bool

    @property
    def passed(self) -> int:
        """How many of the five it has."""
        return sum(getattr(self, field.name) for field in fields(self))

    @property
    def missing(self) -> tuple[str, ...]:
        """Those it lacks."""
        return tuple(field.name for field in fields(self) if not getattr(self, field.name))


NEEDED = tuple(field.name for field in fields(Measurable))


def measurable(initiative: Initiative, records: Records, evidence: Evidence) -> Measurable:
    """Look for the five things in the tables."""
    own = [kpi.ref.id for kpi in records.kpis if kpi.initiative_id == initiative.ref.id]
    read = [records.read[kpi_id] for kpi_id in own if kpi_id in records.read]
    plan = records.plans.get(initiative.ref.id)
    return Measurable(
        metric=bool(own),
        baseline=any(r.baseline for r in read) or (plan is not None and plan.baseline),
        counterfactual=any(r.comparison for r in read) or any(map(evidence.has_comparison, own)),
        owner=bool(initiative.owner),
        date=plan is not None and plan.decide_on is not None,
    )
