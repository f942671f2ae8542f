"""Everything that is known of one initiative, before it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.roi.cash import cash_of
from specie.analyses.pays.roi.cost import cost_of
from specie.analyses.pays.roi.measurable import measurable
from specie.analyses.pays.roi.returns import curves
from specie.analyses.pays.roi.worth import benefit_of
from specie.kernel.money import Range, minus

if TYPE_CHECKING:
    from specie.analyses.pays.roi.cash import Cash
    from specie.analyses.pays.roi.cost import Cost
    from specie.analyses.pays.roi.evidence import Evidence
    from specie.analyses.pays.roi.measurable import Measurable
    from specie.analyses.pays.roi.read import Records
    from specie.analyses.pays.roi.records import Initiative
    from specie.analyses.pays.roi.returns import Curves
    from specie.analyses.pays.roi.settings import Settings
    from specie.analyses.pays.roi.worth import Benefit
    from specie.model import Window


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One initiative with its cost, its benefit, its claims and the ledger."""

    initiative: Initiative
    cost: Cost
    benefit: Benefit
    cash: Cash
    curves: Curves | None
    measurable: Measurable
    year: Window

    @property
    def valued(self) -> bool:
        """Whether its cash benefit is known: something is measured, and a cash metric if it has any.

        A metric with money of which nobody says what becomes of it may be cash, so nothing is known then.
        """
        cash = self.benefit.cash_worths
        unsaid = any(worth.counted and worth.kpi.cash_class is None for worth in self.benefit.worths)
        return self.benefit.measured and not unsaid and (not cash or any(worth.counted for worth in cash))

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of metrics that would be cash and are not in the sum."""
        return tuple(w.kpi.ref.name for w in self.benefit.cash_worths if not w.counted)

    @property
    def over_long_ago(self) -> bool:
        """Whether it ended before the last twelve months, so that only all of its time can be judged."""
        ended = self.initiative.stopped_on
        return ended is not None and ended < self.year.start

    @property
    def net_year(self) -> Range:
        """Cash benefit less full cost in the last twelve months."""
        return minus(self.benefit.hard.year, self.cost.year_range)

    @property
    def net_to_date(self) -> Range | None:
        """Cash benefit less full cost to date."""
        gained = self.benefit.hard.to_date
        return None if gained is None else minus(gained, self.cost.to_date_range)

    @property
    def net(self) -> Range | None:
        """What is judged: the last twelve months, or all of its time where it ended before them."""
        return self.net_to_date if self.over_long_ago else self.net_year


def make_case(
    initiative: Initiative, records: Records, evidence: Evidence, settings: Settings, *, ledger: bool
) -> Case:
    """Gather everything that is known of an initiative."""
    cost = cost_of(initiative, records, settings)
    benefit = benefit_of(initiative, records, evidence, settings)
    return Case(
        initiative,
        cost,
        benefit,
        cash_of(initiative, records, ledger=ledger),
        curves(initiative, cost, benefit.hard, records.year, settings.horizon_months),
        measurable(initiative, records, evidence),
        records.year,
    )
