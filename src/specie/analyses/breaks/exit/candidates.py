"""Measures that could make the loss of a supplier smaller: the user's own, and those the book implies."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from specie.kernel.measures_choice import Problem, problem
from specie.model import Quantity, Term, say
from specie.supply.failure import NET
from specie.supply.standstill import MOVE, out_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from specie.analyses.breaks.exit.plan import Move, Plan
    from specie.analyses.breaks.exit.settings import Settings
    from specie.book import Book
    from specie.model import Message, Ref
    from specie.supply.chain import Chain
    from specie.supply.failure import Failure
    from specie.supply.severity import Severity
    from specie.supply.standstill import Part

    Shares = tuple[float, float, float]


ALL = (1.0, 1.0, 1.0)
NONE = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of the failure of one supplier, as measures act on it."""

    supplier: str
    part: Part

    @property
    def initiative_id(self) -> str | None:
        """Id of the initiative; None for money that belongs to none."""
        return None if self.part.initiative is None else self.part.initiative.id

    @property
    def worst(self) -> float:
        """Its dearest case, at least nothing: what one initiative saves does not pay for another."""
        return max(0.0, *self.part.money.cases)


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
    removes: tuple[tuple[str, Shares], ...]
    """Rule of the part (empty: every part) and share at the mild, the typical and the severe case."""
    because: Message

    def shares(self, piece: Piece) -> Shares:
        """Share of a part that it removes, case by case."""
        if piece.supplier != self.supplier:
            return NONE
        if self.initiative is not None and piece.initiative_id != self.initiative.id:
            return NONE
        return next((shares for rule, shares in self.removes if rule in ("", piece.part.rule)), NONE)

    def share(self, piece: Piece) -> float:
        """Share of the dearest case of a part that it removes, whichever case is the dearest after it."""
        if piece.worst <= 0:
            return 0.0
        kept = (m * (1 - s) for m, s in zip(piece.part.money.cases, self.shares(piece), strict=True))
        return 1 - min(max(0.0, *kept) / piece.worst, 1.0)


def named(candidate: Candidate, supplier: Ref) -> Message:
    """Say what it is and for whom."""
    who = candidate.initiative or supplier
    return say("{measure} ({who})", measure=candidate.name or candidate.kind, who=who)


def candidates(
    book: Book, chain: Chain, plans: Sequence[Plan], own: Iterable[dict[str, Any]], settings: Settings,
    days: Severity | None,
) -> tuple[Candidate, ...]:  # fmt: skip
    """List the user's own, then tests and early moves of what stands still without a supplier.

    ``days`` of service are left when it fails; None where nobody knows: then nothing is worked out.
    """
    found = [_own(book, chain, row) for row in own]
    if days is not None:
        for plan in plans:
            for move in plan.moves:
                found += _implied(book, plan, move, settings, days)
    return tuple(found)


def make_problem(
    failures: Sequence[Failure], found: Sequence[Candidate], bad_year: Mapping[str, float]
) -> tuple[Problem, tuple[Piece, ...], tuple[Candidate, ...]]:
    """Lay out the dearest case of every part of a failure, and measures that act and tell their cost.

    ``bad_year`` is each supplier's part of the expected shortfall: where there is any it is one more case, in
    which the parts of a failure share that of their supplier in proportion.
    """
    parts = tuple(Piece(failure.supplier, part) for failure in failures for part in failure.net)
    rows = [[p.worst if p.supplier == f.supplier else 0.0 for p in parts] for f in failures]
    if any(money > 0 for money in bad_year.values()):
        whole = {f.supplier: sum(row) for f, row in zip(failures, rows, strict=True)}
        rows.append([_in_bad_year(p, whole[p.supplier], bad_year) for p in parts])
    loss = np.array(rows)
    able = tuple(c for c in found if c.cost is not None and any(c.share(p) > 0 for p in parts))
    removes = [[c.share(p) for p in parts] for c in able]
    shaped = loss.reshape(len(rows), len(parts))
    return problem(shaped, removes, [c.cost or 0.0 for c in able]), parts, able


def _in_bad_year(part: Piece, whole: float, bad_year: Mapping[str, float]) -> float:
    return max(bad_year.get(part.supplier, 0.0), 0.0) * part.worst / whole if whole > 0 else 0.0


def _own(book: Book, chain: Chain, row: dict[str, Any]) -> Candidate:
    initiative = book.initiative(row["initiative_id"]) if row["initiative_id"] else None
    removes = float(row["removes"])
    basis = row["basis"] or ""
    told = say("as you told: {basis}", basis=basis) if basis else say("as you told, without a basis")
    return Candidate(
        row["measure_id"], Term(row["kind"] or "other"), row["name"],
        chain.suppliers.find(row["vendor_id"]) or row["vendor_id"], initiative, float(row["cost"]),
        (("", (removes, removes, removes)),), told,
    )  # fmt: skip


def _implied(book: Book, plan: Plan, move: Move, settings: Settings, days: Severity) -> Iterator[Candidate]:
    """A test where every open need names a substitute; the move made early where each does."""
    if not all(need.elsewhere for need in move.needs):
        return
    open_ = [need for need in move.needs if not need.covered]
    if open_ and all(need.weeks is not None for need in move.needs):
        tested = [replace(need, tested_on=book.as_of) for need in move.needs]
        now, then = (out_months(needs, days, settings.exit_weeks) for needs in (move.needs, tested))
        if then[2] < now[2]:
            yield _test(plan, move, settings, now, then)
    if not math.isnan(move.cost):
        yield Candidate(
            f"build:{plan.supplier}:{move.initiative.id}", Term("build the substitute now"), "",
            plan.supplier, move.initiative.ref, move.cost, ((NET, ALL), (MOVE, ALL)),
            say("the cost to move is paid now, and then nothing stands still"),
        )  # fmt: skip


def _test(plan: Plan, move: Move, settings: Settings, now: Shares, then: Shares) -> Candidate:
    """It stands still for fewer months, so both less benefit is lost and more use is paid."""
    steps = [
        s.cost for s in plan.steps
        if s.asset == "evaluations" and s.initiative_id == move.initiative.id and s.cost is not None
    ]  # fmt: skip
    cost = math.fsum(steps) if steps else None if math.isnan(move.cost) else settings.test_share * move.cost
    low, typical, high = (1 - b / a if a > 0 else 0.0 for a, b in zip(now, then, strict=True))
    weeks = {"told": Quantity(round(then[2], 1), "months"), "high": Quantity(round(now[2], 1), "months")}
    if steps:
        because = say("it then stands still {told}, not up to {high}; cost as its step tells", **weeks)
    else:
        because = say(
            "it then stands still {told}, not up to {high}; cost {share} of the cost to move",
            **weeks, share=Quantity(settings.test_share, "fraction"),
        )  # fmt: skip
    return Candidate(
        f"test:{plan.supplier}:{move.initiative.id}", Term("test the substitute"), "", plan.supplier,
        move.initiative.ref, cost, ((NET, (low, typical, high)),), because,
    )  # fmt: skip
