"""Tables of the effects: what was found, how it can be told, and what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from specie.analyses.pays.effect.check_tables import checks_table, estimators, opinions_table
from specie.analyses.pays.effect.inference import Design, Obstacle
from specie.analyses.pays.effect.wording import DESIGNS, GRAINS, OBSTACLES, RESTS_ON, UPGRADES
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.effect.effect import Effect
    from specie.analyses.pays.effect.metric import Metric
    from specie.analyses.pays.effect.scope import Scope
    from specie.model import Cell, Estimate, Message

Known: TypeAlias = "Mapping[tuple[str, str], Estimate]"
ANSWERS = {1: Term("better"), -1: Term("worse"), 0: Term("cannot tell")}


def tables(scope: Scope, known: Known) -> Iterator[Table]:
    """Yield every table that has rows."""
    made = (
        _effects(scope, known),
        _designs(scope),
        checks_table(scope, known),
        estimators(scope, known),
        opinions_table(scope),
        _readings(scope),
    )
    yield from (table for table in made if table.rows)


def _effects(scope: Scope, known: Known) -> Table:
    columns = (
        Column("kpi", say("Metric")),
        Column("initiative", say("Initiative")),
        Column("answer", say("The metric got")),
        Column("effect_relative", say("Effect relative to no use")),
        Column("effect", say("Effect on the metric")),
        Column("p_value", say("p-value")),
        Column("improvement_year", say("Improvement in the last twelve months")),
        Column("unit", say("in cases times")),
        Column("grade", say("Evidence")),
    )
    return Table(
        "effects",
        say("What the roll-out changed"),
        columns,
        tuple(_effect_row(effect, known) for effect in scope.estimated),
        say(
            "Better and worse are said where the whole interval lies on one side; the answer is wrong at most"
            " in {share} of such cases.",
            share=Quantity(scope.settings.wrong_verdicts, "fraction"),
        ),
    )


def _effect_row(effect: Effect, known: Known) -> tuple[Cell, ...]:
    metric = effect.metric
    told = {
        name: known.get((name, metric.ref.id)) for name in ("effect", "effect_relative", "improvement_year")
    }
    p_value = effect.whole.test.p_value if effect.whole.test else 1.0
    return (
        metric.ref, metric.initiative, ANSWERS[effect.decided], told["effect_relative"] or say("not defined"),
        told["effect"], Quantity(p_value, "index"), told["improvement_year"], metric.unit, effect.grade.value,
    )  # fmt: skip


def _designs(scope: Scope) -> Table:
    columns = (
        Column("initiative", say("Initiative")),
        Column("kpi", say("Metric")),
        Column("design", say("Design")),
        Column("grade", say("Evidence")),
        Column("treated", say("Treated")),
        Column("compared", say("Compared with")),
        Column("counted", say("Counted in")),
        Column("smallest_p", say("Smallest p-value possible")),
        Column("rests_on", say("Rests on")),
        Column("upgrade", say("What would make it better evidence")),
    )
    rows = [_design_row(effect) for effect in scope.effects]
    rows += [_unread_row(metric, scope) for metric in scope.unread]
    return Table("designs", say("How each effect can be told from a coincidence"), columns, tuple(rows))


def _design_row(effect: Effect) -> tuple[Cell, ...]:
    choice, test = effect.whole.choice, effect.whole.test
    return (
        effect.metric.initiative, effect.metric.ref, DESIGNS[effect.design], effect.grade.value,
        choice.treated, choice.compared, Term("groups") if choice.by_group else Term("units"),
        Quantity(test.smallest_p, "index") if test and test.assignments else say("none"),
        _rests_on(effect), UPGRADES[effect.design],
    )  # fmt: skip


def _rests_on(effect: Effect) -> Message:
    if effect.obstacle is not Obstacle.NOTHING:
        return OBSTACLES[effect.obstacle]
    reasons = list(RESTS_ON[effect.design])
    if len(reasons) < 2:
        return reasons[0]
    return say("{first}; {second}", first=reasons[0], second=reasons[1])


def _unread_row(metric: Metric, scope: Scope) -> tuple[Cell, ...]:
    claimed = metric.initiative.id in scope.claims
    design = Design.OPINION if claimed else Design.NONE
    return (
        metric.initiative, metric.ref, DESIGNS[design], "E", 0, 0, Term("units"), say("none"),
        RESTS_ON[design][0] if claimed else OBSTACLES[Obstacle.NO_READINGS], UPGRADES[Design.OPINION],
    )  # fmt: skip


def _readings(scope: Scope) -> Table:
    columns = (
        Column("kpi", say("Metric")),
        Column("rows", say("Rows read")),
        Column("used", say("Used")),
        Column("empty", say("Without a value")),
        Column("aside", say("Set aside")),
        Column("units", say("Units")),
        Column("periods", say("Periods")),
        Column("grain", say("Length of a period")),
        Column("always", say("Units treated from the first reading on")),
        Column("unlisted", say("Units not in the roll-out")),
        Column("silent", say("Units without readings")),
    )
    text = say(
        "Set aside are periods that are not over, periods of another length than most, values that are not"
        " finite, repeated rows, units that are not in the roll-out, and months or quarters in which a unit"
        " started part-way."
    )
    rows = tuple(_reading_row(effect) for effect in scope.effects)
    return Table("readings", say("Readings used and set aside"), columns, rows, text)


def _reading_row(effect: Effect) -> tuple[Cell, ...]:
    sheet = effect.study.sheet
    aside = sheet.aside
    return (
        effect.metric.ref, aside.rows, aside.used, aside.empty, aside.rows - aside.used - aside.empty,
        len(sheet.units), len(sheet.slot), GRAINS[sheet.grain.value], len(effect.study.always),
        aside.unlisted_units, aside.silent_units,
    )  # fmt: skip
