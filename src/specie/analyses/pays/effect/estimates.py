"""The numbers that leave the analysis, one metric at a time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.pays.effect.wording import assumptions, scale_words
from specie.model import Estimate, Grade, Quantity, exact, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specie.analyses.pays.effect.effect import Effect
    from specie.analyses.pays.effect.improvement import Exposure
    from specie.analyses.pays.effect.inference import Inferred
    from specie.analyses.pays.effect.scope import Scope
    from specie.kernel.causal.lines import Inverted
    from specie.model import Message


def estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield every number of every metric that has one."""
    for effect in scope.effects:
        yield from counts(effect, scope)
        if effect.whole.test is not None:
            yield from sizes(effect, effect.whole.test, scope)
            yield from improvements(effect, scope)


def counts(effect: Effect, scope: Scope) -> Iterator[Estimate]:
    """Who was treated, who was compared, and how much was read under treatment in the last year."""
    choice, ref = effect.whole.choice, effect.metric.ref
    of = units_of(effect)
    for measure, value in (("units_treated", choice.treated), ("units_compared", choice.compared)):
        yield exact(
            measure, ref, span(effect), value, "count", "count", scope.origins,
            grade=Grade.RECORDED, denominator=of,
        )  # fmt: skip
    yield exact(
        "readings_treated_year", ref, year(effect, scope), effect.last_year.cases, "count", "count",
        scope.origins, grade=Grade.RECORDED, denominator=cases_of(effect, effect.last_year),
    )  # fmt: skip


def sizes(effect: Effect, test: Inverted, scope: Scope) -> Iterator[Estimate]:
    """The effect on the scale of comparison, relative to no use, and the answer of the test."""
    of = say(
        "mean over {count} treated readings, {scale}", count=effect.to_date.cells, scale=scale_words(effect)
    )
    yield from _interval("effect", effect, effect.whole, lambda tau: tau, "index", span(effect), of, scope)
    of = say("of what {cases} treated cases would have been", cases=_count(effect.to_date.cases))
    yield from _interval(
        "effect_relative", effect, effect.whole, effect.to_date.relative, "fraction", span(effect), of, scope
    )
    ways = say("of {count} ways to hand out the starts", count=_count(test.assignments))
    for measure, value in (("effect_p_value", test.p_value), ("smallest_p_value", test.smallest_p)):
        yield exact(
            measure, effect.metric.ref, span(effect), value, "index", method(effect), scope.origins,
            grade=effect.grade, denominator=ways if test.assignments else units_of(effect),
            assumptions=assumptions(effect),
        )  # fmt: skip


def improvements(effect: Effect, scope: Scope) -> Iterator[Estimate]:
    """What changed in the metric's own unit times cases; positive is better."""
    sign = effect.metric.sign
    yield from _interval(
        "improvement_to_date", effect, effect.whole, lambda tau: sign * effect.to_date.change(tau), "index",
        span(effect), cases_of(effect, effect.to_date), scope,
    )  # fmt: skip
    if effect.year is None:
        yield exact(
            "improvement_year", effect.metric.ref, year(effect, scope), 0.0, "index", "count", scope.origins,
            grade=Grade.RECORDED, denominator=cases_of(effect, effect.last_year),
            assumptions=(say("the effect ends with the use"),),
        )  # fmt: skip
        return
    yield from _interval(
        "improvement_year", effect, effect.year, lambda tau: sign * effect.last_year.change(tau), "index",
        year(effect, scope), cases_of(effect, effect.last_year), scope, _carried(effect),
    )  # fmt: skip


def _carried(effect: Effect) -> tuple[Message, ...]:
    """What the last year's figure takes for granted beyond the design."""
    found: list[Message] = []
    if effect.carried:
        found.append(say("the effect of earlier readings lasted: the last year has nothing to compare with"))
    if effect.last_year.beyond > 0:
        found.append(
            say(
                "{cases} cases of units that never were read without it had the effect that the others show",
                cases=_count(effect.last_year.beyond),
            )
        )
    return tuple(found)


def _interval(
    measure: str,
    effect: Effect,
    inferred: Inferred,
    to: Callable[[float], float | None],
    unit: str,
    period: str,
    of: Message,
    scope: Scope,
    further: tuple[Message, ...] = (),
) -> Iterator[Estimate]:
    """An estimate whose point and ends are a monotone function of the effect's; none where one is unknown."""
    test = inferred.test
    if test is None:
        return
    numbers = [to(tau) for tau in (test.point, test.low, test.high)]
    known = [number for number in numbers if number is not None and math.isfinite(number)]
    if len(known) == len(numbers):
        yield Estimate(
            measure, effect.metric.ref, period, known[0], min(known), max(known), test.level, unit,
            method(effect), effect.grade, scope.origins, of, assumptions(effect) + further,
        )  # fmt: skip


def method(effect: Effect) -> str:
    """Id of the method behind the estimate."""
    return effect.whole.choice.estimator


def span(effect: Effect) -> str:
    """All periods of the metric, as an ISO 8601 interval."""
    sheet = effect.study.sheet
    return f"{sheet.first[0]}/{sheet.last[-1]}"


def year(effect: Effect, scope: Scope) -> str:
    """The last twelve months, as an ISO 8601 interval."""
    since = scope.as_of.toordinal() - 364
    return f"{scope.as_of.fromordinal(since).isoformat()}/{scope.as_of.isoformat()}"


def units_of(effect: Effect) -> Message:
    """How many units there are to treat or compare."""
    if effect.whole.choice.by_group:
        return say(
            "groups of the {count} units that were read before any of them started",
            count=len(effect.study.rows),
        )
    return say("of {count} units with readings", count=len(effect.study.sheet.units))


def cases_of(effect: Effect, exposure: Exposure) -> Message:
    """Cases under treatment and the unit of the metric."""
    unit = effect.metric.unit or effect.metric.ref.name
    if not effect.study.sheet.weighted:
        return say("{unit}, over {count} treated readings", unit=unit, count=_count(exposure.cells))
    return say(
        "{unit}, over {cases} cases in {count} treated readings",
        unit=unit, cases=_count(exposure.cases), count=_count(exposure.cells),
    )  # fmt: skip


def _count(number: float) -> Quantity:
    return Quantity(round(number), "count")
