"""What a number of an initiative takes for granted, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.analyses.pays.roi.worth import Worth
    from specie.model import Message, Term

LATE_DAYS = 31
"""Days that readings may lag behind the book before it is said."""


def of_worths(scope: Scope, worths: Iterable[Worth]) -> Iterator[Message]:
    """What money from an effect rests on: the design, the worth, the readings."""
    seen: set[Message] = set()
    for worth in worths:
        if worth.measured is None or worth.kpi.worth is None:
            continue
        for message in (*worth.measured.estimate.assumptions, *_of_worth(scope, worth)):
            if message not in seen:
                seen.add(message)
                yield message


def _of_worth(scope: Scope, worth: Worth) -> Iterator[Message]:
    kpi = worth.kpi
    if kpi.worth is None:
        return
    if kpi.supposed:
        yield say("the declared worth of {metric} is certain: it has no range", metric=kpi.ref)
    else:
        yield say(
            "one unit of {metric} is worth between {low} and {high}",
            metric=kpi.ref, low=scope.money(kpi.worth.low), high=scope.money(kpi.worth.high),
        )  # fmt: skip
    read = scope.records.read.get(kpi.ref.id)
    if read is not None and (scope.book.as_of - read.last_on).days > LATE_DAYS:
        yield say(
            "nothing is counted after {day}, the last reading of {metric}", day=read.last_on, metric=kpi.ref
        )


def of_benefit(scope: Scope, case: Case) -> Iterator[Message]:
    """What the cash benefit of an initiative rests on."""
    hard = [worth for worth in case.benefit.cash_worths if worth.counted]
    yield from of_worths(scope, hard)
    if not hard:
        yield say("nothing it brings is cash, by the cash classes of its metrics")
    if len(hard) > 1:
        yield say(
            "intervals of {count} metrics are widened until all hold together at the level, then added",
            count=len(hard),
        )
    for name in case.missing:
        yield say("{metric} would be cash and is not in it", metric=name)


def of_cost(scope: Scope, case: Case) -> Iterator[Message]:
    """What the cost of an initiative leaves open."""
    for kind in case.cost.unpriced:
        yield no_price(kind)
    if case.cost.unseen_from is not None:
        yield say(
            "it was in use from {day} on, before the first bill or cost of the book: what it cost then is"
            " unknown",
            day=case.cost.unseen_from,
        )
    if case.cost.reach_year and not case.cost.unpriced:
        yield say(
            "up to {amount} of bills without an initiative may be its own",
            amount=scope.money(case.cost.reach_year),
        )


def no_price(kind: Term) -> Message:
    """A kind of cost that is used and that nobody priced."""
    if kind.id == "labour":
        return say("somebody runs it and checks its answers, and the book has no cost of people")
    return say("it is used and the book has no {kind} for it: the cost is a floor", kind=kind)


def of_both(scope: Scope, case: Case) -> tuple[Message, ...]:
    """What benefit less cost rests on."""
    outer = say(
        "ends of effect, worth and cost are combined outward: the level is the least share of times that the"
        " true value lies inside"
    )
    return (*of_benefit(scope, case), *of_cost(scope, case), outer)


def continued(months: int) -> Message:
    """What a course over months takes for granted, with so many of them ahead."""
    even = say("benefits accrue evenly within the last twelve months and evenly before them")
    if not months:
        return even
    return say("{even}; {time} more go on as the last twelve did", even=even, time=Quantity(months, "months"))
