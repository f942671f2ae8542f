"""Seats in use against seats paid for, and the money of those that are not in use."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from specie.analyses.pays.adoption.scope import query
from specie.model import PORTFOLIO, Ref, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from specie.analyses.pays.adoption.scope import Scope
    from specie.model import Estimate, Message, Window

MONTHS = 12
TABLES = ("usage", "bills", "costs")


class SeatDay(NamedTuple):
    """Seats on one day; ``paid`` is None where it is not known of every tool."""

    day: date
    used: int
    paid: int | None


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of one initiative in the last twelve months; ``money`` is None where nothing was paid."""

    subject: Ref
    tools: str
    days: tuple[SeatDay, ...]
    money: Decimal | None

    def within(self, window: Window) -> Seats:
        """Keep the days of a window."""
        kept = tuple(day for day in self.days if window.start <= day.day <= window.end)
        return Seats(self.subject, self.tools, kept, self.money)

    @property
    def told(self) -> tuple[SeatDay, ...]:
        """Days on which the paid seats are known."""
        return tuple(day for day in self.days if day.paid)

    @property
    def above(self) -> tuple[SeatDay, ...]:
        """Days on which more seats were in use than paid for: the counts contradict each other."""
        return tuple(day for day in self.days if day.paid is not None and day.used > day.paid)

    @property
    def share(self) -> float | None:
        """Seats in use over seats paid for, summed over days; None where unknown or contradicted."""
        paid = sum(day.paid or 0 for day in self.told)
        used = sum(day.used for day in self.told)
        return used / paid if paid and used <= paid else None

    @property
    def mean_used(self) -> float:
        """Seats in use on an average day of use."""
        return sum(day.used for day in self.days) / len(self.days)

    @property
    def peak(self) -> int:
        """Seats in use on the busiest day."""
        return max(day.used for day in self.days)

    @property
    def paid_now(self) -> int | None:
        """Seats paid for on the last day that says so."""
        return self.told[-1].paid if self.told else None

    @property
    def idle_money(self) -> Decimal | None:
        """Money for seats not in use on an average day; None where share or money is unknown."""
        if self.share is None or self.money is None:
            return None
        return self.money * (1 - Decimal(self.share))


def read_seats(scope: Scope) -> tuple[Seats, ...]:
    """Read the seats of the last twelve months, initiative by initiative."""
    money = {row["initiative_id"]: row["money"] for row in _select(scope, "licences")}
    days: dict[str | None, list[SeatDay]] = defaultdict(list)
    tools: dict[str | None, set[str]] = defaultdict(set)
    for row in _select(scope, "seats"):
        paid = None if row["paid"] is None else int(row["paid"])
        days[row["initiative_id"]].append(SeatDay(row["day"], int(row["used"]), paid))
        tools[row["initiative_id"]].update((row["tools"] or "").split(", "))
    return tuple(
        Seats(scope.initiative(id_), ", ".join(sorted(tools[id_])), tuple(own), money.get(id_))
        for id_, own in days.items()
    )


def _select(scope: Scope, name: str) -> list[dict[str, Any]]:
    return scope.book.select(query(name), **scope.year.dates)


def seat_estimates(scope: Scope, found: Sequence[Seats]) -> Iterator[Estimate]:
    """Yield what is known of each initiative's seats, then of all together."""
    for seats in found:
        yield from _counts(scope, seats.within(scope.recent))
        yield from _money(scope, seats)
    whole = together(found)
    if whole is not None and len(found) > 1:
        yield from _share(scope, whole, scope.year)
        yield from _idle(scope, whole)


def _counts(scope: Scope, recent: Seats) -> Iterator[Estimate]:
    if not recent.days:
        return
    period, subject = scope.recent.period, recent.subject
    of = say("on {count} days with a row in usage", count=len(recent.days))
    yield _recorded(scope, "seats_in_use", subject, period, recent.mean_used, "seats", of)
    yield _recorded(scope, "seats_busiest_day", subject, period, recent.peak, "seats", of)
    if recent.paid_now is not None:
        yield _recorded(scope, "seats_paid", subject, period, recent.paid_now, "seats", of)
    yield from _share(scope, recent, scope.recent)


def _share(scope: Scope, seats: Seats, window: Window) -> Iterator[Estimate]:
    if seats.share is not None:
        of = say("of seats paid for, summed over {count} days of use", count=len(seats.told))
        yield _recorded(scope, "seat_use", seats.subject, window.period, seats.share, "fraction", of)


def _money(scope: Scope, seats: Seats) -> Iterator[Estimate]:
    if seats.money is None:
        return
    of = say("licences on bills and in costs, prepaid years spread over what they cover")
    unit, period = scope.book.currency, scope.year.period
    yield _recorded(scope, "seat_money", seats.subject, period, seats.money, unit, of)
    yield from _share(scope, seats, scope.year)
    yield from _idle(scope, seats)
    if seats.mean_used > 0:
        each = seats.money / MONTHS / Decimal(seats.mean_used)
        what = say("licence money of a month over the seats in use on an average day")
        yield _recorded(scope, "money_per_seat_in_use", seats.subject, period, each, unit, what)


def _idle(scope: Scope, seats: Seats) -> Iterator[Estimate]:
    if seats.idle_money is not None and seats.money is not None:
        of = say("of all licence money in the same twelve months")
        unit = scope.book.currency
        yield _recorded(
            scope, "idle_seat_money", seats.subject, scope.year.period, seats.idle_money, unit, of,
            (say("every paid seat costs the same; a seat used every other day is idle on the days between"),),
        )  # fmt: skip


def _recorded(
    scope: Scope,
    measure: str,
    subject: Ref,
    period: str,
    value: float | Decimal,
    unit: str,
    of: Message,
    assumed: tuple[Message, ...] = (),
) -> Estimate:
    method = {"fraction": "share", scope.book.currency: "seat_money"}.get(unit, "seat_days")
    tables = TABLES if unit == scope.book.currency else ("usage",)
    return scope.recorded(measure, subject, period, value, unit, method, tables, of, assumed)


def together(found: Sequence[Seats]) -> Seats | None:
    """Sum the seats of every initiative of which share and money are known; None where there is none."""
    known = [seats for seats in found if seats.idle_money is not None]
    if not known:
        return None
    days: dict[date, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for seats in known:
        for day in seats.told:
            used, paid = days[day.day]
            days[day.day] = (used + day.used, paid + (day.paid or 0))
    pooled = tuple(SeatDay(day, used, paid) for day, (used, paid) in sorted(days.items()))
    money = sum((seats.money or Decimal(0) for seats in known), Decimal(0))
    return Pooled(PORTFOLIO, "", pooled, money, sum((s.idle_money or Decimal(0) for s in known), Decimal(0)))


@dataclass(frozen=True, slots=True)
class Pooled(Seats):
    """Several initiatives' seats as one: idle money is the sum of theirs, as seats differ in price."""

    idle: Decimal = Decimal(0)

    @property
    def idle_money(self) -> Decimal | None:
        """Sum of the parts."""
        return self.idle
