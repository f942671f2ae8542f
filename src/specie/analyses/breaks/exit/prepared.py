"""What leaving a supplier needs, item by item: met, not met, or not assessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Message, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from specie.analyses.breaks.exit.plan import Plan

MET, NOT_MET, OPEN = Term("met"), Term("not met"), Term("not assessed")
ASSETS: dict[str, Message] = {
    "data": say("what becomes of the data is written down"),
    "prompts": say("what becomes of the prompts is written down"),
    "embeddings": say("what becomes of the embeddings is written down"),
    "fine_tunes": say("what becomes of fine-tuned models is written down"),
    "evaluations": say("how the substitute is evaluated is written down"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is needed, and whether it is there."""

    what: Message
    state: Term
    detail: Message | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """All items of one supplier."""

    plan: Plan
    items: tuple[Item, ...]

    def count(self, state: Term) -> int:
        """How many items are in a state."""
        return sum(item.state == state for item in self.items)


def prepared(plan: Plan, today: date, stale_days: int, short: frozenset[str]) -> Prepared:
    """Go through the items; ``short`` are skills of which people are missing, in plain writing."""
    return Prepared(plan, tuple(_items(plan, today, stale_days, short)))


def _items(plan: Plan, today: date, stale_days: int, short: frozenset[str]) -> Iterator[Item]:
    needs = [need for move in plan.critical_moves for need in move.vital]
    named = [n for n in needs if n.elsewhere]
    tested = [n for n in named if n.tested_on is not None]
    fresh = [n for n in tested if n.tested_on and (today - n.tested_on).days <= stale_days]
    yield _of(say("each critical need names a substitute of another supplier"), len(named), len(needs))
    yield _of(say("each of those substitutes was tested"), len(tested), len(needs))
    yield _of(say("each test is within stale_days"), len(fresh), len(needs))
    told = [n for n in needs if n.weeks is not None]
    yield _of(say("the weeks to move are told for each critical need"), len(told), len(needs))
    costs = [n for n in needs if n.cost is not None]
    yield _of(say("the money to move is told for each critical need"), len(costs), len(needs))
    assets = {step.asset for step in plan.steps}
    yield from (Item(what, MET if asset in assets else OPEN) for asset, what in ASSETS.items())
    steps = plan.steps
    yield _of(say("each step has an owner"), sum(bool(s.owner) for s in steps), len(steps))
    tried = [s for s in steps if s.rehearsed_on and (today - s.rehearsed_on).days <= stale_days]
    yield _of(say("each step was rehearsed within stale_days"), len(tried), len(steps))
    ready = sum(_plain(s.skill) not in short for s in steps if s.skill)
    yield _of(say("no step waits for a skill of which people are missing"), ready,
              sum(bool(s.skill) for s in steps))  # fmt: skip
    yield from _contract_items(plan)


def _contract_items(plan: Plan) -> Iterator[Item]:
    contracts = plan.contracts
    yield _of(say("each contract says how data and models come out"),
              sum(bool(c.export_terms) for c in contracts), len(contracts))  # fmt: skip
    yield _of(say("each contract tells its end and its notice"),
              sum(c.notice_by() is not None for c in contracts), len(contracts))  # fmt: skip


def _of(what: Message, there: int, all_: int) -> Item:
    if all_ == 0:
        return Item(what, OPEN)
    detail = say("{part} of {whole}", part=there, whole=all_)
    return Item(what, MET if there == all_ else NOT_MET, detail)


def short_skills(gaps: Iterable[tuple[str, float]]) -> frozenset[str]:
    """Skills with people missing, in plain writing."""
    return frozenset(_plain(name) for name, missing in gaps if missing > 0)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
