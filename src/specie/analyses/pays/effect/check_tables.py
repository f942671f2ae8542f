"""Tables of the checks: what each says, and what other estimators find."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from specie.analyses.pays.effect.wording import ESTIMATORS
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.pays.effect.effect import Effect
    from specie.analyses.pays.effect.scope import Scope
    from specie.analyses.pays.effect.second_opinion import Opinion
    from specie.model import Cell, Estimate, Message

Known: TypeAlias = "Mapping[tuple[str, str], Estimate]"


def checks_table(scope: Scope, known: Known) -> Table:
    """One row for each metric: drift, selection, breakdown, without one unit, repeated looks."""
    columns = (
        Column("kpi", say("Metric")),
        Column("pretrend", say("Drift before the start, p-value")),
        Column("gap_before", say("Gap before anybody started")),
        Column("breakdown", say("Sign lost at a change of trend of")),
        Column("without_one", say("Without the unit that matters most")),
        Column("unit", say("That unit")),
        Column("clustered", say("Judged by groups")),
        Column("looks", say("Holds at repeated looks")),
    )
    text = say(
        "Breakdown, the estimate without one unit and repeated looks are checked where there is an answer. A"
        " drift is found by chance in one of twenty metrics."
    )
    rows = tuple(_row(effect, known) for effect in scope.estimated if effect.checks.rivals)
    return Table("checks", say("What could be wrong with it"), columns, rows, text)


def _row(effect: Effect, known: Known) -> tuple[Cell, ...]:
    checks, ref = effect.checks, effect.metric.ref
    without, watched = checks.without, checks.watched
    return (
        ref,
        Quantity(checks.before.p_value, "index", 3) if checks.before else None,
        known.get(("gap_before", ref.id)),
        known.get(("breakdown_value", ref.id)),
        known.get(("effect_without_one", ref.id)),
        without.name if without else None,
        known.get(("effect_clustered", ref.id)),
        None if watched is None else Term("yes") if watched.first >= 0 else Term("no"),
    )


def estimators(scope: Scope, known: Known) -> Table:
    """The estimate that is told beside those of other estimators, all with the same test."""
    names = list(dict.fromkeys(name for effect in scope.estimated for name in effect.checks.rivals))
    columns = (
        Column("kpi", say("Metric")),
        Column("method", say("Told by")),
        Column("effect", say("Effect on the metric")),
        *(Column(name, ESTIMATORS[name]) for name in names),
    )
    rows = tuple(
        (
            effect.metric.ref,
            ESTIMATORS[effect.whole.choice.estimator],
            known.get(("effect", effect.metric.ref.id)),
            *(known.get((f"effect_{name}", effect.metric.ref.id)) for name in names),
        )
        for effect in scope.estimated
        if effect.checks.rivals
    )
    text = say(
        "Estimators weigh early and late starters differently; a large difference says that the effect is not"
        " the same for both."
    )
    return Table("estimators", say("The same effect by other estimators"), columns, rows, text)


def opinions_table(scope: Scope) -> Table:
    """What the estimation library makes of the same estimators, where it was asked."""
    columns = (
        Column("kpi", say("Metric")),
        Column("method", say("Estimator")),
        Column("library", say("By the library")),
        Column("own", say("By our own kernel")),
        Column("remark", say("Remark")),
    )
    rows = tuple(
        (
            effect.metric.ref,
            ESTIMATORS[opinion.told.method],
            None if opinion.told.reason else Quantity(opinion.told.point, "index"),
            None if opinion.own is None else Quantity(opinion.own, "index"),
            _remark(opinion),
        )
        for effect in scope.effects
        for opinion in effect.checks.opinions
    )
    text = say(
        "On the same data both agree to rounding, or the metric is not told at all. With readings missing,"
        " unequal"
        " weights or units that left they see different data."
    )
    return Table("library", say("The same estimators by the estimation library"), columns, rows, text)


def _remark(opinion: Opinion) -> Message:
    if opinion.told.reason:
        return say("the library says: {reason}", reason=opinion.told.reason)
    return say("same data") if opinion.same_data else say("not the same data")
