"""Return beside spend for groups of initiatives: by function, and by build, buy and partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.combine import add
from specie.analyses.pays.portfolio.scope import assumed_of_sums, weakest
from specie.analyses.pays.portfolio.value import less
from specie.kernel.portfolio.sums import Total
from specie.model import Ref, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.portfolio.holding import Holding
    from specie.analyses.pays.portfolio.scope import Scope
    from specie.model import Estimate, Message, Verdict

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Group:
    """Initiatives of one kind: what was spent on them, of which on measured ones, and what these brought."""

    ref: Ref
    holdings: tuple[Holding, ...]
    spend: float
    measured: tuple[Holding, ...]
    benefit: Total

    @property
    def net(self) -> Total:
        """Shrunken benefit less all money of the group; what was not measured counts as no benefit."""
        return less(self.benefit, self.spend)

    @property
    def ratio(self) -> Total | None:
        """The same per money spent; None where none was."""
        return Total(*(end / self.spend for end in self.net)) if self.spend > 0 else None

    def count(self, verdict: Verdict) -> int:
        """How many were judged so."""
        return sum(holding.verdict is verdict for holding in self.holdings)


def by_function(scope: Scope) -> tuple[Group, ...]:
    """Group by business function, the most money first."""
    return _groups(scope, "function")


def by_approach(scope: Scope) -> tuple[Group, ...]:
    """Group by build, buy and partner."""
    return _groups(scope, "approach")


def _groups(scope: Scope, kind: str) -> tuple[Group, ...]:
    names = dict.fromkeys(getattr(holding, kind) or NOT_STATED for holding in scope.holdings)
    found = (_group(scope, kind, name) for name in names)
    return tuple(sorted((g for g in found if g.spend > 0), key=lambda g: (-g.spend, g.ref.id)))


def _group(scope: Scope, kind: str, name: str) -> Group:
    members = tuple(h for h in scope.holdings if (getattr(h, kind) or NOT_STATED) == name)
    told = scope.spend.get("spend_12_months", kind, name)
    booked = sum(holding.cost for holding in members)
    measured = tuple(holding for holding in members if scope.part(holding) is not None)
    benefit = add(part for part in map(scope.part, measured) if part is not None)
    spend = told.point if told is not None and told.point is not None else booked
    return Group(Ref(kind, name), members, spend, measured, benefit)


def group_estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield spend, net and return of every function and every approach."""
    for group in (*by_function(scope), *by_approach(scope)):
        yield scope.sum("group_spend_year", group.spend, say("all AI money of the group"), group.ref)
        if group.measured:
            yield from _returns(scope, group)


def _returns(scope: Scope, group: Group) -> Iterator[Estimate]:
    of = _of(scope, group)
    grade = weakest(group.measured)
    yield scope.between(
        "group_net_year", group.net, scope.currency, "mover_shrunken", grade, of, group.ref,
        assumed_of_sums(),
    )  # fmt: skip
    if group.ratio is not None:
        yield scope.between(
            "group_return_year", group.ratio, "fraction", "mover_shrunken", grade, of, group.ref,
            assumed_of_sums(),
        )  # fmt: skip


def _of(scope: Scope, group: Group) -> Message:
    return say(
        "of {spend} spent; {measured} of {count} initiatives have a measured benefit, the others count as"
        " none",
        spend=scope.money(group.spend), measured=len(group.measured), count=len(group.holdings),
    )  # fmt: skip


def apart(groups: tuple[Group, ...]) -> tuple[tuple[Group, Group], ...]:
    """Pairs whose returns cannot be the same: the intervals do not touch; the better one first."""
    known = [(g, g.ratio) for g in groups if g.measured and g.ref.id != NOT_STATED]
    return tuple(
        (one, other)
        for one, a in known
        for other, b in known
        if a is not None and b is not None and a.low > b.high
    )
