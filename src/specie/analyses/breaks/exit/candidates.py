"""Measures that could make the loss of a supplier smaller: the user's own, and those the book implies."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from specie.kernel.measures_choice import Problem, problem
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from specie.analyses.breaks.exit.plan import Move, Plan
    from specie.analyses.breaks.exit.settings import Settings
    from specie.book import Book
    from specie.model import Message, Ref
    from specie.supply.chain import Chain
    from specie.supply.failure import Failure, Part


@dataclass(frozen=True, slots=True)
class Candidate:
    """One measure: whom it is for, what it costs, and which share of which parts it removes."""

    id: str
    kind: Term
    name: str
    supplier: str
    initiative: Ref | None
    cost: float | None
    """None where nobody told it: then it cannot be chosen."""
    removes: tuple[tuple[str, float], ...]
    """Rule of the part and share; the empty rule means every part."""
    because: Message

    def share(self, part: Part) -> float:
        """Share of a part that it removes."""
        if part.supplier != self.supplier:
            return 0.0
        if self.initiative is not None and part.initiative_id != self.initiative.id:
            return 0.0
        return max((share for rule, share in self.removes if rule in ("", part.rule)), default=0.0)


def named(candidate: Candidate, supplier: Ref) -> Message:
    """Say what it is and for whom."""
    who = candidate.initiative or supplier
    return say("{measure} ({who})", measure=candidate.name or candidate.kind, who=who)


def candidates(
    book: Book, chain: Chain, plans: Sequence[Plan], own: Iterable[dict[str, Any]], settings: Settings
) -> tuple[Candidate, ...]:
    """List the user's own, then tests and early moves of what stands still without a supplier."""
    found = [_own(book, chain, row) for row in own]
    for plan in plans:
        for move in plan.critical_moves:
            found += _implied(book, plan, move, settings)
    return tuple(found)


def make_problem(
    failures: Sequence[Failure], found: Sequence[Candidate], bad_year: Mapping[str, float]
) -> tuple[Problem, tuple[Part, ...], tuple[Candidate, ...]]:
    """Lay out the high end of every failure by part, and the measures whose cost is told and that act.

    ``bad_year`` is each supplier's part of the expected shortfall: where there is any it is one more case, in
    which the parts of a failure share that of their supplier in proportion.
    """
    parts = tuple(part for failure in failures for part in failure.parts)
    rows = [[p.money.high if p.supplier == f.supplier else 0.0 for p in parts] for f in failures]
    if any(money > 0 for money in bad_year.values()):
        whole = {f.supplier: f.money.high for f in failures}
        rows.append([_in_bad_year(p, whole[p.supplier], bad_year) for p in parts])
    loss = np.array(rows)
    able = tuple(c for c in found if c.cost is not None and any(c.share(p) > 0 for p in parts))
    removes = [[c.share(p) for p in parts] for c in able]
    shaped = loss.reshape(len(rows), len(parts))
    return problem(shaped, removes, [c.cost or 0.0 for c in able]), parts, able


def _in_bad_year(part: Part, whole: float, bad_year: Mapping[str, float]) -> float:
    return max(bad_year.get(part.supplier, 0.0), 0.0) * part.money.high / whole if whole > 0 else 0.0


def _own(book: Book, chain: Chain, row: dict[str, Any]) -> Candidate:
    initiative = book.initiative(row["initiative_id"]) if row["initiative_id"] else None
    basis = row["basis"] or ""
    told = say("as you told: {basis}", basis=basis) if basis else say("as you told, without a basis")
    return Candidate(
        row["measure_id"], Term(row["kind"] or "other"), row["name"],
        chain.suppliers.find(row["vendor_id"]) or row["vendor_id"], initiative, float(row["cost"]),
        (("", float(row["removes"])),), told,
    )  # fmt: skip


def _implied(book: Book, plan: Plan, move: Move, settings: Settings) -> Iterator[Candidate]:
    """A test where every open need names a substitute; the move made early where each does."""
    if not all(need.elsewhere for need in move.vital):
        return
    open_ = [need for need in move.vital if not need.covered]
    told = [need.weeks for need in move.vital if need.weeks is not None]
    high = move.weeks.high
    if open_ and len(told) == len(move.vital) and high > 0 and max(told) < high:
        yield _test(book, plan, move, settings, max(told), high)
    if not math.isnan(move.cost):
        yield Candidate(
            f"build:{plan.supplier}:{move.initiative.id}", Term("build the substitute now"), "",
            plan.supplier, move.initiative.ref, move.cost, (("benefit lost", 1.0), ("move", 1.0)),
            say("the cost to move is paid now, and then nothing stands still"),
        )  # fmt: skip


def _test(book: Book, plan: Plan, move: Move, settings: Settings, told: float, high: float) -> Candidate:
    steps = [
        s.cost for s in plan.steps
        if s.asset == "evaluations" and s.initiative_id == move.initiative.id and s.cost is not None
    ]  # fmt: skip
    cost = math.fsum(steps) if steps else None if math.isnan(move.cost) else settings.test_share * move.cost
    weeks = {"told": Quantity(told, "weeks"), "high": Quantity(high, "weeks")}
    if steps:
        because = say("it then stands still {told}, not up to {high}; cost as its step tells", **weeks)
    else:
        because = say(
            "it then stands still {told}, not up to {high}; cost {share} of the cost to move",
            **weeks, share=Quantity(settings.test_share, "fraction"),
        )  # fmt: skip
    return Candidate(
        f"test:{plan.supplier}:{move.initiative.id}", Term("test the substitute"), "", plan.supplier,
        move.initiative.ref, cost, (("benefit lost", 1 - told / high),), because,
    )  # fmt: skip
