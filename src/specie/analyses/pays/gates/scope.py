"""What every part of the analysis needs: the gates, plans without a metric, initiatives without a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from specie.analyses.pays.gates.gate import make_gate
from specie.analyses.pays.gates.history import read_histories, read_metrics
from specie.analyses.pays.gates.plan import read_plans, read_unplanned

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from specie.analyses.pays.gates.gate import Gate
    from specie.analyses.pays.gates.plan import Plan
    from specie.analyses.pays.gates.rule import Answer
    from specie.analyses.pays.gates.settings import Settings
    from specie.book import Book
    from specie.model import Estimate, Origin, Ref, Result

Known: TypeAlias = "Mapping[tuple[str, str, str], Estimate]"
"""Estimates by measure, id of the subject and period."""


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One portfolio on one day.

    ``lost`` are plans whose metric is not in the book or belongs to another initiative.
    """

    gates: tuple[Gate, ...]
    lost: tuple[Plan, ...]
    unplanned: tuple[tuple[Ref, str], ...]
    as_of: date
    currency: str
    settings: Settings
    origins: tuple[Origin, ...]
    read_origins: tuple[Origin, ...]

    @property
    def today(self) -> str:
        """The day of the book, as a period."""
        return self.as_of.isoformat()

    def answered(self, answer: Answer) -> tuple[Gate, ...]:
        """Gates with one answer."""
        return tuple(gate for gate in self.gates if gate.answer.answer is answer)


def make_scope(book: Book, settings: Settings, effects: Result | None) -> Scope:
    """Read and judge every plan."""
    plans = read_plans(book)
    metrics = read_metrics(book)
    histories = read_histories(book, [metrics[p.kpi_id] for p in plans if p.kpi_id in metrics])
    gates: list[Gate] = []
    lost: list[Plan] = []
    for plan in plans:
        metric = metrics.get(plan.kpi_id)
        if metric is None or metric.initiative.id != plan.initiative.id:
            lost.append(plan)
        else:
            gates.append(make_gate(plan, metric, histories.get(plan.kpi_id), book.as_of, settings, effects))
    origins = (*book.origins("plans"), *book.origins("initiatives"))
    read = tuple(o for table in ("outcomes", "rollout", "kpis") for o in book.origins(table))
    return Scope(
        tuple(gates), tuple(lost), read_unplanned(book), book.as_of, book.currency, settings,
        origins, (*origins, *read),
    )  # fmt: skip
