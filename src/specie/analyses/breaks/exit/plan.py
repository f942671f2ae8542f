"""The plan for leaving one supplier: moves to substitutes, steps, contracts, weeks and money."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specie.kernel.money import Range
from specie.supply.chain import DEPTH
from specie.supply.exposure import move_cost, replace_weeks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from specie.model import Ref
    from specie.supply.chain import Chain, Initiative, Need
    from specie.supply.contracts import Contract


@dataclass(frozen=True, slots=True)
class Move:
    """One initiative that runs on the supplier, and its way to the substitute."""

    initiative: Initiative
    needs: tuple[Need, ...]
    """All its needs that the supplier serves."""
    deepest: Need
    weeks: Range
    cost: float
    """NaN where nobody told it."""

    @property
    def critical(self) -> bool:
        """Whether it stops without the supplier."""
        return any(need.is_critical() for need in self.needs)

    @property
    def vital(self) -> tuple[Need, ...]:
        """Needs without which it stops."""
        return tuple(need for need in self.needs if need.is_critical())


@dataclass(frozen=True, slots=True)
class Step:
    """One row of exit_steps."""

    supplier: str
    initiative_id: str | None
    asset: str
    step: str
    weeks: float | None
    cost: float | None
    owner: str
    rehearsed_on: date | None
    skill: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything known on leaving one supplier."""

    supplier: str
    vendor: Ref
    moves: tuple[Move, ...]
    steps: tuple[Step, ...]
    contracts: tuple[Contract, ...]

    @property
    def critical_moves(self) -> tuple[Move, ...]:
        """Initiatives that stop without the supplier."""
        return tuple(move for move in self.moves if move.critical)

    @property
    def weeks(self) -> Range | None:
        """Longest single piece of work; longest initiative with its steps one after another."""
        common = sum(s.weeks or 0.0 for s in self.steps if s.initiative_id is None)
        singles = [m.weeks.low for m in self.moves] + [s.weeks for s in self.steps if s.weeks is not None]
        if not singles:
            return None
        rows = [m.weeks.high + common + self._steps_of(m.initiative.id) for m in self.moves]
        others = {s.initiative_id for s in self.steps} - {m.initiative.id for m in self.moves} - {None}
        rows += [common + self._steps_of(i) for i in others if i is not None]
        return Range(max(singles), None, max([*rows, max(singles), common]))

    @property
    def money(self) -> tuple[float, int]:
        """What is told of the money, and how many moves and steps tell none."""
        told = [m.cost for m in self.moves if not math.isnan(m.cost)]
        told += [s.cost for s in self.steps if s.cost is not None]
        return math.fsum(told), len(self.moves) + len(self.steps) - len(told)

    def _steps_of(self, initiative_id: str) -> float:
        return math.fsum(s.weeks or 0.0 for s in self.steps if s.initiative_id == initiative_id)


def make_plans(
    chain: Chain, contracts: Sequence[Contract], steps: Iterable[dict[str, Any]], flagged: Iterable[str],
    day: date, exit_weeks: tuple[float, float],
) -> tuple[Plan, ...]:  # fmt: skip
    """Make a plan for every supplier that stops something or that ``vendors`` calls critical and is used."""
    rows = [_step(chain, row) for row in steps]
    vital = {chain.suppliers.find(name) or name for name in flagged}
    plans: list[Plan] = []
    for supplier in chain.names:
        moves = tuple(_moves(chain, supplier, exit_weeks))
        if moves and (supplier in vital or any(m.critical for m in moves)):
            plans.append(
                Plan(
                    supplier,
                    chain.suppliers.ref(supplier),
                    moves,
                    tuple(s for s in rows if s.supplier == supplier),
                    tuple(c for c in contracts if c.supplier == supplier and c.runs(day)),
                )
            )
    return tuple(sorted(plans, key=lambda p: (-len(p.critical_moves), p.supplier)))


def _moves(chain: Chain, supplier: str, exit_weeks: tuple[float, float]) -> Iterable[Move]:
    for initiative in chain.initiatives:
        needs = tuple(n for n in chain.of(initiative.id) if n.supplier == supplier) if initiative.live else ()
        if needs:
            weeks = [replace_weeks(need, exit_weeks) for need in needs]
            span = Range(max(low for low, _ in weeks), None, max(high for _, high in weeks))
            deepest = max(needs, key=lambda n: (n.elsewhere, DEPTH[n.layer], n.own))
            yield Move(initiative, needs, deepest, span, move_cost(needs))


def _step(chain: Chain, row: dict[str, Any]) -> Step:
    return Step(
        chain.suppliers.find(row["vendor_id"]) or row["vendor_id"],
        row["initiative_id"],
        row["asset"],
        row["step"] or "",
        row["weeks"],
        None if row["cost"] is None else float(row["cost"]),
        row["owner"] or "",
        row["rehearsed_on"],
        row["skill"] or "",
    )
