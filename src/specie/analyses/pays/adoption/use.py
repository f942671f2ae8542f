"""Use by official initiatives for one task, by general-purpose tools, and outside any initiative."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.analyses.pays.adoption.scope import OUTSIDE, query
from specie.model import Grade, Quantity, Ref, Term, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.adoption.scope import Scope
    from specie.analyses.pays.adoption.settings import Settings
    from specie.model import Estimate, Message, Origin

TASK = Term("official, for one task").id
GENERAL = Term("official, general-purpose").id
KINDS = (TASK, GENERAL, OUTSIDE)
UNITS = {"requests": "requests", "tokens": "tokens", "seats": "seat-days"}
"""What is counted in ``usage``, with its unit; money comes on top."""


@dataclass(frozen=True, slots=True)
class Use:
    """What was used in twelve months by kind: a count by (what, kind), money under ``money``."""

    counts: Mapping[tuple[str, str], Decimal]
    general: tuple[Ref, ...]
    """Initiatives that count as general-purpose."""

    def whats(self) -> tuple[str, ...]:
        """What can be told: anything that has a total above zero."""
        return tuple(what for what in (*UNITS, "money") if self.total(what) > 0)

    def total(self, what: str) -> Decimal:
        """Sum over the kinds."""
        return sum((self.counts.get((what, kind), Decimal(0)) for kind in KINDS), Decimal(0))

    def share(self, what: str, kind: str) -> Decimal:
        """Share of a kind in the total, which must be above zero."""
        return self.counts.get((what, kind), Decimal(0)) / self.total(what)


def read_use(scope: Scope) -> Use:
    """Sum the use and the money of the last twelve months by kind."""
    counts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    general: set[str] = set()
    for row in scope.book.select(query("use"), **scope.year.dates):
        kind = kind_of(row["initiative_id"], row["use_case"], scope.settings)
        if kind == GENERAL:
            general.add(row["initiative_id"])
        for what in UNITS:
            counts[what, kind] += Decimal(row[what])
    for row in scope.book.select(query("use_money"), **scope.year.dates):
        kind = kind_of(row["initiative_id"], row["use_case"], scope.settings)
        counts["money", kind] += row["money"] or Decimal(0)
    return Use(counts, tuple(scope.book.initiative(id_) for id_ in sorted(general)))


def kind_of(initiative_id: str | None, use_case: str | None, settings: Settings) -> str:
    """Tell which kind of use a row is."""
    if initiative_id is None:
        return OUTSIDE
    return GENERAL if use_case in settings.general else TASK


def use_estimates(scope: Scope, use: Use) -> Iterator[Estimate]:
    """Yield the sum and the share of each kind, for everything that was counted."""
    for what in use.whats():
        for kind in KINDS:
            yield _sum(scope, use, what, kind)
            yield share_of(scope, use, what, kind)


def _sum(scope: Scope, use: Use, what: str, kind: str) -> Estimate:
    value = use.counts.get((what, kind), Decimal(0))
    unit = UNITS.get(what, scope.book.currency)
    return _exact(scope, f"use_{what}", kind, what, value, unit, say("all use in the last twelve months"))


def share_of(scope: Scope, use: Use, what: str, kind: str) -> Estimate:
    """Make the share of a kind in everything counted."""
    of = say("of {total} in the last twelve months", total=quantity(scope, use.total(what), what))
    return _exact(scope, f"use_share_{what}", kind, what, use.share(what, kind), "fraction", of)


def quantity(scope: Scope, value: Decimal, what: str) -> Quantity:
    """Write a count with its unit, or money with its currency."""
    return Quantity(value, UNITS.get(what, scope.book.currency))


def _exact(
    scope: Scope, measure: str, kind: str, what: str, value: Decimal, unit: str, of: Message
) -> Estimate:
    grade = Grade.BOOKED if what == "money" else Grade.RECORDED
    method = "share" if unit == "fraction" else "sum"
    return exact(
        measure, Ref("use", kind), scope.year.period, value, unit, method, _origins(scope, what), grade=grade,
        denominator=of, assumptions=_assumed(kind),
    )  # fmt: skip


def _origins(scope: Scope, what: str) -> tuple[Origin, ...]:
    tables = ("bills", "costs") if what == "money" else ("usage",)
    return (*scope.origins(*tables), *scope.origins("initiatives"))


def _assumed(kind: str) -> tuple[Message, ...]:
    if kind == OUTSIDE:
        return (say("a row without an initiative is use nobody has taken on, or a tag that is missing"),)
    return (say("general-purpose is an initiative whose use_case is in the parameter general_use_cases"),)
