"""Numbers of the checks: other estimators, drift, breakdown, without one unit, selection."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.pays.effect.estimates import span
from specie.analyses.pays.effect.wording import assumptions, scale_words
from specie.kernel.causal.breakdown import LARGEST
from specie.model import Bound, Estimate, Grade, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.effect.effect import Effect
    from specie.analyses.pays.effect.scope import Scope
    from specie.kernel.causal.lines import Inverted
    from specie.model import Message


def check_estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield the numbers of every check that was made."""
    for effect in scope.estimated:
        checks, of = effect.checks, say("mean over treated readings, {scale}", scale=scale_words(effect))
        for name, test in checks.rivals.items():
            yield from _test(f"effect_{name}", effect, test, name, of, scope)
        if checks.without is not None:
            left = say("without {unit}, {scale}", unit=checks.without.name, scale=scale_words(effect))
            yield from _test(
                "effect_without_one", effect, checks.without.test, effect.whole.choice.estimator, left, scope
            )
        if checks.clustered is not None:
            yield from _test("effect_clustered", effect, checks.clustered, "wild_cluster", of, scope)
        if checks.selection is not None:
            yield from _selection(effect, checks.selection, scope)
        yield from _plain(effect, scope)


def _test(
    measure: str, effect: Effect, test: Inverted, method: str, of: Message, scope: Scope
) -> Iterator[Estimate]:
    if math.isfinite(test.low) and math.isfinite(test.high):
        yield Estimate(
            measure, effect.metric.ref, span(effect), test.point, test.low, test.high, test.level, "index",
            method, effect.grade, scope.origins, of, assumptions(effect),
        )  # fmt: skip


def _selection(effect: Effect, test: Inverted, scope: Scope) -> Iterator[Estimate]:
    if math.isfinite(test.low) and math.isfinite(test.high):
        of = say(
            "units that started less the others, before anybody started, {scale}", scale=scale_words(effect)
        )
        yield Estimate(
            "gap_before", effect.metric.ref, span(effect), test.point, test.low, test.high, test.level,
            "index", "two_means", Grade.RECORDED, scope.origins, of,
        )  # fmt: skip


def _plain(effect: Effect, scope: Scope) -> Iterator[Estimate]:
    """Numbers that are what they are: a p-value, a multiple."""
    checks = effect.checks
    if checks.before is not None:
        of = say("{count} stretches before the start", count=checks.before.leads)
        yield exact(
            "pretrend_p_value", effect.metric.ref, span(effect), checks.before.p_value, "index", "pretrend",
            scope.origins, grade=effect.grade, denominator=of,
        )  # fmt: skip
    if checks.broken_at is not None:
        yield _breakdown(effect, checks.broken_at.value, scope)


def _breakdown(effect: Effect, value: float, scope: Scope) -> Estimate:
    """The multiple at which the sign is lost; a floor where no multiple that was tried does."""
    of = say("of the largest change of trend before the start")
    if math.isfinite(value):
        return exact(
            "breakdown_value", effect.metric.ref, span(effect), value, "x", "breakdown", scope.origins,
            grade=effect.grade, denominator=of,
        )  # fmt: skip
    return Estimate(
        "breakdown_value", effect.metric.ref, span(effect), None, LARGEST, None, 1.0, "x", "breakdown",
        effect.grade, scope.origins, of, bound=Bound.AT_LEAST,
    )  # fmt: skip
