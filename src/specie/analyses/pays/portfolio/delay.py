"""Approval in money: days of waiting times what a day of the initiative is worth once it runs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.combine import add
from specie.analyses.pays.portfolio.scope import assumed_of_sums, weakest
from specie.analyses.pays.portfolio.shrunk import Part
from specie.analyses.pays.portfolio.value import YEAR, less, own
from specie.kernel.portfolio.sums import Total
from specie.model import Quantity, Ref, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.analyses.pays.portfolio.holding import Holding
    from specie.analyses.pays.portfolio.scope import Scope
    from specie.model import Estimate, Table


@dataclass(frozen=True, slots=True)
class Waited:
    """An initiative that waited for approval, was then measured, and what its waiting lost."""

    holding: Holding
    days: float
    blocked: float
    blockers: tuple[str, ...]
    lost: Total


@dataclass(frozen=True, slots=True)
class Blocked:
    """Days of approval marked as blocked by one cause, and what those of measured initiatives lost."""

    blocker: str
    days: float
    priced: float
    lost: Total | None


def waited(scope: Scope) -> tuple[Waited, ...]:
    """Price the approval of every measured initiative: the dearest first."""
    stays = _stays(scope)
    found = [w for h in scope.holdings if own(scope, h) for w in _waited(scope, h, stays[h.ref.id])]
    return tuple(sorted(found, key=lambda w: (-w.lost.point, w.holding.ref.id)))


def _waited(scope: Scope, holding: Holding, stays: list[tuple[str, float]]) -> Iterator[Waited]:
    told = scope.funnel.get("approval_days", "initiative", holding.ref.id)
    if told is None or not told.point:
        return
    blocked = min(sum(days for _, days in stays), told.point)
    names = tuple(dict.fromkeys(name for name, _ in stays))
    yield Waited(holding, told.point, blocked, names, lost(scope, [(holding, told.point)]))


def lost(scope: Scope, waits: Iterable[tuple[Holding, float]]) -> Total:
    """Shrunken net of the days waited; below zero where waiting saved money."""
    parts, cost = list[Part](), 0.0
    for holding, days in waits:
        part, years = scope.part(holding), days / YEAR
        if part is not None:
            ends = (part.point * years, part.low * years, part.high * years)
            parts.append(Part(*ends, part.least, part.most, part.weight))
            cost += holding.cost * years
    return less(add(parts), cost)


def by_blocker(scope: Scope) -> tuple[Blocked, ...]:
    """Price the blocked days of approval by what blocked, the most days first."""
    known = {holding.ref.id: holding for holding in scope.holdings}
    groups: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, stays in _stays(scope).items():
        for blocker, days in stays:
            groups[blocker].append((name, days))
    found = [_blocked(scope, blocker, stays, known) for blocker, stays in groups.items()]
    return tuple(sorted(found, key=lambda b: (-b.days, b.blocker)))


def _blocked(
    scope: Scope, blocker: str, stays: list[tuple[str, float]], known: dict[str, Holding]
) -> Blocked:
    measured = [(known[name], days) for name, days in stays if name in known and own(scope, known[name])]
    priced = sum(days for _, days in measured)
    amount = lost(scope, measured) if measured else None
    return Blocked(blocker, sum(days for _, days in stays), priced, amount)


def _stays(scope: Scope) -> defaultdict[str, list[tuple[str, float]]]:
    """Blocked stays in approval by initiative, read from the funnel's register of blockers."""
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    tables = () if scope.waits is None else scope.waits.tables
    register = next((table for table in tables if table.id == "blocks"), None)
    if register is not None:
        for initiative, blocker, stage, days in _cells(register):
            if stage == "approval":
                found[initiative].append((blocker, days))
    return found


def _cells(register: Table) -> Iterator[tuple[str, str, str, float]]:
    place = {column.key: i for i, column in enumerate(register.columns)}
    for row in register.rows:
        match tuple(row[place[key]] for key in ("initiative", "blocker", "stage", "days")):
            case Ref(id=initiative), Term(id=blocker), Term(id=stage), Quantity(value=days):
                yield initiative, blocker, stage, float(days)
            case _:
                continue


def delay_estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield what waiting for approval lost, by initiative, by blocker and in all."""
    found = waited(scope)
    for wait in found:
        yield scope.between(
            "lost_by_waiting", wait.lost, scope.currency, "days_times_value", weakest([wait.holding]),
            say("{days} in approval at its shrunken net a day", days=Quantity(wait.days, "days")),
            wait.holding.ref,
        )  # fmt: skip
    for blocked in by_blocker(scope):
        if blocked.lost is not None:
            yield scope.between(
                "lost_by_waiting", blocked.lost, scope.currency, "days_times_value", weakest(scope.measured),
                say(
                    "{days} of initiatives that were measured since, of {all} so blocked",
                    days=Quantity(blocked.priced, "days"), all=Quantity(blocked.days, "days"),
                ),
                Ref("blocker", blocked.blocker), assumed_of_sums(),
            )  # fmt: skip
    for measure, chosen, sign in (
        ("lost_by_waiting", [w for w in found if w.lost.point > 0], 1.0),
        ("saved_by_waiting", [w for w in found if w.lost.point <= 0], -1.0),
    ):
        if chosen:
            ends = [sign * end for end in lost(scope, [(w.holding, w.days) for w in chosen])]
            yield scope.between(
                measure, Total(ends[0], min(ends), max(ends)), scope.currency, "days_times_value",
                weakest(w.holding for w in chosen),
                say(
                    "{count} of {all} initiatives that waited and were measured since", count=len(chosen),
                    all=len(found),
                ),
                assumptions=assumed_of_sums(),
            )  # fmt: skip
