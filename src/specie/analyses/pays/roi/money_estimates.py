"""What an initiative brings, as numbers: metric by metric, by cash class, cash and the rest apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.roi.cost_estimates import to_date
from specie.analyses.pays.roi.number import between
from specie.analyses.pays.roi.scope import unique
from specie.analyses.pays.roi.stated import of_benefit, of_both, of_worths
from specie.analyses.pays.roi.worth import add, break_even
from specie.kernel.money import Range, left, minus, over, total
from specie.model import CashClass, Grade, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.analyses.pays.roi.worth import Sum, Worth
    from specie.model import Estimate, Message, Origin

BY_WORTH = "effect_times_worth"


def benefit_estimates(scope: Scope, case: Case) -> Iterator[Estimate]:
    """Yield the money of every metric, of every cash class, of cash and of what is not cash."""
    for worth in case.benefit.worths:
        yield from _declared(scope, worth)
        yield from _metric(scope, case, worth)
    for cash_class in CashClass:
        yield from _class(scope, case, cash_class)
    if case.valued:
        yield from _cash(scope, case)
    if case.benefit.soft.n:
        yield from _soft(scope, case)


def _declared(scope: Scope, worth: Worth) -> Iterator[Estimate]:
    """Yield what one unit is worth, as its owner says."""
    kpi = worth.kpi
    if kpi.worth is not None:
        yield from _told(
            between(
                "worth_of_unit", kpi.ref, scope.book.as_of.isoformat(), kpi.worth, scope.currency, "class",
                scope.origins("kpis"), level=1.0, grade=Grade.E,
                denominator=say("one {unit} in one case, as declared", unit=kpi.unit or kpi.ref.name),
            )
        )  # fmt: skip


def _metric(scope: Scope, case: Case, worth: Worth) -> Iterator[Estimate]:
    year, measured = worth.year, worth.measured
    if year is None or measured is None:
        return
    yield from _told(
        between(
            "value_year", worth.kpi.ref, measured.estimate.period, year, scope.currency, BY_WORTH,
            origins_of(scope, [worth]), level=measured.level, grade=measured.grade,
            denominator=measured.estimate.denominator or _of_metrics([worth]),
            assumptions=tuple(of_worths(scope, [worth])),
        )
    )  # fmt: skip
    if worth.kpi.cash and case.valued:
        yield from _break_even(scope, case, worth)


def _break_even(scope: Scope, case: Case, worth: Worth) -> Iterator[Estimate]:
    others = [w.year for w in case.benefit.cash_worths if w is not worth and w.year is not None]
    needed = break_even(worth, case.cost.year_range, total(others))
    if needed is None or worth.measured is None:
        return
    level = 1.0 if not others else case.benefit.hard.level
    unit = worth.kpi.unit or worth.kpi.ref.name
    yield from _told(
        between(
            "break_even_effect", worth.kpi.ref, scope.records.year.period, needed,
            "fraction" if worth.kpi.share else "index", "outer",
            (*origins_of(scope, [worth]), *scope.origins("bills", "costs")), level=level,
            grade=case.benefit.hard.grade if others else Grade.RECORDED,
            denominator=say("{unit} in one case; positive is better", unit=unit),
            assumptions=of_both(scope, case),
        )
    )  # fmt: skip


def _class(scope: Scope, case: Case, cash_class: CashClass) -> Iterator[Estimate]:
    worths = case.benefit.of_class(cash_class)
    if worths:
        found = add(worths, scope.settings.level)
        yield from _sum(scope, case, f"benefit_year_{cash_class.value}", worths, found.year, found)


def _cash(scope: Scope, case: Case) -> Iterator[Estimate]:
    """Cash benefit of the last twelve months and to date; an exact zero where no metric is cash."""
    hard = case.benefit.hard
    worths = [worth for worth in case.benefit.cash_worths if worth.counted]
    if not worths:
        for measure, period in (
            ("hard_benefit_year", scope.records.year.period),
            ("measured", to_date(scope, case)),
        ):
            yield exact(
                measure, case.initiative.ref, period, 0.0, scope.currency, "class", scope.origins("kpis"),
                grade=Grade.RECORDED, denominator=_of_metrics(case.benefit.worths),
                assumptions=tuple(of_benefit(scope, case)),
            )  # fmt: skip
        return
    stated = tuple(of_benefit(scope, case))
    yield from _sum(scope, case, "hard_benefit_year", worths, hard.year, hard, stated)
    if hard.to_date is not None:
        yield from _sum(scope, case, "measured", worths, hard.to_date, hard, stated, to_date(scope, case))


def _soft(scope: Scope, case: Case) -> Iterator[Estimate]:
    """What is not cash, and how much of it would have to become cash to carry the rest of the cost."""
    soft = case.benefit.soft
    worths = [worth for worth in case.benefit.worths if not worth.kpi.cash and worth.counted]
    yield from _sum(scope, case, "soft_benefit_year", worths, soft.year, soft)
    if soft.to_date is not None:
        yield from _sum(
            scope, case, "soft_benefit_to_date", worths, soft.to_date, soft, period=to_date(scope, case)
        )
    needed = soft_to_break_even(case)
    if needed is not None:
        yield from _told(
            between(
                "soft_to_break_even", case.initiative.ref, scope.records.year.period, needed, "fraction",
                "outer", (*origins_of(scope, worths), *scope.origins("bills", "costs")),
                level=left([soft.level, case.benefit.hard.level]), grade=soft.grade,
                denominator=say("of the benefit that is not cash, last twelve months"),
                assumptions=(*of_worths(scope, worths), *of_both(scope, case)),
            )
        )  # fmt: skip


def soft_to_break_even(case: Case) -> Range | None:
    """Share of what is not cash that would have to become cash; None where that is not the question.

    Harm cannot be turned into cash, so its lower end counts as nothing.
    """
    soft = case.benefit.soft.year
    gap = minus(case.cost.year_range, case.benefit.hard.year)
    if not case.valued or soft.point is None or soft.point <= 0 or gap.point is None or gap.point <= 0:
        return None
    return over(gap, Range(max(0.0, soft.low), soft.point, soft.high))


def _sum(
    scope: Scope,
    case: Case,
    measure: str,
    worths: Iterable[Worth],
    amount: Range,
    found: Sum,
    stated: tuple[Message, ...] | None = None,
    period: str | None = None,
) -> Iterator[Estimate]:
    known = list(worths)
    yield from _told(
        between(
            measure, case.initiative.ref, period or scope.records.year.period, amount, scope.currency,
            BY_WORTH,
            origins_of(scope, known), level=found.level, grade=found.grade, denominator=_of_metrics(known),
            assumptions=tuple(of_worths(scope, known)) if stated is None else stated,
        )
    )  # fmt: skip


def origins_of(scope: Scope, worths: Iterable[Worth]) -> tuple[Origin, ...]:
    """Where the readings and the worth of some metrics were read."""
    read = [o for worth in worths if worth.measured for o in worth.measured.estimate.origins]
    return unique((*read, *scope.origins("kpis")))


def _of_metrics(worths: Iterable[Worth]) -> Message:
    known = list(worths)
    if len(known) == 1:
        return say("all treated cases of {metric}", metric=known[0].kpi.ref)
    return say("all treated cases of {count} metrics", count=len(known))


def _told(estimate: Estimate | None) -> Iterator[Estimate]:
    if estimate is not None:
        yield estimate
