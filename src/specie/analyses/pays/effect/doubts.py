"""Reasons to doubt an effect, from the checks: what each would say and to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from specie.analyses.pays.effect.inference import Design
from specie.analyses.pays.effect.wording import ESTIMATORS, GRAINS, scale_words
from specie.model import Message, Quantity, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.effect.effect import Effect
    from specie.kernel.causal.lines import Inverted

Doubt: TypeAlias = tuple[str, Severity, Message, Message, str]
"""Code, severity, message, action, and the measure that is the evidence."""


def doubts(effect: Effect) -> Iterator[Doubt]:
    """Yield what the checks of one metric give reason to doubt."""
    yield from _drifted(effect)
    yield from _selected(effect)
    yield from _one_unit(effect)
    yield from _disagree(effect)
    yield from _clustered(effect)
    yield from _watched(effect)


def _severity(effect: Effect) -> Severity:
    """A doubt about an answer is louder than one about no answer."""
    return Severity.WATCH if effect.decided else Severity.NOTE


def _drifted(effect: Effect) -> Iterator[Doubt]:
    if effect.drifted and effect.checks.before is not None:
        message = say(
            "{metric}: units moved apart before they started (p-value {p}), so some of the change may have"
            " been"
            " under way already",
            metric=effect.metric.ref, p=Quantity(effect.checks.before.p_value, "index"),
        )  # fmt: skip
        action = say("look at the event study; find out what else told these units apart at that time")
        yield "PAY302", _severity(effect), message, action, "pretrend_p_value"


def _selected(effect: Effect) -> Iterator[Doubt]:
    gap = effect.checks.selection
    alpha = 1.0 - effect.whole.asked + 1e-12
    if gap is None or gap.p_value > (alpha / 5 if effect.design is Design.RANDOMISED else alpha):
        return
    better = gap.point * effect.metric.sign > 0
    amount = Quantity(abs(gap.point), "index")
    if effect.design is Design.RANDOMISED:
        message = say(
            "{metric}: units that started differed by {amount} ({scale}) before anybody started, which chance"
            " would hardly do",
            metric=effect.metric.ref, amount=amount, scale=scale_words(effect),
        )  # fmt: skip
        action = say("find out whether the order was really drawn by lot")
    elif better:
        message = say(
            "{metric}: units that started were better by {amount} ({scale}) before anybody started: they were"
            " not chosen like any others",
            metric=effect.metric.ref, amount=amount, scale=scale_words(effect),
        )  # fmt: skip
        action = say(
            "do not compare them with the others as they are; the effect here is read from changes only"
        )
    else:
        message = say(
            "{metric}: units that started were worse by {amount} ({scale}) before anybody started, and may"
            " have"
            " got better by themselves",
            metric=effect.metric.ref, amount=amount, scale=scale_words(effect),
        )  # fmt: skip
        action = say("let chance decide who starts next")
    yield "PAY308", Severity.NOTE, message, action, "gap_before"


def _one_unit(effect: Effect) -> Iterator[Doubt]:
    without, whole = effect.checks.without, effect.whole.test
    if without is None or whole is None:
        return
    if without.test.p_value > 1.0 - effect.whole.asked + 1e-12 or without.test.point * whole.point <= 0:
        message = say(
            "{metric}: without {unit} nobody could tell any more; one unit carries the result",
            metric=effect.metric.ref, unit=without.name,
        )  # fmt: skip
        action = say("look at the readings of {unit} before anything is decided on this", unit=without.name)
        yield "PAY303", _severity(effect), message, action, "effect_without_one"


def _disagree(effect: Effect) -> Iterator[Doubt]:
    whole = effect.whole.test
    for name, rival in effect.checks.rivals.items():
        if whole is not None and not _inside(whole, rival.point) and not _inside(rival, whole.point):
            message = say(
                "{metric}: the effect is {own} by {own_method} and {other} by {method} ({scale}), further"
                " apart"
                " than either allows",
                metric=effect.metric.ref, method=ESTIMATORS[name], other=Quantity(rival.point, "index"),
                own_method=ESTIMATORS[effect.whole.choice.estimator], own=Quantity(whole.point, "index"),
                scale=scale_words(effect),
            )  # fmt: skip
            action = say("look at the event study: the effect may differ between early and late starters")
            yield "PAY304", _severity(effect), message, action, f"effect_{name}"


def _inside(test: Inverted, point: float) -> bool:
    return test.low <= point <= test.high


def _clustered(effect: Effect) -> Iterator[Doubt]:
    clustered = effect.checks.clustered
    if clustered is None or not effect.decided or clustered.p_value <= 1.0 - effect.whole.asked + 1e-12:
        return
    message = say(
        "{metric}: units of a group move together, and judged by groups nobody can tell (p-value {p})",
        metric=effect.metric.ref, p=Quantity(clustered.p_value, "index", 3),
    )  # fmt: skip
    action = say("start whole groups at a time, or more groups, before anything is decided on this")
    yield "PAY319", Severity.WATCH, message, action, "effect_clustered"


def _watched(effect: Effect) -> Iterator[Doubt]:
    watched = effect.checks.watched
    if watched is not None and watched.first < 0:
        message = say(
            "{metric}: the answer holds if it was read once, today; read at each of {looks} looks, every"
            " {count}"
            " periods of one {grain}, it is not sure enough yet",
            metric=effect.metric.ref, looks=watched.looks, count=watched.every,
            grain=GRAINS[effect.study.sheet.grain.value],
        )  # fmt: skip
        action = say("fix the day of decision beforehand in plans, or wait until it holds at every look")
        yield "PAY317", Severity.NOTE, message, action, "effect"
