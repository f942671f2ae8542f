"""Words for designs: their names, what they rest on, and what would make the evidence better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.effect.inference import Design, Obstacle
from specie.kernel.causal.scaling import Comparison
from specie.model import Term, say

if TYPE_CHECKING:
    from specie.analyses.pays.effect.effect import Effect
    from specie.model import Message

DESIGNS = {
    Design.RANDOMISED: Term("randomised roll-out"),
    Design.STAGGERED: Term("staggered roll-out"),
    Design.FEW: Term("few treated units"),
    Design.SERIES: Term("one series"),
    Design.BEFORE_AFTER: Term("before and after only"),
    Design.OPINION: Term("claims only"),
    Design.NONE: Term("no design"),
}
ESTIMATORS = {
    "imputation": say("imputation"),
    "efficient": say("efficient adjustment for random order"),
    "callaway_santanna": say("group-time averages"),
    "synthetic_did": say("synthetic difference-in-differences"),
    "demeaned_synthetic_control": say("demeaned synthetic control"),
    "local_level": say("local level"),
    "before_after": say("before and after"),
    "series_change": say("before and after"),
}
GRAINS = {
    "year": Term("year"),
    "quarter": Term("quarter"),
    "month": Term("month"),
    "week": Term("week"),
    "day": Term("day"),
}
OBSTACLES = {
    Obstacle.NO_READINGS: say("it has no readings that can be used"),
    Obstacle.NOBODY_TREATED: say("none of its units has started yet, or the roll-out does not say so"),
    Obstacle.NO_BEFORE: say("no unit was read before it started"),
    Obstacle.NO_AFTER: say("no unit was read after it started"),
    Obstacle.CONSTANT: say("every reading is the same"),
    Obstacle.ONE_UNIT: say("one unit was read, and too seldom to judge it by its own past"),
    Obstacle.NO_TEST: say(
        "the starts could not have been handed out in another way that these readings can tell apart"
    ),
}
RESTS_ON: dict[Design, tuple[Message, ...]] = {
    Design.RANDOMISED: (
        say("chance decided who starts when"),
        say("one unit's start does not change another unit's readings"),
    ),
    Design.STAGGERED: (
        say("without it, units that started and units that had not would have moved in parallel"),
        say("one unit's start does not change another unit's readings"),
    ),
    Design.FEW: (
        say("a unit that started could as well have been any of the others, apart from its level"),
        say("one unit's start does not change another unit's readings"),
    ),
    Design.SERIES: (say("without it, the series would have gone on as it used to"),),
    Design.BEFORE_AFTER: (say("nothing else that matters changed at the same time"),),
    Design.OPINION: (say("those who claim the benefit know it"),),
    Design.NONE: (),
}
UPGRADES = {
    Design.RANDOMISED: say("nothing: keep units without it until the decision is made"),
    Design.STAGGERED: say("let chance decide the order of the next starts"),
    Design.FEW: say("start eight or more units in an order that chance decides"),
    Design.SERIES: say("read the metric by unit, and let some units start later than others"),
    Design.BEFORE_AFTER: say("let some units start later than others, and keep their readings"),
    Design.OPINION: say("read a metric by unit and period, and list in the roll-out who started when"),
    Design.NONE: say("complete the readings and the roll-out"),
}


def scale_words(effect: Effect) -> Message:
    """The scale on which units are compared."""
    unit = effect.metric.unit or effect.metric.ref.name
    match effect.study.scaling.comparison:
        case Comparison.LOG:
            return say("in log points of {unit}", unit=unit)
        case Comparison.RATIO:
            return say("as a multiple of each unit's own mean before, of {unit}", unit=unit)
        case Comparison.SHARE:
            return say("in {unit}, as a share from 0 to 1", unit=unit)
        case Comparison.LEVEL:
            return say("in {unit}", unit=unit)


def assumptions(effect: Effect) -> tuple[Message, ...]:
    """What the estimate rests on."""
    return RESTS_ON[effect.design]
