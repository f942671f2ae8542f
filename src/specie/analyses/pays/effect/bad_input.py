"""Readings and roll-outs that do not allow what they were collected for, with what can still be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.effect.inference import Design, Obstacle
from specie.analyses.pays.effect.wording import OBSTACLES, UPGRADES
from specie.model import Finding, Quantity, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.effect.effect import Effect
    from specie.analyses.pays.effect.metric import Metric
    from specie.analyses.pays.effect.scope import Scope
    from specie.model import Message


def bad_input(scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong or missing, metric by metric."""
    for metric, reason in scope.failed:
        yield _failed(metric, reason)
    for metric in scope.unread:
        yield from _unread(metric, scope)
    for effect in scope.effects:
        yield from _obstacle(effect)
        yield from _always(effect)
        yield from _missing(effect, scope)
        yield from _unvalued(effect)
    for metric in (*(effect.metric for effect in scope.effects), *scope.unread):
        yield from _contradiction(metric)


def _failed(metric: Metric, reason: str) -> Finding:
    message = say("{metric} could not be estimated: {reason}", metric=metric.ref, reason=reason)
    action = say("please report it with this message; the other metrics are not touched by it")
    return _finding("PAY310", Severity.WATCH, metric, message, action)


def _unread(metric: Metric, scope: Scope) -> Iterator[Finding]:
    claims = scope.claims.get(metric.initiative.id, 0)
    if claims:
        message = say(
            "{initiative} claims benefits in {count} rows and {metric} was never read: the claim is opinion",
            initiative=metric.initiative, count=claims, metric=metric.ref,
        )  # fmt: skip
        action = say("read the metric by unit and period, and list in the roll-out who started when")
        yield _finding("PAY312", Severity.WATCH, metric, message, action)
    else:
        yield _cannot(metric, Obstacle.NO_READINGS)


def _obstacle(effect: Effect) -> Iterator[Finding]:
    if effect.obstacle is not Obstacle.NOTHING:
        yield _cannot(effect.metric, effect.obstacle)


def _cannot(metric: Metric, obstacle: Obstacle) -> Finding:
    message = say(
        "the effect of {initiative} on {metric} cannot be estimated: {reason}",
        initiative=metric.initiative, metric=metric.ref, reason=OBSTACLES[obstacle],
    )  # fmt: skip
    severity = Severity.NOTE if obstacle is Obstacle.NOBODY_TREATED else Severity.WATCH
    return _finding("PAY310", severity, metric, message, REMEDIES.get(obstacle, UPGRADES[Design.NONE]))


REMEDIES = {
    Obstacle.NO_READINGS: say("add readings by unit and period to outcomes"),
    Obstacle.NOBODY_TREATED: say("list in the roll-out who started when"),
    Obstacle.NO_BEFORE: say("add readings from before the start, or of units that have not started"),
    Obstacle.NO_AFTER: say("come back when units have been read under treatment"),
    Obstacle.CONSTANT: say("look whether the right column was read, and with enough digits"),
    Obstacle.ONE_UNIT: say("read the metric by unit, for longer, and of units that have not started"),
    Obstacle.NO_TEST: say("add units that have not started"),
}


def _always(effect: Effect) -> Iterator[Finding]:
    count = len(effect.study.always)
    if count and effect.obstacle is Obstacle.NOTHING:
        message = say(
            "{count} of {all} units of {metric} were treated before their first reading: they are not"
            " compared, and the effect that the others show is taken to hold for them",
            count=count, all=len(effect.study.sheet.units), metric=effect.metric.ref,
        )  # fmt: skip
        action = say("add their earlier readings if there are any")
        yield _finding("PAY311", Severity.NOTE, effect.metric, message, action)


def _missing(effect: Effect, scope: Scope) -> Iterator[Finding]:
    sheet = effect.study.sheet
    aside = sheet.aside
    if aside.silent_units or aside.unlisted_units:
        message = say(
            "{metric}: {silent} units of the roll-out, {treated} of them treated, have no readings, and"
            " {unlisted} units with readings are not in the roll-out and are set aside",
            metric=effect.metric.ref, silent=aside.silent_units, treated=aside.silent_treated,
            unlisted=aside.unlisted_units,
        )  # fmt: skip
        action = say("look whether roll-out and readings spell units the same way; complete both")
        yield _finding("PAY307", Severity.WATCH, effect.metric, message, action)
    share = _gap(effect)
    if share > scope.settings.missing:
        message = say(
            "{share} of the readings that {metric} should have are missing or set aside",
            share=Quantity(share, "fraction", 0), metric=effect.metric.ref,
        )  # fmt: skip
        action = say("find out why: readings that go missing with the treatment bend the effect")
        yield _finding("PAY307", Severity.WATCH, effect.metric, message, action)


def _gap(effect: Effect) -> float:
    """Share of cells without a value, from each unit's first row on."""
    sheet = effect.study.sheet
    there = sheet.cases == sheet.cases
    begun = there.cumsum(axis=1) > 0
    return 1.0 - float((sheet.known & begun).sum()) / max(float(begun.sum()), 1.0)


def _unvalued(effect: Effect) -> Iterator[Finding]:
    if not effect.metric.valued:
        message = say(
            "{metric} has no value per unit: its effect is estimated and counts for no money",
            metric=effect.metric.ref,
        )
        action = say(
            "add value_per_unit with its range if a change is worth money; else keep it as a counter-metric"
        )
        yield _finding("PAY314", Severity.NOTE, effect.metric, message, action)


def _contradiction(metric: Metric) -> Iterator[Finding]:
    promised = metric.minimum_effect
    if promised is None or promised >= 0 or metric.sign < 0:
        return
    message = say(
        "the plan for {metric} promises a change of {promised}, and the metric says that higher is better",
        metric=metric.ref, promised=Quantity(promised, "index"),
    )  # fmt: skip
    action = say(
        "correct the column better in kpis, or the sign in plans; until then read better and worse with care"
    )
    yield _finding("PAY313", Severity.WATCH, metric, message, action)


def _finding(code: str, severity: Severity, metric: Metric, message: Message, action: Message) -> Finding:
    return Finding(code, severity, metric.ref, message, (), action, Role.ENTERPRISE)
